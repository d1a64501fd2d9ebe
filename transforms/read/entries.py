"""An entry of a feed or sitemap as an article: what all of them share.

A reader cuts each entry out as a JSON object: `entry` is what the publisher says of it, `feed`
what is said of all. Where its link was followed, `page` holds the page: `url`, `html` in base64
and `charset`.
"""

import base64
import binascii
import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from transforms.elements import Draft, Hyperlink, RawDocument
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.read.endings import without_endings
from transforms.read.html import page_draft
from transforms.read.jsontext import dump, load, text_of
from transforms.read.markup import line, parse_html, prose
from transforms.read.page.byline import names_in
from transforms.read.reader import Context
from transforms.read.times import Stamp

# What is given as the text is it from so many characters on, markup included, and what is given as
# a summary from so many: below, feeds put teasers into either field; some know but one of them.
_FULL_TEXT, _FULL_SUMMARY = 800, 1500
# Of less text than this, a caption or a shared post, the markup is what is long.
_LEAST_TEXT = 100
# Bytes of JSON. It stands in each entry; no name of an outlet, no list of its people is longer.
_LONGEST_OF_ALL = 1000
# Longer ids stay in the entry: uris are to be read.
_LONGEST_ID = 500
_TAG = re.compile(r"<[A-Za-z/!]")


@dataclass(frozen=True)
class Words:
    """A title, summary or text as it was given: plain, or HTML with what its links stand on."""

    value: str
    html: bool = True
    base: str | None = None

    def line(self) -> str | None:
        """All words on one line."""
        if self.html:
            return line(parse_html(self.value))
        return " ".join(self.value.split()) or None


@dataclass(frozen=True)
class Entry:
    """What is said of one article; `contents` are full texts, of which the longest counts."""

    title: Words | None = None
    contents: tuple[Words, ...] = ()
    summary: Words | None = None
    url: str | None = None
    record_id: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: Stamp | None = None
    modified: Stamp | None = None
    section: str | None = None
    language: str | None = None
    ill_formed: bool = False


class _Body(NamedTuple):
    paragraphs: tuple[str, ...] = ()
    links: tuple[Hyperlink, ...] = ()
    full: bool = False
    cut: bool = False


