"""ninjs: News in JSON of the IPTC, versions 1 to 3. An object is an item; a file may hold many."""

# Names by the dozen read better in a row:
# ruff: noqa: SIM905

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BufferedReader
from typing import Any

from transforms.elements import Draft, Passed, RawDocument, Reject
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.read.entries import string
from transforms.read.inline import draft_of_string
from transforms.read.jsonl import JsonLinesReader
from transforms.read.jsontext import dump, load, outline, text_of, values
from transforms.read.nitf import TAKEN_BACK
from transforms.read.people import names_of
from transforms.read.reader import Context
from transforms.read.times import Stamp, parse_stamp

# The properties of ninjs 1.0 to 3.1, in lower case. `uri` is the one that each item has.
_PROPERTIES = frozenset(
    "uri $schema $standard standard type mimetype representationtype profile version firstcreated"
    " versioncreated contentcreated embargoed expires pubstatus urgency copyrightholder"
    " copyrightnotice usageterms rightsinfo ednote language located by byline headline headlines"
    " slugline keyword keywords title subject subjects genre genres event events object objects"
    " person people organisation organisations place places infosource infosources bodies"
    " descriptions charcount wordcount renditions associations altids trustindicators"
    " trustindicator advices digitalsourcetype eventdetails plannedcoverage planneditem"
    " newscoveragestatus expectedcontent assignedto".split()
)
_PREFIXES = ("body_", "description_", "headline_")  # version 1 lets publishers add to these
_SURE = frozenset({"$standard"})
# Properties of which hardly any other JSON has two.
_OWN = frozenset(
    "versioncreated pubstatus representationtype bodies headlines body_xhtml body_html"
    " body_text description_text copyrightholder trustindicators eventdetails".split()
)
_NO_RAW = RawDocument("", b"", "ninjs", None)  # for a look at an item
_HEAD = 1 << 13  # bytes that show whether the items are lines
_OF_TEXT = ("text", "composite", None)
# Kinds of bodies, richest first; the rest is read as it is.
_RICHNESS = ("xhtml", "html", "nitf", "text")


@dataclass(frozen=True)
class NinjsReader:
    """Reads ninjs, whatever the name of the file: an item, a list, or one after the other."""

    name: str = "ninjs"
    suffixes: tuple[str, ...] = ()

    def sniff(self, head: bytes) -> bool:
        """Whether the first object has a `uri` and beside it only, or surely, what ninjs has."""
        found = outline(head)
        if found is None or "uri" not in found.fields:
            return False
        names = {name.lower() for name in found.fields}
        return bool(_SURE & names) or len(names & _OWN) > 1 or all(map(_is_property, names))

    def split(
        self, stream: BufferedReader, uri: str, context: Context
    ) -> Iterator[RawDocument | Reject | Passed]:
        """Every item that has a text. Raises DocumentError as the readers of JSON."""
        head = outline(stream.peek(_HEAD)[:_HEAD])
        if head is not None and head.lines and head.more:
            lines = JsonLinesReader(self.name).split(stream, uri, context)
            yield from (_told(line, uri) for line in lines)
        else:
            yield from (_told(piece, uri) for piece in self._pieces(stream, uri, context))

    def _pieces(self, stream: BufferedReader, uri: str, context: Context) -> Iterator[RawDocument]:
        data = context.whole(stream)
        whole = RawDocument(uri, data, self.name, context.retrieved_at, context.encoding)
        found = list(values(text_of(data, context.encoding)))
        items = [
            item for value in found for item in (value if isinstance(value, list) else [value])
        ]
        if not items:
            raise DocumentError("parse.empty", "a list without items")
        for number, item in enumerate(items, 1):
            piece = replace(whole, uri=f"{uri}#{number}", data=dump(item))
            yield whole if found == [item] else piece

    def parse(self, raw: RawDocument, limits: Limits) -> Iterator[Draft]:
        """The article. Raises DocumentError `parse.json`, `parse.not_object`, `parse.no_text`."""
        del limits
        item = load(text_of(raw.data, raw.encoding))
        if not isinstance(item, dict):
            raise DocumentError("parse.not_object", f"a JSON {type(item).__name__}, no item")
        yield _draft(item, raw)


def _told(piece: RawDocument | Reject, uri: str) -> RawDocument | Reject | Passed:
    """The piece under the item's own `uri`; or that it is passed over."""
    if isinstance(piece, Reject):
        return piece
    try:
        item = load(text_of(piece.data, piece.encoding))
    except DocumentError:
        return piece  # to be refused when it is parsed
    if not isinstance(item, dict):
        return piece
    if (kind := _passed_over(item)) is not None:
        return Passed(uri, kind, 1)
    label = _string(item, "uri") if piece.uri != uri else None
    return replace(piece, uri=f"{uri}#{label}") if label else piece


