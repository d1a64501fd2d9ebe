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
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

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
#: What stands before every window the encoder reads.
START = "[CLS]"
# As numbers: len() of an Enum counts its members anew each time.
_PLACES, _PER_CASE = len(Place), len(Quoting) * len(Place)
_CASES, _QUOTINGS = tuple(Case), tuple(Quoting)
#: Number of different `Word.traits`.
TRAITS = len(Case) * 2 * len(Quoting) * len(Place)

_WORD = re.compile(
    r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*"  # with accents that are characters of their own
    r"|[\r\n\v\f\x85\u2028\u2029]\s*|--+|\.\.\.+|``|''(?!')|''(?='\w)|[^\w\s]|_"
)
_DASH = "—"
_SINGLE_MARKS = frozenset("‘’‚‛'`‹›")
_FORMS = {
    **dict.fromkeys("–—―‒", _DASH),
    **dict.fromkeys("‘’‚‛`´ʼ‹›", "'"),
    **dict.fromkeys(["“", "”", "„", "‟", '"', "«", "»", "``", "''"], '"'),
}


class Word(NamedTuple):
    """One word: code points `start` to `end` of the text, end-exclusive."""

    start: int
    end: int
    form: str
    traits: int


class _Mark(NamedTuple):
    """A quotation mark: where it ends, how it reads, where it stands."""

    end: int
    form: str
    quoting: Quoting


def find_words(text: str, quotations: Sequence[Quotation]) -> list[Word]:
    """Every word of the text, in order; between them stands nothing but spaces.

    Args:
        text: The article.
        quotations: Its quotations, as `find_quotations` gives them.
    """
    marks, bounds = _quoting(quotations)
    bounds.append((len(text) + 1, Quoting.OUTSIDE))
    words: list[Word] = []
    place, state = Place.FIRST, Quoting.OUTSIDE
    before = -1  # where the last word ended, or -1 behind a break
    turn = 0
    for start, end in _cut(text, marks):
        while bounds[turn][0] <= start:
            state = bounds[turn][1]
            turn += 1
        raw = text[start:end]
        if raw[0].isspace():
            if words:
                words.append(Word(start, end, BREAK, _traits(Case.MARK, False, state, place)))
                place = Place(min(place + 1, Place.LATER))
                before = -1
            continue
        form, case = _shape(raw)
        quoting = state
        if case is Case.MARK:
            if mark := marks.get(start):
                _, form, quoting = mark
            elif state is Quoting.OUTSIDE and raw in _SINGLE_MARKS and _is_stray(text, start):
                form = '"'
        words.append(Word(start, end, form, _traits(case, start == before, quoting, place)))
        before = end
    while words and words[-1].form == BREAK:
        words.pop()
    return words


def _cut(text: str, marks: dict[int, _Mark]) -> Iterator[tuple[int, int]]:
    """Where words start and end: '' is one mark or two, as the quotations have it."""
    for match in _WORD.finditer(text):
        start, end = match.span()
        if end - start == 2 and text[start] in "'`" and (start in marks or start + 1 in marks):
            middle = marks[start].end if start in marks else start + 1
            yield start, middle
            if middle < end:
                yield middle, end
        else:
            yield start, end


def _quoting(
    quotations: Sequence[Quotation],
) -> tuple[dict[int, _Mark], list[tuple[int, Quoting]]]:
    """The quotation marks by their start, and where the state of what follows changes."""
    marks: dict[int, _Mark] = {}
    bounds: list[tuple[int, Quoting]] = []
    for quotation in quotations:
        inside = Quoting.INSIDE if quotation.closed else Quoting.UNCLOSED
        for outer, inner in zip(quotation.spans, quotation.inner, strict=True):
            if quotation.depth:
                opening = closing = inside
                form = "'"
            else:
                opening, closing = Quoting.OPENING, Quoting.CLOSING
                form = '"'
                bounds += [(inner.start, inside), (outer.end, Quoting.OUTSIDE)]
            marks[outer.start] = _Mark(inner.start, form, opening)
            if outer.end > inner.end:
                marks[inner.end] = _Mark(outer.end, form, closing)
    return marks, sorted(bounds)


def _is_stray(text: str, at: int) -> bool:
    """Behind the end of a sentence or clause stands no apostrophe: what opens there is lost."""
    return at > 0 and text[at - 1] in ".,?!…)"


def _traits(case: Case, glued: bool, quoting: Quoting, place: Place) -> int:
    return (case * 2 + glued) * _PER_CASE + quoting * _PLACES + place


@lru_cache(maxsize=1 << 16)  # the words of a language that a text is likely to use
def _shape(raw: str) -> tuple[str, Case]:
    """Form and case of a word."""
    if raw[0].isalnum():
        return _plain(raw), _case(raw)
    form = "…" if raw.startswith("...") else _DASH if raw.startswith("--") else raw
    return _FORMS.get(form, form), Case.MARK


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


def case(word: Word) -> Case:
    """How the word is capitalised."""
    return _CASES[word.traits // (2 * _PER_CASE)]


def quoting(word: Word) -> Quoting:
    """Where the word stands to the outer quotation marks."""
    return _QUOTINGS[word.traits // _PLACES % len(_QUOTINGS)]


def unquoted(words: Sequence[Word]) -> list[Word]:
    """The words as if no outer quotation marks stood around them, as part of a later paragraph."""
    return [
        word._replace(traits=word.traits // _PER_CASE * _PER_CASE + Place.LATER)
        for word in words
        if quoting(word) not in (Quoting.OPENING, Quoting.CLOSING)
    ]
