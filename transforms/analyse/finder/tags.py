"""The tags of words, and the best sequence of them.

One of 13 tags a word: O, and for each role Begin, Inside, End or Single (BIOES; Ratinov and Roth
2009). `best_chunks` is Viterbi over what may follow what, written out: between chunks there is one
state, inside of them one a role.
"""

from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Role(IntEnum):
    """What a chunk of words is to its attribution."""

    CONTENT = 0
    CUE = 1
    SOURCE = 2


#: O and four a role, in the order B, I, E, S.
TAGS = 1 + 4 * len(Role)


def tag(role: Role, part: str) -> int:
    """The number of a tag: `tag(Role.CUE, "B")`."""
    return 1 + 4 * role + "BIES".index(part)


#: Where the tags of each role start.
_FIRST = [(int(role), tag(role, "B")) for role in Role]


class Chunk(NamedTuple):
    """Words `start` to `end`, end-exclusive, of one role."""

    role: Role
    start: int
    end: int


def best_chunks(scores: Floats, outside: float = 0.0) -> list[Chunk]:
    """The likeliest chunks, in order.

    Args:
        scores: Log probability of each tag for each word, shape (words, 13).
        outside: Taken off the score of O: above 0 finds more.
    """
    # Between chunks, a word is O, S or E; `closed` is the best score so, `opened` those inside.
    closed, opened = 0.0, [-np.inf] * len(Role)
    # For each word: the role whose chunk ends or stands here (-1: none), and where it begins.
    ended: list[tuple[int, int]] = []
    begins = [0] * len(Role)
    for i, row in enumerate(scores.tolist()):
        best, end = closed + row[0] - outside, (-1, i)
        before = closed
        for role, first in _FIRST:
            begin, inside, last, single = row[first : first + 4]
            if before + single > best:
                best, end = before + single, (role, i)
            if opened[role] + last > best:
                best, end = opened[role] + last, (role, begins[role])
            if before + begin > opened[role] + inside:
                opened[role], begins[role] = before + begin, i
            else:
                opened[role] += inside
        closed = best
        ended.append(end)
    chunks: list[Chunk] = []
    i = len(ended) - 1
    while i >= 0:
        role, start = ended[i]
        if role >= 0:
            chunks.append(Chunk(Role(role), start, i + 1))
        i = start - 1
    return chunks[::-1]
