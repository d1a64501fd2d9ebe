"""Quotations of a text, in every style of mark. Pure, linear in the text, no parser.

Two passes over each paragraph (a newline ends one). *Double* marks (“ ” „ ‟ " « » `` '') are
matched by a stack. *Single* marks (‘ ’ ‚ ' ` ‹ ›) come second, because an apostrophe looks like
one: every possible closing is graded, and a pair never crosses a double one.

A quotation over several paragraphs opens its mark again in each and closes it in the last (the
printers' convention): it is one `Quotation` of several spans. One left open ends with its
paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from transforms.analyse.attributions import Span

Style = Literal["double", "single", "guillemet", "angle", "backtick"]


@dataclass(frozen=True)
class Quotation:
    """One quotation.

    Attributes:
        spans: One for each paragraph, marks included.
        inner: The same without the marks.
        style: The family of its marks; straight and curly ones are one family.
        closed: Whether a closing mark was found.
        depth: 0, or the number of quotations it is nested in.
    """

    spans: tuple[Span, ...]
    inner: tuple[Span, ...]
    style: Style
    closed: bool
    depth: int = 0

    @property
    def start(self) -> int:
        """Where the first span starts."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the last span ends."""
        return self.spans[-1].end


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    char: str


@dataclass(frozen=True)
class _Pair:
    """An opening mark and what closes it: a mark, or None and the place where it ends."""

    opening: _Mark
    closing: _Mark | None
    end: int


_PARAGRAPH = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_DOUBLE = re.compile(r"``|''|[“”„‟\"«»]")
_SINGLE = re.compile(r"[‘’‚‛'`‹›]")

_STYLES: dict[str, Style] = {
    **dict.fromkeys(["“", "”", "„", "‟", '"', "``", "''"], "double"),
    **dict.fromkeys(["‘", "’", "‚", "‛", "'"], "single"),
    **dict.fromkeys(["«", "»"], "guillemet"),
    **dict.fromkeys(["‹", "›"], "angle"),
    "`": "backtick",
}

#: Opening mark → marks that may close it. Straight and curly ones mix in carelessly set text.
_CLOSINGS = {
    "“": '”"“‟',
    "”": '”"',
    "„": '“”‟"',
    "‟": '”"‟',
    '"': '"”',
    "``": ("''", '"', "”"),
    "''": ("''", '"'),
    "«": "»",
    "»": "«»",
    "‘": "’‘'",
    "‛": "’",
    "‚": "‘’",
    "'": "'",
    "`": "'’`",
    "‹": "›",
    "›": "‹›",
}
_ONLY_OPEN = {"“", "„", "``", "«", "‘", "‚", "‛", "`", "‹"}

#: Words that begin with an apostrophe: elisions (’em, ’90s, rock ’n’ roll) and enclitics that a
#: tokeniser has torn off (Iran ’s).
_ELISION = re.compile(
    r"(?:\d\ds?|em|til|till|cause|tis|twas|bout|round|cuz|n['’]?|s|t|re|ve|ll|d|m)(?!\w)", re.I
)
#: A length (5' 11", 6-foot-5"); a plain 6" is told by what is open.
_FEET = re.compile(r"\d['’](?=[\s-]?\d{1,2}(?:\s?[\"”]|\b))")
_INCHES = re.compile(r"\d['’][\s-]?\d{1,2}(?:\"|”|'')|-(?:foot|feet)-\d{1,2}(?:\"|”|'')")
#: Nesting deeper than this is not looked for: print knows two levels. Bounds the work per mark.
_DEEPEST = 3

_OPENERS_BEFORE = set("([{<—–-/=“‘\"'«‹„‚…¿¡")


def find_quotations(text: str) -> list[Quotation]:
    """Every quotation of the text, ordered by start; nested ones have a depth above 0.

    Quotations of depth 0 do not overlap. Stray closing marks and apostrophes are passed over.
    """
    parts: list[list[Quotation]] = []  # of each quotation, one part a paragraph
    open_over: list[Quotation] | None = None  # the last of depth 0, open to its paragraph's end
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = _trimmed(text, *paragraph.span())
        if start == end:
            continue
        here = [[quotation] for quotation in _in_paragraph(text, start, end)]
        if open_over and here and _continues(open_over[-1], here[0][0], start):
            open_over.append(here[0][0])
            here[0] = open_over
            parts.extend(here[1:])
        else:
            parts.extend(here)
        top = [chain for chain in here if chain[-1].depth == 0]
        last = top[-1][-1] if top else None
        open_over = top[-1] if last and not last.closed and last.end == end else None
    return [_joined(chain) for chain in parts]


