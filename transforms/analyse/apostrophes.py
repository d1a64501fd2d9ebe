"""Single quotation marks, told from apostrophes. Pure, linear in the text, no parser.

The same character ends a quotation and marks a possessive, so no mark can be judged alone: “the
nations’ interests” is one thing within ‘The nations’ interests don’t count,’ and another within
‘the nations’ and left. Every way to read the single marks of a paragraph has a price, and the
cheapest is taken (dynamic programming over what is open). Marks within double ones are read by
themselves, so that a pair never crosses a double one.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from transforms.analyse.marks import CLOSINGS, ELISION, Mark, Pair, looks_opening, trimmed

_SINGLE = re.compile(r"[‘’‚‛'`‹›]")
_CURLY_OPENINGS = {"‘", "‚", "‹"}

#: A length (5' 11", 6-foot-5"): no mark closes between its feet and inches.
_FEET = re.compile(r"\d['’](?=[\s-]?\d{1,2}(?:\s?[\"”]|\b))")
#: America’ s: an ending that a space has torn off.
_TORN = re.compile(r"\s(?:s|t|re|ve|ll|d|m)\s")
_ENDS_WORD = set(".,;:?!…")
_BEFORE_CLAUSE = set(".?!,:;’'—–-(")
_ENDS_CLAUSE = set('.,;:?!)]…—–"”»')

# Prices, in half steps. What only a slip of the typesetter explains costs more than any chain of
# two regular but rarer readings, so that one slip does not turn the rest of the paragraph about.
_FREE = 0
_NESTED = 2  # single within single: print alternates, and who does not, does not again
_POSSESSIVE_CLOSES = 4  # players’ as the end of a quotation
_CONTINUED = 2  # left open, and the next paragraph opens again
_ELISION_OPENS = 4  # ‘54 votes’, and not ‘54 for 1954
_SPACED = 2  # ‘ word ’
_BACKWARD = 2  # ’Yes,’ he said
_GLUED = 2  # said,‘Yes,’he
_STRAY_SPACED = 4
_STRAY_BACKWARD = 4  # ’Bama: an elision that is not known
_STRAY_POSSESSIVE = 5  # players’, as no end of a quotation
_STRAY = 6  # closes nothing, opens nothing
_STRAY_END = 7  # behind a comma or full stop, where no apostrophe stands
_LEFT_OPEN = 8  # what should close it is missing
_STRAY_OPENING = 12  # has no other use, but for slips like ‘90s, which are known elisions

#: Print knows two levels of quotation. Bounds the number of readings.
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class _Price:
    """What it costs to take a mark for an opening or closing one, and what not to."""

    taken: int
    passed: int


class _Paths(NamedTuple):
    """A list that grows at its end and shares its beginning."""

    before: "_Paths | None"
    pair: Pair


class _Reading(NamedTuple):
    """One way to read the marks so far: price, what is open, pairs found."""

    cost: int = 0
    stack: tuple[Mark, ...] = ()
    pairs: _Paths | None = None

    def pays(self, cost: int) -> "_Reading":
        return _Reading(self.cost + cost, self.stack, self.pairs)

    def opens(self, mark: Mark) -> "_Reading":
        return _Reading(self.cost, (*self.stack, mark), self.pairs)

    def nests(self) -> int:
        """The price of opening within what is open, asked once of each quotation."""
        if not self.stack or (self.pairs and self.pairs.pair.opening.start > self.stack[-1].start):
            return _FREE
        return _NESTED

    def closes(self, closing: Mark | None, end: int) -> "_Reading":
        pair = Pair(self.stack[-1], closing, end)
        return _Reading(self.cost, self.stack[:-1], _Paths(self.pairs, pair))


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    start: int
    end: int
    following: str  # what the next paragraph starts with


def single_pairs(
    text: str, start: int, end: int, doubles: list[Pair], following: str
) -> list[Pair]:
    """The quotations of one paragraph in single marks.

    Args:
        text: The article.
        start: Where the paragraph starts.
        end: Where it ends.
        doubles: Its quotations in double marks.
        following: What the next paragraph starts with, a mark or any other character.
    """
    taken = {mark.start for pair in doubles for mark in (pair.opening, pair.closing) if mark}
    marks = [
        Mark(match.start(), match.end(), match.group())
        for match in _SINGLE.finditer(text, start, end)
        if not _is_in_word(text, match.start(), end)
        and not _is_part_of_double(text, match.start(), taken)
    ]
    if not marks:
        return []
    paragraph = _Paragraph(text, start, end, following)
    by_context: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark, context in zip(marks, _contexts(marks, doubles), strict=True):
        by_context[context].append(mark)
    pairs: list[Pair] = []
    for context, group in by_context.items():
        limit = end
        if context >= 0:
            closing = doubles[context].closing
            limit = closing.start if closing else doubles[context].end
        pairs.extend(_cheapest(paragraph, group, limit))
    return _uncrossed(paragraph, pairs, doubles)


def _is_in_word(text: str, at: int, end: int) -> bool:
    """don’t: most apostrophes, known at once."""
    return at > 0 and at + 1 < end and text[at - 1].isalnum() and text[at + 1].isalpha()


def _is_part_of_double(text: str, at: int, taken: set[int]) -> bool:
    return text[at] in "'`" and (at in taken or (at - 1 in taken and text[at - 1] == text[at]))


def _contexts(marks: list[Mark], doubles: list[Pair]) -> list[int]:
    """For each mark the index of the innermost double pair around it, or -1."""
    order = sorted(range(len(doubles)), key=lambda i: doubles[i].opening.start)
    contexts: list[int] = []
    enclosing: list[int] = []
    upcoming = 0
    for mark in marks:
        while upcoming < len(order) and doubles[order[upcoming]].opening.start < mark.start:
            enclosing.append(order[upcoming])
            upcoming += 1
        while enclosing and doubles[enclosing[-1]].end <= mark.start:
            enclosing.pop()
        contexts.append(enclosing[-1] if enclosing else -1)
    return contexts


def _cheapest(paragraph: _Paragraph, marks: list[Mark], limit: int) -> list[Pair]:
    """The pairs of the cheapest reading of marks that stand side by side."""
    readings = [_Reading()]
    for mark in marks:
        opening, closing = _opening(paragraph, mark), _closing(paragraph, mark)
        if not opening and not closing:
            continue
        passed = max(price.passed for price in (opening, closing) if price)
        best: dict[str, _Reading] = {}
        for reading in readings:
            for further in _further(paragraph, reading, mark, opening, closing, passed):
                key = "".join(opened.char for opened in further.stack)
                if key not in best or further.cost < best[key].cost:
                    best[key] = further
        readings = list(best.values())
    last = min((_ended(paragraph, r, limit) for r in readings), key=lambda r: r.cost)
    pairs: list[Pair] = []
    found = last.pairs
    while found:
        pairs.append(found.pair)
        found = found.before
    return pairs


def _further(
    paragraph: _Paragraph,
    reading: _Reading,
    mark: Mark,
    opening: _Price | None,
    closing: _Price | None,
    passed: int,
) -> Iterator[_Reading]:
    """The reading with one mark more: closing what is open, opening, or neither."""
    stack = reading.stack
    if closing and stack and mark.char in CLOSINGS[stack[-1].char]:
        yield reading.pays(closing.taken).closes(mark, mark.end)
    if opening:
        if len(stack) < _DEEPEST:
            yield reading.pays(opening.taken + reading.nests()).opens(mark)
        if stack and _may_stay_open(paragraph, stack[-1]):
            end = trimmed(paragraph.text, stack[-1].start, mark.start)[1]
            yield reading.pays(opening.taken + _LEFT_OPEN).closes(None, end).opens(mark)
    yield reading.pays(passed)


def _ended(paragraph: _Paragraph, reading: _Reading, limit: int) -> _Reading:
    """The reading at the end of the paragraph, or of the double quotation around it."""
    while reading.stack:
        opening = reading.stack[-1]
        if not _may_stay_open(paragraph, opening):  # an apostrophe after all
            reading = reading.pays(_LEFT_OPEN + _STRAY)._replace(stack=reading.stack[:-1])
            continue
        continued = opening.start == paragraph.start and paragraph.following == opening.char
        end = trimmed(paragraph.text, opening.start, limit)[1]
        reading = reading.pays(_CONTINUED if continued else _LEFT_OPEN).closes(None, end)
    return reading


def _may_stay_open(paragraph: _Paragraph, mark: Mark) -> bool:
    """Whether it is an opening even if nothing closes it.

    A straight mark is one that begins the paragraph, or before a small letter, or where a capital
    follows the end of a sentence or clause: 'Bama and 'Abd are names.
    """
    if mark.char in _CURLY_OPENINGS or mark.start == paragraph.start:
        return True
    text = paragraph.text
    if mark.char != "'" or mark.end == paragraph.end:
        return False
    if text[mark.end].islower():
        return text[mark.start - 1].isspace()
    return text[mark.end].isupper() and _follows_clause(paragraph, mark)


def _follows_clause(paragraph: _Paragraph, mark: Mark) -> bool:
    """Whether the end of a sentence or clause is before it."""
    before = paragraph.text[max(paragraph.start, mark.start - 2) : mark.start].rstrip()[-1:]
    return before in _BEFORE_CLAUSE


def _opening(paragraph: _Paragraph, mark: Mark) -> _Price | None:
    """The price as an opening mark, None if it cannot be one."""
    text, start, end = paragraph.text, paragraph.start, paragraph.end
    before = text[mark.start - 1] if mark.start > start else " "
    after = text[mark.end] if mark.end < end else ""
    if not looks_opening(text, mark, start, end):
        if before.isspace() and after.isspace():
            return _Price(_SPACED, _STRAY_SPACED) if _opens_spaced(paragraph, mark) else None
        ended = before in _ENDS_WORD or (before in "’”" and mark.char == "‘")
        glued = ended and after.isalpha() and mark.char != "’"
        return _Price(_GLUED, _STRAY) if glued else None
    if mark.char in "'‘’" and ELISION.match(text, mark.end):
        opens = mark.char != "’" and after not in "nN"
        return _Price(_ELISION_OPENS, _FREE) if opens else None
    if mark.char == "’":
        return _Price(_BACKWARD, _STRAY_BACKWARD)
    return _Price(_FREE, _STRAY_OPENING if _may_stay_open(paragraph, mark) else _STRAY)


def _opens_spaced(paragraph: _Paragraph, mark: Mark) -> bool:
    """Whether a mark between two spaces may open, and is not as in “the boys ' toys”."""
    if mark.char == "‘" or mark.start == paragraph.start:
        return True
    return mark.char == "'" and _follows_clause(paragraph, mark)


