"""Web archives cut into records: WARC (ISO 28500, and its drafts 0.x) and ARC, versions 1 and 2.

Records follow each other in one stream, inflated where the archive is compressed. Where a record's
length is wrong or the data is broken, reading goes on where the next record surely begins.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from io import BufferedReader

from transforms.errors import DocumentError
from transforms.read.tape import Tape

# A header's lines: URLs have some kilobytes at most, and all else is short.
_HEAD_BYTES = 1 << 17
_BLANK = re.compile(rb"\n\r*\n")  # CR before LF may be missing, or doubled
_NEWLINES = b"\r\n\x00"  # zeros pad records, as on tapes


@dataclass(frozen=True)
class Layout:
    """How records of a kind of archive begin.

    Attributes:
        head: What a record begins with, to the end of its first line.
        begins: The end of what stands before a record, for sure.
        lines: Whether the head goes on until a blank line.
    """

    head: re.Pattern[bytes]
    begins: re.Pattern[bytes]
    lines: bool


WARC = Layout(
    re.compile(rb"WARC/\d\.\d+[ \t\r]*\n"),
    re.compile(rb"\n(?=WARC/\d\.\d+[ \t\r]*\n[A-Za-z-]+:)"),
    lines=True,
)
# URL, IP address, date, media type, and in version 2 five more before the length. A URL may hold
# spaces, which it should not.
_ARC_LINE = rb"[a-z]{2,20}:[^\r\n]{1,4000} [\da-fA-F.:]+ \d{12,20} [^\r\n]{1,400}\r?\n"
ARC = Layout(re.compile(_ARC_LINE), re.compile(rb"\n(?=" + _ARC_LINE + rb")"), lines=False)
#: Bytes in which a record's begin is seen to be one.
_BEGIN_BYTES = 1 << 13


def layout_of(head: bytes) -> Layout | None:
    """The kind of archive that begins so; None for anything else."""
    head = head.lstrip(_NEWLINES)
    if head.startswith(b"filedesc:"):
        return ARC
    return WARC if WARC.head.match(head) else None


@dataclass(frozen=True)
class Head:
    """The header of a record.

    Attributes:
        offset: Where it begins in the (inflated) archive, in bytes.
        data: Its bytes as they stand, with the blank line.
        layout: The kind of archive; None for what is no record at all.
    """

    offset: int
    data: bytes
    layout: Layout | None

    @classmethod
    def of(cls, data: bytes) -> "tuple[Head, bytes]":
        """The header that a record begins with, and the record's block."""
        layout = WARC if WARC.head.match(data) else ARC if ARC.head.match(data) else None
        head = data[: _head_size(data, layout)]
        return cls(0, head, layout), data[len(head) :]

    @cached_property
    def fields(self) -> dict[str, str]:
        """Values by name in lower case; the line of an ARC as if it were a WARC's header."""
        if self.layout is None:
            return {}
        return _arc_fields(self.data) if self.layout is ARC else fields_of(self.data)

    @property
    def length(self) -> int | None:
        """Declared bytes of the block; None where that is no length."""
        value = self.fields.get("content-length", "")
        # 2^63 and the like are no lengths: no file is that long.
        return int(value) if value.isdecimal() and len(value) < 16 else None

    @property
    def url(self) -> str:
        """What the record is of; empty where it does not say. Some tools put it in brackets."""
        return self.fields.get("warc-target-uri", "").strip("<> ")

    @property
    def is_http(self) -> bool:
        """Whether the block should be an HTTP response."""
        if self.layout is ARC:
            return self.url.startswith("http")
        return self.fields.get("content-type", "").lower().startswith("application/http")

    @property
    def name(self) -> str:
        """The record's id, else its offset."""
        return self.fields.get("warc-record-id", "").strip("<>") or str(self.offset)


def fields_of(head: bytes) -> dict[str, str]:
    """Header fields by name in lower case, of a WARC or HTTP header; the first of a name counts."""
    try:
        text = head.decode()
    except UnicodeDecodeError:
        text = head.decode("latin-1")
    unfolded = re.sub(r"\r*\n[ \t]+", " ", text)
    fields: dict[str, str] = {}
    for line in unfolded.split("\n")[1:]:
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    return fields


def _arc_fields(line: bytes) -> dict[str, str]:
    text = line.decode("utf-8", "replace")
    found = re.match(r"(.*) \S+ (\d+) (\S*).* (\S+)\s*\Z", text)
    if found is None:
        return {}
    url, date, media_type, length = found.groups()
    first = url.startswith("filedesc:")
    return {
        "warc-type": "warcinfo" if first else "response",
        "warc-target-uri": url,
        "warc-date": date[:14],
        "content-type": media_type,
        "content-length": length,
    }


