"""Texts with their quotation marks set in another style, as another outlet would print them.

Plain and mechanical on purpose: it goes by the characters and the spaces around them, one line at a
time, and shares nothing with `transforms.analyse.quotations`, which it is there to test.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

Pair = tuple[str, str]


class Marks(StrEnum):
    """How quotations of the texts are set."""

    AS_PRINTED = "as-printed"
    DOUBLE = "double"
    SINGLE = "single"
    STRAIGHT = "straight"
    STRAIGHT_SINGLE = "straight-single"
    GUILLEMETS = "guillemets"
    APOSTROPHES = "apostrophes"
    BACKTICKS = "backticks"


#: Outer marks, and the marks of what is quoted within; None leaves those as they are.
_SET: dict[Marks, tuple[Pair, Pair | None]] = {
    Marks.DOUBLE: (("“", "”"), ("‘", "’")),
    Marks.SINGLE: (("‘", "’"), ("“", "”")),
    Marks.STRAIGHT: (('"', '"'), ("'", "'")),
    Marks.STRAIGHT_SINGLE: (("'", "'"), ('"', '"')),
    Marks.GUILLEMETS: (("«", "»"), None),
    Marks.APOSTROPHES: (("''", "''"), None),
    Marks.BACKTICKS: (("``", "''"), ("`", "'")),
}
#: Styles of a keyboard that has no other apostrophe.
_STRAIGHT = {Marks.STRAIGHT, Marks.STRAIGHT_SINGLE, Marks.BACKTICKS}

_LINE = re.compile(r"[^\r\n]+")
#: Of three apostrophes the single one is inside.
_OUTER = re.compile(r"``|''(?!')|''(?='\w)|[“”\"«»]")
_INNER = re.compile(r"(?<!\w)[‘'](?=\w)(.+?)(?<=\S)([’'])(?!\w)")


@dataclass(frozen=True)
class Reset:
    """A text set anew.

    Attributes:
        text: The new text.
        origins: For each of its characters, and for its end, the offset in the text as printed.
    """

    text: str
    origins: list[int]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """A span of the new text as offsets into the text as printed."""
        return self.origins[start], self.origins[end]


def reset_marks(text: str, marks: Marks, *, nested: bool = True) -> Reset:
    """The text with its quotation marks set otherwise.

    Args:
        text: As printed, in double marks of any kind; quotations in single ones stay as they are.
        marks: The style to set it in.
        nested: Whether quotations within quotations change their marks too.
    """
    changes: dict[int, tuple[int, str]] = {}  # start → end, what stands there now
    if marks is not Marks.AS_PRINTED:
        outer, inner = _SET[marks]
        if marks in _STRAIGHT:
            changes = {i: (i + 1, "'") for i, char in enumerate(text) if char == "’"}
        for line in _LINE.finditer(text):
            for start, end in _set_outer(text, *line.span(), outer, changes):
                if inner and nested:
                    _set_inner(text, start, end, inner, changes)
    return _made(text, changes)


def _set_outer(
    text: str, start: int, end: int, pair: Pair, changes: dict[int, tuple[int, str]]
) -> list[tuple[int, int]]:
    """Sets the outer marks of a line; what stands between them."""
    inside: list[tuple[int, int]] = []
    opened: int | None = None
    for match in _OUTER.finditer(text, start, end):
        if _opens(text, match, start, end, opened is None):
            opened = match.end()
            changes[match.start()] = (match.end(), pair[0])
        else:
            if opened is not None:
                inside.append((opened, match.start()))
            opened = None
            changes[match.start()] = (match.end(), pair[1])
    return inside if opened is None else [*inside, (opened, end)]


def _opens(text: str, mark: re.Match[str], start: int, end: int, none_open: bool) -> bool:
    if mark.group() in "“``«":
        return True
    if mark.group() in "”»":
        return False
    before = mark.start() == start or text[mark.start() - 1] in " \t([—–-‘'"
    after = mark.end() == end or text[mark.end()] in " \t)].,;:?!—–-’'"
    return none_open if before == after else before


def _set_inner(
    text: str, start: int, end: int, pair: Pair, changes: dict[int, tuple[int, str]]
) -> None:
    for match in _INNER.finditer(text, start, end):
        changes[match.start()] = (match.start() + 1, pair[0])
        changes[match.start(2)] = (match.end(2), pair[1])


def _made(text: str, changes: dict[int, tuple[int, str]]) -> Reset:
    parts: list[str] = []
    origins: list[int] = []
    at = 0
    for start, (end, mark) in sorted(changes.items()):
        parts += [text[at:start], mark]
        origins += [*range(at, start), *[start] * len(mark)]
        at = end
    parts.append(text[at:])
    origins += range(at, len(text) + 1)
    return Reset("".join(parts), origins)
