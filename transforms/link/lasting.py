"""Ids that last: a group keeps its id as items join it, and as groups turn out to be one.

The id of a group is made from one of its items, its seed: when the group is first seen, its oldest
item. From then on the group that holds the seed has the id. Of groups that become one the id of the
oldest stays, and the others are former ids; of a group that falls apart the part with the seed
keeps the id.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from transforms.ids import stable_id


class Lasting(NamedTuple):
    """A group's id, and those that it had before."""

    id: str
    former: tuple[str, ...]


class Held(NamedTuple):
    """What is committed of an item: the id of its group, and that group's former ids."""

    id: str
    former: tuple[str, ...]


def lasting_ids(
    kind: str,
    groups: Sequence[Sequence[str]],
    held: Mapping[str, Held],
    age: Callable[[str], Any],
) -> list[Lasting]:
    """The id of each group.

    Args:
        kind: What the groups are, so that ids of two kinds differ.
        groups: Ids of items; no item is in two groups.
        held: What is committed, by item.
        age: Of an item, what sorts the older one first.
    """
    seeds = {stable_id(kind, item): number for number, group in enumerate(groups) for item in group}
    claims: dict[str, Counter[int]] = defaultdict(Counter)
    oldest: dict[str, Any] = {}
    for number, group in enumerate(groups):
        for item in group:
            if item in held:
                old = held[item].id
                claims[old][number] += 1
                oldest[old] = min(oldest.get(old, (age(item), item)), (age(item), item))
    owners = {old: _owner(old, counts, seeds) for old, counts in claims.items()}
    owned: dict[int, list[str]] = defaultdict(list)
    for old in sorted(owners, key=lambda old: (oldest[old], old)):
        owned[owners[old]].append(old)
    return [
        _lasting(kind, group, owned.get(number, []), held, age)
        for number, group in enumerate(groups)
    ]


def _owner(old: str, counts: Counter[int], seeds: Mapping[str, int]) -> int:
    """The group that an old id goes to: the one with its seed, else the one with most of it."""
    if old in seeds:
        return seeds[old]
    return min(counts, key=lambda number: (-counts[number], number))


def _lasting(
    kind: str,
    group: Sequence[str],
    owned: Sequence[str],
    held: Mapping[str, Held],
    age: Callable[[str], Any],
) -> Lasting:
    kept = owned[0] if owned else stable_id(kind, min(group, key=lambda item: (age(item), item)))
    before = {
        former
        for item in group
        if item in held and held[item].id in owned
        for former in held[item].former
    }
    return Lasting(kept, tuple(sorted({*owned, *before} - {kept})))
