"""A record of named fields as an article: a line of JSON, a row of a table."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from transforms.elements import Draft, Hyperlink, RawDocument
from transforms.errors import DocumentError
from transforms.read.inline import draft_of_string
from transforms.read.people import names_of
from transforms.read.times import Stamp, parse_stamp

# Names of fields, likeliest first, without case, `_`, `-` and namespace. They are those of this
# project's columns, schema.org (headline, articleBody, datePublished, inLanguage …), Dublin Core,
# RSS and Atom, and of the usual collectors: news-please (maintext, date_publish, source_domain),
# newspaper, trafilatura (hostname, sitename), NewsAPI, GDELT, and Webhose.
_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "titletext", "alternativeheadline", "name"),
    "text": (
        *("text", "body", "articlebody", "articletext", "maintext", "fulltext", "bodytext"),
        *("textbody", "plaintext", "cleantext", "cleanedtext", "content", "contenttext"),
        *(
            "contentencoded",
            "contenthtml",
            "bodyhtml",
            "articlecontent",
            "rawtext",
            "story",
            "article",
            "document",
        ),
    ),
    "url": ("url", "link", "href", "weburl", "articleurl", "sourceurl", "permalink", "uri"),
    "canonical_url": ("canonicalurl", "canonical", "canonicallink", "mainentityofpage"),
    "published_at": (
        *("publishedat", "datepublished", "publisheddate", "publishdate", "datepublish"),
        *("publicationdate", "pubdate", "published", "publishedon", "publishedtime"),
        *("publishtime", "firstpublished", "firstpublishedat", "firstpublicationdate", "date"),
        *("issued", "datetime", "timestamp", "created", "createdat", "datecreated", "time"),
    ),
    "modified_at": (
        *("modifiedat", "datemodified", "modifieddate", "modified", "modifiedtime", "datemodify"),
        *("updatedat", "updated", "dateupdated", "lastmodified", "lastupdated", "lastupdate"),
    ),
    "retrieved_at": (
        *("retrievedat", "retrieved", "dateretrieved", "datedownload", "downloadedat"),
        *("crawledat", "crawldate", "datecrawled", "crawled", "scrapedat", "scrapedate"),
        *("datescraped", "fetchedat", "accessedat", "accessdate"),
    ),
    "authors": (
        *("authors", "author", "authornames", "authorname", "bylines", "byline", "creators"),
        *("creator", "writers", "writer", "reporters", "reporter", "contributors"),
    ),
    "publisher": (
        *("publisher", "publishername", "outlet", "outletname", "sitename", "source"),
        *("sourcename", "newssource", "publication", "newspaper", "site", "provider"),
        *("sourcedomain", "domain", "hostname"),
    ),
    "section": ("section", "articlesection", "category", "categories", "desk"),
    "language": ("language", "lang", "inlanguage", "languagecode", "locale"),
    "id": ("id", "guid", "recordid", "articleid", "documentid", "docid", "identifier", "uuid"),
    "links": ("links", "hyperlinks", "outlinks", "outboundlinks"),
}
#: The columns that fields of a record can fill. Each is called as the first of its names.
COLUMNS = tuple(_NAMES)
# What holds the value of a nested object: schema.org and JSON-LD, MongoDB's exports, XML as JSON.
_WITHIN = (
    "name",
    "title",
    "rendered",
    "$oid",
    "@value",
    "value",
    "#text",
    "text",
    "@id",
    "url",
    "href",
)
_URL_WITHIN = ("url", "href", "@id", "@value", "value", "#text")
_TEXT_WITHIN = (
    *("text", "body", "articleBody", "plain", "rendered", "content", "@value", "value", "#text"),
)
_ANCHOR_WITHIN = ("anchor", "text", "title", "name")

_BLOCK = re.compile(
    r"<(?:p|div|h[1-6]|[uo]l|section|article|blockquote|table)(?:\s[^<>]*)?>", re.IGNORECASE
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")


def draft_of(record: Mapping[str, Any], raw: RawDocument) -> Draft:
    """The article that a record describes; a value of the wrong type counts as none.

    Raises:
        DocumentError: `parse.no_text`.
    """
    record = _unwrapped(record)
    fields = _fields(record) | _mapped(record, raw.mapping)
    text = next(filter(None, map(_body, _values(fields, "text"))), None)
    if text is None:
        names = _clean(", ".join(map(str, record)))
        raise DocumentError("parse.no_text", f"no text among its fields: {names[:200]}")
    marked = draft_of_string(text, raw) if _is_html(text) else None
    record_id = _first(fields, "id")
    retrieved = _first_stamp(fields, "retrieved_at")
    retrieved_at = retrieved.at if retrieved else raw.retrieved_at
    published = _first_stamp(fields, "published_at")
    modified = _first_stamp(fields, "modified_at")
    return Draft(
        raw=replace(raw, retrieved_at=retrieved_at),
        text=marked.text if marked else text,
        title=_first(fields, "title"),
        url=_first(fields, "url", _URL_WITHIN),
        canonical_url=_first(fields, "canonical_url", _URL_WITHIN),
        record_id=record_id and record_id.strip(),
        publisher=_first(fields, "publisher"),
        authors=tuple(dict.fromkeys(_authors(fields))),
        published_at=published and published.at,
        published_zone=published and published.zone,
        modified_at=modified and modified.at,
        modified_zone=modified and modified.zone,
        section=_first(fields, "section"),
        language=_first(fields, "language"),
        links=tuple(dict.fromkeys(_links(fields))) or (marked.links if marked else ()),
        warnings=("encoding.replaced",) if _has_halves(fields) else (),
    )


def _unwrapped(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """A hit or dump of Elasticsearch without what it is wrapped in."""
    source = record.get("_source")
    return {**source, "_id": record.get("_id")} if isinstance(source, Mapping) else record


def _mapped(record: Mapping[str, Any], mapping: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """What the fields that were named hold, under the names of our columns."""
    found: dict[str, Any] = {}
    for column, path in mapping:
        value = _at(record, path)
        if value not in (None, "", [], {}):
            found.setdefault(_plain(column), value)
    return found


def _at(value: Any, path: str) -> Any:
    """What stands under a name, or on a path of names and numbers: `content.body`, `authors.0`."""
    if isinstance(value, Mapping) and path in value:
        return value[path]
    name, _, rest = path.partition(".")
    if isinstance(value, list):
        inside = value[int(name)] if name.isdecimal() and int(name) < len(value) else None
    else:
        inside = value.get(name) if isinstance(value, Mapping) else None
    return _at(inside, rest) if rest else inside


def has_text(record: Mapping[str, Any]) -> bool:
    """Whether one of its fields is called as texts are, and holds one."""
    return any(map(_body, _values(_fields(_unwrapped(record)), "text")))


def column_of(name: str) -> str | None:
    """The column that fields of the name fill, if it is known."""
    plain = _plain(name)
    return next((column for column, names in _NAMES.items() if plain in names), None)


def _fields(record: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for key, value in record.items():
        name = _plain(str(key))
        if fields.get(name) in (None, "", [], {}):
            fields[name] = value
    return fields


@lru_cache(maxsize=1024)  # files have a few dozen names, hostile ones any number
def _plain(key: str) -> str:
    return re.sub(r"[^a-z0-9]", "", key.rpartition(":")[2].lower())


def _values(fields: Mapping[str, Any], column: str) -> Iterator[Any]:
    return (fields[name] for name in _NAMES[column] if fields.get(name) is not None)


def _first(fields: Mapping[str, Any], column: str, within: tuple[str, ...] = _WITHIN) -> str | None:
    values = (_string(value, within) for value in _values(fields, column))
    return next(filter(None, values), None)


def _first_stamp(fields: Mapping[str, Any], column: str) -> Stamp | None:
    return next(filter(None, map(parse_stamp, _values(fields, column))), None)


def _string(value: Any, within: tuple[str, ...] = _WITHIN) -> str | None:
    """The string that a value is, or holds; None where it is blank or something else."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, Mapping):
        value = next((value[name] for name in within if value.get(name)), None)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return _clean(value) if isinstance(value, str) and value.strip() else None


