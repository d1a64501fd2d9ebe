"""What a page states about itself: JSON-LD, microdata, RDFa and meta elements.

All three vocabularies are read into one shape: an article is a mapping of schema.org's names
(`headline`, `author`, `datePublished` …) to JSON values, so that what comes after asks only once.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import islice
from typing import Any

from lxml.etree import XPath
from lxml.html import HtmlElement

from transforms.read.page.elements import around, folded, line_of

Node = Mapping[str, Any]

# Past these a page is no page of an article any more; what they cost must not grow with it.
_MOST_NODES = 2_000
_MOST_PROPERTIES = 2_000
_MOST_SALVAGED = 20
_MOST_WITHIN = 100
# Papers of physics name thousands of authors, of which some hundred are enough.
_MOST_CONTENTS = 500
_LONGEST = 1_000

_SCRIPTS = XPath(
    "//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]", smart_strings=False
)
_PROPERTIES = XPath("//*[@itemprop or @property and not(self::meta)]", smart_strings=False)
_JSON = json.JSONDecoder(strict=False)  # line breaks within strings are common
# A string, closed or not (else a page of quotes takes quadratic time), or a comma before a bracket.
_TRAILING_COMMA = re.compile(r'("(?:[^"\\]|\\.)*(?:"|\\?\Z))|,(?=\s*[]}])', re.DOTALL)
_AROUND = re.compile(r"\A(?:\s|//|/\*|\*/|<!--|<!\[CDATA\[)+")
_SALVAGED = re.compile(
    r'"(@type|headline|name|datePublished|dateModified|author|publisher|articleSection'
    r'|articleBody|inLanguage)"\s{0,9}:\s{0,9}(?=["[{])'
)
# schema.org's Article and its kinds end in Article or Posting; the others are published as news.
_ARTICLE = re.compile(r"(?:Article|Posting|^Report|Review|^NewsReport)$")
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage")
# What is taken of an article's elements. `name` is the title of some, but of many others the site.
_WANTED = {
    *("headline", "alternativeHeadline", "name", "author", "creator", "publisher"),
    *("datePublished", "dateCreated", "dateModified", "articleSection", "inLanguage"),
}


@dataclass(frozen=True)
class Structured:
    """What a page states.

    Attributes:
        articles: The articles it says it holds, the likeliest first.
        others: Other things, such as the page itself and its site.
        metas: Contents of meta elements by name or property, in lower case, in page order.
    """

    articles: Sequence[Node] = ()
    others: Sequence[Node] = ()
    metas: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def first(self, *names: str) -> str | None:
        """The first meta element of these names that has a content."""
        return next(self.contents(*names), None)

    def contents(self, *names: str) -> Iterator[str]:
        """The contents of meta elements of these names."""
        return (content for name in names for content in self.metas.get(name, ()))

    def values(self, *names: str) -> Iterator[Any]:
        """The values of these properties of the articles, by article."""
        return (node[name] for node in self.articles for name in names if node.get(name))


def read_structured(tree: HtmlElement) -> Structured:
    """Reads what a page states; what cannot be read is passed over."""
    nodes = list(islice(_json_ld(tree), _MOST_NODES))
    named = {node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str)}
    stated = [_resolved(node, named) for node in nodes]
    described = list(_microdata(tree))
    metas = _metas(tree)
    head = tree.find(".//head/title")
    title = "" if head is None else line_of(head, _LONGEST) or ""
    shown = folded(" ".join((*metas.get("og:title", ()), title)))

    def rank(node: Node) -> tuple[bool, int]:
        """Of several articles, that of the page's title; of that, what says the most."""
        said = sum(bool(node.get(name)) for name in ("headline", "author", "datePublished"))
        headline = folded(str(node.get("headline") or ""))
        return bool(headline) and headline in shown, said

    return Structured(
        articles=[
            *sorted(filter(_is_article, stated), key=rank, reverse=True),
            *sorted(filter(_is_article, described), key=rank, reverse=True),
        ],
        others=[node for node in (*stated, *described) if not _is_article(node)],
        metas=metas,
    )


def types_of(node: Any) -> list[str]:
    """The types of a node, without namespace."""
    kinds = node.get("@type") if isinstance(node, Mapping) else None
    listed = kinds if isinstance(kinds, list) else [kinds]
    return [re.split(r"[/#:]", kind)[-1] for kind in listed if isinstance(kind, str)]


