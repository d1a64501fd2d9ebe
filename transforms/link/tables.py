"""The tables as they will be: what is committed, and what a run has staged on top of it."""

import functools
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self, TypeVar, cast

import pyarrow as pa

from schemas import PAYLOADS, by_name
from schemas.rows import EntitiesRow
from transforms.ids import stable_id
from transforms.shards import ShardFile, conform, read_parquet
from transforms.versions import VERSION_COLUMNS, Version, rank, version_of

#: Shards that a process keeps in memory, the last used: of a year of days, those of five tables.
_KEPT = 2_000

_Function = TypeVar("_Function", bound=Callable[..., Any])
_caches: list[Callable[[], None]] = []


def kept(maxsize: int = 1) -> Callable[[_Function], _Function]:
    """Keeps what a function of tables gave last, until linking is over."""

    def keep(function: _Function) -> _Function:
        cached = functools.lru_cache(maxsize=maxsize)(function)
        _caches.append(cached.cache_clear)
        return cast(_Function, cached)

    return keep


def forget() -> None:
    """Forgets what is kept in this process."""
    for clear in _caches:
        clear()


class Place(NamedTuple):
    """Where the rows of an article stand, of whatever table: partition and shard."""

    partition: str
    shard: int


class Newest(NamedTuple):
    """The newest revision of an article.

    Attributes:
        revision: Its hash.
        run_id: The run that analysed it.
        place: Where its rows are.
    """

    revision: str
    run_id: str
    place: Place


@dataclass(frozen=True, eq=False)
class Tables:
    """Shards under a root; `path` of each is where it lies now, staged or committed."""

    root: str
    files: tuple[ShardFile, ...]

    @functools.cached_property
    def _digest(self) -> str:
        """Tables with the same one are equal: to hash thousands of files is nothing to do often."""
        return stable_id(self.root, *(field for file in self.files for field in file))

    def __hash__(self) -> int:
        return hash(self._digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tables) and self._digest == other._digest

    @functools.cached_property
    def _places(self) -> Mapping[tuple[str, Place | None], Sequence[ShardFile]]:
        """The shards that have rows by table and place; under no place all of a table."""
        found: dict[tuple[str, Place | None], list[ShardFile]] = defaultdict(list)
        for file in self.files:
            if file.rows:
                found[file.table, Place(file.partition, file.shard)].append(file)
                found[file.table, None].append(file)
        return dict(found)

    @functools.cached_property
    def _articles(self) -> Self:
        """Those of `articles` alone."""
        return type(self)(self.root, tuple(self.of("articles")))

    def after(self, staging: str, written: Sequence[ShardFile]) -> Self:
        """The tables once these are committed that now lie in the staging folder.

        Raises:
            ValueError: Two of them are the same shard: which of them is right?
        """
        written = [file for file in written if file.table != PAYLOADS.name]
        replaced = {file.key for file in written}
        if len(replaced) < len(written):
            raise ValueError("one shard was written twice")
        standing = (file for file in self.files if file.key not in replaced)
        staged = (f._replace(path=f"{staging}/{f.path}") for f in written if f.rows)
        return type(self)(self.root, (*standing, *staged))

    def of(self, table: str, place: Place | None = None) -> Sequence[ShardFile]:
        """The shards of a table that have rows; of one place only if that is given."""
        return self._places.get((table, place), ())

    def places(self, table: str) -> list[Place]:
        """Where rows of a table stand."""
        return sorted({Place(file.partition, file.shard) for file in self.of(table)})

    def read(
        self, table: str, columns: Sequence[str] | None = None, place: Place | None = None
    ) -> pa.Table:
        """Rows of a table under today's schema; those of one place only if that is given."""
        names = tuple(columns or by_name(table).columns)
        parts = [_read(self.root, file.path, table, names) for file in self.of(table, place)]
        if not parts:
            return by_name(table).arrow.empty_table().select(list(names))
        return pa.concat_tables(parts)

    def rows(self, table: str, place: Place) -> list[Any]:
        """The rows of a table that stand in one place, of the type of its rows."""
        found: list[Any] = self.read(table, place=place).to_pylist()
        return found

    def entities(self, place: Place) -> dict[str, list[EntitiesRow]]:
        """The rows of `entities` that stand in one place, by their article: mentions tell which."""
        mentions = self.read("mentions", ["entity_id", "article_id"], place)
        article_of = dict(zip(*(column.to_pylist() for column in mentions.columns), strict=True))
        found: dict[str, list[EntitiesRow]] = defaultdict(list)
        for row in self.rows("entities", place):
            if row["entity_id"] in article_of:
                found[article_of[row["entity_id"]]].append(row)
        return found

    def columns(
        self, table: str, *names: str, place: Place | None = None
    ) -> Iterator[tuple[Any, ...]]:
        """The values of columns, a tuple a row; those of one place only if that is given."""
        read = self.read(table, list(dict.fromkeys(names)), place)
        return zip(*(read[name].to_pylist() for name in names), strict=True)

    def newest(self) -> dict[str, Newest]:
        """The newest revision of every article."""
        return _newest(self._articles)


@kept(_KEPT)
def _read(root: str, path: str, table: str, columns: tuple[str, ...]) -> pa.Table:
    schema = by_name(table)
    return conform(read_parquet(root, path, columns), schema, columns)


@kept()
def _newest(articles: Tables) -> dict[str, Newest]:
    versions: dict[str, list[tuple[Version, Newest]]] = {}
    for file in articles.files:
        columns = ("article_id", *VERSION_COLUMNS, "run_id")
        for row in _read(articles.root, file.path, "articles", columns).to_pylist():
            version = version_of(row)
            newest = Newest(version.revision, row["run_id"], Place(file.partition, file.shard))
            versions.setdefault(row["article_id"], []).append((version, newest))
    return {article_id: _choose(found) for article_id, found in versions.items()}


def _choose(found: list[tuple[Version, Newest]]) -> Newest:
    if len(found) == 1:
        return found[0][1]
    newest, _ = rank(version for version, _ in found)
    return dict(found)[newest]
