"""The wire: texts as agencies transmit them by IPTC 7901, and by ANPA 1312 in North America.

Control characters part a message: SOH, header, STX, text, ETX, time of filing, EOT. A file is one
message, or as many as were received.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BufferedReader
from typing import NamedTuple

from transforms.elements import Draft, Passed, RawDocument
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.read.decode import decode
from transforms.read.people import names_of
from transforms.read.reader import Context
from transforms.read.times import Stamp, parse_stamp

_SOH, _STX, _ETX, _EOT = b"\x01", b"\x02", b"\x03", b"\x04"
_BEGINS = re.compile(rb"[\x00\x16\s]*\x01[^\x00\x02]{4,1000}\x02")  # SYN or NUL may come before
# Field separators and typesetting codes of ANPA 1312, and other controls: blanks to a reader.
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

# `bkn014 4 pl 171 …`: source and number, priority, category, words (IPTC 7901); or
# `v2870 …`, then `f l BC-Slug 11-13 1049`: priority, category, slug (ANPA 1312).
_CATEGORIES = (
    re.compile(r"\s*[A-Za-z]{1,5}\d{1,6} +\d +([A-Za-z]{1,3})\b"),
    re.compile(r"\s*[A-Za-z]\d{4}\b.*\s+[A-Za-z] +([A-Za-z]) +(?:AM|PM|BC|AP)-"),
)

# `211259 GMT Nov 18`: day, hour and minute, zone, month, year (IPTC 7901).
_FILED = re.compile(
    r"\b(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)(?: ?(?P<zone>[A-Z]{1,5}))? "
    r"(?P<month>[^\W\d_]{3})[a-z]*\.? (?P<year>\d\d)\b"
)
# `AP-WF-11-13-13 1509GMT`: agency, and month, day, year, hour and minute, zone (ANPA 1312).
_FILED_ANPA = re.compile(
    r"\b(?P<agency>[A-Z]{2,5})-[A-Z]{2,4}-(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d) "
    r"(?P<hour>\d\d)(?P<minute>\d\d) ?(?P<zone>[A-Z]{1,5})\b"
)
# Months that are not written in German, French or Spanish as they are in English.
_MONTHS = {
    "mrz": "Mar",
    "mär": "Mar",
    "mai": "May",
    "okt": "Oct",
    "dez": "Dec",
    "ene": "Jan",
    "abr": "Apr",
    "ago": "Aug",
    "dic": "Dec",
    "fév": "Feb",
    "avr": "Apr",
    "aoû": "Aug",
}

_END = 200  # characters at the end of a text in which some senders state the time of filing

# Lines of the head of a text; further down `=` is only a sign.
_HEAD_LINES = 10
_BYLINE = re.compile(r"(?:by|von|par|por) \S", re.IGNORECASE)
_LABEL = re.compile(r"[\dA-Z ()/.-]{3,30}")  # `1ST LEAD`, `REFILE`
_NOTE = re.compile(r"(?:Eds|AP Photos?|EDITOR'S NOTE|Editors?)\b", re.IGNORECASE)
# From here on dpa tells editors what is not for print.
_NOT_FOR_PRINT = re.compile(
    r"^(?:# (?:dpa-)?Not(?:ebook|izblock)|\* \* \* \*|The following information is not"
    r"(?: intended)? for publication|Die folgenden Informationen sind nicht).*",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Iptc7901Reader:
    """Reads IPTC 7901 and ANPA 1312, whatever the name of the file."""

    name: str = "iptc7901"
    suffixes: tuple[str, ...] = ()

    def sniff(self, head: bytes) -> bool:
        """Whether it begins with a header between SOH and STX."""
        return _BEGINS.match(head) is not None

    def split(
        self, stream: BufferedReader, uri: str, context: Context
    ) -> Iterator[RawDocument | Passed]:
        """Every message with a text. Raises DocumentError `read.too_large`, `parse.empty`."""
        data = context.whole(stream)
        begin, *_ = data.split(_SOH, 1)
        messages = [_SOH + each for each in data[len(begin) :].split(_SOH) if each.strip()]
        if not messages:
            raise DocumentError("parse.empty", "no message")
        for number, message in enumerate(messages, 1):
            if not _pieces(message).text.strip():
                yield Passed(uri, "messages without text", 1)
                continue
            where = uri if len(messages) == 1 else f"{uri}#{number}"
            whole = data if len(messages) == 1 else message
            yield RawDocument(where, whole, self.name, context.retrieved_at, context.encoding)

    def parse(self, raw: RawDocument, limits: Limits) -> Iterator[Draft]:
        """The article. Raises DocumentError `parse.no_text`, or as `decode`."""
        del limits
        pieces = _pieces(raw.data)
        if not pieces.text.strip():
            raise DocumentError("parse.no_text", "a message without text")
        text = _text(pieces.text, raw.encoding)
        head, body = _headed(text.split("\n"))
        header, end = _text(pieces.header, raw.encoding), _text(pieces.end, raw.encoding)
        anpa = _FILED_ANPA.search(f"{body[-_END:]}\n{end}")
        filed = _filed(anpa or _FILED.search(end) or _FILED.search(body[-_END:]))
        yield Draft(
            raw,
            text=_printed(body),
            title=_title(head),
            authors=_authors(head),
            publisher=anpa["agency"] if anpa else None,
            published_at=filed and filed.at,
            published_zone=filed and filed.zone,
            section=_category(header),
        )


class _Pieces(NamedTuple):
    header: bytes
    text: bytes
    end: bytes


def _pieces(message: bytes) -> _Pieces:
    header, _, rest = message.partition(_STX)
    text, _, end = rest.partition(_ETX)
    return _Pieces(header.lstrip(_SOH), text.partition(_EOT)[0], end.partition(_EOT)[0])


def _text(piece: bytes, encoding: str | None) -> str:
    """The piece as text, with line feeds for line ends, and blanks for other controls."""
    piece = _CONTROLS.sub(b" ", piece.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))
    return decode(piece, encoding)[0] if piece.strip() else ""


def _headed(lines: Sequence[str]) -> tuple[list[str], str]:
    """The lines of headline and byline, and the text below them.

    ANPA 1312 marks lines of the head with `^`, of which the first repeats the slug; by IPTC 7901
    the head ends in `=`.
    """
    begun = next((n for n, line in enumerate(lines[:_HEAD_LINES]) if line.startswith("^")), None)
    if begun is not None:
        end = next((n for n in range(begun, len(lines)) if lines[n][:1] not in ("^", "")), begun)
        marked = [line.strip("^<= ") for line in lines[begun:end]]
        head = [line for line in marked[1:] if line and not _NOTE.match(line)]
        bylines = [line for line in head[1:] if _BYLINE.match(line)]
        return [*head[:1], *bylines], "\n".join(
            line.lstrip("^").rstrip("<") for line in lines[end:]
        )
    ended = (n for n, line in enumerate(lines[:_HEAD_LINES]) if line.rstrip().endswith("="))
    end = next(ended, -1) + 1
    return [line.strip("= ") for line in lines[:end] if line.strip("= ")], "\n".join(lines[end:])


def _title(head: Sequence[str]) -> str | None:
    """The headline, put together from its lines; what only labels it is left out."""
    lines = [line for line in head if not _BYLINE.match(line)]
    return " ".join([line for line in lines if not _LABEL.fullmatch(line)] or lines) or None


def _authors(head: Sequence[str]) -> tuple[str, ...]:
    bylines = (line for line in head if _BYLINE.match(line))
    return tuple(dict.fromkeys(name for line in bylines for name in names_of(line)))


def _printed(body: str) -> str:
    """The text as it is printed: without notes to editors and the line of filing."""
    text = _FILED_ANPA.sub("", _NOT_FOR_PRINT.sub("", body)).rstrip(" \t\n<")
    # Teleprinters had neither curly marks nor dashes.
    return re.sub(r"(?<=\s)_(?=\s)", "—", text.replace("``", "“").replace("''", "”"))


def _category(header: str) -> str | None:
    line = " ".join(header.split())
    found = (pattern.match(line) for pattern in _CATEGORIES)
    return next((match[1].lower() for match in found if match), None)


def _filed(stated: re.Match[str] | None) -> Stamp | None:
    if stated is None:
        return None
    month = _MONTHS.get(stated["month"].lower(), stated["month"])
    century = 1900 if int(stated["year"]) > 69 else 2000  # as POSIX reads two digits
    date = f"{century + int(stated['year'])}-{month}-{stated['day']}"
    return parse_stamp(f"{date} {stated['hour']}:{stated['minute']} {stated['zone'] or ''}".strip())
