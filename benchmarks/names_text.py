"""Texts put together from tokens, as a newspaper prints them, and headlines made of them.

Which tokens stand close together goes by the marks alone. Every sentence has a line of its own:
the corpus does not say where a paragraph ends, and headlines, bylines and tables must not run into
the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter

from conll import Name

from transforms.analyse.attributions import Span


class Case(StrEnum):
    """How the words of a text are set."""

    AS_PRINTED = "as-printed"
    TITLE = "title"
    CAPS = "caps"


#: Words that stay small within a headline (AP style: those of up to three letters).
_SMALL = re.compile("an?|and|as|at|but|by|for|in|nor|off?|on|or|out|per|so|the|to|up|via")
#: Of a word and of the parts of a compound; what is split off a word (`n't`) has none.
_INITIAL = re.compile(r"(?!n['’]t$)(?:^|(?<=-))[^\W\d_]")

#: Close to what is before them: what ends or closes, and what is split off a word.
_CLOSE_BEFORE = re.compile(r"[,.;:?!%)\]}”’»]+|''|['’](?:s|m|d|re|ve|ll)|n['’]t|/", re.IGNORECASE)
#: Close to what is behind them: what opens, and signs of a currency (`C$`).
_CLOSE_BEHIND = re.compile(r"[(\[{“‘«£€¥]|``?|[A-Z]{0,3}\$|/")
#: Marks that open and close alike.
_STRAIGHT = ('"', "'")


@dataclass(frozen=True)
class Laid:
    """A text, and where in it the tokens of each of its sentences are."""

    text: str
    sentences: list[list[Span]]

    def names(self, found: Sequence[Name]) -> Iterator[list[Name]]:
        """Names of the text as names of tokens, sentence by sentence.

        A name that cuts a token has all of it; one that reaches over the end of a sentence is
        parted there.
        """
        for tokens in self.sentences:
            yield [
                Name(first, end, label)
                for start, stop, label in found
                for first in [bisect_right(tokens, start, key=attrgetter("end"))]
                for end in [bisect_left(tokens, stop, key=attrgetter("start"))]
                if first < end
            ]


def lay_out(sentences: Iterable[Sequence[str]]) -> Laid:
    """The text of an article, from the tokens of its sentences."""
    lines: list[str] = []
    spans: list[list[Span]] = []
    open_marks: set[str] = set()
    at = 0
    for tokens in sentences:
        line, within = _line(tokens, open_marks)
        lines.append(line)
        spans.append([Span(at + start, at + end) for start, end in within])
        at += len(line) + 1
    return Laid("\n".join(lines), spans)


def _line(tokens: Sequence[str], open_marks: set[str]) -> tuple[str, list[Span]]:
    """A sentence and its tokens' places in it.

    Args:
        tokens: Of the sentence.
        open_marks: Straight marks that are open where it starts, kept up to where it ends.
    """
    open_marks.discard("'")  # more often lost than going on in the next sentence
    line, spans, close = "", list[Span](), True
    for number, token in enumerate(tokens):
        if token in _STRAIGHT:
            before = _closes(tokens, number, token in open_marks)
            behind = not before
            (open_marks.discard if before else open_marks.add)(token)
        else:
            before = _CLOSE_BEFORE.fullmatch(token) is not None
            behind = _CLOSE_BEHIND.fullmatch(token) is not None
        line += "" if close or before else " "
        spans.append(Span(len(line), len(line) + len(token)))
        line += token
        close = behind
    return line, spans


def _closes(tokens: Sequence[str], number: int, is_open: bool) -> bool:
    """Whether a straight mark closes a quotation or is of a possessive (`Peres ' office`)."""
    if number in (0, len(tokens) - 1):
        return number > 0
    return is_open or (tokens[number] == "'" and tokens[number - 1][-1] in "sS")


def headline(tokens: Sequence[str], case: Case) -> list[str]:
    """The sentence as a headline of that case; names and acronyms keep the capitals they have."""
    if case is Case.CAPS:
        return [token.upper() for token in tokens]
    if case is Case.AS_PRINTED:
        return list(tokens)
    words = [number for number, token in enumerate(tokens) if _INITIAL.match(token)]
    return [
        token
        if number not in words or (_SMALL.fullmatch(token) and number not in (words[0], words[-1]))
        else _INITIAL.sub(lambda initial: initial[0].upper(), token)
        for number, token in enumerate(tokens)
    ]
