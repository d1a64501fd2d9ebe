"""When the article of a page was published, and when it was changed."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from lxml.etree import XPath
from lxml.html import HtmlElement

from transforms.read.page.elements import following, line_of
from transforms.read.page.structured import Structured
from transforms.read.times import Stamp, parse_stamp

# Names of meta elements, likeliest first: Open Graph, schema.org, the usual collectors' (Parsely,
# Sailthru, cXense), Dublin Core, Highwire Press (Google Scholar), and what newsrooms make up.
_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "article:published"),
    *("datepublished", "date_published", "parsely-pub-date", "sailthru.date"),
    *("cxenseparse:recs:publishtime", "cxenseparse:publishtime", "iso-8601-publish-date"),
    *("dc.date.issued", "dcterms.issued", "dcterms.created", "dcterms.date", "dc.date"),
    *("dc.date.created", "citation_online_date", "citation_date", "citation_publication_date"),
    *("pub_date", "pubdate", "publishdate", "publish-date", "publish_date", "published_at"),
    *("publication_date", "publicationdate", "published_time", "published-date", "publishtime"),
    *("article_date_original", "originalpublicationdate", "displaydate", "rnews:datepublished"),
    *("bt:pubdate", "ptime", "pdate", "dcsext.articlefirstpublished", "article.published"),
    *("datecreated", "article:created", "created", "date"),
)
_MODIFIED = (
    *("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified"),
    *("article:modified", "dc.date.modified", "dcterms.modified", "lastmod", "last-modified"),
    *("article_date_updated", "date_modified", "updated_time", "utime", "modified"),
)

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_ZONE = r"(?: (?:GMT|UTC|BST|CES?T|E[SD]?T|C[SD]?T|M[SD]?T|P[SD]?T)\b)?"
_CLOCK = rf"(?:[ ,:|T]{{1,3}}(?:at )?\d\d?[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?{_ZONE})?"
# Dates as pages print them. `3/4/2020` is March in one country and April in the next: left out.
_PRINTED = re.compile(
    rf"(?P<words>\b(?:{_MONTHS})\.? \d\d?(?:st|nd|rd|th)?,? (?:19|20)\d\d\b{_CLOCK}"
    rf"|\b\d\d?(?:st|nd|rd|th)? (?:{_MONTHS})\.?,? (?:19|20)\d\d\b{_CLOCK})"
    r"|\b(?P<y>(?:19|20)\d\d) ?[-/.年] ?(?P<m>\d\d?) ?[-/.月] ?(?P<d>\d\d?)(?!\d)"
    r"|\b(?P<dd>\d\d?)\.(?P<mm>\d\d?)\.(?P<yy>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_IN_URL = re.compile(
    r"[/-](?P<y>(?:19|20)\d\d)[-/](?P<m>\d\d?|[a-z]{3})[-/](?P<d>\d\d?)(?=[-/_.?#]|$)"
    r"|[/_-](?P<day>20[0-3]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?=\D|$)"
)

_TIMES = XPath(
    "//*[self::h1 or self::time or @datetime and not(self::ins or self::del)]", smart_strings=False
)
_DATED = XPath(
    "//*[contains(@class, 'date') or contains(@class, 'Date') or contains(@class, 'time')"
    " or contains(@class, 'Time') or contains(@class, 'publish') or contains(@class, 'posted')"
    " or contains(@class, 'byline') or contains(@class, 'Byline') or contains(@class, 'author')"
    " or contains(@class, 'meta') or contains(@class, 'day') or @id='date']"
    "[not(self::body or self::html or self::main or self::article)]",
    smart_strings=False,
)
_PUBLISHED_TIME = re.compile(r"publi|pubdate", re.IGNORECASE)
_UPDATED = re.compile(r"updat|modif|edited|更新", re.IGNORECASE)
_MOST_STATED = 100
_MOST_ELEMENTS = 400
_MOST_NEAR = 60
# A line that says when an article was published is short; a paragraph with a date in it is not.
_LONGEST_LINE = 200


def published_of(
    structured: Structured, tree: HtmlElement, url: str | None, heading: HtmlElement | None
) -> Stamp | None:
    """When the article was published: as stated, else as its page or its URL shows.

    Args:
        structured: What the page states.
        tree: The page.
        url: Its address, if that is known.
        heading: The element that shows the headline, if any does.
    """
    stated = _stamps(
        [
            *structured.values("datePublished"),
            *structured.contents(*_PUBLISHED),
            *(node["datePublished"] for node in structured.others if "datePublished" in node),
            *structured.values("dateCreated"),
        ]
    )
    if stated:
        return _zoned(stated)
    return _in_times(tree, heading) or _in_url(url) or _in_print(tree, heading)


def modified_of(structured: Structured) -> Stamp | None:
    """When the article was last changed, as stated."""
    stated = _stamps([*structured.values("dateModified"), *structured.contents(*_MODIFIED)])
    return _zoned(stated) if stated else None


def _stamps(values: Iterable[Any]) -> list[Stamp]:
    few = islice(values, _MOST_STATED)
    return [stamp for value in few if (stamp := parse_stamp(_first(value)))]


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _zoned(stamps: list[Stamp]) -> Stamp:
    """The first; where it lacks a zone, the next that states the same with one."""
    first = stamps[0]
    if first.zone is not None:
        return first
    return next((each for each in stamps[1:] if each.zone and _same(first, each)), first)


def _same(bare: Stamp, zoned: Stamp) -> bool:
    """Whether both show the same clock, or the same day where one shows no clock."""
    wall, other = bare.at.replace(tzinfo=None), wall_time(zoned)
    if not (wall.hour or wall.minute):
        return wall.date() == other.date()
    return abs(wall - other) < timedelta(minutes=1)


def wall_time(stamp: Stamp) -> datetime:
    """What the clock showed where the time was stated; a naive datetime."""
    if stamp.zone is None:
        return stamp.at.replace(tzinfo=None)
    sign = -1 if stamp.zone[0] == "-" else 1
    offset = timedelta(hours=int(stamp.zone[1:3]), minutes=int(stamp.zone[4:]))
    return stamp.at.replace(tzinfo=None) + sign * offset


def _in_times(tree: HtmlElement, heading: HtmlElement | None) -> Stamp | None:
    """What a `time` element says that is not of a change; rather one behind the heading."""
    elements = list(islice(_TIMES(tree), _MOST_ELEMENTS))
    if heading is not None and heading in elements:
        place = elements.index(heading)
        elements = elements[place:] + elements[:place]
    marked = [each for each in elements if _PUBLISHED_TIME.search(_class(each))]
    for element in (*marked, *elements):
        if _UPDATED.search(_class(element) + (element.text or "")):
            continue
        if stamp := parse_stamp(element.get("datetime") or element.get("content")):
            return stamp
    return None


def _class(element: HtmlElement) -> str:
    pubdate = "pubdate" if "pubdate" in element.attrib else ""
    return f"{element.get('class') or ''} {element.get('itemprop') or ''} {pubdate}"


def _in_url(url: str | None) -> Stamp | None:
    found = _IN_URL.search((url or "").lower())
    if not found:
        return None
    if found["day"]:
        return parse_stamp(found["day"])
    return parse_stamp(f"{found['y']}-{found['m']}-{found['d']}")


def _in_print(tree: HtmlElement, heading: HtmlElement | None) -> Stamp | None:
    """The first date shown behind the heading, else in an element named for it."""
    near = islice(following(heading), _MOST_NEAR) if heading is not None else ()
    for element in (*near, *islice(_DATED(tree), _MOST_ELEMENTS)):
        line = line_of(element, _LONGEST_LINE, between=" ") or ""
        if stamp := printed_stamp(_UPDATED.split(line)[0]):
            return stamp
    return None


def printed_stamp(line: str) -> Stamp | None:
    """The first date that a line shows in one of the usual ways."""
    for found in _printed(" ".join(line.split())):
        if stamp := parse_stamp(found):
            return stamp
    return None


def _printed(line: str) -> Iterator[str]:
    for found in _PRINTED.finditer(line):
        if found["words"]:
            yield _ORDINAL.sub("", found["words"])
        elif found["y"]:
            yield f"{found['y']}-{int(found['m']):02}-{int(found['d']):02}"
        else:
            yield f"{found['yy']}-{int(found['mm']):02}-{int(found['dd']):02}"
