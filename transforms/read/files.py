"""Opening files: through Beam's filesystems, inflating what is gzip by its content."""

import hashlib
import io
import os
import stat
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, cast

from apache_beam.io.filesystem import CompressionTypes
from apache_beam.io.filesystems import FileSystems

from transforms.elements import Reject
from transforms.errors import DocumentError
from transforms.limits import MB, Limits

_CHUNK = 1 << 18  # bytes read at once: large enough for a disk or a bucket, small beside a document
_GZIP = b"\x1f\x8b"  # RFC 1952
# Below this much output a high ratio is harmless: a megabyte of blanks deflates 1000-fold.
_RATIO_FROM = MB


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


@contextmanager
def inflated(raw: BinaryIO, limits: Limits) -> Iterator[tuple[io.BufferedReader, bool]]:
    """The stream inflated if its content is gzip, whatever its name; and whether it was.

    Reading it raises `DocumentError`: `read.inflated` past `limits.inflation_ratio`, and
    `read.compressed` where the gzip data is broken, cut short, or followed by something else. All
    that could be inflated is read before.
    """
    with closing(_buffered(raw)) as plain:
        if plain.peek(len(_GZIP))[: len(_GZIP)] == _GZIP:
            # raw is closed by `plain`; the inflating stream owns nothing.
            yield io.BufferedReader(_Inflating(plain, limits), _CHUNK), True
        else:
            yield plain, False


def _buffered(raw: BinaryIO) -> io.BufferedReader:
    # Beam's streams are io.RawIOBase or io.BufferedReader, both of which can be buffered (again).
    return io.BufferedReader(cast(io.RawIOBase, raw), _CHUNK)


class _Inflating(io.RawIOBase):
    """Inflates gzip members one after another, in bounded memory."""

    def __init__(self, compressed: io.BufferedReader, limits: Limits) -> None:
        self._compressed = compressed
        self._ratio = limits.inflation_ratio
        self._member = _member()
        self._pending = b""
        self._read = self._given = 0
        self._error: DocumentError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills the buffer; less of it only at the end of what can be inflated."""
        filled = 0
        while filled < len(buffer) and self._error is None:
            data = self._next(len(buffer) - filled)
            if data is None:
                break
            buffer[filled : filled + len(data)] = data
            filled += len(data)
            self._given += len(data)
            if self._given > max(_RATIO_FROM, self._ratio * self._read):
                self._fail("read.inflated", f"inflates more than {self._ratio}-fold")
        if self._error is not None and not filled:
            raise self._error
        return filled

    def _fail(self, code: str, message: str) -> None:
        where = f"after {self._read:,} compressed and {self._given:,} inflated bytes"
        self._error = DocumentError(code, f"{message}, {where}")

    def _next(self, size: int) -> bytes | None:
        """Up to `size` inflated bytes, perhaps none; None at the end."""
        if self._member.eof and not self._begin_member():
            return None
        if not self._pending:
            self._pending = self._compressed.read(_CHUNK)
            self._read += len(self._pending)
        ended, before = not self._pending, self._member.copy()
        try:
            data = self._member.decompress(self._pending, size)
        except zlib.error as error:
            self._fail("read.compressed", f"gzip data broken: {error}")
            return _until_error(before, self._pending)
        self._pending = self._member.unconsumed_tail
        if ended and not data and not self._member.eof:
            self._fail("read.compressed", "gzip data cut short")
        return data

    def _begin_member(self) -> bool:
        rest = self._member.unused_data.lstrip(b"\x00")  # zeros may pad a member, as on tapes
        while not rest:
            chunk = self._compressed.read(_CHUNK)
            if not chunk:
                return False
            self._read += len(chunk)
            rest = chunk.lstrip(b"\x00")
        if not rest.startswith(_GZIP[: len(rest)]):
            self._fail("read.compressed", "gzip data followed by something else")
            return False
        self._member, self._pending = _member(), rest
        return True


def _member() -> "zlib._Decompress":
    return zlib.decompressobj(zlib.MAX_WBITS | 16)  # 16: with a gzip header and checksum


def _until_error(member: "zlib._Decompress", data: bytes) -> bytes:
    """What a chunk inflates to before its first error, which zlib drops."""
    inflated = bytearray()
    with suppress(zlib.error):
        for position in range(len(data)):
            inflated += member.decompress(data[position : position + 1])
    return bytes(inflated)