def _head_size(data: bytes, layout: Layout | None) -> int:
    """Bytes of the header; 0 where there is none, or no end of it."""
    if layout is None:
        return 0
    found = (_BLANK if layout.lines else re.compile(rb"\n")).search(data, 0, _HEAD_BYTES)
    return found.end() if found else 0


@dataclass(frozen=True)
class Piece:
    """Bytes of an archive: all of them, or the beginning of more than should be held.

    Attributes:
        data: The bytes, or the first of them.
        size: How many there are.
        sha256: Of all of them, in hexadecimal.
        broken: Why they cannot be trusted, if so.
    """

    data: bytes
    size: int
    sha256: str
    broken: str | None = None


class Archive:
    """The records of an archive, one after another.

    `heads` goes from record to record. `begin` and `piece` give the content of the last one,
    before the next is asked for; what is not asked for is passed over.
    """

    def __init__(self, stream: BufferedReader, limit: int) -> None:
        """Of a stream; of larger records than `limit` bytes only the beginning is held."""
        self._tape = Tape(stream)
        self._limit = limit
        self._layout: Layout | None = None
        self._head: Head | None = None
        self._lost: str | None = None

    def heads(self) -> Iterator[Head]:
        """The header of every record, and of every piece between records that is none.

        Raises DocumentError where the archive breaks off and no further record can be found.
        """
        while True:
            if self._head is not None:
                self.piece()
            begin = self._peek()
            if begin:
                self._layout = self._layout or layout_of(begin) or WARC
                layout = self._layout if self._layout.head.match(begin) else None
                size = _head_size(self._tape.peek(_HEAD_BYTES), layout)
                self._head = Head(self._tape.position, self._tape.take(size), layout)
            elif (error := self._tape.error) is None:
                return
            else:
                self._head = Head(self._tape.position, b"", None)
                self._resume(error)
            yield self._head

    def _peek(self) -> bytes:
        """What begins behind the padding of records."""
        while (begin := self._tape.peek(_BEGIN_BYTES)) and not begin.strip(_NEWLINES):
            self._tape.take(len(begin))
        self._tape.take(len(begin) - len(begin.lstrip(_NEWLINES)))
        return self._tape.peek(_BEGIN_BYTES)

    def _resume(self, error: DocumentError) -> None:
        head = (self._layout or WARC).head
        if not self._tape.resume(lambda begin: head.match(begin + b"\r\n") is not None):
            raise error
        self._lost = error.message

    def begin(self, size: int) -> bytes:
        """Up to `size` bytes of the record's block."""
        length = self._head.length if self._head else None
        return self._tape.peek(size if length is None else min(size, length))

    def piece(self) -> Piece:
        """The record, header and block, or the piece between records.

        It ends where its length says if the next record begins there, or else where that does.
        Raises DocumentError as `heads` does.
        """
        assert self._head is not None, "asked for once, of a head"
        head, self._head = self._head, None
        if self._lost is not None:
            lost, self._lost = self._lost, None
            return Piece(b"", 0, hashlib.sha256().hexdigest(), lost)
        piece = self._cut(head)
        error = self._tape.error
        short = head.length is not None and piece.size < len(head.data) + head.length
        if error is None or not (short or self._tape.spoilt):
            return piece
        if self._tape.peek(_BEGIN_BYTES).strip(_NEWLINES):
            return piece  # what is broken comes later
        self._resume(error)
        self._lost = None
        return replace(piece, broken=error.message)

    def _cut(self, head: Head) -> Piece:
        length, begins = head.length, (self._layout or WARC).begins
        if length is not None and length <= self._limit:
            self._tape.fill(length + _BEGIN_BYTES)
            if self._is_followed(length):
                return _whole(head.data + self._tape.take(length))
            if (end := self._tape.find(begins)) is not None:
                return _whole(head.data + self._tape.take(end))
        kept, digest, size = bytearray(head.data), hashlib.sha256(head.data), len(head.data)
        most = length if length is not None and length > self._limit else None
        for chunk in self._tape.until(begins, _BEGIN_BYTES, most):
            kept += chunk[: max(0, self._limit - len(kept))]
            digest.update(chunk)
            size += len(chunk)
        return Piece(bytes(kept), size, digest.hexdigest())

    def _is_followed(self, length: int) -> bool:
        """Whether a record of so many bytes would end as one does, or where the next begins."""
        if self._tape.left < length:
            return False
        after = self._tape.peek(_BEGIN_BYTES, length)
        head, rest = (self._layout or WARC).head, after.lstrip(_NEWLINES)
        return not rest or head.match(rest) is not None or after.startswith(b"\r\n\r\n")


def _whole(data: bytes) -> Piece:
    return Piece(data, len(data), hashlib.sha256(data).hexdigest())