def _is_property(name: str) -> bool:
    return name in _PROPERTIES or name.startswith(_PREFIXES)


def _value(item: Mapping[str, Any], *names: str) -> Any:
    """The first value under one of the names, whatever their case: it differs by version."""
    lowered = {key.lower(): value for key, value in item.items()}
    return next((lowered[name] for name in names if lowered.get(name)), None)


def _string(item: Mapping[str, Any], *names: str) -> str | None:
    return string(_value(item, *names))


def _objects(item: Mapping[str, Any], *names: str) -> list[Mapping[str, Any]]:
    value = _value(item, *names)
    held = value if isinstance(value, list) else [value]
    return [each for each in held if isinstance(each, Mapping)]


def _passed_over(item: Mapping[str, Any]) -> str | None:
    """What an item is that is no article: `picture items`. None for an article."""
    status, kind = _string(item, "pubstatus"), _string(item, "type")
    if status in TAKEN_BACK:
        return f"{status} items"
    if kind not in _OF_TEXT:
        return f"{kind} items"
    if _value(item, "eventdetails", "plannedcoverage"):
        return "event items" if _value(item, "eventdetails") else "planning items"
    return "items without text" if _text(item, _NO_RAW) is None else None


def _draft(item: Mapping[str, Any], raw: RawDocument) -> Draft:
    text = _text(item, raw)
    if text is None:
        raise DocumentError("parse.no_text", "an item without a body or description")
    published = _stamp(item, "firstcreated", "contentcreated", "versioncreated")
    modified = _stamp(item, "versioncreated")
    return replace(
        text,
        title=_headline(item) or text.title,
        record_id=_string(item, "uri") or text.record_id,
        publisher=_publisher(item) or text.publisher,
        authors=tuple(dict.fromkeys(names_of(_string(item, "by", "byline") or ""))) or text.authors,
        published_at=published.at if published else text.published_at,
        published_zone=published.zone if published else text.published_zone,
        modified_at=modified and modified.at,
        modified_zone=modified and modified.zone,
        section=_name(item, "subject", "subjects")
        or _name(item, "genre", "genres")
        or text.section,
        language=_string(item, "language") or text.language,
        warnings=(*text.warnings, *(("text.embargoed",) if _string(item, "embargoed") else ())),
    )


def _text(item: Mapping[str, Any], raw: RawDocument) -> Draft | None:
    """The richest body, else a description, which is but a summary."""
    for prefix, name in (("body_", "bodies"), ("description_", "descriptions")):
        told = (
            draft_of_string(value, raw, html="html" in kind)
            for kind, value in _renditions(item, prefix, name)
        )
        if (draft := next(filter(None, told), None)) is not None:
            return replace(draft, extent="full" if prefix == "body_" else "summary")
    return None


def _renditions(item: Mapping[str, Any], prefix: str, name: str) -> list[tuple[str, str]]:
    """Bodies or descriptions and what they are stated to be, richest first."""
    found = [(key[len(prefix) :], value) for key, value in item.items() if key.startswith(prefix)]
    found += [
        (
            f"{_string(each, 'contenttype') or ''} {_string(each, 'role') or ''}",
            _value(each, "value"),
        )
        for each in _objects(item, name)
    ]
    texts = [(kind.lower(), value) for kind, value in found if isinstance(value, str)]
    return sorted(texts, key=lambda each: _poverty(each[0]))


def _poverty(kind: str) -> int:
    ranks = (rank for rank, name in enumerate(_RICHNESS) if name in kind)
    return next(ranks, len(_RICHNESS))


def _headline(item: Mapping[str, Any]) -> str | None:
    headlines = sorted(
        _objects(item, "headlines"), key=lambda each: _string(each, "role") != "main"
    )
    found = (_string(each, "value") for each in headlines)
    return _string(item, "headline") or next(filter(None, found), None) or _string(item, "title")


def _publisher(item: Mapping[str, Any]) -> str | None:
    return _string(item, "copyrightholder") or _name(item, "infosource", "infosources")


def _name(item: Mapping[str, Any], *names: str) -> str | None:
    named = (_string(each, "name") for each in _objects(item, *names))
    return next(filter(None, named), None)


def _stamp(item: Mapping[str, Any], *names: str) -> Stamp | None:
    return next(filter(None, (parse_stamp(_string(item, name)) for name in names)), None)
