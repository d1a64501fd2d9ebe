"""NITF: the News Industry Text Format of the IPTC, 2.5 to 3.6. A file is an article."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BufferedReader

from lxml import etree

from transforms.elements import Draft, Passed, RawDocument
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.read.markup import Prose, line, local_name, parse_xml, prose, root_name
from transforms.read.people import names_of
from transforms.read.reader import Context
from transforms.read.times import Stamp, parse_stamp

#: Statuses in which an agency takes an item back: IPTC's NewsCodes of publication status.
TAKEN_BACK = ("canceled", "withheld")

# The New York Times' archive gives the lead once more, in blocks of these classes.
_REPEATED = ("lead_paragraph", "online_lead_paragraph")
# Where a byline names someone's post and place instead of the person.
_NO_PERSON = ("byttl", "location", "virtloc")


@dataclass(frozen=True)
class NitfReader:
    """Reads `<nitf>`, whatever the name of the file."""

    name: str = "nitf"
    suffixes: tuple[str, ...] = ()

    def sniff(self, head: bytes) -> bool:
        """Whether its root element is `nitf`."""
        root = root_name(head)
        return root is not None and root.localname == "nitf"

    def split(
        self, stream: BufferedReader, uri: str, context: Context
    ) -> Iterator[RawDocument | Passed]:
        """The whole file; passed over where it has no text, or was taken back.

        Raises DocumentError `read.too_large`, `read.inflated`, or as `parse_xml`.
        """
        data = context.whole(stream)
        kind = passed_over(parse_xml(data, context.encoding).root)
        if kind is not None:
            yield Passed(uri, kind, 1)
        else:
            yield RawDocument(uri, data, self.name, context.retrieved_at, context.encoding)

    def parse(self, raw: RawDocument, limits: Limits) -> Iterator[Draft]:
        """The article. Raises DocumentError `parse.no_text`, or as `parse_xml`."""
        del limits
        parsed = parse_xml(raw.data, raw.encoding)
        draft = draft_of_nitf(parsed.root, raw)
        yield replace(draft, warnings=(*draft.warnings, *parsed.warnings))


def passed_over(nitf: etree._Element) -> str | None:
    """What an item is that is no article: `canceled items`. None for an article."""
    status = _attribute(nitf, "docdata", "management-status")
    if status in TAKEN_BACK:
        return f"{status} items"
    return None if _body(nitf).paragraphs or _abstract(nitf).paragraphs else "items without text"


def draft_of_nitf(nitf: etree._Element, raw: RawDocument) -> Draft:
    """The article that a `nitf` element holds. Raises DocumentError `parse.no_text`."""
    body = _body(nitf)
    told = body if body.paragraphs else _abstract(nitf)
    if not told.paragraphs:
        raise DocumentError("parse.no_text", "a body without text")
    published = _published(nitf)
    modified = _latest(nitf.iterfind(".//{*}revision-history"))
    return Draft(
        raw=raw,
        text=told.text,
        title=line(_first(nitf, "hl1")) or line(_first(nitf, "title")),
        url=_attribute(nitf, "pubdata", "ex-ref"),
        record_id=_attribute(nitf, "doc-id", "id-string") or _attribute(nitf, "du-key", "key"),
        publisher=_publisher(nitf),
        authors=authors_of(nitf),
        published_at=published and published.at,
        published_zone=published and published.zone,
        modified_at=modified and modified.at,
        modified_zone=modified and modified.zone,
        section=_section(nitf),
        language=_language(nitf),
        extent="full" if body.paragraphs else "summary",
        links=told.links,
        warnings=("text.embargoed",) if _is_embargoed(nitf, published) else (),
    )


def authors_of(element: etree._Element) -> tuple[str, ...]:
    """The names of its bylines: those marked up as persons, else what is left beside posts."""
    found: list[str] = []
    bylines = list(element.iterfind(".//{*}byline"))
    printed = [each for each in bylines if each.get("class") != "normalized_byline"]
    for byline in printed or bylines:
        persons = [line(person) for person in byline.iterfind(".//{*}person")]
        found += filter(None, persons) if any(persons) else names_of(_without_posts(byline))
    return tuple(dict.fromkeys(found))


def _without_posts(byline: etree._Element) -> str:
    pieces = [byline.text or ""]
    for child in byline:
        if local_name(child) not in _NO_PERSON:
            pieces.append(line(child) or "")
        pieces.append(child.tail or "")
    return " ".join("".join(pieces).split()).rstrip(" ,;")


def _body(nitf: etree._Element) -> Prose:
    """The text, with the credits of the tagline; nothing where there are but credits."""
    content = list(nitf.iterfind(".//{*}body.content"))
    blocks = [block for each in content for block in each.iterfind("{*}block")]
    if any(block.get("class") == "full_text" for block in blocks):
        content = [block for block in blocks if block.get("class") not in _REPEATED]
    if not prose(content).paragraphs:
        return Prose()
    return prose([*content, *nitf.iterfind(".//{*}body.end/{*}tagline")])


def _abstract(nitf: etree._Element) -> Prose:
    return prose(nitf.iterfind(".//{*}body.head/{*}abstract"))


def _first(nitf: etree._Element, name: str) -> etree._Element | None:
    return next(nitf.iterfind(f".//{{*}}{name}"), None)


def _attribute(nitf: etree._Element, name: str, attribute: str) -> str | None:
    """The first that is stated."""
    stated = (found.get(attribute) for found in nitf.iterfind(f".//{{*}}{name}"))
    return next((value.strip() for value in stated if value and value.strip()), None)


def _latest(elements: Iterable[etree._Element]) -> Stamp | None:
    """The latest of the times they state."""
    stamps = [parse_stamp(element.get("norm")) for element in elements]
    return max(filter(None, stamps), key=lambda stamp: stamp.at, default=None)


def _published(nitf: etree._Element) -> Stamp | None:
    stated = (
        _attribute(nitf, name, attribute)
        for name, attribute in (
            ("date.issue", "norm"),
            ("pubdata", "date.publication"),
            ("story.date", "norm"),
            ("date.release", "norm"),
        )
    )
    return next(filter(None, map(parse_stamp, stated)), None)


def _is_embargoed(nitf: etree._Element, published: Stamp | None) -> bool:
    release = parse_stamp(_attribute(nitf, "date.release", "norm"))
    later = release is not None and published is not None and release.at > published.at
    return later or _attribute(nitf, "docdata", "management-status") == "embargoed"


def _publisher(nitf: etree._Element) -> str | None:
    return (
        _attribute(nitf, "pubdata", "name")
        or line(_first(nitf, "distributor"))
        or _attribute(nitf, "doc.copyright", "holder")
        or _attribute(nitf, "doc-id", "regsrc")
    )


def _section(nitf: etree._Element) -> str | None:
    kind = _attribute(nitf, "tobject", "tobject.type")
    return (
        _attribute(nitf, "pubdata", "position.section")
        or _attribute(nitf, "tobject.subject", "tobject.subject.type")
        or (kind if kind and kind.lower() != "news" else None)
    )


def _language(nitf: etree._Element) -> str | None:
    for element in (nitf, _first(nitf, "body"), _first(nitf, "body.content")):
        for name in ("{http://www.w3.org/XML/1998/namespace}lang", "baselang"):
            if element is not None and element.get(name):
                return str(element.get(name))
    return None
