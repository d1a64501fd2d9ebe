"""The headline of a page's article, without the name of its outlet."""

import re
from collections.abc import Collection, Iterable, Iterator
from html import unescape
from itertools import islice, pairwise
from typing import Any

from lxml.html import HtmlElement

from transforms.read.page.elements import folded, line_of
from transforms.read.page.structured import Structured

# What parts a headline from the name of its outlet or desk; a colon and a hyphen only with space.
_BETWEEN = re.compile(r" ?[|｜_：] ?| [-–—·•»«:/~*] | [»›] ?|:(?=\S)")
# What some put before a headline to say of what kind the article is, or behind it, of what age.
_LABEL = re.compile(
    r"^(?:opinion|analysis|perspective|editorial|review|column|commentary) ?\| ?"
    r"| \(published (?:19|20)\d\d\)$",
    re.IGNORECASE,
)
# Of the pairs of letters of two headlines, those they share: newsrooms reword one headline for
# the page, for search and for sharing; headlines of other articles share a tenth.
_REWORDED = 0.45
_TITLE_METAS = (
    *("parsely-title", "sailthru.title", "citation_title", "dc.title", "dcterms.title"),
    *("headline", "fb_title", "twitter:title", "title"),
)
# WordPress makes such entities of typed quotation marks; what was typed is the headline.
_TYPED = (("'", re.compile("&#821[67];")), ('"', re.compile("&#822[01];")))
_LONGEST = 400
_MOST_HEADINGS = 50
_MOST_SIGNS = 12


def title_of(structured: Structured, tree: HtmlElement, sites: Collection[str]) -> str | None:
    """The headline: as the page states it to others, in the typography in which it shows it.

    Args:
        structured: What the page states.
        tree: The page.
        sites: Names that the outlet goes by.
    """
    known = {folded(site) for site in sites} - {""}
    element = tree.find(".//head/title")
    head = "" if element is None else line_of(element, _LONGEST) or ""
    head = _without_site(head, known)
    headings = [text for text in _headings(tree) if folded(text) not in known]
    # JSON-LD comes from the newsroom's own system, and has the signs as they were typed there.
    stated_forms = islice(_texts(structured.values("headline")), _MOST_HEADINGS)
    forms = [*stated_forms, *headings]
    for stated in islice(_texts(_stated(structured)), _MOST_HEADINGS):
        title = _LABEL.sub("", _without_site(stated, known))
        if folded(title) not in known:
            return _as_shown(title, forms, head)
    return _unstated(headings, head, known)


def heading_of(tree: HtmlElement, title: str | None) -> HtmlElement | None:
    """The element that shows the headline: the first heading with its words, else the first."""
    headings = list(islice(tree.iter("h1"), _MOST_HEADINGS))
    shown = (
        each
        for each in headings
        if title and folded(line_of(each, _LONGEST) or "") == folded(title)
    )
    return next(shown, headings[0] if headings else None)


def _stated(structured: Structured) -> Iterator[Any]:
    yield from structured.contents("og:title")
    yield from structured.values("headline")
    yield from structured.contents(*_TITLE_METAS)
    yield from structured.values("name", "alternativeHeadline")


def _texts(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, str):
            for sign, entity in _TYPED:
                first = entity.sub(sign, first)
            if text := " ".join(unescape(first).split()):
                yield text[:_LONGEST]


def _headings(tree: HtmlElement) -> Iterator[str]:
    for element in islice(tree.iter("h1"), _MOST_HEADINGS):
        if (text := line_of(element, _LONGEST)) and folded(text):
            yield text


def _as_shown(title: str, forms: list[str], head: str) -> str:
    """The headline in the form that is best for it.

    That is how JSON-LD or the page itself writes the same; of several wordings the shortest, as
    the longer ones are made for search engines; another headline altogether only where both the
    page and its title element have it.
    """
    if same := next((form for form in forms if _is_same(title, form)), None):
        return same
    if reworded := [form for form in forms if _is_reworded(title, form)]:
        return min((title, *reworded), key=lambda each: len(folded(each)))
    return next((form for form in forms if folded(form) == folded(head)), title)


def _is_reworded(title: str, other: str) -> bool:
    """Whether another headline says the same in other words, and not but a part of it."""
    return _shared(title, other) >= _REWORDED and folded(other) not in folded(title)


def _shared(title: str, other: str) -> float:
    """The part of their pairs of letters that two headlines share, 0 to 1."""
    left, right = (set(pairwise(folded(each))) for each in (title, other))
    return len(left & right) / (len(left | right) or 1)


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
    return [
        title[: found.start()]
        for found in islice(_BETWEEN.finditer(title), _MOST_SIGNS)
        if found.start()
    ]


def _unstated(headings: list[str], head: str, known: Collection[str]) -> str | None:
    """The heading that the title element repeats, the longest; else that element, or a heading."""
    if not folded(head) or folded(head) in known:
        return headings[0] if len(headings) == 1 else None
    # What the title element ends in is the outlet, where it is a heading as well.
    sites = {folded(each) for each in headings} & set(map(folded, _tails(head)))
    title = _without_site(head, {*known, *sites})
    repeated = [each for each in headings if folded(each) in folded(title)]
    return max(repeated, key=len, default=title.partition("_")[0])


def _tails(title: str) -> list[str]:
    return [title[found.end() :] for found in islice(_BETWEEN.finditer(title), _MOST_SIGNS)]


def _without_site(title: str, known: Collection[str]) -> str:
    """The title without names of the outlet before it, and from such a name on behind it."""
    signs = list(islice(_BETWEEN.finditer(title), _MOST_SIGNS))
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
