"""The tags of names, and the best sequence of them.

One of 45 tags a word: O, and for each label Begin, Inside, End or Single, as `tags.py` has them for
attributions. Labels are those of OntoNotes for what has a name; dates, sums and numbers are not
among them.
"""

from collections.abc import Iterator, Set
from typing import Final, NamedTuple

import numpy as np

from transforms.analyse.finder.tags import Floats

#: In the order of their tags.
LABELS: Final = (
    "PERSON",
    "ORG",
    "GPE",
    "LOC",
    "FAC",
    "NORP",
    "EVENT",
    "WORK_OF_ART",
    "PRODUCT",
    "LAW",
    "LANGUAGE",
)
#: O and four a label, in the order B, I, E, S.
NAME_TAGS: Final = 1 + 4 * len(LABELS)


def name_tag(label: str, part: str) -> int:
    """The number of a tag: `name_tag("ORG", "B")`."""
    return 1 + 4 * LABELS.index(label) + "BIES".index(part)


class Name(NamedTuple):
    """Words `start` to `end`, end-exclusive, and how likely each label is, shape (11,)."""

    start: int
    end: int
    shares: Floats


#: A word that is in no name with this probability parts what is looked at together.
_SURE = 0.995


def best_names(scores: Floats, bounds: Set[int], outside: float = 0.0) -> Iterator[Name]:
    """The likeliest names, in order.

    Args:
        scores: Log probability of each tag for each word, shape (words, 45).
        bounds: The words that no name reaches over, to their left.
        outside: Taken off the score of O: above 0 finds more.
    """
    possible = np.flatnonzero(scores[:, 0] < np.log(_SURE)).tolist()
    start = 0
    for i, word in enumerate(possible):
        following = possible[i + 1] if i + 1 < len(possible) else -1
        if following == word + 1 and following not in bounds:
            continue
        first, behind = possible[start], word + 1
        for name_start, name_end in _stretches(scores[first:behind], outside):
            whole = slice(first + name_start, first + name_end)
            yield Name(whole.start, whole.stop, _shares(scores[whole]))
        start = i + 1


def _stretches(scores: Floats, outside: float) -> list[tuple[int, int]]:
    """Viterbi over what may follow what: between names one state, inside of them one a label."""
    labels = scores[:, 1:].reshape(len(scores), len(LABELS), 4)
    closed, opened = 0.0, np.full(len(LABELS), -np.inf)
    begins = np.zeros(len(LABELS), np.int64)
    ended: list[tuple[bool, int]] = []  # of each word: whether a name ends there, and its start
    for i, (begin, inside, last, single) in enumerate(labels.transpose(0, 2, 1)):
        best, end = closed + float(scores[i, 0]) - outside, (False, i)
        alone = closed + float(single.max())
        if alone > best:
            best, end = alone, (True, i)
        closing = opened + last
        label = int(closing.argmax())
        if closing[label] > best:
            best, end = float(closing[label]), (True, int(begins[label]))
        goes_on, starts = opened + inside, closed + begin
        begins[starts > goes_on] = i
        opened = np.maximum(goes_on, starts)
        closed = best
        ended.append(end)
    found: list[tuple[int, int]] = []
    i = len(ended) - 1
    while i >= 0:
        is_name, start = ended[i]
        if is_name:
            found.append((start, i + 1))
        i = start - 1
    return found[::-1]


def _shares(scores: Floats) -> Floats:
    """How likely each label is, whatever its part: the mean over the words."""
    shares: Floats = np.exp(scores[:, 1:]).reshape(len(scores), len(LABELS), 4).sum(-1).mean(0)
    return shares
