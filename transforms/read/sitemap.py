"""Sitemaps (sitemaps.org 0.9), with what Google's extension for news says of each page.

A page of a sitemap is an article where its title is given, and is one to follow where it is not.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BufferedReader
from typing import Any

from lxml import etree

from transforms.elements import Draft, Passed, RawDocument
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.read.decode import wide_encoding
from transforms.read.entries import (
    Entry,
    Words,
    document,
    draft_of_entry,
    mapping,
    record_of,
    string,
    uri_of,
)
from transforms.read.markup import local_name, parse_xml
from transforms.read.prolog import root_tag
from transforms.read.reader import Context
from transforms.read.times import parse_stamp

_ROOTS = ("urlset", "sitemapindex")
_KEYWORD = re.compile(r"[^,;]+")


@dataclass(frozen=True)
class SitemapReader:
    """Reads sitemaps, whatever the name of the file. An index of sitemaps is passed over."""

    name: str = "sitemap"
    suffixes: tuple[str, ...] = ()

    def sniff(self, head: bytes) -> bool:
        """Whether the root element is that of a sitemap or an index of them."""
        root = root_tag(head.decode(wide_encoding(head) or "utf-8", "replace"))
        return root is not None and root[1] in _ROOTS

    def split(
        self, stream: BufferedReader, uri: str, context: Context
    ) -> Iterator[RawDocument | Passed]:
        """Every page, by its URL.

        Raises DocumentError `read.too_large` or `read.inflated`, `parse.markup`, `parse.feed`.
        """
        root = parse_xml(context.whole(stream), context.encoding).root
        children = list(root.iterfind("{*}sitemap"))
        if children:
            yield Passed(uri, "sitemaps", len(children))
            return
        number = 0
        for number, page in enumerate(root.iterfind("{*}url"), 1):
            entry = _fields(page)
            name = uri_of(uri, number, entry.get("loc"))
            yield document({}, entry, name, self.name, context)
        if not number:
            raise DocumentError("parse.feed", "a sitemap without pages")

    def parse(self, raw: RawDocument, limits: Limits) -> Iterator[Draft]:
        """The article of a page. Raises DocumentError `parse.no_text`, or as `record_of`."""
        record = record_of(raw)
        yield draft_of_entry(entry_of(record), raw, mapping(record.get("page")), limits)


def _fields(page: etree._Element) -> dict[str, Any]:
    """The texts of all elements within, by name: of several of a name, the first."""
    fields: dict[str, Any] = {}
    for element in page.iterdescendants("*"):
        parent = element.getparent()
        within = "" if parent is page or parent is None else f"{local_name(parent)}."
        if element.text and element.text.strip():
            fields.setdefault(within + local_name(element), element.text.strip())
    return fields


def entry_of(record: Mapping[str, Any]) -> Entry:
    """What a sitemap says of one page."""
    page = mapping(record.get("entry"))
    title = string(page.get("news.title")) or string(page.get("video.title"))
    keyword = _KEYWORD.search(string(page.get("news.keywords")) or "")
    return Entry(
        title=Words(title, html=False) if title else None,
        url=string(page.get("loc")),
        publisher=string(page.get("publication.name")),
        published=parse_stamp(page.get("news.publication_date")),
        modified=parse_stamp(page.get("lastmod")),
        section=keyword[0].strip() if keyword else None,
        language=string(page.get("publication.language")),
    )