def _continues(before: Quotation, after: Quotation, paragraph_start: int) -> bool:
    return after.start == paragraph_start and after.style == before.style


def _joined(parts: list[Quotation]) -> Quotation:
    spans = tuple(part.spans[0] for part in parts)
    return replace(parts[-1], spans=spans, inner=tuple(part.inner[0] for part in parts))


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    doubles = _double_pairs(text, start, end)
    singles = _single_pairs(text, start, end, doubles)
    pairs = sorted([*doubles, *singles], key=lambda pair: (pair.opening.start, -pair.end))
    quotations: list[Quotation] = []
    enclosing: list[int] = []  # where the quotations around this one end
    for pair in pairs:
        while enclosing and enclosing[-1] <= pair.opening.start:
            enclosing.pop()
        inner_end = pair.closing.start if pair.closing else pair.end
        if text[pair.opening.end : inner_end].strip():
            quotations.append(
                Quotation(
                    spans=(Span(pair.opening.start, pair.end),),
                    inner=(Span(pair.opening.end, inner_end),),
                    style=_STYLES[pair.opening.char],
                    closed=pair.closing is not None,
                    depth=len(enclosing),
                )
            )
            enclosing.append(pair.end)
    return quotations


# Double marks ------------------------------------------------------------------------------------


def _double_pairs(text: str, start: int, end: int) -> list[_Pair]:
    inches = {match.end() for match in _INCHES.finditer(text, start, end)}
    marks = [
        _Mark(match.start(), match.end(), match.group())
        for match in _DOUBLE.finditer(text, start, end)
        if match.end() not in inches
    ]
    # An even number of straight marks is taken in turns, whatever the spaces around them say.
    in_turns = sum(mark.char in ('"', "''") for mark in marks) % 2 == 0
    stack: list[_Mark] = []
    pairs: list[_Pair] = []
    for mark in marks:
        depth = _closes(text, mark, stack, start, end, in_turns)
        if depth is not None:
            del stack[depth + 1 :]
            pairs.append(_Pair(stack.pop(), mark, mark.end))
        elif _opens_double(text, mark, start, end, in_turns):
            stack.append(mark)
    taken = {pair.opening.start for pair in pairs}
    pairs.extend(_left_open(text, marks, [m for m in stack if m.start not in taken], end))
    return pairs


def _closes(
    text: str, mark: _Mark, stack: list[_Mark], start: int, end: int, in_turns: bool
) -> int | None:
    """The index in the stack of the opening that the mark closes, or None."""
    for depth in range(len(stack) - 1, max(-1, len(stack) - 1 - _DEEPEST), -1):
        opening = stack[depth]
        if mark.char not in _CLOSINGS[opening.char]:
            continue
        if mark.char in _ONLY_OPEN or (
            mark.char in ('"', "''") and not (in_turns and opening.char == mark.char)
        ):
            return None if _looks_opening(text, mark, start, end) else depth
        return depth
    return None


def _opens_double(text: str, mark: _Mark, start: int, end: int, in_turns: bool) -> bool:
    if mark.char in _ONLY_OPEN:
        return True
    if mark.char in ("”", "»"):  # the wrong way round, or the German »way«
        return mark.start == start or (mark.char == "»" and _looks_opening(text, mark, start, end))
    if _looks_opening(text, mark, start, end) or mark.start == start:
        return True
    after_digit = text[mark.start - 1].isdigit()
    return in_turns and not after_digit and mark.end < end


def _left_open(text: str, marks: list[_Mark], openings: list[_Mark], end: int) -> Iterator[_Pair]:
    """Openings that nothing closes: each ends before the next opening, or with the paragraph."""
    following = {mark.start: after.start for mark, after in pairwise(marks)}
    for opening in openings:
        stop = following.get(opening.start, end)
        yield _Pair(opening, None, _trimmed(text, opening.start, stop)[1])


# Single marks ------------------------------------------------------------------------------------


