"""Finding what is alike: keys → pairs → edges → components, the same at every level.

Articles, names and claims are each compared in this way. What is particular to them is a `Level`:
plain functions that read tables, and none of them knows Beam.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import apache_beam as beam
import numpy as np

from transforms.link.candidates import Index, Ints, Mask, pairs
from transforms.link.components import Component, components
from transforms.link.tables import Tables, kept
from transforms.shards import ShardFile

#: Pairs that a worker is given at a time.
_CHUNK = 20_000


class Keyed(NamedTuple):
    """An item that is new, with its blocking keys."""

    id: str
    keys: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Known:
    """What a level knows of its items.

    Attributes:
        index: All items.
        new: Those that are new or have changed.
        gone_keys: Keys that an item had which is gone or has changed.
        near: Of each item a number; what it is compared by is read together with that of items of
            near numbers. None where that is no matter.
    """

    index: Index
    new: Mask
    gone_keys: Ints
    near: Ints | None = None


#: Two items → what is found between them, the lesser id first; None where they are not alike.
Comparer = Callable[[str, str], Any]


class Level(Hashable, Protocol):
    """What is particular to articles, names or claims; picklable."""

    def known(self, before: Tables, tables: Tables, fresh: Sequence[Keyed]) -> Known:
        """All items.

        Args:
            before: What stood when linking began.
            tables: The same with what the levels before have written.
            fresh: Items that are new or have changed.
        """

    def comparer(self, tables: Tables) -> Comparer:
        """Compares two items by their ids."""


class Staged(NamedTuple):
    """The tables that a level begins with.

    Attributes:
        tables: What stands when linking begins.
        staging: Where the shards lie that linking writes.
    """

    tables: Tables
    staging: str

    def after(self, written: beam.PCollection) -> beam.pvalue.AsSingleton:
        """The tables with what the levels before have written, once that is there.

        Args:
            written: Their ShardFiles.
        """
        tables = (
            written.pipeline
            | "Once" >> beam.Create([self])
            | "Tables" >> beam.Map(_after, beam.pvalue.AsList(written))
        )
        return beam.pvalue.AsSingleton(tables)


def _after(staged: Staged, written: Iterable[ShardFile]) -> Tables:
    return staged.tables.after(staged.staging, sorted(written))


class Chunk(NamedTuple):
    """Pairs of ids to compare."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(eq=False)
class Match(beam.PTransform):
    """Keyed → Component: every component that can have changed, those of one item included.

    Attributes:
        level: Of what.
        before: The tables when linking begins.
        tables: The same with what the levels before have written.
    """

    level: Level
    before: Tables
    tables: beam.pvalue.AsSingleton

    def expand(self, fresh: beam.PCollection) -> beam.PCollection:
        """Plans in one place, compares in all, and joins in one again."""
        planned = (
            fresh.pipeline
            | "Once" >> beam.Create([None])
            | "Choose pairs"
            >> beam.ParDo(
                _Plan(self.level, self.before), beam.pvalue.AsList(fresh), self.tables
            ).with_outputs("scope", main="chunks")
        )
        edges = (
            planned.chunks
            | "Reshuffle pairs" >> beam.Reshuffle()
            | "Compare" >> beam.ParDo(_Compare(self.level), self.tables)
        )
        return (
            planned.scope
            | "Join" >> beam.FlatMap(_join, beam.pvalue.AsList(edges))
            | "Reshuffle components" >> beam.Reshuffle()
        )


class _Plan(beam.DoFn):
    def __init__(self, level: Level, before: Tables) -> None:
        self._level = level
        self._before = before

    def process(self, _: None, fresh: Sequence[Keyed], tables: Tables) -> Iterator[Any]:
        known = self._level.known(self._before, tables, fresh)
        scope = known.index.scope(known.new, known.gone_keys)
        ids = known.index.ids
        found, some = pairs(known.index, scope), np.flatnonzero(scope)
        if known.near is not None:
            near = known.near[found]
            found = found[np.lexsort((near.max(axis=1), near.min(axis=1)))]
            some = some[np.argsort(known.near[some], kind="stable")]
        for start in range(0, len(found), _CHUNK):
            yield Chunk(tuple(map(tuple, ids[found[start : start + _CHUNK]].tolist())))
        yield beam.pvalue.TaggedOutput("scope", ids[some].tolist())


def _join(scope: Sequence[str], edges: Sequence[tuple[str, str, Any]]) -> list[Component]:
    """The components, in the order in which their first items are in scope."""
    order = {item: at for at, item in enumerate(scope)}
    return sorted(components(scope, edges), key=lambda each: order[each.items[0]])


def order_of(places: Sequence[Any]) -> Ints:
    """The places as numbers in their order."""
    numbers = {place: at for at, place in enumerate(sorted(set(places)))}
    return np.array([numbers[place] for place in places], dtype=np.int64)


class _Compare(beam.DoFn):
    def __init__(self, level: Level) -> None:
        self._level = level

    def process(self, chunk: Chunk, tables: Tables) -> Iterator[tuple[str, str, Any]]:
        compare = _comparer(self._level, tables)
        for one, other in chunk.pairs:
            found = compare(one, other)
            if found is not None:
                yield one, other, found


@kept(4)  # one a level, and what it has loaded with it
def _comparer(level: Level, tables: Tables) -> Comparer:
    return level.comparer(tables)
