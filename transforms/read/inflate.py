"""Streams that inflate what is compressed, told by its content and not by its name."""

import io
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

import pyarrow as pa

from transforms.errors import DocumentError
from transforms.limits import MB, Limits
from transforms.read.compression import BROKEN, Compression, compression_of

_CHUNK = 1 << 18  # bytes read at once: large enough for a disk or a bucket, small beside a document
# Bytes fed at once: whatever is left of them is copied for every member, which may be tiny.
_FED = 1 << 16
# Bytes inflated at once: bzip2, xz, lzma and Zstandard may lose that much before a break.
_STEP = 1 << 16
# The same of LZ4, of which Arrow drops whatever one call had inflated before an error.
_LZ4_STEP = 1 << 12
_PEEKED = 32  # bytes that compression is told by
# Below this much output a high ratio is harmless: a megabyte of blanks deflates 1000-fold.
_RATIO_FROM = MB
# Compression within compression: by mistake `a.gz` is packed once more; deeper is no accident.
_DEPTH = 2
_LZ4 = b"\x04\x22\x4d\x18"


@contextmanager
def inflated(raw: BinaryIO, limits: Limits) -> Iterator[tuple[io.BufferedReader, bool]]:
    """The stream inflated if its content is compressed, whatever its name; and whether it was.

    Reading it raises `DocumentError`: `read.inflated` past `limits.inflation_ratio` or where
    inflating takes too much memory, and `read.compressed` where the data is broken, cut short, or
    followed by something else. What could be inflated is read before.

    Raises:
        DocumentError: `read.nested` for compression within compression within compression.
    """
    with closing(_buffered(raw)) as plain:
        stream, depth = plain, 0
        while (inflating := _inflating(stream, limits)) is not None:
            if depth == _DEPTH:
                raise DocumentError("read.nested", f"compressed more than {_DEPTH} times")
            # raw is closed by `plain`; the inflating streams own nothing.
            stream, depth = io.BufferedReader(inflating, _CHUNK), depth + 1
        yield stream, depth > 0


def _buffered(raw: BinaryIO) -> io.BufferedReader:
    # Beam's streams are io.RawIOBase or io.BufferedReader, both of which can be buffered (again).
    return io.BufferedReader(cast(io.RawIOBase, raw), _CHUNK)


def _inflating(stream: io.BufferedReader, limits: Limits) -> io.RawIOBase | None:
    head = b""
    with suppress(DocumentError):  # which is raised again where the stream is read
        head = stream.peek(_PEEKED)[:_PEEKED]
    if head.startswith(_LZ4):
        return _Lz4(stream, limits)
    compression = compression_of(stream, head)
    return Inflating(stream, compression, limits) if compression else None


class _Limited(io.RawIOBase):
    """Counts what it inflates, and fails once all before the failure was read."""

    def __init__(self, limits: Limits) -> None:
        self._ratio = limits.inflation_ratio
        self._read = self._given = 0
        self._error: DocumentError | None = None

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills the buffer; less of it only at the end of what can be inflated."""
        filled = 0
        while filled < len(buffer) and self._error is None:
            data = self._next(min(len(buffer) - filled, _STEP))
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

    def _next(self, size: int) -> bytes | None:
        """Up to `size` inflated bytes, perhaps none; None at the end."""
        raise NotImplementedError

    def _fail(self, code: str, message: str) -> None:
        where = f"after {self._read:,} compressed and {self._given:,} inflated bytes"
        self._error = DocumentError(code, f"{message}, {where}")


class Inflating(_Limited):
    """Inflates members one after another, in bounded memory."""

    def __init__(
        self, compressed: io.BufferedReader, compression: Compression, limits: Limits
    ) -> None:
        super().__init__(limits)
        self._compressed = compressed
        self._compression = compression
        self._member = compression.member()
        self._pending = b""
        self._begun = 0  # bytes given before the member
        self._fed = b""  # where `resume` looks: what was fed last, behind the begin of a member

    @property
    def spoilt(self) -> bool:
        """Whether the last bytes before an error are of the member that is broken."""
        return self._error is not None and self._given > self._begun and not self._member.eof

    def resume(self, begins: Callable[[bytes], bool]) -> bool:
        """Goes on behind broken data, with the next member whose content begins as asked.

        It is looked for from where the broken member began, or at most `_FED` bytes before the
        break. Returns False where there is none, or what ended the stream is something else.
        """
        if self._error is None or self._error.code != "read.compressed":
            return False
        data = self._fed
        while data:
            for found in self._compression.begins.finditer(data):
                rest = data[found.start() :]
                if self._begins(rest, begins):
                    self._error = None
                    self._member = self._compression.member()
                    self._fed, self._pending = rest[1:], rest
                    self._begun = self._given
                    return True
            # A member that begins at the end of the data is found once more, with what follows.
            chunk = self._chunk()
            data = data[-_FED:] + chunk if chunk else b""
        return False

    def _begins(self, data: bytes, begins: Callable[[bytes], bool]) -> bool:
        with suppress(*BROKEN):
            return begins(self._compression.member().decompress(data, _PEEKED))
        return False

    def _chunk(self) -> bytes:
        chunk = self._compressed.read1(_FED)
        self._read += len(chunk)
        return chunk

    def _next(self, size: int) -> bytes | None:
        if self._member.eof and not self._begin_member():
            return None if self._error is None else b""
        ended = False
        if self._member.needs_input and not self._pending:
            self._pending = self._chunk()
            self._fed = self._pending if self._fed else self._pending[1:]
            ended = not self._pending
        pending, self._pending = self._pending, b""
        try:
            data = self._member.decompress(pending, size)
        except BROKEN as error:
            much = "memory" in str(error).lower()  # as lzma and zstd say
            message = f"{self._compression.name} data broken: {error}"
            self._fail("read.inflated" if much else "read.compressed", message)
            return b""
        if ended and not data and not self._member.eof:
            self._fail("read.compressed", f"{self._compression.name} data cut short")
        return data

    def _begin_member(self) -> bool:
        rest = self._member.unused_data.lstrip(b"\x00")  # zeros may pad a member, as on tapes
        while len(rest) < _PEEKED and (chunk := self._chunk()):
            rest = (rest + chunk).lstrip(b"\x00")
        if not rest:
            return False
        self._fed = rest[1:]
        if not self._compression.begins.match(rest):
            name = self._compression.name
            self._fail("read.compressed", f"{name} data followed by something else")
            return False
        self._member, self._pending = self._compression.member(), rest
        self._begun = self._given
        return True


class _Lz4(_Limited):
    """Inflates LZ4 frames. Arrow reads them, and does not tell one from the next."""

    def __init__(self, compressed: io.BufferedReader, limits: Limits) -> None:
        super().__init__(limits)
        counted = pa.PythonFile(_Counted(compressed, self), "r")
        self._frames = pa.CompressedInputStream(counted, "lz4")

    def count(self, size: int) -> None:
        """Takes down how much of the compressed data was read."""
        self._read += size

    def _next(self, size: int) -> bytes | None:
        try:
            data: bytes = self._frames.read(min(size, _LZ4_STEP))
        except (OSError, pa.ArrowException) as error:
            self._fail("read.compressed", f"LZ4 data broken or cut short: {error}")
            return b""
        return data or None


@dataclass
class _Counted:
    """What Arrow asks of a file."""

    compressed: io.BufferedReader
    reader: _Lz4
    closed: bool = False

    def read(self, size: int) -> bytes:
        chunk = self.compressed.read1(size)
        self.reader.count(len(chunk))
        return chunk

    def close(self) -> None:
        self.closed = True
