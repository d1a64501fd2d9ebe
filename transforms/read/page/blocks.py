"""The blocks of text of a page, as a browser would set them: paragraphs, headings, list items.

Attribution depends on paragraphs, and those are lost where a page is turned into text first. A
block begins and ends with a block-level element (HTML Standard, Rendering, 15.3) or with two line
breaks; what is inline stays within it, and so do the cells of a row.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from transforms.elements import Hyperlink
from transforms.errors import DocumentError

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center"),
        *("dd", "details", "dialog", "dir", "div", "dl"),
        *("dt", "fieldset", "figcaption", "figure", "footer", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hgroup", "hr", "html", "legend", "li"),
        *("main", "menu", "nav", "ol", "option", "p"),
        *("pre", "section", "summary", "table", "tbody", "tfoot"),
        *("thead", "tr", "ul", "caption"),
    )
)
_CELLS = frozenset(("td", "th"))
#: What a browser shows no text of, or no text of an article.
_NO_TEXT = frozenset(
    (
        *("script", "style", "noscript", "template", "svg", "math", "nav"),
        *("head", "iframe", "select", "textarea", "button", "object"),
        *("embed", "canvas", "video", "audio", "datalist"),
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORD = re.compile(r"\w+")
#: Elements within elements. No page of an article comes near, and libxml2 recurses.
_DEEPEST = 2_000


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text.

    Attributes:
        text: Its text, white space as one space.
        words: The words of it.
        element: The element that it stands in.
        linked: The share of its text that stands in links, 0 to 1.
        hidden: Whether a browser would hide it.
        links: Its links, in order.
    """

    text: str
    words: tuple[str, ...]
    element: HtmlElement
    linked: float
    hidden: bool
    links: tuple[Hyperlink, ...]


def read_words(text: str) -> tuple[str, ...]:
    """The words of a text: runs of letters, digits and underscores."""
    return tuple(_WORD.findall(text))


def blocks(tree: HtmlElement) -> list[Block]:
    """The blocks of a page, in order.

    Raises:
        DocumentError: `parse.markup`, where elements nest deeper than in any page of an article.
    """
    return list(_Walk().blocks(tree))


class _Walk:
    """One walk through a tree."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._linked = 0  # characters within links, white space aside
        self._links: list[Hyperlink] = []
        self._open: list[tuple[str, int]] = []  # links that are open: URL, where their words begin
        self._hidden = 0  # elements that are open and hidden
        self._breaks = 0  # line breaks since the last word

    def blocks(self, tree: HtmlElement) -> Iterator[Block]:
        """Walks through the body."""
        body = tree if tree.tag == "body" else tree.find(".//body")
        walk = iterwalk(tree if body is None else body, ("start", "end", "comment", "pi"))
        owner, depth, passed = tree, 0, None
        for event, element in walk:
            tag = element.tag
            if event == "start":
                depth += 1
                if depth > _DEEPEST:
                    raise DocumentError("parse.markup", f"{_DEEPEST:,} elements within each other")
                if tag in _NO_TEXT:
                    walk.skip_subtree()
                    passed = element
                    continue
                if tag in _BLOCKS or (tag == "br" and self._is_second_break()):
                    yield from self._cut(owner)
                    owner = owner if tag == "br" else element
                self._enter(element, tag)
                continue
            if event == "end":
                depth -= 1
                if element is passed:
                    passed = None
                else:
                    if tag in _BLOCKS:
                        yield from self._cut(owner)
                        owner = element.getparent()
                    self._leave(element, tag)
            self._add(element.tail)
        yield from self._cut(owner)

    def _enter(self, element: HtmlElement, tag: str) -> None:
        self._hidden += _is_hidden(element)
        if tag == "a":
            self._open.append((element.get("href") or "", len(self._text)))
        if tag in _CELLS or tag == "br":
            self._text.append(" ")
        self._add(element.text)

    def _leave(self, element: HtmlElement, tag: str) -> None:
        self._hidden -= _is_hidden(element)
        if tag == "a" and self._open:
            url, begin = self._open.pop()
            words = " ".join("".join(self._text[begin:]).split())
            if url.strip() and not url.startswith("#"):
                self._links.append(Hyperlink(url.strip(), words or None))

    def _is_second_break(self) -> bool:
        self._breaks += 1
        return self._breaks == 2

    def _add(self, text: str | None) -> None:
        if not text:
            return
        self._text.append(text)
        if not text.isspace():
            self._breaks = 0
            if self._open:
                self._linked += len("".join(text.split()))

    def _cut(self, owner: HtmlElement) -> Iterator[Block]:
        """The block so far, if there is any text in it."""
        pieces = "".join(self._text).split()
        if pieces:
            text = " ".join(pieces)
            share = self._linked / sum(map(len, pieces))
            links = tuple(self._links)
            yield Block(text, read_words(text), owner, share, self._hidden > 0, links)
        self._text.clear()
        self._links.clear()
        self._linked = 0
        # A link around several blocks is one of the first.
        self._open = [("", 0)] * len(self._open) if pieces else [(url, 0) for url, _ in self._open]


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style")
    hidden = element.get("hidden") is not None
    return hidden or bool(style and _HIDDEN.search(style))
