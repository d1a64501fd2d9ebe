"""Formats of compression, told by content: gzip, bzip2, xz, lzma and Zstandard.

Whatever the format, a file may hold several members (gzip), streams (bzip2, xz) or frames
(Zstandard) one after another: `cat`, `bgzip`, `pzstd` and web archives write them so.
"""

import bz2
import lzma
import re
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from io import BufferedReader
from typing import Protocol

import zstandard

#: Endings that compression adds to the name of a file; `.lz4` is read too (`inflate.py`).
SUFFIXES = (".gz", ".bz2", ".xz", ".lzma", ".zst", ".zstd", ".lz4")

#: What the members of any format raise for broken data.
BROKEN = (zlib.error, lzma.LZMAError, zstandard.ZstdError, OSError, EOFError)

# `xz -9` needs 65 MiB to inflate and `zstd --long` 128 MiB: what the tools take by default.
_MEMORY = 128 << 20
# A block of Zstandard has 4 bytes or more and inflates to 128 KiB or less: that many bytes fed at
# once never inflate to more than 32 MiB, which is held.
_ZSTD_FED = 1 << 10
# Dictionaries of web archives have some 100 KiB.
_DICTIONARY_BYTES = 16 << 20


class Member(Protocol):
    """A decompressor of one member, as `bz2` and `lzma` define it."""

    @property
    def eof(self) -> bool:
        """Whether the end of the member was reached."""

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes without more data."""

    @property
    def unused_data(self) -> bytes:
        """Data behind the end of the member."""

    def decompress(self, data: bytes, max_length: int = ...) -> bytes:
        """Takes data, and gives up to `max_length` bytes of what it inflates to."""


@dataclass(frozen=True)
class Compression:
    """A format of compression.

    Attributes:
        name: What it is called.
        begins: What its members begin with.
        member: A decompressor of its members.
    """

    name: str
    begins: re.Pattern[bytes]
    member: Callable[[], Member]


def compression_of(stream: BufferedReader, head: bytes) -> Compression | None:
    """The format that a stream which begins with `head` is compressed in.

    A dictionary that the stream begins with is read off it.
    """
    found = next((each for each in _COMPRESSIONS if each.begins.match(head)), None)
    if found is not None and head.startswith(_DICTIONARY):
        return replace(found, member=partial(_Zstd, _read_dictionary(stream, head)))
    return found


def _read_dictionary(stream: BufferedReader, head: bytes) -> zstandard.ZstdCompressionDict | None:
    """The dictionary of a `.warc.zst`: its first frame, which other readers skip.

    See https://iipc.github.io/warc-specifications/specifications/warc-zstd/.
    """
    size = int.from_bytes(head[4:8], "little")
    if size > _DICTIONARY_BYTES:
        return None
    data = stream.read(8 + size)[8:]
    with suppress(zstandard.ZstdError):
        if data.startswith(b"\x28\xb5\x2f\xfd"):
            unpacked = zstandard.ZstdDecompressor(max_window_size=_MEMORY)
            data = unpacked.decompress(data, max_output_size=_DICTIONARY_BYTES)
        dictionary = zstandard.ZstdCompressionDict(data, zstandard.DICT_TYPE_FULLDICT)
        _Zstd(dictionary)  # which is where one that is none shows
        return dictionary
    return None


class _Gzip:
    """One member of gzip, RFC 1952. All before an error is given out first."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(zlib.MAX_WBITS | 16)  # 16: with header and checksum
        self._error: zlib.error | None = None

    @property
    def eof(self) -> bool:
        return self._member.eof

    @property
    def needs_input(self) -> bool:
        return self._error is None and not self._member.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._member.unused_data

    def decompress(self, data: bytes, max_length: int = 0) -> bytes:
        if self._error is not None:
            raise self._error
        before, data = self._member.copy(), self._member.unconsumed_tail + data
        try:
            return self._member.decompress(data, max_length)
        except zlib.error as error:
            self._error = error
            return _until_error(before, data)


def _until_error(member: "zlib._Decompress", data: bytes) -> bytes:
    """What data inflates to before its first error, which zlib drops."""
    inflated = bytearray()
    with suppress(zlib.error):
        for position in range(len(data)):
            inflated += member.decompress(data[position : position + 1])
    return bytes(inflated)


class _Zstd:
    """One frame of Zstandard, RFC 8878; a frame that is to be skipped is an empty one."""

    def __init__(self, dictionary: zstandard.ZstdCompressionDict | None = None) -> None:
        decompressor = zstandard.ZstdDecompressor(dictionary, max_window_size=_MEMORY)
        self._frame = decompressor.decompressobj()
        self._pending, self._at = b"", 0
        self._held = b""

    @property
    def eof(self) -> bool:
        return self._frame.eof and not self._held

    @property
    def needs_input(self) -> bool:
        return self._at >= len(self._pending) and not self._held and not self._frame.eof

    @property
    def unused_data(self) -> bytes:
        return self._frame.unused_data + self._pending[self._at :]

    def decompress(self, data: bytes, max_length: int = 0) -> bytes:
        if data:
            self._pending, self._at = self._pending[self._at :] + data, 0
        while not self._held and not self.needs_input and not self._frame.eof:
            fed = self._pending[self._at : self._at + _ZSTD_FED]
            self._at += len(fed)
            self._held = self._frame.decompress(fed)
        given, self._held = self._held[:max_length], self._held[max_length:]
        return given


_DICTIONARY = b"\x5d\x2a\x4d\x18"
_COMPRESSIONS = (
    Compression("gzip", re.compile(rb"\x1f\x8b\x08"), _Gzip),
    Compression("bzip2", re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), bz2.BZ2Decompressor),
    Compression(
        "xz", re.compile(rb"\xfd7zXZ\x00"), partial(lzma.LZMADecompressor, memlimit=_MEMORY)
    ),
    Compression(
        # There is no signature: properties of 5d, a dictionary of whole 64 KiB, and a size that is
        # unknown or below a tebibyte, as `file` tells it.
        "lzma",
        re.compile(rb"\x5d\x00\x00..(?:\xff{8}|.{5}\x00{3})", re.DOTALL),
        partial(lzma.LZMADecompressor, memlimit=_MEMORY),
    ),
    Compression("Zstandard", re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"), _Zstd),
)
