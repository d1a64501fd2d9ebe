"""Lines of a stream, in bounded memory."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader

_CHUNK = 1 << 18  # bytes of an over-long line that are looked at once


@dataclass(frozen=True)
class Line:
    """One line: all its bytes, or the beginning and a description of one that is too long.

    `number` counts from 1, blank lines too. `data` has no line end. `size` and `sha256` (64
    hexadecimal characters) are those of the whole line where `data` is but its beginning; else
    None.
    """

    number: int
    data: bytes
    size: int | None = None
    sha256: str | None = None


def cut_lines(
    stream: BufferedReader, most: int, keep: int, newline: bytes = b"\n"
) -> Iterator[Line]:
    """Cuts a stream into lines, without their line ends.

    Args:
        stream: The bytes.
        most: Longer lines than this many bytes are described, not given whole.
        keep: So many bytes of such a line are given.
        newline: The line end in the encoding of the stream, ending in or beginning with the byte
            of a line feed; its length is the width of a character. A carriage return before it
            goes too.
    """
    ends = (newline.replace(b"\n", b"\r") + newline, newline)
    number = 0
    while data := _piece(stream, most + len(ends[0]) + 1, newline):
        number += 1
        text = _without_end(data, ends)
        if len(text) <= most:
            yield Line(number, text)
        else:
            yield _over_long(stream, number, data, keep, newline)


def _piece(stream: BufferedReader, most: int, newline: bytes) -> bytes:
    """Up to and with the next newline, or `most` bytes without one."""
    piece = bytearray()
    while len(piece) < most and not piece.endswith(newline):
        data = stream.readline(most - len(piece))
        if not data:
            break
        piece += data
        # The byte of \n may be part of another character: complete it, then look.
        piece += stream.read(-len(piece) % len(newline))
    return bytes(piece)


def _without_end(data: bytes, ends: tuple[bytes, bytes]) -> bytes:
    for end in ends:
        if data.endswith(end):
            return data[: -len(end)]
    return data


def _over_long(stream: BufferedReader, number: int, data: bytes, keep: int, newline: bytes) -> Line:
    digest, size, kept = hashlib.sha256(), 0, bytearray()
    while data:
        ended = data.endswith(newline)
        part = data[: -len(newline)] if ended else data
        digest.update(part)
        size += len(part)
        kept += part[: keep - len(kept)]
        if ended:
            break
        data = _piece(stream, _CHUNK, newline)
    return Line(number, bytes(kept), size, digest.hexdigest())
