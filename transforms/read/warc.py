"""Web archives, WARC and ARC: a record that holds a page or a text is an article."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from io import BufferedReader

from transforms.elements import Draft, Passed, RawDocument, Reject
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.read.archive import Archive, Head, Piece, layout_of
from transforms.read.decode import decode
from transforms.read.files import Source
from transforms.read.html import page_draft
from transforms.read.http_message import HEAD_BYTES, charset, media_type, response_of
from transforms.read.reader import Context
from transforms.read.revisits import Originals
from transforms.read.times import parse_time

_PAGES = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
_TEXTS = frozenset({"text/plain"})
# Whose content a reader of feeds or of a news format may know; what none does is passed over.
_FEEDS = frozenset(
    {
        *("application/rss+xml", "application/atom+xml", "application/rdf+xml", "text/rss+xml"),
        *("application/xml", "text/xml", "application/feed+json"),
    }
)
# Servers that know no better; the content decides.
_ANY = frozenset({"", "application/octet-stream", "application/unknown", "unknown/unknown"})
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
#: How pieces are called that are passed over: by the type of the record, or of its content.
_RECORDS = frozenset({"warcinfo", "request", "metadata", "continuation"})
_MEDIA = {
    "image/": "images",
    "audio/": "audio and video",
    "video/": "audio and video",
    "font/": "fonts",
    "text/css": "styles and scripts",
    "text/javascript": "styles and scripts",
    "application/javascript": "styles and scripts",
    "application/x-javascript": "styles and scripts",
    "application/json": "JSON",
    "application/pdf": "PDF documents",
    "text/dns": "DNS answers",
}


@dataclass(frozen=True)
class WarcReader:
    """Reads `.warc` and `.arc`, and the `.wet` and `.wat` made of them.

    What is read: answers with status 200, resources and conversions that are pages or texts, and
    feeds. A revisit of a page in the same archive is that page once more, at its own address and
    time. All other records are counted as passed over.
    """

    name: str = "warc"
    suffixes: tuple[str, ...] = (".warc", ".arc", ".wet", ".wat")

    def sniff(self, head: bytes) -> bool:
        """Whether it begins with a record of an archive."""
        return layout_of(head) is not None

    def split(
        self, stream: BufferedReader, uri: str, context: Context
    ) -> Iterator[RawDocument | Reject | Passed]:
        """Every record, by its id, else by its offset in the inflated archive.

        Where a record is broken reading goes on at the next, if that can surely be found. Raises
        DocumentError `parse.empty` without any, and what ends the stream.
        """
        cut = _Cut(self.name, uri, context, Archive(stream, context.document_bytes))
        ended = None
        try:
            for head in cut.archive.heads():
                yield from cut.record(head)
        except DocumentError as error:
            ended = error
        yield from (Passed(uri, kind, count) for kind, count in sorted(cut.passed.items()))
        if ended is not None:
            raise ended
        if not cut.records:
            raise DocumentError("parse.empty", "an archive without records")

    def parse(self, raw: RawDocument, limits: Limits) -> Iterator[Draft]:
        """The article of a record.

        Raises DocumentError `parse.archive` for a record that is broken, `read.format` for one
        that is no page, and as decoding the body, `decode` and the reader of pages do.
        """
        head, block = Head.of(raw.data)
        warnings = _checked(head, block)
        declared = head.fields.get("content-type", "")
        if (response := response_of(block)) is not None:
            declared, block = response.fields.get("content-type", ""), response.content(limits)
        elif head.is_http:
            raise DocumentError("parse.archive", "no HTTP response")
        url, media = head.url or None, media_type(declared)
        if media in _PAGES or _HTML.match(block):
            draft = page_draft(raw, block, url, charset(declared), limits)
        elif media in _TEXTS:
            text, _ = decode(block, charset(declared))
            draft = Draft(raw, text, url=url)
        else:
            raise DocumentError("read.format", f"{media or 'content'} of no known format")
        yield replace(draft, warnings=draft.warnings + warnings)


def _checked(head: Head, block: bytes) -> tuple[str, ...]:
    """What to know of a record; DocumentError `parse.archive` where some of it was lost."""
    if head.layout is None:
        raise DocumentError("parse.archive", "no record of an archive")
    if not head.fields.get("warc-type"):
        raise DocumentError("parse.archive", "a record without WARC-Type")
    if (length := head.length) is None:
        declared = head.fields.get("content-length")
        raise DocumentError("parse.archive", f"a record whose Content-Length is {declared!r}")
    if len(block) < length:
        message = f"a record of {len(block):,} bytes that should have {length:,}"
        raise DocumentError("parse.archive", message)
    longer = ("archive.length",) if len(block) > length else ()
    return (*longer, "archive.truncated") if "warc-truncated" in head.fields else longer


@dataclass
class _Cut:
    """An archive as it is being cut."""

    reader: str
    uri: str
    context: Context
    archive: Archive
    records: int = 0
    passed: Counter[str] = field(default_factory=Counter)
    originals: Originals = field(default_factory=Originals)

    def record(self, head: Head) -> Iterator[RawDocument | Reject | Passed]:
        """What one record gives."""
        self.records += 1
        kind = _kind(head, self.archive.begin(HEAD_BYTES))
        piece = self.archive.piece()
        if kind == _REVISIT and (again := self.originals.record(head)) is not None:
            yield self._document(head, again)
        elif piece.broken is not None:
            yield self._refused(head, piece, DocumentError("parse.archive", piece.broken))
        elif kind is not None and kind != _FEED:
            self.passed[kind] += 1
        elif piece.size > len(piece.data):
            yield self._refused(head, piece, self.context.too_large())
        elif kind == _FEED:
            yield from self._feed(self._document(head, piece.data))
        else:
            self.originals.keep(head, piece.data)
            yield self._document(head, piece.data)

    def _document(self, head: Head, data: bytes) -> RawDocument:
        at = parse_time(head.fields.get("warc-date")) or self.context.retrieved_at
        return RawDocument(f"{self.uri}#{head.name}", data, self.reader, at)

    def _refused(self, head: Head, piece: Piece, error: DocumentError) -> Reject:
        reject = Reject.of(self._document(head, piece.data), "read", error.code, error.message)
        payload = piece.data[: self.context.limits.payload_bytes]
        return replace(reject, payload=payload, raw_sha256=piece.sha256, raw_bytes=piece.size)

    def _feed(self, raw: RawDocument) -> Iterator[RawDocument | Reject | Passed]:
        """The documents of a feed or news file, where a reader is sure of it."""
        response = response_of(Head.of(raw.data)[1])
        try:
            body = response.content(self.context.limits) if response else Head.of(raw.data)[1]
        except DocumentError as error:
            yield Reject.of(raw, "read", error.code, error.message)
            return
        if self.context.read is None or not self.context.knows(body):
            self.passed["XML of no known format"] += 1
        else:
            yield from self.context.read(
                Source(raw.uri, partial(io.BytesIO, body), raw.retrieved_at)
            )


_REVISIT, _FEED = "revisits without original", "feeds"


def _kind(head: Head, begin: bytes) -> str | None:
    """What a record is passed over as; None for one that is a page, a text, or broken."""
    kind = head.fields.get("warc-type", "").lower()
    if kind in _RECORDS:
        return f"{kind} records"
    if kind == "revisit":
        return _REVISIT
    if kind not in ("response", "resource", "conversion", ""):
        return "records of other types"
    response = response_of(begin)
    if response is None:
        return None if head.is_http or not kind else _content(head, begin)
    if response.status != 200:
        return "redirects" if response.status // 100 == 3 else "answers with an error"
    return _content(head, response.body, response.media_type)


def _content(head: Head, body: bytes, media: str | None = None) -> str | None:
    """What content is passed over as; `_FEED` for a feed; None for a page or a text."""
    media = media_type(head.fields.get("content-type", "")) if media is None else media
    if head.url.startswith(("urn:", "metadata:")):
        return "logs and settings of the crawler"
    if head.url.endswith("/robots.txt"):
        return "robots.txt"
    if media in _PAGES or media in _TEXTS or (media in _ANY | _FEEDS and _HTML.match(body)):
        return None
    if media in _FEEDS:
        return _FEED
    return next((kind for start, kind in _MEDIA.items() if media.startswith(start)), "other media")
