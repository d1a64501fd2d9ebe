"""Which pairs to compare: items that share a blocking key, and never all of a crowded block."""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
import numpy.typing as npt

#: Of a block with more items each is compared with this many of them only: the copies of one
#: agency report find each other by way of these, and a block costs no more than this a member.
ANCHORS = 64

#: Pairs that are made at a time, so that memory stays small.
_PAIRS_AT_A_TIME = 4_000_000

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Index:
    """Items with their blocking keys.

    Attributes:
        ids: Of the items, ascending; hexadecimal hashes, so that the first are as good as any.
        keys: Blocking keys, 64 bits each.
        owners: Of each key, whose it is: an index into `ids`.
        components: Of each item, the id of its component; empty where it has none yet.
    """

    ids: npt.NDArray[np.str_]
    keys: Ints
    owners: Ints
    components: npt.NDArray[np.str_]

    @classmethod
    def of(cls, rows: list[tuple[str, list[int], str]]) -> Self:
        """The index of (id, keys, component)."""
        rows = sorted(rows, key=lambda row: row[0])
        counts = [len(keys) for _, keys, _ in rows]
        return cls(
            np.array([row[0] for row in rows], dtype=np.str_),
            np.array([key for _, keys, _ in rows for key in keys], dtype=np.int64),
            np.repeat(np.arange(len(rows)), counts).astype(np.int64),
            np.array([row[2] for row in rows], dtype=np.str_),
        )

    @cached_property
    def sorted(self) -> tuple[Ints, Ints]:
        """Keys and their owners, ascending by key and owner."""
        order = np.lexsort((self.owners, self.keys))
        return self.keys[order], self.owners[order]

    def at(self, ids: set[str]) -> Mask:
        """Where the items of these ids are."""
        return np.isin(self.ids, np.array(sorted(ids), dtype=np.str_))

    def scope(self, new: Mask, gone_keys: Ints) -> Mask:
        """The items whose component may be another now.

        New items, those that share a key with a new item or with one that is gone, and all of
        their components. No other component can change: nothing in it is compared with anything
        that it was not compared with before.

        Args:
            new: Items that are new or have changed.
            gone_keys: Keys of the items that are gone, and of those that have changed.
        """
        touched = np.union1d(self.keys[new[self.owners]], gone_keys)
        hit = np.zeros(len(self.ids), dtype=np.bool_)
        hit[self.owners[np.isin(self.keys, touched)]] = True
        components = np.unique(self.components[hit | new])
        return hit | new | np.isin(self.components, components[components != ""])


def pairs(index: Index, scope: Mask) -> npt.NDArray[np.int64]:
    """The pairs to compare: (n, 2) indexes into `index.ids`, each pair once, the lower first.

    Both are in scope and share a block in which one is an anchor. What the anchors of a block are
    is told by the whole block, whatever the scope, so that the pairs within a component are the
    same whenever they are asked for.
    """
    keys, owners = index.sorted
    if not len(keys):
        return np.empty((0, 2), dtype=np.int64)
    first = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    sizes = np.diff(np.r_[first, len(keys)])
    position = np.arange(len(keys)) - np.repeat(first, sizes)
    left = np.repeat(sizes, sizes) - position - 1  # how many stand behind it in its block
    lead = np.flatnonzero((position < ANCHORS) & (left > 0))
    found = [np.empty(0, dtype=np.int64)]
    ends = np.cumsum(left[lead])
    for start, stop in _slices(ends):
        found.append(_packed(owners, lead[start:stop], left[lead[start:stop]], scope))
    packed = np.unique(np.concatenate(found))
    return np.stack(np.divmod(packed, len(index.ids)), axis=1)


def _slices(ends: Ints) -> list[tuple[int, int]]:
    """Runs of leads that make about as many pairs as fit in memory at a time."""
    if not len(ends):
        return []
    cuts = np.searchsorted(ends, np.arange(_PAIRS_AT_A_TIME, ends[-1], _PAIRS_AT_A_TIME))
    bounds = np.unique(np.r_[0, cuts + 1, len(ends)])
    return list(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True))


def _packed(owners: Ints, lead: Ints, counts: Ints, scope: Mask) -> Ints:
    """The pairs of each lead with all that stand behind it, as one number each."""
    one = np.repeat(lead, counts)
    other = one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(counts) - counts, counts)
    one, other = owners[one], owners[other]
    wanted = scope[one] & scope[other] & (one != other)
    packed: Ints = np.unique(one[wanted] * len(scope) + other[wanted])
    return packed
