"""Quotations of a text, in every style of mark. Pure, linear in the text, no parser.

Two passes over each paragraph (a newline ends one). *Double* marks (“ ” „ ‟ " « » `` '') are
matched by a stack. *Single* marks (‘ ’ ‚ ' ` ‹ ›) come second, because an apostrophe looks like
one: every possible closing is graded, and a pair never crosses a double one.

A quotation over several paragraphs opens its mark again in each and closes it in the last (the
printers' convention): it is one `Quotation` of several spans. One left open ends with its
paragraph.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from transforms.analyse.apostrophes import single_pairs
from transforms.analyse.attributions import Span
from transforms.analyse.marks import CLOSINGS, Mark, Pair, looks_opening, trimmed

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


_PARAGRAPH = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
#: Of three apostrophes the single one is inside: ''He said, 'No.'''
_DOUBLE = re.compile(r"``|''(?!')|''(?='\w)|[“”„‟\"«»]")
#: What a paragraph starts with: a mark or any other character.
_FIRST = re.compile(rf"{_DOUBLE.pattern}|.")

_STYLES: dict[str, Style] = {
    **dict.fromkeys(["“", "”", "„", "‟", '"', "``", "''"], "double"),
    **dict.fromkeys(["‘", "’", "‚", "‛", "'"], "single"),
    **dict.fromkeys(["«", "»"], "guillemet"),
    **dict.fromkeys(["‹", "›"], "angle"),
    "`": "backtick",
}

_ONLY_OPEN = {"“", "„", "``", "«", "‘", "‚", "‛", "`", "‹"}

#: The speaker of a turn in a transcript.
_LABEL = re.compile(r"[A-Z][A-Z.’' ]+:\s")
#: Inches (5' 11", 6-foot-5"); a plain 6" is told by what is open.
_INCHES = re.compile(r"\d['’][\s-]?\d{1,2}(?:\"|”|'')|-(?:foot|feet)-\d{1,2}(?:\"|”|'')")
#: Nesting deeper than this is not looked for: print knows two levels. Bounds the work per mark.
_DEEPEST = 3


def find_quotations(text: str) -> list[Quotation]:
    """Every quotation of the text, ordered by start; nested ones have a depth above 0.

    Quotations of depth 0 do not overlap. Stray closing marks and apostrophes are passed over.
    """
    parts: list[list[Quotation]] = []  # of each quotation, one part a paragraph
    open_over: list[Quotation] | None = None  # the last of depth 0, open to its paragraph's end
    paragraphs = [trimmed(text, *match.span()) for match in _PARAGRAPH.finditer(text)]
    paragraphs = [(start, end) for start, end in paragraphs if start < end]
    firsts = [_first(text, start) for start, _ in paragraphs[1:]]
    for (start, end), after in zip(paragraphs, [*firsts, ""], strict=False):
        here = [[quotation] for quotation in _in_paragraph(text, start, end, after)]
        again = here and here[0][0].start == start
        if open_over and again and _mark(text, open_over[-1]) == _mark(text, here[0][0]):
            open_over.append(here[0][0])
            here[0] = open_over
            parts.extend(here[1:])
        else:
            parts.extend(here)
        top = [chain for chain in here if chain[-1].depth == 0]
        last = top[-1][-1] if top else None
        open_over = top[-1] if last and not last.closed and last.end == end else None
    return _without_blocks(text, [_joined(chain) for chain in parts])


def _first(text: str, start: int) -> str:
    match = _FIRST.match(text, start)
    return match.group() if match else ""


def _mark(text: str, quotation: Quotation) -> str:
    """The mark that opens it."""
    return text[quotation.start : quotation.inner[0].start]


def _joined(parts: list[Quotation]) -> Quotation:
    spans = tuple(part.spans[0] for part in parts)
    return replace(parts[-1], spans=spans, inner=tuple(part.inner[0] for part in parts))


def _without_blocks(text: str, quotations: list[Quotation]) -> list[Quotation]:
    """The quotations without block quotations, and what stands in these as if nothing were around.

    Some outlets open each paragraph of a block with a mark. It quotes nobody where a transcript
    names the speaker behind it (`"WALLACE: Will she?`), or where the block's own quotations stand
    in the same marks, only curly: print alternates them.
    """
    blocks = {quotation for quotation in quotations if _is_block(text, quotation)}
    if not blocks:
        return quotations
    bounds = sorted((span.start, span.end) for block in blocks for span in block.spans)
    left: list[Quotation] = []
    for quotation in quotations:
        if quotation in blocks:
            continue
        at = bisect_right(bounds, (quotation.start, len(text))) - 1
        inside = quotation.depth > 0 and at >= 0 and quotation.start < bounds[at][1]
        left.append(replace(quotation, depth=quotation.depth - inside))
    return left


def _is_block(text: str, quotation: Quotation) -> bool:
    if quotation.depth or (quotation.closed and len(quotation.spans) == 1):
        return False
    if any(_LABEL.match(text, span.start) for span in quotation.inner):
        return True
    return all(text[span.start] == '"' for span in quotation.spans) and any(
        "“" in text[span.start : span.end] for span in quotation.inner
    )


def _in_paragraph(text: str, start: int, end: int, following: str) -> list[Quotation]:
    doubles = _double_pairs(text, start, end, following)
    singles = single_pairs(text, start, end, doubles, following)
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


def _double_pairs(text: str, start: int, end: int, following: str) -> list[Pair]:
    inches = {match.end() for match in _INCHES.finditer(text, start, end)}
    marks = [
        Mark(match.start(), match.end(), match.group())
        for match in _DOUBLE.finditer(text, start, end)
        if match.end() not in inches
    ]
    # An even number of straight marks is taken in turns, whatever the spaces around them say.
    in_turns = sum(mark.char in ('"', "''") for mark in marks) % 2 == 0
    stack: list[Mark] = []
    pairs: list[Pair] = []
    for mark in marks:
        depth = _closes(text, mark, stack, start, end, in_turns)
        if depth is not None:
            del stack[depth + 1 :]
            pairs.append(Pair(stack.pop(), mark, mark.end))
        elif _opens_double(text, mark, start, end, in_turns):
            stack.append(mark)
    taken = {pair.opening.start for pair in pairs}
    openings = [mark for mark in stack if mark.start not in taken]
    pairs.extend(_left_open(text, marks, openings, start, end, following))
    return pairs


def _closes(
    text: str, mark: Mark, stack: list[Mark], start: int, end: int, in_turns: bool
) -> int | None:
    """The index in the stack of the opening that the mark closes, or None."""
    for depth in range(len(stack) - 1, max(-1, len(stack) - 1 - _DEEPEST), -1):
        opening = stack[depth]
        if mark.char not in CLOSINGS[opening.char]:
            continue
        if mark.char in _ONLY_OPEN or (
            mark.char in ('"', "''") and not (in_turns and opening.char == mark.char)
        ):
            return None if looks_opening(text, mark, start, end) else depth
        return depth
    return None


def _opens_double(text: str, mark: Mark, start: int, end: int, in_turns: bool) -> bool:
    if mark.char in _ONLY_OPEN:
        return True
    if mark.char in ("”", "»"):  # the wrong way round, or the German »way«
        return mark.start == start or looks_opening(text, mark, start, end)
    if looks_opening(text, mark, start, end) or mark.start == start:
        return True
    # Straight single marks print '' where two quotations end: only " opens against its spaces.
    after_digit = text[mark.start - 1].isdigit()
    return mark.char == '"' and in_turns and not after_digit and mark.end < end


def _left_open(
    text: str, marks: list[Mark], openings: list[Mark], start: int, end: int, following: str
) -> Iterator[Pair]:
    """Openings that nothing closes: each ends before the next opening, or with the paragraph.

    One that begins its paragraph, and goes on in the next, quotes the others behind it.
    """
    next_starts = {mark.start: after.start for mark, after in pairwise(marks)}
    for opening in openings:
        goes_on = opening.start == start and following == opening.char
        stop = end if goes_on else next_starts.get(opening.start, end)
        yield Pair(opening, None, trimmed(text, opening.start, stop)[1])
