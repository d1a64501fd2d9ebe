"""HTML: a file is a page, a page is an article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BufferedReader
from urllib.parse import urljoin

from lxml.html import HtmlElement

from transforms.elements import Draft, RawDocument
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.normalise.paragraphs import BREAK
from transforms.read.decode import wide_encoding
from transforms.read.page.body import Body, read_body
from transforms.read.page.metadata import Metadata, read_metadata
from transforms.read.page.tree import read_tree
from transforms.read.reader import Context

#: How HTML begins, after marks, comments and declarations.
_BEFORE = r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*"
_HTML = re.compile(
    rf"{_BEFORE}(?:<!doctype\s+html|<(?:html|head|body)\b(?![^>]*\bxmlns=[\"']http://(?!www\.w3))"
    r"|<(?:meta|title|link|script|article|div|table|h1)\b[^>]*>)",
    re.IGNORECASE | re.DOTALL,
)
_HTTP = re.compile(r"https?://", re.IGNORECASE)
#: Pages with fewer words of text are seldom articles, and extraction takes what it can get.
_FEW_WORDS = 60


@dataclass(frozen=True)
class HtmlReader:
    """Reads `.html` and whatever begins as HTML does."""

    name: str = "html"
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml", ".shtml")

    def sniff(self, head: bytes) -> bool:
        """Whether it begins with a doctype or element of HTML."""
        text = head.decode(wide_encoding(head) or "utf-8", "replace").lstrip("\ufeff")
        return _HTML.match(text) is not None

    def split(self, stream: BufferedReader, uri: str, context: Context) -> Iterator[RawDocument]:
        """The whole file. Raises DocumentError `read.too_large` or `read.inflated`."""
        data = context.whole(stream)
        yield RawDocument(uri, data, self.name, context.retrieved_at, context.encoding)

    def parse(self, raw: RawDocument, limits: Limits) -> Iterator[Draft]:
        """The article of the page. Raises DocumentError as `page_draft`."""
        url = raw.uri if _HTTP.match(raw.uri) else None
        yield page_draft(raw, raw.data, url, raw.encoding, limits)


def page_draft(
    raw: RawDocument, html: bytes, url: str | None, charset: str | None, limits: Limits
) -> Draft:
    """The article of a page, from wherever the page comes.

    Args:
        raw: The document that it stands in.
        html: The page.
        url: Where it was published, if that is known.
        charset: The encoding that its server or archive declares.
        limits: What it may cost; time is limited from outside.

    Raises:
        DocumentError: `parse.no_text`, or as `read_tree`.
    """
    del limits
    page = read_tree(html, charset)
    metadata = read_metadata(page.tree, url)
    body = read_body(page.tree, metadata)
    if not body.paragraphs:
        raise DocumentError("parse.no_text", "a page without the text of an article")
    few = ("page.recalled",) if body.words < _FEW_WORDS else ()
    return _draft(raw, url, metadata, _based(body, page.tree, url), (*page.warnings, *few))


def _draft(
    raw: RawDocument, url: str | None, metadata: Metadata, body: Body, warnings: tuple[str, ...]
) -> Draft:
    published, modified = metadata.published, metadata.modified
    return Draft(
        raw=raw,
        text=BREAK.join(body.paragraphs),
        title=metadata.title,
        url=url,
        canonical_url=metadata.canonical_url,
        publisher=metadata.publisher,
        authors=metadata.authors,
        published_at=published and published.at,
        published_zone=published and published.zone,
        modified_at=modified and modified.at,
        modified_zone=modified and modified.zone,
        section=metadata.section,
        language=metadata.language,
        links=body.links,
        warnings=warnings,
    )


def _based(body: Body, tree: HtmlElement, url: str | None) -> Body:
    """The links against the base that the page declares, where that is one (HTML, 4.2.3)."""
    base = next((each.get("href") for each in tree.iter("base") if each.get("href")), None)
    try:
        base = urljoin(url or "", base.strip()) if base else None
        if not base or not _HTTP.match(base):
            return body
        links = tuple(replace(link, url=urljoin(base, link.url)) for link in body.links)
    except ValueError:  # `http://[broken`
        return body
    return replace(body, links=links)
