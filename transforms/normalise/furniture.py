"""Furniture: what stands around the text and is not the text.

The title, bylines and the time of publication on lines of their own, the dateline in front of the
first sentence, the credits below the last.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from transforms.normalise.bylines import Byline, byline, credits_line
from transforms.normalise.datelines import dateline
from transforms.normalise.headlines import is_headline
from transforms.normalise.marks import ends_sentence
from transforms.normalise.paragraphs import BREAK


@dataclass(frozen=True)
class Told:
    """What the text itself tells of the article, and its body without that."""

    body: tuple[str, ...]
    title: str | None = None
    authors: tuple[str, ...] = ()
    credited: tuple[str, ...] = ()
    agency: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None


def take_off(paragraphs: list[str], title: str | None = None) -> Told:
    """The body, without its furniture, and what the furniture says.

    A body is always left: what nothing follows is text.

    Args:
        paragraphs: Clean paragraphs.
        title: The title, where it is known; the text is not searched for another.
    """
    told = _take_off_credits(Told(tuple(paragraphs), title))
    told = _take_off_head(told)
    return _take_off_dateline(told)


def _take_off_credits(told: Told) -> Told:
    while len(told.body) > 1 and (line := credits_line(told.body[-1])):
        told = replace(told, body=told.body[:-1], credited=line.authors + told.credited)
    return told


def _take_off_head(told: Told) -> Told:
    """The title, and the bylines around it."""
    while len(told.body) > 1:
        first, *body = told.body
        if line := byline(first):
            told = _with_byline(told, line)
        elif first == told.title:
            pass
        elif told.title is None and is_headline(first, _first_text(body)):
            told = replace(told, title=first)
        else:
            break
        told = replace(told, body=tuple(body))
    return told


def _is_text(first: str, body: list[str]) -> bool:
    """Whether the paragraph is the beginning of the text, and no furniture of its own."""
    headline = bool(body) and is_headline(first, _first_text(body))
    return ends_sentence(first) and not headline and byline(first) is None


def _first_text(body: list[str]) -> str:
    """The first paragraph that is no byline."""
    return next((paragraph for paragraph in body if byline(paragraph) is None), "")


def _with_byline(told: Told, line: Byline) -> Told:
    return replace(
        told,
        authors=told.authors + line.authors,
        agency=told.agency or line.agency,
        published_at=told.published_at or line.published_at,
        modified_at=told.modified_at or line.modified_at,
    )


def _take_off_dateline(told: Told) -> Told:
    """Datelines stand before a sentence; or below a title, where nothing else looks like them."""
    if not told.body:
        return told
    text = BREAK.join(told.body)
    first, *body = told.body
    while (line := dateline(first, text)) and (told.title or _is_text(line.rest, body)):
        told = replace(told, agency=told.agency or line.agency)
        first = line.rest
    return replace(told, body=(first, *body))
