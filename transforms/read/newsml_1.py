"""Items of NewsML 1.0 to 1.2 as articles: components within components, some of which are text."""

# Names by the dozen read better in a row:
# ruff: noqa: SIM905

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from transforms.elements import Draft, RawDocument
from transforms.errors import DocumentError
from transforms.read.inline import draft_of_content, richness
from transforms.read.markup import line, local_name
from transforms.read.nitf import TAKEN_BACK
from transforms.read.people import names_of
from transforms.read.times import Stamp, parse_stamp

# Roles of components that go beside a story, in the IPTC's and the agencies' vocabularies.
_BESIDE = frozenset(
    "abstract byline caption contact copyright dateline graphic headline logo multimedia photo"
    " picture quicklook stylesheet subheadline summary thumbnail trailer video".split()
)
_NO_RAW = RawDocument("", b"", "newsml", None)  # for a look at an item


def passed_over_1(item: etree._Element) -> str | None:
    """What an item is that is no article: `canceled items`. None for an article."""
    status = (_formal(item, "NewsManagement/Status") or "").lower()
    if status in TAKEN_BACK:
        return f"{status} items"
    return None if _texts(item, _NO_RAW) else "items without text"


def articles_1(item: etree._Element, raw: RawDocument) -> Iterator[Draft]:
    """The articles of an item: one a headline, or language.

    Raises:
        DocumentError: `parse.no_text`.
    """
    texts = _texts(item, raw)
    if not texts:
        raise DocumentError("parse.no_text", "an item without text")
    published = _stamp(item, "NewsManagement/FirstCreated")
    modified = _stamp(item, "NewsManagement/ThisRevisionCreated")
    embargoed = (_formal(item, "NewsManagement/Status") or "").lower() == "embargoed"
    record_id = _record_id(item)
    for number, (story, text) in enumerate(texts, 1):
        yield replace(
            text,
            title=_in(story, "NewsLines/HeadLine") or text.title,
            # Further ones are articles of their own, and no revisions of the first.
            record_id=record_id if number == 1 else f"{record_id}#{number}",
            publisher=_publisher(item, story) or text.publisher,
            authors=_authors(story) or text.authors,
            published_at=published.at if published else text.published_at,
            published_zone=published.zone if published else text.published_zone,
            modified_at=modified and modified.at,
            modified_zone=modified and modified.zone,
            section=_section(story) or text.section,
            language=_nearest(story, "DescriptiveMetadata/Language") or text.language,
            warnings=(*text.warnings, *(("text.embargoed",) if embargoed else ())),
        )


def _texts(item: etree._Element, raw: RawDocument) -> list[tuple[etree._Element, Draft]]:
    """The component with the headline, and the text, of each story: the richest rendition."""
    stories: dict[etree._Element, list[tuple[int, Draft]]] = {}
    for data in item.iterfind(".//{*}DataContent"):
        role = (_nearest(data, "Role") or "").replace(" ", "").lower()
        media = (_formal(data.getparent(), "MediaType") or "text").lower()
        if role in _BESIDE or media != "text":
            continue
        draft = draft_of_content(data, raw)
        if draft is not None:
            stories.setdefault(_story(data), []).append((richness(data), draft))
    return [(story, max(found, key=lambda each: each[0])[1]) for story, found in stories.items()]


def _components(element: etree._Element) -> Iterator[etree._Element]:
    """The components it is in, from the inside out."""
    yield from element.iterancestors("{*}NewsComponent")


def _story(data: etree._Element) -> etree._Element:
    components = list(_components(data))
    headed = (each for each in components if _in(each, "NewsLines/HeadLine", deep=False))
    return next(headed, components[-1] if components else data)


def _path(path: str) -> str:
    return "/".join(f"{{*}}{name}" for name in path.split("/"))


def _formal(element: etree._Element, path: str) -> str | None:
    found = element.find(_path(path))
    return str(found.get("FormalName") or "") or None if found is not None else None


def _nearest(element: etree._Element, path: str) -> str | None:
    """The FormalName in the innermost component that states it."""
    inside = [element] if local_name(element) == "NewsComponent" else []
    stated = (_formal(each, path) for each in (*inside, *_components(element)))
    return next(filter(None, stated), None)


def _in(story: etree._Element, path: str, deep: bool = True) -> str | None:
    """The line in the component or, looking deep, the innermost around it that has it."""
    around = (story, *_components(story)) if deep else (story,)
    return next(filter(None, (line(each.find(_path(path))) for each in around)), None)


def _authors(story: etree._Element) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names_of(_in(story, "NewsLines/ByLine") or "")))


def _publisher(item: etree._Element, story: etree._Element) -> str | None:
    inside = (
        _nearest(story, f"AdministrativeMetadata/{role}/Party") for role in ("Provider", "Source")
    )
    envelope = item.getparent()
    sent = _formal(envelope, "NewsEnvelope/SentFrom/Party") if envelope is not None else None
    return next(filter(None, inside), None) or sent


def _section(story: etree._Element) -> str | None:
    paths = ("SubjectCode/Subject", "SubjectCode/SubjectMatter", "Genre")
    stated = (_nearest(story, f"DescriptiveMetadata/{path}") for path in paths)
    return next((each for each in stated if each and not each.isdecimal()), None)


def _record_id(item: etree._Element) -> str | None:
    """The public identifier without its revision, which all revisions share."""
    names = ("ProviderId", "DateId", "NewsItemId")
    parts = [line(item.find(_path(f"Identification/NewsIdentifier/{name}"))) for name in names]
    return f"urn:newsml:{':'.join(filter(None, parts))}" if all(parts) else None


def _stamp(item: etree._Element, path: str) -> Stamp | None:
    return parse_stamp(line(item.find(_path(path))))
