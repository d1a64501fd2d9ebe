"""E-mail: newsletters and messages as mail programs save them (RFC 5322, MIME)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from io import BufferedReader

from transforms.elements import Draft, Hyperlink, Passed, RawDocument
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.normalise.paragraphs import BREAK
from transforms.read.mime import (
    charset_of,
    data_of,
    header,
    header_names,
    is_attached,
    is_message,
    leaves,
    parts_of,
    read_message,
    text_of,
)
from transforms.read.page.blocks import blocks, read_words
from transforms.read.page.tree import read_tree
from transforms.read.reader import Context
from transforms.read.times import Stamp, parse_stamp

_HTML, _PLAIN = "text/html", "text/plain"
# Every message has From and Date (RFC 5322, 3.6); the others are what servers and programs add.
# A text may begin with `From:` and `Date:` by itself.
_NEEDED = {"from"}
_ADDED = {"message-id", "received", "mime-version", "return-path", "delivered-to"}
_BULK = ("list-unsubscribe", "list-id", "list-post", "feedback-id")
# `Ann Lee from The Example`, `Ann Lee | The Example`, `Ann Lee, The Example`
_AUTHOR_OF = re.compile(r"(.+?)(?: (?:from|at|of|via|for|[|·•–—-]) |, )(.+)")
#: What every newsletter says of itself; a paragraph of news has more words than these have.
_BOILERPLATE = re.compile(
    r"unsubscribe|opt(?:ing)?[ -]out|(?:manage|update|change) (?:your )?(?:e-?mail |newsletter )?"
    r"(?:preferences|subscription|settings)|view (?:it|this|in|online|as a web)\b.{0,40}(?:browser"
    r"|online|web)|view in browser|read (?:it )?online|web version"
    r"|having trouble (?:viewing|reading)|you(?:.re| are)? (?:have )?receiv(?:ed|ing) (?:this|it)"
    r"|(?:this|e-?mail|it) was sent to"
    r"|no longer (?:wish|want) to receive|add .{1,60} to your address book|all rights reserved"
    r"|privacy (?:policy|notice|statement)|forwarded (?:this|to you)|abbestellen|se désabonner"
    r"|darse de baja|cancelar (?:la )?suscripci|disiscriv|uitschrijven|отписаться",
    re.IGNORECASE,
)
_BOILERPLATE_WORDS = 45
#: Messages within messages.
_MOST_FORWARDS = 10
#: HTML is the better half of an alternative unless it is a picture with a link.
_LEAST_SHARE = 0.5


@dataclass(frozen=True)
class MailReader:
    """Reads `.eml` and whatever begins with the headers of a message."""

    name: str = "eml"
    suffixes: tuple[str, ...] = (".eml",)

    def sniff(self, head: bytes) -> bool:
        """Whether it begins with the headers of a message that was sent."""
        names = header_names(head)
        return names >= _NEEDED and bool(names & _ADDED)

    def split(
        self, stream: BufferedReader, uri: str, context: Context
    ) -> Iterator[RawDocument | Passed]:
        """The message, and those within it that it forwards; files beside them are passed over.

        Raises DocumentError `read.too_large` or `read.inflated`, `read.nested`, or as
        `read_message`.
        """
        data = context.whole(stream)
        message = read_message(data)
        within = list(_within(message))
        attached = sum(_is_file(part) for each in (message, *within) for part in leaves(each))
        if not within or any(_is_text(part) for part in leaves(message)):
            yield RawDocument(uri, data, self.name, context.retrieved_at, context.encoding)
        for number, each in enumerate(within, start=1):
            inner = each.as_bytes()
            yield RawDocument(f"{uri}#{number}", inner, self.name, context.retrieved_at)
        if attached:
            yield Passed(uri, "attachment", attached)

    def parse(self, raw: RawDocument, limits: Limits) -> Iterator[Draft]:
        """The message as an article. Raises DocumentError `parse.no_text`, or as `read_tree`."""
        del limits
        message = read_message(raw.data)
        body = _body(message)
        if not body.paragraphs:
            raise DocumentError("parse.no_text", "a message without text")
        authors, publisher = _sender(message)
        sent = _sent(message)
        archived = (header(message, "archived-at") or "").strip("<>")
        yield Draft(
            raw=raw,
            text=BREAK.join(body.paragraphs),
            title=header(message, "subject"),
            url=archived if archived.startswith(("http://", "https://")) else None,  # RFC 5064
            record_id=(header(message, "message-id") or "").strip("<> ") or None,
            publisher=publisher,
            authors=authors,
            published_at=sent and sent.at,
            published_zone=sent and sent.zone,
            language=header(message, "content-language"),
            links=tuple(dict.fromkeys(body.links)),
            warnings=tuple(dict.fromkeys(body.warnings)),
        )


@dataclass(frozen=True)
class _Body:
    """Paragraphs, links and warnings."""

    paragraphs: list[str] = field(default_factory=list)
    links: list[Hyperlink] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, bodies: Sequence["_Body"]) -> "_Body":
        """Bodies one behind the other."""
        return cls(
            [each for body in bodies for each in body.paragraphs],
            [each for body in bodies for each in body.links],
            [each for body in bodies for each in body.warnings],
        )

    @property
    def words(self) -> int:
        return sum(len(read_words(paragraph)) for paragraph in self.paragraphs)


def _within(message: Message, depth: int = 0) -> Iterator[Message]:
    """The messages that a message holds, and those that they hold, in order."""
    if depth > _MOST_FORWARDS:
        raise DocumentError("read.nested", f"more than {_MOST_FORWARDS} messages within each other")
    for part in leaves(message):
        if is_message(part):
            for held in parts_of(part):
                yield held
                yield from _within(held, depth + 1)


def _is_text(part: Message) -> bool:
    return part.get_content_maintype() == "text" and not is_attached(part)


def _is_file(part: Message) -> bool:
    return not (_is_text(part) or is_message(part))


def _body(message: Message) -> _Body:
    """The text of a message: of alternatives the fuller, of the rest all."""
    if not message.is_multipart():
        return _of_part(message)
    bodies = [
        _body(part) for part in parts_of(message) if not (is_message(part) or is_attached(part))
    ]
    match message.get_content_subtype():
        case "alternative":
            most = max((body.words for body in bodies), default=0)
            # The last is the richest that the sender has (RFC 2046, 5.1.4).
            rich = (body for body in reversed(bodies) if body.words >= _LEAST_SHARE * most)
            return next(rich, _Body())
        case "related":
            return next((body for body in bodies if body.paragraphs), _Body())
    return _Body.of(bodies)


def _of_part(part: Message) -> _Body:
    data = data_of(part)
    if not data.strip():
        return _Body()
    # What says that it has parts and has none is a text all the same.
    broken = part.get_content_maintype() == "multipart"
    if part.get_content_type() == "text/html" or (broken and b"</" in data):
        return _of_html(data, charset_of(part))
    if part.get_content_type() == "text/plain" or broken:
        return _of_plain(text_of(part))
    return _Body()


def _of_html(data: bytes, charset: str | None) -> _Body:
    """All that a page of a newsletter shows: it is laid out in tables, and has many articles."""
    page = read_tree(data, charset)
    shown = [each for each in blocks(page.tree) if not each.hidden]
    kept = [each for each in shown if not _is_boilerplate(each.text)]
    links = [link for each in kept for link in each.links]
    return _Body([each.text for each in kept], links, list(page.warnings))


def _of_plain(text: str) -> _Body:
    """The paragraphs of a plain text, up to the signature of a mailing list or sender."""
    text = re.split(r"^-- ?$", text.replace("\r\n", "\n"), maxsplit=1, flags=re.MULTILINE)[0]
    paragraphs = (each.strip("\n") for each in re.split(r"\n[^\S\n]*\n", text))
    return _Body([each for each in paragraphs if each.strip() and not _is_boilerplate(each)])


def _is_boilerplate(paragraph: str) -> bool:
    words = len(read_words(paragraph))
    return not words or (words < _BOILERPLATE_WORDS and bool(_BOILERPLATE.search(paragraph)))


def _sender(message: Message) -> tuple[tuple[str, ...], str | None]:
    """Who wrote it, and which outlet sent it: of mail to many, the sender is an outlet."""
    name = parseaddr(header(message, "from") or "")[0].strip("\"' ")
    if not name or "@" in name:
        return (), None
    if both := _AUTHOR_OF.fullmatch(name):
        return (both[1],), both[2]
    if any(header(message, each) for each in _BULK):
        return (), name
    return (name,), None


def _sent(message: Message) -> Stamp | None:
    stated = header(message, "date")
    if stated is None:
        return None
    try:
        return parse_stamp(parsedate_to_datetime(stated))
    except (ValueError, TypeError, IndexError, OverflowError):
        return parse_stamp(stated)
