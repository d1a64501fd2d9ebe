"""Paragraphs: lines put together, what was torn joined, what was glued parted."""

import re
from collections.abc import Iterable

from transforms.abbreviations import leaves_open
from transforms.normalise.characters import squeeze
from transforms.normalise.lines import rewrapped
from transforms.normalise.marks import part_glued

#: What parts two paragraphs of `articles.text`.
BREAK = "\n\n"

# A word in the middle of a sentence that is capitalised all the same: a name.
_NAME = re.compile(r"(?<=[a-z,] )[A-Z]\w+")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a cleaned text, each one line.

    A line end parts paragraphs, blank lines or not, unless the text is hard-wrapped.
    """
    lines = [line for line in map(squeeze, rewrapped(text)) if line]
    return [part for whole in _mend(lines) for part in part_glued(whole)]


def _mend(lines: list[str]) -> Iterable[str]:
    """Paragraphs torn after an abbreviation, joined with one space."""
    names = frozenset(_NAME.findall("\n".join(lines)))
    mended: list[str] = []
    for line in lines:
        if mended and leaves_open(mended[-1], line, names):
            mended[-1] = f"{mended[-1]} {line}"
        else:
            mended.append(line)
    return mended
