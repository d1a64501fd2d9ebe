"""Streams that can only be read on, made ones that can be sought."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from transforms.errors import DocumentError

_CHUNK = 1 << 18
# Kept in memory: most tables and archives that somebody compressed once more are smaller.
_IN_MEMORY = 16_000_000
# On the disk of a worker. Larger ones are compressed within, and not once more as a whole.
_ON_DISK = 2_000_000_000


@contextmanager
def seekable(stream: BufferedReader) -> Iterator[BinaryIO]:
    """The stream if it can be sought, else a temporary copy.

    Raises:
        DocumentError: `read.inflated` where the copy would have more than 2 GB.
    """
    if stream.seekable():
        yield stream
        return
    with SpooledTemporaryFile(_IN_MEMORY) as copy:
        while chunk := stream.read1(_CHUNK):
            if copy.tell() + len(chunk) > _ON_DISK:
                message = f"inflates to more than {_ON_DISK:,} bytes"
                raise DocumentError("read.inflated", message)
            copy.write(chunk)
        copy.seek(0)
        yield cast(BinaryIO, copy)
