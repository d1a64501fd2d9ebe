"""Where linked rows go, and which they replace."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from transforms.filing import Filed, Relinked, Row
from transforms.link.tables import Place
from transforms.shards import ShardKey


def file_rows(table: str, rows: Iterable[Row], places: Mapping[str, Place]) -> Iterator[Filed]:
    """The rows of articles, each with the shard of its article."""
    for row in rows:
        yield ShardKey(table, *places[row["article_id"]]), row


def file_notes(table: str, column: str, values: Iterable[tuple[str, Place]]) -> Iterator[Filed]:
    """A note to every shard that holds rows which are replaced.

    Args:
        table: Of which table.
        column: The column that tells which rows.
        values: What it holds in them, and where they stand.
    """
    notes: dict[Place, set[str]] = defaultdict(set)
    for value, place in values:
        notes[place].add(value)
    for place, found in sorted(notes.items()):
        yield ShardKey(table, *place), Relinked(column, tuple(sorted(found)))
