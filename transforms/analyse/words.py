"""The words of a text as the encoder reads them, in every outlet's typography alike.

A word is a run of letters and digits, or one mark of punctuation, or the break between two
paragraphs. Its *form* is what the encoder sees: small letters without accents, every outer
quotation mark `"`, every inner one and every apostrophe `'`, every dash `—`. Which marks are
quotation marks is decided by `transforms.analyse.quotations`, so a text set in ‘single curly’ marks
reads like one in straight double ones. What the form has lost stands beside it as *traits*: case,
what is glued to what, inside or outside quotation marks, headline or text.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from transforms.analyse.quotations import Quotation


class Case(IntEnum):
    """How a word is capitalised."""

    MARK = 0
    LOWER = 1
    TITLE = 2
    UPPER = 3
    LETTER = 4
    MIXED = 5
    NUMBER = 6


class Quoting(IntEnum):
    """Where a word stands to the outer quotation marks."""

    OUTSIDE = 0
    OPENING = 1
    INSIDE = 2
    CLOSING = 3
    UNCLOSED = 4  # inside, and nothing closes


class Place(IntEnum):
    """Which paragraph a word stands in."""

    FIRST = 0
    SECOND = 1
    LATER = 2


#: The form of the break between two paragraphs: the encoder's own separator.
BREAK = "[SEP]"
#: Number of different `Word.traits`.
TRAITS = len(Case) * 2 * len(Quoting) * len(Place)

_WORD = re.compile(r"[\r\n\v\f\x85\u2028\u2029][\s]*|[^\W_]+|--+|\.\.\.+|``|''|[^\w\s]|_")
_DASH = "—"
_FORMS = {
    **dict.fromkeys("–—―‒", _DASH),
    **dict.fromkeys("‘’‚‛`´ʼ‹›", "'"),
    **dict.fromkeys(["“", "”", "„", "‟", '"', "«", "»", "``", "''"], '"'),
    "…": "…",
}


@dataclass(frozen=True, slots=True)
class Word:
    """One word: code points `start` to `end` of the text, end-exclusive."""

    start: int
    end: int
    form: str
    traits: int


def find_words(text: str, quotations: Sequence[Quotation]) -> list[Word]:
    """Every word of the text, in order.

    Args:
        text: The article.
        quotations: Its quotations, as `find_quotations` gives them.
    """
    marks, states = _quoting(quotations)
    words: list[Word] = []
    place, before = Place.FIRST, -1
    turn, bounds = 0, sorted(states.items())
    state = Quoting.OUTSIDE
    for match in _WORD.finditer(text):
        start, end = match.span()
        first = text[start]
        while turn < len(bounds) and bounds[turn][0] <= start:
            state = bounds[turn][1]
            turn += 1
        if first.isspace():
            if not words:
                continue
            words.append(Word(start, end, BREAK, _traits(Case.MARK, False, state, place)))
            place = Place(min(place + 1, Place.LATER))
            before = -1
            continue
        glued = start == before
        before = end
        mark = marks.get(start)
        if mark is not None:
            form, quoting = mark
            words.append(Word(start, end, form, _traits(Case.MARK, glued, quoting, place)))
        elif first.isalnum():
            raw = text[start:end]
            words.append(
                Word(start, end, _plain(raw), _traits(_case(raw), glued, state, place))
            )
        else:
            raw = text[start:end]
            form = "…" if raw.startswith("...") else _DASH if raw.startswith("--") else raw
            form = _FORMS.get(form, form)
            words.append(Word(start, end, form, _traits(Case.MARK, glued, state, place)))
    while words and words[-1].form == BREAK:
        words.pop()
    return words


def _quoting(
    quotations: Sequence[Quotation],
) -> tuple[dict[int, tuple[str, Quoting]], dict[int, Quoting]]:
    """Form and state of each quotation mark by its start, and where the state changes."""
    marks: dict[int, tuple[str, Quoting]] = {}
    states: dict[int, Quoting] = {}
    for quotation in quotations:
        inside = Quoting.INSIDE if quotation.closed else Quoting.UNCLOSED
        for outer, inner in zip(quotation.spans, quotation.inner, strict=True):
            if quotation.depth:
                marks[outer.start] = ("'", inside)
                if outer.end > inner.end:
                    marks[inner.end] = ("'", inside)
                continue
            marks[outer.start] = ('"', Quoting.OPENING)
            states[inner.start] = inside
            states[outer.end] = Quoting.OUTSIDE
            if outer.end > inner.end:
                marks[inner.end] = ('"', Quoting.CLOSING)
    return marks, states


def _traits(case: Case, glued: bool, quoting: Quoting, place: Place) -> int:
    return ((case * 2 + glued) * len(Quoting) + quoting) * len(Place) + place


def _case(word: str) -> Case:
    if word[0].isdigit():
        return Case.NUMBER
    if word.islower():
        return Case.LOWER
    if word.isupper():
        return Case.UPPER if len(word) > 1 else Case.LETTER
    return Case.TITLE if word.istitle() else Case.MIXED


def _plain(word: str) -> str:
    """Small letters without accents."""
    word = word.lower()
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
