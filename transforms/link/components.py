"""Connected components: what is alike, if only by way of others."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

Item = TypeVar("Item", bound=Hashable)


class UnionFind(Generic[Item]):
    """Disjoint sets (Tarjan 1975): union by the lesser root, with path halving."""

    def __init__(self) -> None:
        self._parents: dict[Item, Item] = {}

    def find(self, item: Item) -> Item:
        """The least item of its set."""
        parents = self._parents
        parents.setdefault(item, item)
        while parents[item] != item:
            parents[item] = item = parents[parents[item]]
        return item

    def union(self, one: Item, other: Item) -> None:
        """Makes the sets of both one."""
        low, high = sorted((self.find(one), self.find(other)))  # type: ignore[type-var]
        self._parents[high] = low

    def sets(self) -> Mapping[Item, list[Item]]:
        """Every set by its least item, its items ascending."""
        found: dict[Item, list[Item]] = defaultdict(list)
        for item in sorted(self._parents):  # type: ignore[type-var]
            found[self.find(item)].append(item)
        return found


class Component(NamedTuple):
    """Items that edges join.

    Attributes:
        items: Their ids, ascending; the first is the id of the component.
        edges: What joins them: (id, greater id, what was found).
    """

    items: tuple[str, ...]
    edges: tuple[tuple[str, str, Any], ...]


def components(items: Iterable[str], edges: Sequence[tuple[str, str, Any]]) -> list[Component]:
    """The components of items and edges, in order: an item that nothing joins is one by itself."""
    joined: UnionFind[str] = UnionFind()
    for item in items:
        joined.find(item)
    for one, other, _ in edges:
        joined.union(one, other)
    inside: dict[str, list[tuple[str, str, Any]]] = defaultdict(list)
    for edge in sorted(edges, key=lambda edge: edge[:2]):
        inside[joined.find(edge[0])].append(edge)
    return [
        Component(tuple(members), tuple(inside[least])) for least, members in joined.sets().items()
    ]
