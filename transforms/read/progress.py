"""Signs of progress: bytes of a file that were not read before."""

import io
from typing import Any, BinaryIO, cast

from transforms.nursery import allow


class Progressing(io.RawIOBase):
    """A stream that says of itself that reading it comes on, for whoever waits for results.

    It counts how far reading has come, not how much was read: a file made to send its reader
    round in circles makes no progress.
    """

    def __init__(self, raw: BinaryIO, seconds: float) -> None:
        self._raw = cast(io.RawIOBase, raw)
        self._seconds = seconds
        self._position = self._farthest = 0

    def allow(self, seconds: float) -> None:
        """What may pass between two signs from now on."""
        self._seconds = seconds
        allow(seconds)

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Whether the stream is."""
        return self._raw.seekable()

    def readinto(self, buffer: Any) -> int | None:
        """Reads as the stream does."""
        count = self._raw.readinto(buffer)
        self._position += count or 0
        if self._position > self._farthest:
            self._farthest = self._position
            allow(self._seconds)
        return count

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Seeks as the stream does."""
        self._position = self._raw.seek(offset, whence)
        return self._position

    def tell(self) -> int:
        """Where reading is."""
        return self._position

    def close(self) -> None:
        """Closes the stream."""
        self._raw.close()
        super().close()