def _is_article(node: Node) -> bool:
    return any(_ARTICLE.search(kind) for kind in types_of(node))


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        names = element.get("property") or element.get("name") or element.get("http-equiv")
        content = " ".join((element.get("content") or element.get("value") or "").split())
        if names and content:
            for name in names.lower().split():
                contents = metas.setdefault(name, [])
                if len(contents) < _MOST_CONTENTS:
                    contents.append(content)
    return metas


def _json_ld(tree: HtmlElement) -> Iterator[Node]:
    """The nodes at the top of a page's JSON-LD, of its graphs and of the page it is about."""
    for script in _SCRIPTS(tree):
        waiting = list(_documents(script.text or ""))[::-1]
        while waiting:
            value = waiting.pop()
            if isinstance(value, list):
                waiting.extend(reversed(value))
            elif isinstance(value, dict):
                yield value
                waiting.extend(value[name] for name in _WITHIN if name in value)


def _documents(text: str) -> Iterator[Any]:
    """The JSON of a script: mended where plain, in pieces where not."""
    around = _AROUND.match(text)
    text = text[around.end() :] if around else text
    if not text.strip():
        return
    for attempt in (text, _without_trailing_commas(text), unescape(text)):
        try:
            value, _ = _JSON.raw_decode(attempt)
        except (ValueError, RecursionError):
            continue
        yield value
        return
    yield from _salvaged(text)


def _without_trailing_commas(text: str) -> str:
    return _TRAILING_COMMA.sub(lambda found: found[1] or "", text)


def _salvaged(text: str) -> Iterator[Node]:
    """The values of what matters, where the whole is no JSON: the first of each."""
    node: dict[str, Any] = {}
    for found in islice(_SALVAGED.finditer(text), _MOST_SALVAGED):
        if found[1] not in node:
            try:
                node[found[1]], _ = _JSON.raw_decode(text, found.end())
            except (ValueError, RecursionError):
                continue
    if node:
        yield node


def _resolved(node: Node, named: Mapping[str, Node]) -> Node:
    """The node, with other nodes in place of references to their `@id`."""
    return {key: _referred(value, named) for key, value in node.items()}


def _referred(value: Any, named: Mapping[str, Node]) -> Any:
    if isinstance(value, list):
        return [_referred(item, named) for item in value] if len(value) < _MOST_NODES else value
    if isinstance(value, Mapping) and not value.get("name"):
        reference = value.get("@id")
        return named.get(reference, value) if isinstance(reference, str) else value
    return value


def _microdata(tree: HtmlElement) -> Iterable[Node]:
    """Articles whose properties are attributes of the page's elements.

    See the HTML Standard, Microdata, and RDFa Lite 1.1.
    """
    articles: dict[HtmlElement | None, dict[str, Any]] = {}
    places: dict[tuple[HtmlElement | None, str], set[HtmlElement]] = {}
    for element in islice(_PROPERTIES(tree), _MOST_PROPERTIES):
        names = _property_names(element) & _WANTED
        if not names:
            continue
        scope = _scope(element)
        kinds = types_of({"@type": _type(scope)})
        if kinds and "WebPage" not in kinds and not any(map(_ARTICLE.search, kinds)):
            continue
        value = _value(element, "" if "headline" in names else " ")
        near = set(islice(around(element), 2))
        for name in names if value else ():
            # Several authors stand side by side; what is farther off is of another article.
            if near & places.setdefault((scope, name), near):
                node = articles.setdefault(scope, {"@type": kinds or ["Article"]})
                node.setdefault(name, []).append(value)
    return articles.values()


def _property_names(element: HtmlElement) -> set[str]:
    names = (element.get("itemprop") or element.get("property") or "").split()
    return {name.rpartition(":")[2] for name in names}


def _scope(element: HtmlElement) -> HtmlElement | None:
    return next((each for each in around(element) if _is_scope(each)), None)


def _is_scope(element: HtmlElement) -> bool:
    return "itemscope" in element.attrib or "typeof" in element.attrib


def _type(element: HtmlElement | None) -> str | None:
    return None if element is None else element.get("itemtype") or element.get("typeof")


def _value(element: HtmlElement, between: str = " ") -> Any:
    """The content of an attribute, else the name of what is described within, else the text."""
    for attribute in ("content", "datetime"):
        if (stated := element.get(attribute)) and stated.strip():
            return " ".join(stated.split())
    if _is_scope(element):
        within = islice(element.iterdescendants(), _MOST_WITHIN)
        named = next((each for each in within if "name" in _property_names(each)), None)
        if named is not None and (name := _value(named)):
            return {"@type": _type(element), "name": name}
    return line_of(element, _LONGEST, between)
