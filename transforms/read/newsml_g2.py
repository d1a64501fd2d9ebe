"""Items of NewsML-G2 (and of its text in NITF, XHTML or plain) as articles."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from lxml import etree

from transforms.elements import Draft, Hyperlink, RawDocument
from transforms.errors import DocumentError
from transforms.read.inline import draft_of_content, richness
from transforms.read.markup import line, local_name
from transforms.read.nitf import TAKEN_BACK
from transforms.read.people import names_of
from transforms.read.times import Stamp, parse_stamp

#: Of NewsML-G2, in all of its versions.
NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Classes of items that may carry a text; the others are pictures, video, audio, graphics, events.
_OF_TEXT = ("text", "composite", None)
# Types of concepts that are what an article is about, and not where a newspaper would print it.
_CREATED = ("itemMeta/firstCreated", "contentMeta/contentCreated", "itemMeta/versionCreated")
_NO_SECTION = re.compile(r":(?:person|organisation|geoArea|poi|event|object|team|conf)$")
_NO_RAW = RawDocument("", b"", "newsml", None)  # for a look at an item


def passed_over_g2(item: etree._Element) -> str | None:
    """What an item is that is no article: `picture items`. None for an article."""
    if local_name(item) != "newsItem":
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local_name(item)).lower()
        return words if words.endswith("s") else f"{words}s"
    status = _code(_find(item, "itemMeta/pubStatus"))
    if status in TAKEN_BACK:
        return f"{status} items"
    kind = _code(_find(item, "itemMeta/itemClass"))
    if kind not in _OF_TEXT:
        return f"{kind} items"
    return "items without text" if _content(item, _NO_RAW) is None else None


def draft_of_g2(item: etree._Element, raw: RawDocument) -> Draft:
    """The article of an item: its metadata, and what the text says where they are silent.

    Raises:
        DocumentError: `parse.no_text`.
    """
    found = _content(item, raw)
    if found is None:
        raise DocumentError("parse.no_text", "an item without text")
    content, text = found
    published = _stamp(item, *_CREATED)
    modified = _stamp(item, "itemMeta/versionCreated", "contentMeta/contentModified")
    return replace(
        text,
        title=line(_main(item, "contentMeta/headline"))
        or text.title
        or line(_find(item, "itemMeta/title")),
        record_id=item.get("guid") or text.record_id,
        publisher=_publisher(item) or text.publisher,
        authors=_bylines(item) or text.authors or _creators(item),
        published_at=published.at if published else text.published_at,
        published_zone=published.zone if published else text.published_zone,
        modified_at=modified and modified.at,
        modified_zone=modified and modified.zone,
        section=_section(item) or text.section,
        language=_language(item, content) or text.language,
        links=tuple(dict.fromkeys((*text.links, *_links(item)))),
        warnings=(*text.warnings, *_warnings(item)),
    )


def _content(item: etree._Element, raw: RawDocument) -> tuple[etree._Element, Draft] | None:
    """What holds the text, and the text: the richest of its renditions."""
    held = [
        (each, draft)
        for each in _all(item, "contentSet/*")
        if local_name(each) in ("inlineXML", "inlineData")
        and (draft := draft_of_content(each, raw))
    ]
    return max(held, key=lambda each: richness(each[0]), default=None)


def _all(item: etree._Element, path: str) -> Iterator[etree._Element]:
    """The elements on a path of local names."""
    found: Iterable[etree._Element] = [item]
    for name in path.split("/"):
        found = [child for each in found for child in each.iterfind(f"{{*}}{name}")]
    return iter(found)


def _find(item: etree._Element, path: str) -> etree._Element | None:
    return next(_all(item, path), None)


def _main(item: etree._Element, path: str) -> etree._Element | None:
    """The one whose role ends in `main`, else the first."""
    found = list(_all(item, path))
    main = (each for each in found if (each.get("role") or "").endswith("main"))
    return next(main, found[0] if found else None)


def _code(concept: etree._Element | None) -> str | None:
    """The code of a concept: `stat:usable`, or a URI that ends in `/usable`."""
    if concept is None:
        return None
    stated = concept.get("qcode") or concept.get("uri") or concept.get("literal") or ""
    return re.split(r"[:/#]", stated)[-1] or None


def _name(concept: etree._Element | None) -> str | None:
    """What a concept is called: its name, its literal, else its code, but never a URI."""
    if concept is None:
        return None
    names = concept.iterfind(".//{*}name")
    named = next(filter(None, map(line, names)), None) or concept.get("literal")
    return named or (_code(concept) if concept.get("qcode") else None)


def _names(item: etree._Element, path: str) -> Iterator[str]:
    return filter(None, map(_name, _all(item, path)))


def _publisher(item: etree._Element) -> str | None:
    paths = ("itemMeta/provider", "rightsInfo/copyrightHolder", "contentMeta/infoSource")
    return next(chain.from_iterable(_names(item, path) for path in paths), None)


def _bylines(item: etree._Element) -> tuple[str, ...]:
    lines = filter(None, map(line, _all(item, "contentMeta/by")))
    return tuple(dict.fromkeys(name for each in lines for name in names_of(each)))


def _creators(item: etree._Element) -> tuple[str, ...]:
    """Creators with a name; a bare code names no one."""
    named = (
        each for each in _all(item, "contentMeta/creator") if not each.get("qcode") or len(each)
    )
    return tuple(dict.fromkeys(filter(None, map(_name, named))))


def _section(item: etree._Element) -> str | None:
    subjects = (
        each
        for each in _all(item, "contentMeta/subject")
        if not _NO_SECTION.search(each.get("type") or "") and _names_itself(each)
    )
    genres = filter(_names_itself, _all(item, "contentMeta/genre"))
    return next(filter(None, map(_name, chain(subjects, genres))), None)


def _names_itself(concept: etree._Element) -> bool:
    return next(concept.iterfind(".//{*}name"), None) is not None


def _language(item: etree._Element, content: etree._Element) -> str | None:
    language = _find(item, "contentMeta/language")
    stated: tuple[str | None, ...] = (content.get(_LANG), item.get(_LANG))
    if language is not None:
        stated = (language.get("tag"), *stated)
    return next(filter(None, stated), None)


def _stamp(item: etree._Element, *paths: str) -> Stamp | None:
    found = (line(_find(item, path)) for path in paths)
    return next(filter(None, map(parse_stamp, found)), None)


def _links(item: etree._Element) -> Iterator[Hyperlink]:
    for link in _all(item, "itemMeta/link"):
        if link.get("href"):
            yield Hyperlink(link.get("href").strip(), line(_find(link, "title")))


def _warnings(item: etree._Element) -> tuple[str, ...]:
    embargoed = line(_find(item, "itemMeta/embargoed")) is not None
    return ("text.embargoed",) if embargoed else ()
