"""Feeds: RSS 0.90 to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, and CDF. An entry is an article.

feedparser reads them, the ill-formed ones too. It is given bytes without their prolog, so that
there is no entity to expand and no document type to look for, and no address to ask.
"""

import codecs
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedReader
from typing import Any

import feedparser
from w3lib.encoding import read_bom, resolve_encoding

from transforms.elements import Draft, RawDocument
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.read.decode import decode, magic, wide_encoding
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
from transforms.read.prolog import root_tag
from transforms.read.reader import Context
from transforms.read.times import Stamp, parse_stamp

_DECLARED = re.compile(rb"""[^<]{0,200}<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)""")
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_HEAD = 1 << 13
# What may not stand before the XML declaration, or before any tag.
_MISPLACED = re.compile(r"[^<]+<\?xml\s|\s*[^<\s]")
# References to what is no character: XML is not well-formed with them, and feedparser fails.
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_SURROGATES = range(0xD800, 0xE000)
# How the namespaces of Atom, of its drafts, and of RSS 1.0 and 0.90 are called.
_ATOM = re.compile(r"xmlns(?::\w+)?\s*=\s*[\"'][^\"']*(?:atom|echo|pie)", re.IGNORECASE)
_RSS_1 = re.compile(r"[\"']http://(?:purl\.org/rss/1\.0|my\.netscape\.com/rdf/simple/0\.9)")
# A page whose body begins with a feed is one that some software wrapped.
_WRAPPED = re.compile(r">?\s*<body>\s*<feed\s+xmlns=.http://www\.w3\.org/2005/Atom")
# Of a whole feed, what matters to each of its entries.
_OF_ALL = ("title", "title_detail", "link", "language", "authors")
# feedparser's own times have lost their zones.
_LEFT_OUT = "_parsed"
_NO_TEXT = ("image/", "audio/", "video/", "application/octet", "application/pdf")
# What is inherited by every element within stands once for each of them.
_INHERITED = ("base", "language")
_LONGEST_INHERITED = 1000


@dataclass(frozen=True)
class FeedReader:
    """Reads `.rss`, `.atom`, `.rdf` and whatever has the root element of a feed."""

    name: str = "feed"
    suffixes: tuple[str, ...] = (".rss", ".atom", ".rdf", ".cdf")

    def sniff(self, head: bytes) -> bool:
        """Whether the root element is that of a feed, whatever stands before it."""
        text = head.decode(wide_encoding(head) or "utf-8", "replace")
        root = root_tag(text)
        if root is None:
            return False
        match root[1].lower():
            case "rss":
                return True
            case "rdf":
                known = _RSS_1.search(text, root.start())
                return known is not None or _has(text, root, "item")
            case "feed":
                return _ATOM.search(root[0]) is not None or _has(text, root, "entry|updated")
            case "entry":
                return _ATOM.search(root[0]) is not None
            case "channel":
                return _has(text, root, "item|title|abstract")
            case "html":
                return _WRAPPED.match(text, root.end()) is not None
        return False

    def split(self, stream: BufferedReader, uri: str, context: Context) -> Iterator[RawDocument]:
        """Every entry, by its guid, link or number.

        Raises DocumentError `read.too_large` or `read.inflated`, `parse.feed`, or as `decode`.
        """
        parsed, ill_formed = _parsed(context.whole(stream), context.encoding)
        entries: list[Any] = parsed.entries
        if not entries:
            known = f"a feed ({parsed.version}) without entries" if parsed.version else "no feed"
            raise DocumentError("parse.feed", known)
        feed = of_all(_plain(parsed.feed), _OF_ALL)
        feed |= {"version": parsed.version, "ill_formed": ill_formed}
        for number in range(1, len(entries) + 1):
            entry = _plain(entries[number - 1])
            entries[number - 1] = None
            name = uri_of(uri, number, entry.get("id"), entry.get("link"))
            yield document(feed, entry, name, self.name, context)

    def parse(self, raw: RawDocument, limits: Limits) -> Iterator[Draft]:
        """The article of an entry.

        Raises DocumentError `parse.no_text`, or as `record_of`.
        """
        record = record_of(raw)
        yield draft_of_entry(entry_of(record), raw, mapping(record.get("page")), limits)


def _has(text: str, root: re.Match[str], names: str) -> bool:
    """Whether a root without a namespace has an element of one of the names within."""
    within = re.compile(rf"<(?:{names})\b", re.IGNORECASE)
    return "xmlns=" not in root[0] and within.search(text, root.end()) is not None


def _parsed(data: bytes, declared: str | None) -> tuple[Any, bool]:
    """What feedparser makes of a feed, and whether the feed is ill-formed."""
    if (kind := magic(data)) is not None:
        raise DocumentError("parse.binary", f"this is {kind}, not a feed")
    text, fits = _text(data, declared)
    root = root_tag(text)
    if root is None:
        raise DocumentError("parse.feed", "no root element")
    fits = fits and _MISPLACED.match(text) is None
    # feedparser takes the descriptions of pictures for those of the entry.
    text = text[root.start() :].replace("<media:description", "<subtitle")
    text = text.replace("</media:description", "</subtitle")
    try:
        parsed = _fed(text)
        return parsed, bool(parsed.bozo) or not fits
    except Exception:  # whatever the text leads it to
        with suppress(Exception):
            return _fed(_REFERENCE.sub(_character, text)), True
    raise DocumentError("parse.feed", "so ill-formed that feedparser fails")


