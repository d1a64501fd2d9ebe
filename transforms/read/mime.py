"""MIME: the parts of a message and of a saved page, and what their headers say.

RFC 5322 (messages), 2045 to 2047 (MIME), 2387 (related parts). Senders break all of them, and the
standard library's parser reads what they send all the same.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message

from transforms.errors import DocumentError
from transforms.read.decode import decode

#: Parts within parts: a forwarded newsletter has about five.
_DEEPEST = 20
# What is longer is no header to show; and the decoder of the library takes time quadratic in it.
_LONGEST_HEADER = 2_000
_HEADER = re.compile(rb"([!-9;-~]+)[ \t]*:", re.ASCII)


def header_names(head: bytes) -> set[str]:
    """The names, in lower case, of the headers a file begins with; none where it does not."""
    begun = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    lines, blank, _ = begun.replace(b"\r\n", b"\n").partition(b"\n\n")
    names: set[str] = set()
    for number, line in enumerate(lines.split(b"\n")[: None if blank else -1]):
        if line[:1] in (b" ", b"\t") or (number == 0 and line.startswith(b"From ")):
            continue
        found = _HEADER.match(line)
        if not found:
            return set()
        names.add(found[1].decode("ascii").lower())
    return names


def read_message(data: bytes) -> Message:
    """The message that the bytes are.

    Raises:
        DocumentError: `parse.markup`.
    """
    try:
        return message_from_bytes(data.lstrip(b"\r\n"))
    except (RecursionError, ValueError, LookupError, AttributeError) as error:
        raise DocumentError("parse.markup", f"no MIME: {type(error).__name__}") from error


def header(message: Message, name: str) -> str | None:
    """A header on one line, its encoded words decoded (RFC 2047); None where it is blank."""
    stated = next((value for key, value in message.raw_items() if key.lower() == name), None)
    if stated is None or len(stated) > _LONGEST_HEADER:
        return None
    raw = str(stated).encode("utf-8", "surrogateescape")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    with suppress(HeaderParseError, LookupError, ValueError):
        text = str(make_header(decode_header(text)))
    text = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(text.replace("\0", "").split()) or None


def leaves(message: Message, depth: int = 0) -> Iterator[Message]:
    """The parts that hold no other parts, in order; messages within are such, too.

    Raises:
        DocumentError: `read.nested`.
    """
    if depth > _DEEPEST:
        raise DocumentError("read.nested", f"more than {_DEEPEST} parts within each other")
    if not message.is_multipart():
        yield message
    for part in parts_of(message):
        if is_message(part):
            yield part
        else:
            yield from leaves(part, depth + 1)


def parts_of(message: Message) -> list[Message]:
    """The parts right within it."""
    payload = message.get_payload()
    return (
        [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []
    )


def is_message(part: Message) -> bool:
    """Whether the part is a message within a message."""
    return part.get_content_type() == "message/rfc822"


def is_attached(part: Message) -> bool:
    """Whether the part is a file beside the text; some name the text, too."""
    named = part.get_content_maintype() != "text" and bool(part.get_filename())
    return named or part.get_content_disposition() == "attachment"


def data_of(part: Message) -> bytes:
    """The bytes of a part, as they were before they were packed for the way."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def charset_of(part: Message) -> str | None:
    """The encoding that the part declares."""
    try:
        return part.get_content_charset()
    except (LookupError, UnicodeError, ValueError):
        return None


def text_of(part: Message) -> str:
    """The text of a plain part, flowed lines put together (RFC 3676).

    Raises:
        DocumentError: As `decode`.
    """
    text, _ = decode(data_of(part), charset_of(part))
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    between = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
    lines: list[str] = []
    flows = False
    for line in text.splitlines():
        line = line.removeprefix(" ") if line.startswith(" ") else line  # stuffed with a space
        if flows:
            lines[-1] += line
        else:
            lines.append(line)
        flows = line.endswith(" ") and line != "-- "
        if flows:
            lines[-1] = lines[-1][:-1] + between
    return "\n".join(lines)
