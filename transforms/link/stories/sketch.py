"""How much of one text stands in another: sketches of their runs of words.

The sketch of a text is the smallest hashes of its runs of SHINGLE words (Broder 1997, "On the
resemblance and containment of documents"): a sample of the runs that is drawn alike in all texts,
so that two sketches tell how many runs two texts share. Texts of up to about SIZE words are told
exactly.
"""

from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np

#: Words of a run. Runs of five are seldom the same unless one text was taken from the other.
SHINGLE = 5
#: Hashes of a sketch: containment of a half is told to about 0.04.
SIZE = 160

_DTYPE = np.dtype("<u4")
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB,
                     0xD6E8FEB86659FD93, 0xA0761D6478BD642F], dtype=np.uint64)  # fmt: skip


class Overlap(NamedTuple):
    """What two texts share.

    Attributes:
        shared: Runs of words found in both sketches.
        resemblance: Share of the runs of both that both have (Jaccard), 0 to 1.
        containment: Share of the runs of the one with fewer that the other has, 0 to 1.
    """

    shared: int
    resemblance: float
    containment: float


def sketch(words: Sequence[str]) -> bytes:
    """The sketch of a text: at most SIZE hashes, ascending, of 4 bytes each."""
    return hashes(words)[:SIZE].tobytes()


def hashes(words: Sequence[str]) -> "np.ndarray[tuple[int], np.dtype[np.uint32]]":
    """The hash of every different run of words, ascending; of a shorter text that of the whole."""
    if not words:
        return np.empty(0, _DTYPE)
    coded = np.array([crc32(word.encode("utf-8", "surrogatepass")) for word in words], np.uint64)
    width = min(SHINGLE, len(coded))
    runs = np.zeros(len(coded) - width + 1, np.uint64)
    for at in range(width):
        runs += (coded[at : at + len(runs)] + np.uint64(1)) * _FACTORS[at]
    runs ^= runs >> np.uint64(31)
    runs *= _FACTORS[1]  # overflows on purpose, as all hashing here
    return np.unique((runs >> np.uint64(32)).astype(_DTYPE))


def overlap(one: bytes, other: bytes) -> Overlap:
    """What two texts share, by their sketches; symmetric."""
    a, b = np.frombuffer(one, _DTYPE), np.frombuffer(other, _DTYPE)
    if not len(a) or not len(b):
        return Overlap(0, 0.0, 0.0)
    # Up to this hash both sketches are whole.
    reach = min(_reach(a), _reach(b))
    mine, yours = set(a[a <= reach].tolist()), set(b[b <= reach].tolist())
    shared, fewer = len(mine & yours), min(len(mine), len(yours))
    either = len(mine) + len(yours) - shared
    return Overlap(shared, shared / either if either else 0.0, shared / fewer if fewer else 0.0)


def _reach(hashes: "np.ndarray[tuple[int], np.dtype[np.uint32]]") -> int:
    return int(hashes[-1]) if len(hashes) >= SIZE else 0xFFFFFFFF
