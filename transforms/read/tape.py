"""A stream that is read ahead: what comes next can be seen, sought through, and taken."""

import re
from collections.abc import Callable, Iterator
from io import BufferedReader

from transforms.errors import DocumentError
from transforms.read.files import trouble
from transforms.read.inflate import Inflating

_CHUNK = 1 << 18  # bytes read at once


class Tape:
    """The bytes ahead in a stream. An error ends it as an end would; `error` tells them apart."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self._ahead = bytearray()
        self._ended = False
        #: Bytes that were taken.
        self.position = 0
        #: What ended the stream, once everything before has been read.
        self.error: DocumentError | None = None

    @property
    def left(self) -> int:
        """Bytes that were read and not taken."""
        return len(self._ahead)

    @property
    def spoilt(self) -> bool:
        """Whether the last bytes before the error are of the data that is broken."""
        return isinstance(self._stream.raw, Inflating) and self._stream.raw.spoilt

    def fill(self, size: int) -> None:
        """Reads ahead until so many bytes can be seen, or to the end."""
        while len(self._ahead) < size and not self._ended:
            try:
                chunk = self._stream.read1(_CHUNK)
            except (DocumentError, OSError) as error:
                self.error, chunk = trouble(error), b""
            self._ahead += chunk
            self._ended = not chunk

    def peek(self, size: int, start: int = 0) -> bytes:
        """Up to `size` bytes that come next, or behind the next `start`; fewer only at the end."""
        self.fill(start + size)
        return bytes(self._ahead[start : start + size])

    def take(self, size: int) -> bytes:
        """The same, and goes on behind them."""
        taken = self.peek(size)
        del self._ahead[:size]
        self.position += len(taken)
        return taken

    def find(self, begins: re.Pattern[bytes]) -> int | None:
        """Where, in what was read ahead, the first match ends."""
        found = begins.search(self._ahead)
        return found and found.end()

    def until(self, begins: re.Pattern[bytes], width: int, most: int | None) -> Iterator[bytes]:
        """Takes all to the end of the first match, which spans `width` bytes or less.

        Stops after `most` bytes, and at the end.
        """
        taken = 0
        while most is None or taken < most:
            self.fill(_CHUNK + width)
            end = self.find(begins)
            size = len(self._ahead) if self._ended else len(self._ahead) - width
            size = size if end is None else end
            chunk = self.take(size if most is None else min(size, most - taken))
            taken += len(chunk)
            yield chunk
            if end is not None or not chunk:
                return

    def resume(self, begins: Callable[[bytes], bool]) -> bool:
        """Goes on after an error with the next compressed member that begins so, if there is."""
        inflating = self._stream.raw
        if self.error is None or not isinstance(inflating, Inflating):
            return False
        self._ended = not inflating.resume(begins)
        self.error = self.error if self._ended else None
        return not self._ended
