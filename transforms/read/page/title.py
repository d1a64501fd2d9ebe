"""The headline of a page's article, without the name of its outlet."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from html import unescape
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from transforms.read.page.structured import Structured

# What parts a headline from the name of its outlet or desk; a colon and a hyphen only with space.
_BETWEEN = re.compile(r" ?[|｜_：] ?| [-–—·•»«:/~] | [»›] ?|:(?=\S)")
# What some put before a headline to say of what kind the article is.
_LABEL = re.compile(
    r"^(?:opinion|analysis|perspective|editorial|review|column|commentary) ?\| ?", re.IGNORECASE
)
_NOT_WORD = re.compile(r"[\W_]+")
_TITLE_METAS = (
    *("parsely-title", "sailthru.title", "citation_title", "dc.title", "dcterms.title"),
    *("headline", "fb_title", "twitter:title", "title"),
)
_LONGEST = 400
_MOST_HEADINGS = 50


def title_of(structured: Structured, tree: HtmlElement, sites: Collection[str]) -> str | None:
    """The headline: as the page states it to others, in the typography in which it shows it.

    Args:
        structured: What the page states.
        tree: The page.
        sites: Names that the outlet goes by.
    """
    known = {folded(site) for site in sites} - {""}
    head = _text(tree.find(".//head/title"))
    headings = [text for text in _headings(tree) if folded(text) not in known]
    # JSON-LD comes from the newsroom's own system, and has the signs as they were typed there.
    forms = [*_texts(structured.values("headline")), *headings]
    for stated in _texts(_stated(structured)):
        title = _LABEL.sub("", _without_site(stated, known))
        if folded(title) not in known:
            return _as_shown(title, forms)
    return _unstated(headings, head, known)


def folded(text: str) -> str:
    """The text without case, spaces and signs, to compare by."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", text).casefold())


def _stated(structured: Structured) -> Iterator[Any]:
    yield from structured.contents("og:title")
    yield from structured.values("headline")
    yield from structured.contents(*_TITLE_METAS)
    yield from structured.values("name", "alternativeHeadline")


def _texts(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, str) and (text := " ".join(unescape(first).split())):
            yield text[:_LONGEST]


def _headings(tree: HtmlElement) -> Iterator[str]:
    for element in islice(tree.iter("h1"), _MOST_HEADINGS):
        if (text := _text(element)) and folded(text):
            yield text


def _text(element: HtmlElement | None) -> str | None:
    if element is None:
        return None
    text = " ".join("".join(islice(element.itertext(), _MOST_HEADINGS)).split())
    return text if text and len(text) <= _LONGEST else None


def _as_shown(title: str, headings: Iterable[str]) -> str:
    """The heading that says the same, or the title where none does."""
    return next((heading for heading in headings if _is_same(title, heading)), title)


def _is_same(title: str, heading: str) -> bool:
    """Whether a heading is the title, but for signs and what follows behind one.

    `A Light Filled Loft` is `A Light Filled Loft — House Call`, and `Rain: what comes next` is
    `Rain`; a title of one word, such as the name of a desk, is within the heading.
    """
    stated, shown = folded(title), folded(heading)
    return (
        stated == shown
        or shown in map(folded, _heads(title))
        or stated in map(folded, _heads(heading))
        or (stated in shown and " " not in title)
    )


def _heads(title: str) -> list[str]:
    """What stands before each of the signs that part a title."""
    return [title[: found.start()] for found in _BETWEEN.finditer(title) if found.start()]


def _unstated(headings: list[str], head: str | None, known: Collection[str]) -> str | None:
    """The heading that the title element repeats, the longest; else that element, or a heading."""
    if not head or folded(head) in known:
        return headings[0] if len(headings) == 1 else None
    # What the title element ends in is the outlet, in a heading of the first order or not.
    ends = {folded(heading) for heading in headings if folded(heading) in map(folded, _tails(head))}
    plain = folded(head)
    repeated = [each for each in headings if folded(each) in plain and folded(each) not in ends]
    if repeated:
        return max(repeated, key=len)
    return _without_site(head, {*known, *ends}).partition("_")[0]


def _tails(title: str) -> list[str]:
    return [title[found.end() :] for found in _BETWEEN.finditer(title)]


def _without_site(title: str, known: Collection[str]) -> str:
    """The title without names of the outlet before it, and from such a name on behind it."""
    signs = list(_BETWEEN.finditer(title))
    starts = [0, *(sign.end() for sign in signs)]
    ends = [*(sign.start() for sign in signs), len(title)]
    first, last = 0, len(signs)
    while first < last and folded(title[starts[first] : ends[first]]) in known:
        first += 1
    for number in range(first + 1, len(starts)):
        # The name of an outlet may hold such a sign itself.
        segments = (title[starts[number] : end] for end in ends[number:])
        if any(folded(segment) in known for segment in segments):
            last = number - 1
            break
    return title[starts[first] : ends[last]].strip()
