"""Opening files, through Beam's filesystems."""

import hashlib
import os
import stat
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, cast

from apache_beam.io.filesystem import CompressionTypes
from apache_beam.io.filesystems import FileSystems

from transforms.elements import Reject
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.nursery import allow_network

_CHUNK = 1 << 18  # bytes read at once: large enough for a disk or a bucket, small beside a document


@dataclass(frozen=True)
class Source:
    """A file's bytes, as often as they are asked for.

    Attributes:
        uri: What it is called in the tables.
        open: Opens its bytes as they are.
        retrieved_at: When it was fetched, aware, in UTC.
    """

    uri: str
    open: Callable[[], BinaryIO]
    retrieved_at: datetime | None

    def refused(self, code: str, message: str, limits: Limits) -> Reject:
        """The reject of the whole file, with its bytes as far as they can be read."""
        digest, size, payload = hashlib.sha256(), 0, bytearray()
        try:
            with closing(self.open()) as stream:
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    payload += chunk[: limits.payload_bytes - len(payload)]
        except Exception as error:  # any client library of a bucket may raise its own
            reason = trouble(error).message
            if reason != message:
                message = f"{message}; its bytes could be kept only in part: {reason}"
        return Reject(
            uri=self.uri,
            stage="read",
            code=code,
            message=message,
            payload=bytes(payload),
            reader=None,
            raw_sha256=digest.hexdigest(),
            raw_bytes=size,
            retrieved_at=self.retrieved_at,
        )


def is_local(path: str) -> bool:
    """Whether the path is one of this machine's files, and not of a bucket."""
    return FileSystems.get_scheme(path) is None


def open_path(path: str) -> BinaryIO:
    """Opens a path of any of Beam's filesystems, its bytes as they are.

    Raises:
        DocumentError: `read.missing` or `read.unreadable`.
    """
    try:
        if is_local(path):
            require_regular(os.stat(path).st_mode)  # noqa: PTH116 - the path may be any bytes
        else:
            allow_network()
        stream = FileSystems.open(path, compression_type=CompressionTypes.UNCOMPRESSED)
    except Exception as error:  # any client library of a bucket may raise its own
        raise trouble(error) from error
    return cast(BinaryIO, stream)


def trouble(error: Exception) -> DocumentError:
    """What an error of the filesystem is called here; one of ours stays what it is."""
    if isinstance(error, DocumentError):
        return error
    missing = isinstance(error, FileNotFoundError)
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return DocumentError("read.missing" if missing else "read.unreadable", reason)


def require_regular(mode: int) -> None:
    """Refuses what is no file: reading a pipe or a device could wait or go on for ever.

    Raises:
        DocumentError: `read.unreadable`.
    """
    if not stat.S_ISREG(mode):
        raise DocumentError("read.unreadable", f"not a regular file ({stat.filemode(mode)})")
