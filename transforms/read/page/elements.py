"""Elements of a page: their text, and what stands around them."""

import unicodedata
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

# Pages of newsrooms stay far below; what a hostile one costs must not grow with its depth.
_DEEPEST = 100
# A line of many elements is no line.
_MOST_WITHIN = 200


def is_small(element: HtmlElement) -> bool:
    """Whether an element holds few enough others to show a line or a few names."""
    return next(islice(element.iter(), _MOST_WITHIN, None), None) is None


def texts_of(element: HtmlElement, longest: int) -> list[str]:
    """The texts within a small element; none where they have more than `longest` characters."""
    texts = list(element.itertext()) if is_small(element) else []
    return texts if sum(len(text.strip()) for text in texts) <= longest else []


def line_of(element: HtmlElement, longest: int, between: str = "") -> str | None:
    """The text of an element on one line; None where it has none, or more than `longest`.

    Args:
        element: What holds the text.
        longest: In characters.
        between: What to put between texts of several elements: those that stand side by side
            show as words of their own, those within a sentence do not.
    """
    return " ".join(between.join(texts_of(element, longest)).split()) or None


def around(element: HtmlElement) -> Iterator[HtmlElement]:
    """The elements that hold an element, the nearest first."""
    return islice(element.iterancestors(), _DEEPEST)


def following(element: HtmlElement) -> Iterator[HtmlElement]:
    """The elements behind one, in the order of the page."""
    for each in (element, *around(element)):
        for sibling in each.itersiblings():
            yield from sibling.iter("*")


def folded(text: str) -> str:
    """The text without case, spaces and signs, to compare by."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
