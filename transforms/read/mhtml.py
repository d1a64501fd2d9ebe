"""MHTML: a page saved with all that it shows, as browsers write it (RFC 2557)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import Message
from io import BufferedReader

from transforms.elements import Draft, Passed, RawDocument
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.read.html import page_draft
from transforms.read.mime import charset_of, data_of, header, header_names, leaves, read_message
from transforms.read.reader import Context
from transforms.read.times import parse_time

_PAGES = ("text/html", "application/xhtml+xml")
_ADDRESSES = ("snapshot-content-location", "content-location", "content-base")
_HTTP = re.compile(r"https?://", re.IGNORECASE)
# Chromium, Internet Explorer with its followers, and older programs of the same kind.
_SAVED_BY = re.compile(
    rb"^(?:Snapshot-Content-Location:|From: ?\"?<?Saved by |X-MimeOLE:[^\n]*MHTML)",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True)
class MhtmlReader:
    """Reads `.mhtml` and `.mht`."""

    name: str = "mhtml"
    suffixes: tuple[str, ...] = (".mhtml", ".mht")

    def sniff(self, head: bytes) -> bool:
        """Whether its headers are those of a saved page."""
        begin = re.split(rb"\r?\n\r?\n", head.lstrip(b"\r\n"), maxsplit=1)[0]
        return "content-type" in header_names(head) and bool(_SAVED_BY.search(begin))

    def split(
        self, stream: BufferedReader, uri: str, context: Context
    ) -> Iterator[RawDocument | Passed]:
        """The file, which is one document; its pictures, styles and frames are passed over.

        Raises DocumentError `read.too_large` or `read.inflated`, or as `read_message`.
        """
        data = context.whole(stream)
        yield RawDocument(uri, data, self.name, context.retrieved_at, context.encoding)
        if others := sum(1 for _ in leaves(read_message(data))) - 1:
            yield Passed(uri, "resource of a page", others)

    def parse(self, raw: RawDocument, limits: Limits) -> Iterator[Draft]:
        """The article of the page, at the address that it was saved from.

        Raises DocumentError `parse.markup`, or as `page_draft`.
        """
        message = read_message(raw.data)
        page = _root(message)
        stated = (header(part, name) for name in _ADDRESSES for part in (message, page))
        url = next((each for each in stated if each and _HTTP.match(each)), None)
        saved = parse_time(header(message, "date")) or raw.retrieved_at
        draft = page_draft(raw, data_of(page), url, charset_of(page) or raw.encoding, limits)
        title = draft.title or header(message, "subject")
        yield replace(draft, raw=replace(raw, retrieved_at=saved), title=title)


def _root(message: Message) -> Message:
    """The part that is the page: the one named as the start (RFC 2387), else the first of HTML."""
    start = message.get_param("start")
    pages = [part for part in leaves(message) if part.get_content_type() in _PAGES]
    if not pages:
        raise DocumentError("parse.markup", "no page among the parts of the MIME message")
    return next((part for part in pages if start and part.get("content-id") == start), pages[0])