def _single_pairs(text: str, start: int, end: int, doubles: list[_Pair]) -> list[_Pair]:
    taken = {k for pair in doubles for m in (pair.opening, pair.closing) if m for k in (m.start,)}
    marks = [
        _Mark(match.start(), match.end(), match.group())
        for match in _SINGLE.finditer(text, start, end)
        if not _is_part_of_double(text, match.start(), taken)
    ]
    contexts = _contexts(marks, doubles)
    pairs: list[_Pair] = []
    waiting: dict[int, tuple[_Mark, list[_Mark]]] = {}  # context → opening, possible closings
    for mark, context in zip(marks, contexts, strict=True):
        held = waiting.get(context)
        may_close = held and mark.char in _CLOSINGS[held[0].char]
        if held and may_close and _closing_grade(text, mark, start, end) > 0:
            held[1].append(mark)
        elif _opens_single(text, mark, start, end):
            pairs.extend(_settled(text, held, mark.start, start, end))
            waiting[context] = (mark, [])
    for context, held in waiting.items():
        limit = min(end, doubles[context].end) if context >= 0 else end
        pairs.extend(_settled(text, held, limit, start, end))
    return _uncrossed(pairs, doubles)


def _is_part_of_double(text: str, at: int, taken: set[int]) -> bool:
    return text[at] in "'`" and (at in taken or (at - 1 in taken and text[at - 1] == text[at]))


def _contexts(marks: list[_Mark], doubles: list[_Pair]) -> list[int]:
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


def _settled(
    text: str, held: tuple[_Mark, list[_Mark]] | None, limit: int, start: int, end: int
) -> Iterator[_Pair]:
    """The pair of an opening and the best of its possible closings; or left open; or nothing.

    The first closing that is no possible possessive wins; if all are, the first of them.
    """
    if held is None:
        return
    opening, closings = held
    if closings:
        firm = [mark for mark in closings if _closing_grade(text, mark, start, end) > 1]
        closing = firm[0] if firm else closings[0]
        yield _Pair(opening, closing, closing.end)
    elif opening.char in ("‘", "‚", "‹") or _begins_sentence(text, opening, start):
        yield _Pair(opening, None, _trimmed(text, opening.start, limit)[1])


def _begins_sentence(text: str, mark: _Mark, start: int) -> bool:
    """Whether a capital follows, and before stands nothing or the end of a sentence or clause."""
    before = text[max(start, mark.start - 2) : mark.start].rstrip()[-1:]
    return (
        mark.char == "'" and text[mark.end : mark.end + 1].isupper() and before in {"", *".?!,:’'"}
    )


def _closing_grade(text: str, mark: _Mark, start: int, end: int) -> int:
    """0 no closing mark, 1 perhaps a possessive or an elision, 2 a closing mark."""
    before = text[mark.start - 1] if mark.start > start else " "
    after = text[mark.end] if mark.end < end else " "
    if before.isspace() or after.isalnum():
        return 0
    if mark.char == "‘" and not (after.isspace() or after in ".,;:!?"):
        return 0
    if mark.char in "‹›":
        return 2
    if not before.isalnum():
        return 2
    ends_here = mark.end == end or after in '.,;:?!)]…—–"”»'
    if before.isdigit():
        return 0 if _FEET.match(text, mark.start - 1) else 1 + ends_here
    dropped_letter = before in "sS" or text[max(start, mark.start - 3) : mark.start].endswith("in")
    return 2 if ends_here or not dropped_letter else 1


def _opens_single(text: str, mark: _Mark, start: int, end: int) -> bool:
    if mark.char == "’" or not _looks_opening(text, mark, start, end):
        return False
    return not (mark.char in "'‘’" and _ELISION.match(text, mark.end))


def _uncrossed(pairs: list[_Pair], doubles: list[_Pair]) -> list[_Pair]:
    """Left-open single quotations end before the next double one that follows in their context."""
    starts = sorted(pair.opening.start for pair in doubles)
    kept: list[_Pair] = []
    upcoming = 0
    for pair in sorted(pairs, key=lambda pair: pair.opening.start):
        while upcoming < len(starts) and starts[upcoming] < pair.opening.start:
            upcoming += 1
        crossed = upcoming < len(starts) and starts[upcoming] < pair.end
        kept.append(replace(pair, end=starts[upcoming]) if crossed and not pair.closing else pair)
    return kept


# Both --------------------------------------------------------------------------------------------


def _looks_opening(text: str, mark: _Mark, start: int, end: int) -> bool:
    """Space, a bracket, a dash or another mark before; something to quote after."""
    before = text[mark.start - 1] if mark.start > start else " "
    after = text[mark.end] if mark.end < end else " "
    elided = after in "’'" and _ELISION.match(text, mark.end + 1)
    if after.isspace() or (after in ",;:!?)]}”’»›" and not elided):
        return False
    return before.isspace() or before in _OPENERS_BEFORE


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