def _fed(text: str) -> Any:
    data = io.BytesIO((_DECLARATION + text).encode("utf-8", "replace"))
    # HTML is read as any other HTML, later: nothing is to be lost to its sanitizer before.
    return feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)


def _character(reference: re.Match[str]) -> str:
    digits, base = (reference[1], 16) if reference[1] else (reference[2], 10)
    code = int(digits, base) if len(digits) <= 8 else 0  # past Unicode by far
    return reference[0] if 0 < code < 0x110000 and code not in _SURROGATES else "\ufffd"


def _text(data: bytes, declared: str | None) -> tuple[str, bool]:
    """The text, and whether its bytes are in the encoding that was declared."""
    marked, mark = read_bom(data)
    own = _DECLARED.match(data[:_HEAD])
    stated = declared or (own[1].decode("ascii") if own else "utf-8")
    encoding = marked or wide_encoding(data[:_HEAD]) or _codec(stated)
    try:
        if encoding is not None:
            return data[len(mark) if marked else 0 :].decode(encoding), True
    except (LookupError, ValueError):  # not in it, or it is a codec of bytes (`zlib_codec`)
        pass
    return decode(data)[0], False


def _codec(label: str) -> str | None:
    """The codec of an encoding's label; None where it is unknown, or cannot be."""
    try:
        codec = codecs.lookup(label).name
    except (LookupError, ValueError):
        codec = ""
    # As Latin 1 and ASCII for once: feedparser mends UTF-8 and cp1252 that are declared so.
    found = codec if codec in ("ascii", "iso8859-1") else resolve_encoding(label)
    return None if found and found.startswith(("utf-16", "utf-32")) else found


def _plain(value: Any, name: str = "") -> Any:
    """The value as JSON knows it."""
    if isinstance(value, Mapping):
        pairs = ((str(key), each) for key, each in value.items())
        return {key: _plain(each, key) for key, each in pairs if not key.endswith(_LEFT_OUT)}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, str) and name in _INHERITED and len(value) > _LONGEST_INHERITED:
        return None
    return value if isinstance(value, str | int | float | bool) else None


def entry_of(record: Mapping[str, Any]) -> Entry:
    """What is said of one article of a feed."""
    feed, entry = mapping(record.get("feed")), mapping(record.get("entry"))
    source = mapping(entry.get("source"))
    atom = (string(feed.get("version")) or "").startswith("atom")
    contents = tuple(filter(None, map(_words, mappings(entry.get("content")))))
    return Entry(
        title=_detail(entry, "title"),
        contents=contents,
        summary=_detail(entry, "summary") or _detail(entry, "subtitle"),
        url=_url(entry, feed),
        record_id=string(entry.get("id")),
        publisher=_publisher(source) or _publisher(feed),
        authors=_authors(entry) or (_authors(source) or _authors(feed) if atom else ()),
        published=_stamp(entry, "published", "created", "updated"),
        modified=_stamp(entry, "updated") if atom or "published" in entry else None,
        section=_section(entry),
        language=_language(entry, feed),
        ill_formed=bool(feed.get("ill_formed")),
    )


def _detail(entry: Mapping[str, Any], name: str) -> Words | None:
    """A field with its type, unless that is of an element of the same name further within."""
    value, detail = string(entry.get(name)), mapping(entry.get(f"{name}_detail"))
    if detail and string(detail.get("value")) == value:
        return _words(detail)
    return Words(value) if value else None


def _words(detail: Mapping[str, Any]) -> Words | None:
    value = string(detail.get("value"))
    kind = string(detail.get("type")) or "text/html"
    if value is None or kind.startswith(_NO_TEXT):
        return None
    return Words(value, kind != "text/plain", string(detail.get("base")))


def _url(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> str | None:
    """The page of the article: as the publisher calls it, not as who counts clicks does."""
    links = mappings(entry.get("links"))
    alternates = [each.get("href") for each in links if each.get("rel") == "alternate"]
    names = ("feedburner_origlink", "pheedo_origlink", "link")
    for value in (*map(entry.get, names), *alternates):
        if url := string(value):
            base = string(mapping(entry.get("title_detail")).get("base"))
            return absolute(url, base, string(feed.get("link")))
    return None


def _publisher(feed: Mapping[str, Any]) -> str | None:
    title = _detail(feed, "title")
    return title.line() if title else None


def _authors(entry: Mapping[str, Any]) -> tuple[str, ...]:
    names = (string(author.get("name")) for author in mappings(entry.get("authors")))
    return tuple(filter(None, names))


def _stamp(entry: Mapping[str, Any], *names: str) -> Stamp | None:
    return next(filter(None, (parse_stamp(string(entry.get(name))) for name in names)), None)


def _section(entry: Mapping[str, Any]) -> str | None:
    """The first category that has a name; some are addresses."""
    tags = mappings(entry.get("tags"))
    names = (string(tag.get("label")) or string(tag.get("term")) for tag in tags)
    return next((name for name in names if name and "://" not in name), None)


def _language(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> str | None:
    details = [
        *mappings(entry.get("content")),
        mapping(entry.get("summary_detail")),
        mapping(entry.get("title_detail")),
    ]
    found = [entry.get("language"), *(each.get("language") for each in details)]
    return next(filter(None, map(string, (*found, feed.get("language")))), None)
