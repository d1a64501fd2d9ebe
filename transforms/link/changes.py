"""What there is to link: articles that are new, have changed, or stand elsewhere than they did."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from transforms.link.tables import Place, Tables

#: Of what linked the rows. Raise it with any change of what linking finds: then all is linked anew.
VERSION = "linking-1"


class Work(NamedTuple):
    """Articles of one place that are to be linked."""

    place: Place
    article_ids: tuple[str, ...]


class Changes(NamedTuple):
    """What linking begins with.

    Attributes:
        fresh: Articles that are not linked yet as they are now.
        stale: Articles that were linked as they are no more, and where those rows stand.
    """

    fresh: tuple[Work, ...]
    stale: tuple[Work, ...]

    @property
    def articles(self) -> int:
        """How many articles there are to link."""
        return sum(len(work.article_ids) for work in self.fresh)

    def gone(self) -> list[tuple[str, Place]]:
        """Articles that are stale, and where those rows stand."""
        return [(each, work.place) for work in self.stale for each in work.article_ids]


def changes(tables: Tables, anew: bool = False) -> Changes:
    """What has changed since the tables were linked.

    Args:
        tables: The tables as they will be.
        anew: Whether all articles are linked anew.
    """
    newest = tables.newest()
    fresh: dict[Place, list[str]] = defaultdict(list)
    stale: dict[Place, list[str]] = defaultdict(list)
    signed = set()
    for file in tables.of("signatures"):
        place = Place(file.partition, file.shard)
        columns = ["article_id", "revision", "run_id", "version"]
        for row in tables.read("signatures", columns, place).to_pylist():
            now = newest.get(row["article_id"])
            as_signed = (row["revision"], row["run_id"], place, row["version"])
            if now is None or as_signed != (*now, VERSION) or anew:
                stale[place].append(row["article_id"])
            else:
                signed.add(row["article_id"])
    for article_id, now in newest.items():
        if article_id not in signed:
            fresh[now.place].append(article_id)
    return Changes(works(fresh), works(stale))


def differing(
    before: Tables, tables: Tables, table: str, key: str, column: str
) -> dict[Place, set[str]]:
    """Articles with a row whose column is another than it was, by their place.

    Only shards that have been written since are looked at.

    Args:
        before: What stood when linking began.
        tables: The same with what was written since.
        table: A table of rows of articles.
        key: The column that identifies a row.
        column: The column that is compared.
    """
    found: dict[Place, set[str]] = defaultdict(set)
    old = {file.path for file in before.of(table)}
    for file in tables.of(table):
        if file.path in old:
            continue
        place = Place(file.partition, file.shard)
        was = dict(before.columns(table, key, column, place=place))
        for row_id, article_id, now in tables.columns(
            table, key, "article_id", column, place=place
        ):
            if was.get(row_id) != now:
                found[place].add(article_id)
    return found


def works(by_place: Mapping[Place, Iterable[str]]) -> tuple[Work, ...]:
    """The articles of each place, in order."""
    return tuple(Work(place, tuple(sorted(ids))) for place, ids in sorted(by_place.items()) if ids)