def _closing(paragraph: _Paragraph, mark: Mark) -> _Price | None:
    """The price as a closing mark, None if it cannot be one."""
    text, start, end = paragraph.text, paragraph.start, paragraph.end
    before = text[mark.start - 1] if mark.start > start else " "
    after = text[mark.end] if mark.end < end else " "
    if after.isalnum():
        glued = before in _ENDS_WORD and after.isalpha() and mark.char != "‘"
        return _Price(_GLUED, _STRAY) if glued else None
    if _TORN.match(text, mark.end):
        return None
    if before.isspace():
        spaced = mark.char in "’'" and (after.isspace() or after in _ENDS_CLAUSE)
        return _Price(_SPACED, _STRAY_SPACED) if spaced else None
    if mark.char == "‘" and not (after.isspace() or after in ".,;:!?"):
        return None
    if mark.char in "‹›" or not before.isalnum():
        return _Price(_FREE, _STRAY_END if before in _ENDS_CLAUSE else _STRAY)
    if text[mark.start - 2 : mark.start] in {"’n", "'n", "‘n", "’N", "'N", "‘N"}:  # rock ’n’ roll
        return None
    ends_clause = mark.end == end or after in _ENDS_CLAUSE
    if before.isdigit():
        if _FEET.match(text, mark.start - 1):
            return None
        return _Price(_FREE, _STRAY) if ends_clause else _Price(_POSSESSIVE_CLOSES, _FREE)
    dropped_letter = before in "sS" or text[max(start, mark.start - 3) : mark.start].endswith("in")
    if not dropped_letter:
        return _Price(_FREE, _STRAY)
    return _Price(_FREE, _STRAY_POSSESSIVE) if ends_clause else _Price(_POSSESSIVE_CLOSES, _FREE)


def _uncrossed(paragraph: _Paragraph, pairs: list[Pair], doubles: list[Pair]) -> list[Pair]:
    """Left-open quotations end before the next double one that follows in their context.

    One that begins its paragraph, or goes on in the next, quotes the doubles behind it.
    """
    starts = sorted(pair.opening.start for pair in doubles)
    kept: list[Pair] = []
    upcoming = 0
    for pair in sorted(pairs, key=lambda pair: pair.opening.start):
        while upcoming < len(starts) and starts[upcoming] < pair.opening.start:
            upcoming += 1
        crossed = (
            not pair.closing
            and pair.opening.start > paragraph.start
            and pair.opening.char != paragraph.following
            and upcoming < len(starts)
            and starts[upcoming] < pair.end
        )
        kept.append(replace(pair, end=starts[upcoming]) if crossed else pair)
    return kept