def of_all(feed: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """What of a feed stands in the document of each entry, so that it can be read alone."""
    named = {name: feed[name] for name in names if name in feed}
    return {name: value for name, value in named.items() if len(dump(value)) <= _LONGEST_OF_ALL}


def document(
    feed: Mapping[str, Any], entry: Any, uri: str, reader: str, context: Context
) -> RawDocument:
    """The document of an entry, of the uri that `uri_of` gives."""
    data = dump({"feed": feed, "entry": entry})
    return RawDocument(uri, data, reader, context.retrieved_at, "utf-8")


def uri_of(uri: str, number: int, *names: object) -> str:
    """The uri of an entry of a file: by the first of its names that can stand there."""
    named = (name.strip() for name in names if isinstance(name, str))
    found = next((name for name in named if 0 < len(name) <= _LONGEST_ID), str(number))
    return f"{uri}#{found}"


def record_of(raw: RawDocument) -> dict[str, Any]:
    """The JSON object of an entry. Raises DocumentError `parse.json`, `parse.not_object`."""
    record = load(text_of(raw.data, raw.encoding))
    if not isinstance(record, dict):
        raise DocumentError("parse.not_object", f"a JSON {type(record).__name__}, not an object")
    return record


def draft_of_entry(
    entry: Entry, raw: RawDocument, page: Mapping[str, Any], limits: Limits
) -> Draft:
    """The article of an entry: of its page, where that was fetched, else of its own words.

    Raises:
        DocumentError: `parse.no_text` where there is neither a page, a text nor a title.
    """
    body, title = _body(entry), entry.title.line() if entry.title else None
    if not body.paragraphs and title:
        body = body._replace(paragraphs=(title,))
    draft = Draft(
        raw=raw,
        text="\n\n".join(body.paragraphs),
        title=title,
        url=entry.url,
        record_id=entry.record_id,
        publisher=entry.publisher,
        authors=_authors(entry),
        published_at=entry.published and entry.published.at,
        published_zone=entry.published and entry.published.zone,
        modified_at=entry.modified and entry.modified.at,
        modified_zone=entry.modified and entry.modified.zone,
        section=entry.section,
        language=entry.language,
        extent="full" if body.full else "summary",
        links=body.links,
        warnings=tuple(_warnings(entry, body)),
    )
    if page and (followed := _of_page(draft, entry, page, limits)) is not None:
        return followed
    if not draft.text:
        raise DocumentError("parse.no_text", "neither a text, a summary nor a title")
    return replace(draft, warnings=(*draft.warnings, "link.not_followed")) if page else draft


def _of_page(told: Draft, entry: Entry, page: Mapping[str, Any], limits: Limits) -> Draft | None:
    """The article of the page, with what only the feed tells of it; None where it has no text."""
    url = string(page.get("url"))
    try:
        data = base64.b64decode(string(page.get("html")) or "", validate=True)
        found = page_draft(told.raw, data, url, string(page.get("charset")), limits)
    except (DocumentError, binascii.Error, ValueError):
        return None
    published = found if found.published_at else told
    modified = found if found.modified_at else told
    return replace(
        found,
        title=found.title or told.title,
        url=found.url or told.url,
        record_id=told.record_id,
        publisher=found.publisher or told.publisher,
        authors=found.authors or told.authors,
        published_at=published.published_at,
        published_zone=published.published_zone,
        modified_at=modified.modified_at,
        modified_zone=modified.modified_zone,
        section=found.section or told.section,
        language=found.language or told.language,
        warnings=(*found.warnings, *(("feed.ill_formed",) if entry.ill_formed else ())),
    )


def _warnings(entry: Entry, body: _Body) -> Iterator[str]:
    if entry.ill_formed:
        yield "feed.ill_formed"
    if body.cut:
        yield "text.cut"


def _body(entry: Entry) -> _Body:
    """The longest text there is."""
    bodies = [_read(words, stated=True) for words in entry.contents]
    bodies += [_read(entry.summary, stated=False)] if entry.summary else []
    return max(bodies, key=lambda body: sum(map(len, body.paragraphs)), default=_Body())


def _read(words: Words, stated: bool) -> _Body:
    """The words as a text; `stated` where they are the publisher's whole text."""
    if not words.html or not _TAG.search(words.value):
        text = html.unescape(words.value) if words.html else words.value
        paragraphs = tuple(filter(None, map(str.strip, re.split(r"\n\s*\n", text))))
        links: tuple[Hyperlink, ...] = ()
    else:
        told = prose([parse_html(words.value)])
        paragraphs, links = told.paragraphs, told.links
    ended = without_endings(paragraphs, links)
    long = len(words.value) > (_FULL_TEXT if stated else _FULL_SUMMARY)
    full = long and sum(map(len, ended.paragraphs)) >= _LEAST_TEXT and not ended.cut
    cut = ended.cut or (ended.trails and not full and not stated)
    links = tuple(Hyperlink(absolute(link.url, words.base), link.anchor) for link in ended.links)
    return _Body(ended.paragraphs, links, full, cut)


def _authors(entry: Entry) -> tuple[str, ...]:
    """The names of people; the outlet is none."""
    outlet = (entry.publisher or "").casefold()
    names = (name for author in entry.authors for name in names_in(author))
    return tuple(dict.fromkeys(name for name in names if name.casefold() != outlet))


def absolute(url: str, *bases: str | None) -> str:
    """The URL against the first base that makes it absolute; as it stands where none does."""
    url = url.strip()
    for base in bases:
        try:
            if urlsplit(url).scheme:
                return url
            joined = urljoin(base or "", url)
            if urlsplit(joined).scheme:
                return joined
        except ValueError:  # `http://[broken`
            return url
    return url


def string(value: object) -> str | None:
    """The string that a value is, without white space around it; None for any other or none."""
    return value.strip() or None if isinstance(value, str) else None


def mapping(value: object) -> Mapping[str, Any]:
    """The object that a value is; an empty one for any other."""
    return value if isinstance(value, Mapping) else {}


def mappings(value: object) -> list[Mapping[str, Any]]:
    """The objects in a list; none for any other value."""
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
