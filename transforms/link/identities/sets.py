"""Disjoint sets."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Sets(Generic[T]):
    """Sets that items are joined into (union by size, paths halved)."""

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._above: dict[T, T] = {item: item for item in items}
        self._size: dict[T, int] = dict.fromkeys(self._above, 1)

    def root(self, item: T) -> T:
        """The item that stands for its set."""
        above = self._above
        while above[item] != item:
            above[item] = above[above[item]]
            item = above[item]
        return item

    def join(self, one: T, other: T) -> None:
        """Makes one set of two."""
        one, other = self.root(one), self.root(other)
        if one == other:
            return
        if self._size[one] < self._size[other]:
            one, other = other, one
        self._above[other] = one
        self._size[one] += self._size[other]

    def groups(self) -> list[list[T]]:
        """The sets, each in the order of the items."""
        found: dict[T, list[T]] = defaultdict(list)
        for item in self._above:
            found[self.root(item)].append(item)
        return list(found.values())
