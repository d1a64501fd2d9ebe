"""Ids that last: a group keeps its id as items join it, and as groups turn out to be one.

The id of a group is made from its oldest item, its seed, when the group is first seen. Each id has
an heir from then on: the seed, or where that is no more the least of the items that had the id. The
group that holds the heir has the id, and so no two have it. Of groups that become one the id of the
oldest stays, and the others are former ids; of a group that falls apart the part with the heir
keeps the id.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any, NamedTuple

import pyarrow.compute as pc

from transforms.ids import stable_id
from transforms.link.tables import Tables, kept

#: What an article without a date counts as where the oldest is asked for: the youngest.
UNDATED = datetime.max.replace(tzinfo=UTC)

#: Of an item, what sorts the older one first.
Age = Callable[[str], Any]


class Lasting(NamedTuple):
    """A group's id, and those that it had before."""

    id: str
    former: tuple[str, ...]


class Register:
    """The ids that groups have, as committed.

    Attributes:
        held: The id that each item has by its group; of items that are still there.
        former: The ids that groups had before, by the id that they have.
    """

    def __init__(
        self,
        kind: str,
        held: Iterable[tuple[str, str]],
        former: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._kind = kind
        self.held = dict(held)
        self.former = former or {}
        self._items: dict[str, list[str]] = defaultdict(list)
        for item, old in self.held.items():
            self._items[old].append(item)
        self._heirs: dict[str, str] = {}

    def name(self, groups: Sequence[Sequence[str]], age: Age) -> list[Lasting]:
        """The id of each group.

        Args:
            groups: Ids of items; no item is in two groups, of this call or another.
            age: Of an item, what sorts the older one first.
        """
        return [self._name(set(group), age) for group in groups]

    def _name(self, group: set[str], age: Age) -> Lasting:
        oldest: dict[str, Any] = {}
        for item in sorted(group & self.held.keys()):
            old = self.held[item]
            if self._heir(old) in group:
                oldest[old] = min(oldest.get(old, (age(item), item)), (age(item), item))
        if not oldest:
            return Lasting(self._fresh(min((age(item), item) for item in group)[1]), ())
        kept = min(oldest, key=lambda old: (oldest[old], old))
        before = {former for old in oldest for former in self.former.get(old, ())}
        return Lasting(kept, tuple(sorted({*oldest, *before} - {kept})))

    def _heir(self, old: str) -> str:
        if old not in self._heirs:
            items = self._items[old]
            seeds = [item for item in items if stable_id(self._kind, item) == old]
            self._heirs[old] = min(seeds or items)
        return self._heirs[old]

    def _fresh(self, seed: str) -> str:
        """An id that no group has: that of the seed, unless it is that of a group it was in."""
        found = stable_id(self._kind, seed)
        again = (stable_id(self._kind, seed, number) for number in count(1))
        while found in self._items:
            found = next(again)
        return found


class _Where(NamedTuple):
    """Where the groups of a kind stand, where their items come from, and what ids they had."""

    table: str
    item: str
    group: str
    items: str
    former: str


_WHERE = {
    "story": _Where("stories", "article_id", "story_id", "articles", "stories"),
    "identity": _Where("identity_members", "entity_id", "identity_id", "entities", "identities"),
    "claim cluster": _Where("claim_clusters", "claim_id", "cluster_id", "claims", "claim_clusters"),
}


@kept(len(_WHERE))
def register(before: Tables, tables: Tables, kind: str) -> Register:
    """The ids that stood when linking began, of items that are still there.

    Args:
        before: What stood then.
        tables: What stands now.
        kind: What the groups are: story, identity or claim cluster.
    """
    where = _WHERE[kind]
    rows = before.read(where.table, [where.item, where.group])
    there = tables.read(where.items, [where.item])[where.item]
    rows = rows.filter(pc.is_in(rows[where.item], value_set=there))
    held = zip(rows[where.item].to_pylist(), rows[where.group].to_pylist(), strict=True)
    former = before.columns(where.former, where.group, "former_ids")
    return Register(kind, held, {each: ids for each, ids in former if ids})