def _clean(text: str) -> str:
    """Half a surrogate pair is no character: nothing could encode it."""
    return _SURROGATE.sub("\ufffd", text)


def _has_halves(fields: Mapping[str, Any]) -> bool:
    """Whether the title or text has halves of surrogate pairs, for which `_clean` stands in."""
    told = (value for column in ("title", "text") for value in _values(fields, column))
    return any(_SURROGATE.search(value) for value in told if isinstance(value, str))


def _is_html(text: str) -> bool:
    """Whether the text is a piece of HTML; a <br> in lines that are parted already makes none."""
    return bool(_BLOCK.search(text) or (_BREAK.search(text) and "\n\n" not in text))


def _body(value: Any) -> str | None:
    """A text, or its paragraphs in a list. Numbers are none."""
    paragraphs = value if isinstance(value, list) else [value]
    texts = [_string(item, _TEXT_WITHIN) for item in paragraphs if isinstance(item, str | Mapping)]
    return "\n\n".join(filter(None, texts)) or None


def _authors(fields: Mapping[str, Any]) -> Iterator[str]:
    for value in _values(fields, "authors"):
        people = value if isinstance(value, list) else [value]
        names = [name for person in people for name in names_of(_string(person) or "")]
        if names:
            return iter(names)
    return iter(())


def _links(fields: Mapping[str, Any]) -> Iterator[Hyperlink]:
    for value in _values(fields, "links"):
        for link in value if isinstance(value, list) else [value]:
            url = _string(link, _URL_WITHIN)
            if url is not None and isinstance(link, str | Mapping):
                anchor = _string(link, _ANCHOR_WITHIN) if isinstance(link, Mapping) else None
                yield Hyperlink(url, anchor)
