"""Who wrote the article of a page."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import dropwhile, islice
from typing import Any, NamedTuple

from lxml.etree import XPath
from lxml.html import HtmlElement

from transforms.read.page.elements import around, folded, following, is_small, texts_of
from transforms.read.page.structured import Structured, types_of
from transforms.read.people import names_of

# Names of meta elements, likeliest first; those of sharing services hold handles and profiles
# more often than names.
_AUTHOR_METAS = (
    *("citation_author", "author", "authors", "byl", "byline", "article:author_name"),
    *("parsely-author", "article:author", "dc.creator", "dcterms.creator", "dc.creator.aut"),
    *("sailthru.author", "article_author", "article.author", "og:article:author", "creator"),
    *("cxenseparse:author", "rbauthors", "og:author", "shareaholic:article_author_name"),
)

_BYLINES = XPath(
    "//*[@rel='author' or contains(@class, 'uthor') or contains(@class, 'yline')"
    " or contains(@class, 'writer') or contains(@class, 'contributor')"
    " or contains(@class, 'reporter')]"
    "[not(self::html or self::body or self::main or self::article or self::img or self::link)]",
    smart_strings=False,
)
_PROFILE = re.compile(r"/(?:authors?|staff|people|profiles?|by|contributors?|reporters?)/", re.I)
# Parts of a page whose bylines are of other texts, or of what readers wrote.
_ELSEWHERE = re.compile(
    r"(?<![\w-])(?:comment(?!s?-?open)|related|sidebar|footer|recirc|teaser|promo|popular|recommend"
    r"|trending|newsletter|tag-cloud|tags\b|summary-item|read-?more|most-?read|more-?stor"
    r"|tweet|carousel|recent)",
    re.IGNORECASE,
)
_MOST_CANDIDATES = 300
_MOST_NEAR = 60
# Papers of physics name thousands.
_MOST_NAMES = 500
# A byline names a few people; what is longer tells of them.
_LONGEST_LINE = 400
_LONGEST_NAME = 60

_LABEL = re.compile(
    r"^(?:(?:words|story|text|written|posted|published|reported|analysis|opinion) )?"
    r"(?:by|von|par|por|di|door|authors?|текст"
    r"|(?:著者|投稿者|執筆者?|作者|翻訳者|記者|文)(?=[ :：]))"
    r"(?![\w-])\s?[:：]?\s*",
    re.IGNORECASE,
)
_BY = re.compile(r"by\b", re.IGNORECASE)
_ADDRESS = re.compile(r"\S+@\S+|(?<!\w)@\w+|https?://\S+|www\.\S+")
_BEHIND = re.compile(r"\s*(?:[|·•/–—]| - |\(|\bfor (?=[A-Z])|\bin (?=[A-Z])|,? in$).*$", re.DOTALL)
_ROLE = re.compile(
    r"\b(?:reporter|writer|editor|correspondent|contributor|columnist|producer|journalist|fellow"
    r"|staff|director|chief|critic|intern|photographer|analyst|redakteur(?:in)?)s?$",
    re.IGNORECASE,
)
# Ends of the names of outlets, which some write behind the name of their reporter.
_OUTLET = re.compile(
    r"\b(?:media|news|press|times|journal|magazine|herald|tribune|gazette|leader|business|online"
    r"|agency|service|bureau|reuters|afp)$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"[\d@<>{}=*]|://|^(?:and|by|follow|share|updated?|published|posted|view|more|read|see|email"
    r"|image|photo|getty|about|all|the author|contact|print|save|last|staff|from|with|comments?"
    r"|subscribe|advertisement|latest|written|null|none|undefined|unknown|admin|n/a|und|et|y"
    r"|bio|photograph|picture|illustration|video|source)\b",
    re.IGNORECASE,
)


def authors_of(
    structured: Structured, tree: HtmlElement, sites: Collection[str], heading: HtmlElement | None
) -> tuple[str, ...]:
    """The names of the authors: people where any are named, else who is named instead.

    Args:
        structured: What the page states.
        tree: The page.
        sites: Names that the outlet goes by.
        heading: The element that shows the headline, if any does.
    """
    known = {folded(site) for site in sites}
    instead: list[str] = []
    for names in _stated(structured):
        people = [name for name in names.people if folded(name) not in known]
        if people:
            return tuple(dict.fromkeys(people))
        instead = instead or names.people or names.others
    # An agency is the author; of the outlet itself the page may still show who it was.
    if all(folded(name) in known for name in instead):
        for shown in _printed(tree, heading):
            if people := [name for name in shown if folded(name) not in known]:
                return tuple(dict.fromkeys(people))
    return tuple(dict.fromkeys(instead))


class _Names(NamedTuple):
    people: list[str]
    others: list[str]


def _stated(structured: Structured) -> Iterator[_Names]:
    """Names as the page states them, the most trusted source first."""
    for value in structured.values("author"):
        yield _described(value)
    for name in _AUTHOR_METAS:
        yield _Names([each for line in structured.contents(name) for each in names_in(line)], [])
    for value in structured.values("creator"):
        yield _described(value)


def _described(value: Any) -> _Names:
    """The names of an author in JSON-LD or microdata: of people, and of organizations."""
    values = (value if isinstance(value, list) else [value])[:_MOST_NAMES]
    names = _Names([], [])
    for author in values:
        group = names.others if "Organization" in "".join(types_of(author)) else names.people
        group.extend(names_in(_name(author)))
    return names


def _name(author: Any) -> str:
    if isinstance(author, list):
        return ";".join(_name(each) for each in author if isinstance(each, str))
    if isinstance(author, Mapping):
        parts = (author.get(name) for name in ("givenName", "additionalName", "familyName"))
        given = " ".join(part for part in parts if isinstance(part, str))
        name = author.get("name") or given
        return _name(name) if not isinstance(name, Mapping) else ""
    return author if isinstance(author, str) else ""


def names_in(line: str) -> list[str]:
    """The people that a line names, without `By`, addresses, handles and offices."""
    named = islice(names_of(_LABEL.sub("", line.strip())), _MOST_NAMES)
    return _people([name for each in named if (name := _cleaned(each))])


def _people(names: list[str]) -> list[str]:
    """Those that are no offices or outlets, where any are; else the first."""
    people = [name for name in names if not (_ROLE.search(name) or _OUTLET.search(name))]
    return people or names[:1]


def _cleaned(name: str) -> str | None:
    if len(name) > _LONGEST_LINE:
        return None
    name = _ADDRESS.sub("", _LABEL.sub("", name))
    name = _BEHIND.sub("", name).strip(' ,;:.[]［］/+-–—|·•"') + _full_stop(name)
    head, comma, tail = name.rpartition(", ")
    if comma and _ROLE.search(tail):
        name = head
    if not name or len(name) > _LONGEST_NAME or _NO_NAME.search(name):
        return None
    if " " not in name and re.fullmatch(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*", name):
        return None  # a slug or an account
    return name


def _full_stop(name: str) -> str:
    """`Bo Chan Jr.` keeps its full stop."""
    return "." if re.search(r"\b[JS]r\.$", name) else ""


def _printed(tree: HtmlElement, heading: HtmlElement | None) -> Iterator[list[str]]:
    """Names as the page shows them: right behind the heading before anywhere else."""
    candidates = list(islice(_BYLINES(tree), _MOST_CANDIDATES))
    near = list(islice(following(heading), _MOST_NEAR)) if heading is not None else []
    close = set(near)
    for element in (each for each in candidates if each in close):
        yield _of_candidate(element, candidates)
    for element in near:
        if element.tag == "a" and _is_profile(element) and not _elsewhere(element):
            yield _of_text(element)
    for element in near:
        if _BY.match(line := " ".join((element.text or "").split())):
            yield names_in(line) or _of_text(element)
    for element in (each for each in candidates if each not in close):
        yield _of_candidate(element, candidates)


def _of_candidate(element: HtmlElement, candidates: Iterable[HtmlElement]) -> list[str]:
    if _elsewhere(element) or not (names := _of_element(element)):
        return []
    return _with_siblings(element, candidates, names)


def _elsewhere(element: HtmlElement) -> bool:
    """Whether it is in a part of the page that is not of the article."""
    holding = [element, *around(element)]
    tags = {each.tag for each in holding}
    return (
        bool(tags & {"aside", "nav"})
        or ("footer" in tags and "article" not in tags)
        or any(
            _ELSEWHERE.search(f"{each.get('class') or ''} {each.get('id') or ''}")
            for each in holding
            if each.tag not in ("body", "html")
        )
    )


def _of_element(element: HtmlElement) -> list[str]:
    if not is_small(element):
        return []
    links = [each for each in element.iter("a") if _is_profile(each)]
    for group in (links, [element]):
        names = [name for each in group for name in _of_text(each)]
        if names:
            return names
    return []


def _is_profile(link: HtmlElement) -> bool:
    return link.get("rel") == "author" or bool(_PROFILE.search(link.get("href") or ""))


def _of_text(element: HtmlElement) -> list[str]:
    lines = (" ".join(text.split()) for text in texts_of(element, _LONGEST_LINE))
    names = [name for line in lines for name in names_in(line) if _is_capital(name)]
    return _people(names)


def _is_capital(name: str) -> bool:
    return not name[0].islower() and len(name.split()) <= 6


def _with_siblings(
    element: HtmlElement, candidates: Iterable[HtmlElement], names: list[str]
) -> list[str]:
    """More names behind it, in elements of the same kind."""
    parent, kind = element.getparent(), (element.tag, element.get("class"))
    behind = dropwhile(lambda each: each is not element, candidates)
    beside = (
        each
        for each in islice(behind, 1, None)
        if each.getparent() is parent and (each.tag, each.get("class")) == kind
    )
    return names + [name for each in beside for name in _of_element(each)]
