"""JSON Feed, 1.0 and 1.1 (jsonfeed.org). An item is an article."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BufferedReader
from typing import Any

from transforms.elements import Draft, RawDocument
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.read.decode import wide_encoding
from transforms.read.entries import (
    Entry,
    Words,
    absolute,
    document,
    draft_of_entry,
    mapping,
    mappings,
    of_all,
    record_of,
    string,
    uri_of,
)
from transforms.read.jsontext import load, outline, text_of
from transforms.read.reader import Context
from transforms.read.times import parse_stamp

_VERSION = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version')
# Fields that no other list of items has; `version` may stand behind the items.
_OWN = frozenset(("feed_url", "home_page_url"))
_OF_ALL = ("title", "home_page_url", "feed_url", "language", "author", "authors")


@dataclass(frozen=True)
class JsonFeedReader:
    """Reads JSON Feed, whatever the name of the file."""

    name: str = "jsonfeed"
    suffixes: tuple[str, ...] = (".jsonfeed",)

    def sniff(self, head: bytes) -> bool:
        """Whether it is a JSON object with the version or the fields of JSON Feed."""
        found = outline(head)
        if found is None or found.array:
            return False
        if "version" in found.fields:
            text = head.decode(wide_encoding(head) or "utf-8", "replace")
            return _VERSION.search(text) is not None
        return "items" in found.fields and not _OWN.isdisjoint(found.fields)

    def split(self, stream: BufferedReader, uri: str, context: Context) -> Iterator[RawDocument]:
        """Every item, by its id, URL or number.

        Raises DocumentError `read.too_large` or `read.inflated`, `parse.json`, `parse.feed`, or
        as `decode`.
        """
        found = load(text_of(context.whole(stream), context.encoding))
        items = mapping(found).get("items")
        if not isinstance(items, list) or not items:
            raise DocumentError("parse.feed", "a JSON Feed without items")
        feed = of_all(mapping(found), _OF_ALL)
        for number, item in enumerate(items, 1):
            name = uri_of(uri, number, _id(mapping(item).get("id")), mapping(item).get("url"))
            yield document(feed, item, name, self.name, context)

    def parse(self, raw: RawDocument, limits: Limits) -> Iterator[Draft]:
        """The article of an item. Raises DocumentError `parse.no_text`, or as `record_of`."""
        record = record_of(raw)
        yield draft_of_entry(entry_of(record), raw, mapping(record.get("page")), limits)


def entry_of(record: Mapping[str, Any]) -> Entry:
    """What is said of one article of a JSON Feed."""
    feed, item = mapping(record.get("feed")), mapping(record.get("entry"))
    bases = (string(feed.get("home_page_url")), string(feed.get("feed_url")))
    url = next(filter(None, (string(item.get(name)) for name in ("url", "external_url"))), None)
    url = url and absolute(url, *bases)
    contents = (
        _words(item.get("content_html"), html=True, base=url or bases[0]),
        _words(item.get("content_text")),
    )
    tags = item.get("tags")
    return Entry(
        title=_words(item.get("title")),
        contents=tuple(filter(None, contents))[:1],
        summary=_words(item.get("summary")),
        url=url,
        record_id=_id(item.get("id")),
        publisher=string(feed.get("title")),
        authors=_authors(item) or _authors(feed),
        published=parse_stamp(item.get("date_published")),
        modified=parse_stamp(item.get("date_modified")),
        section=next(filter(None, map(string, tags)), None) if isinstance(tags, list) else None,
        language=string(item.get("language")) or string(feed.get("language")),
    )


def _words(value: object, html: bool = False, base: str | None = None) -> Words | None:
    found = string(value)
    return Words(found, html, base) if found else None


def _id(value: object) -> str | None:
    """The id; numbers are taken as they are written, as the specification asks."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else string(value)


def _authors(item: Mapping[str, Any]) -> tuple[str, ...]:
    """Names: `authors` of 1.1, else `author` of 1.0."""
    people = mappings(item.get("authors")) or [mapping(item.get("author"))]
    return tuple(filter(None, (string(person.get("name")) for person in people)))
