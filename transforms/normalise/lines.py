"""Lines: which of them run on into the next, because the text was hard-wrapped."""

import re
from itertools import pairwise
from textwrap import dedent
from typing import NamedTuple

from transforms.normalise.marks import ends_sentence

# Hard-wrapped prose is set to 60 to 100 columns; narrower are verse and lists, wider is no wrap.
_NARROWEST = 40
_WIDEST = 120
# Of the line ends inside wrapped prose more than half stand inside a sentence before a lower-case
# word; headlines, names and line-ended paragraphs put an open lower-case pair there by exception.
_SHARE_RUNNING_ON = 0.3
# A line under four fifths of the usual is short for a reason of its own (a dateline taken off).
_RAGGED = 0.8
# Lines that are not blank, one after the other.
_BLOCK = re.compile(r"(?:^[^\n]*\S[^\n]*$\n?)+", re.MULTILINE)
# Code points in which the halves of a hyphenated word are looked for.
_LONGEST_WORD = 40
# "first- and second-half": the hyphen waits for a word that is still to come.
_SUSPENDED = re.compile(r"(?:and|or|to)\b")


class _Line(NamedTuple):
    """A line and how far it is indented beyond the least indented of its block."""

    text: str
    indent: int


def rewrapped(text: str) -> list[str]:
    """The text's lines, not blank, with those that run on into the next put together.

    Where the text is not hard-wrapped, every line stays by itself.
    """
    blocks = _blocks(text)
    pairs = [pair for block in blocks for pair in pairwise(block)]
    shortest = _shortest_full_line(pairs)
    if shortest is None:
        return [line.text for block in blocks for line in block]
    words = frozenset(re.findall(r"\w+", text))
    joined: list[str] = []
    for block in blocks:
        joined.append(block[0].text)
        for line, following in pairwise(block):
            if _runs_on(line, following, shortest):
                joined[-1] = _join(joined[-1], following.text, words)
            else:
                joined.append(following.text)
    return joined


def _blocks(text: str) -> list[list[_Line]]:
    """Lines between blank lines."""
    return [
        [
            _Line(line.strip(), len(line) - len(line.lstrip()))
            for line in dedent(block.rstrip()).split("\n")
        ]
        for block in _BLOCK.findall(text)
    ]


def _shortest_full_line(pairs: list[tuple[_Line, _Line]]) -> int | None:
    """Columns below which a line was broken by its author; None where the text is not wrapped.

    Judged from the lines that certainly run on: their length with the word that had no room.
    """
    running = [pair for pair in pairs if _inside_sentence(*pair)]
    if not running or len(running) < _SHARE_RUNNING_ON * len(pairs):
        return None
    lengths = sorted(_needed(line, following) for line, following in running)
    usual = lengths[len(lengths) // 2]
    if not _NARROWEST <= usual <= _WIDEST:
        return None
    return next(length for length in lengths if length >= _RAGGED * usual)


def _runs_on(line: _Line, following: _Line, shortest: int) -> bool:
    if _inside_sentence(line, following):
        return True
    return not following.indent and _needed(line, following) >= shortest


def _inside_sentence(line: _Line, following: _Line) -> bool:
    return following.text[0].islower() and not ends_sentence(line.text)


def _needed(line: _Line, following: _Line) -> int:
    return line.indent + len(line.text) + 1 + len(following.text.split(maxsplit=1)[0])


def _join(line: str, following: str, words: frozenset[str]) -> str:
    """Both as one line; a hyphen at the end goes where the text has the word without it."""
    hyphenated = line[-1] == "-" and line[-2:-1].isalpha() and following[0].islower()
    if not hyphenated or _SUSPENDED.match(following):
        return f"{line} {following}"
    first = re.split(r"\W", line[-_LONGEST_WORD:-1])[-1]
    second = re.split(r"\W", following[:_LONGEST_WORD])[0]
    return line[:-1] + following if first + second in words else line + following
