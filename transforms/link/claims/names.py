"""Names among words: runs of capital letters."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from transforms.link.claims.words import Word

#: Capital letters that make no name.
_NO_NAMES = frozenset(
    (
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
        *("october", "november", "december", "i", "the", "a", "an"),
    )
)

#: From a first word to one past the last.
Name = tuple[int, int]


def find_names(words: Sequence[Word]) -> Iterator[Name]:
    """Runs of words with a capital letter, from the first to one past the last."""
    at = 0
    for capital, run in groupby(words, lambda word: word.capital and word.form not in _NO_NAMES):
        length = len(list(run))
        if capital and any(word.weight > 1 for word in words[at : at + length]):
            yield at, at + length
        at += length
