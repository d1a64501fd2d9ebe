"""A shard: the Parquet file of one table, publication date and remainder of the article's id."""

import io
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from schemas import Table
from transforms.errors import CommitError
from transforms.store import open_store

#: Hive's own name for the partition of a null: every reader of Parquet folders knows it.
UNDATED = "__HIVE_DEFAULT_PARTITION__"


def partition_of(published_at: datetime | None, warnings: Collection[str]) -> str:
    """The publication date in UTC; `UNDATED` without one that can be true."""
    if published_at is None or "time.suspect" in warnings:
        return UNDATED
    return published_at.date().isoformat()


class ShardKey(NamedTuple):
    """What rows are grouped by. `partition` is empty for tables that are not filed by date."""

    table: str
    partition: str
    shard: int


class ShardFile(NamedTuple):
    """A written shard. `path` is relative to the table folder, and empty where no row is left."""

    table: str
    partition: str
    shard: int
    shards: int
    path: str
    rows: int
    bytes: int

    @property
    def key(self) -> ShardKey:
        """What its rows were grouped by."""
        return ShardKey(self.table, self.partition, self.shard)


def read_parquet(root: str, path: str, columns: Sequence[str] | None = None) -> pa.Table:
    """A committed shard as Arrow.

    Raises:
        CommitError: commit.damaged.
    """
    try:
        with open_store(root).open(path) as stream:
            return pq.ParquetFile(stream).read(columns=list(columns) if columns else None)
    except FileNotFoundError as error:
        raise CommitError("commit.damaged", f"{path}: not there") from error
    except (OSError, pa.ArrowInvalid) as error:  # Arrow takes broken data for either
        raise CommitError("commit.damaged", f"{path}: {error}") from error


def conform(rows: pa.Table, table: Table, columns: Sequence[str] | None = None) -> pa.Table:
    """Rows written by an older version under today's schema: new columns hold their default.

    Args:
        rows: What was written.
        table: Its table.
        columns: Those wanted; all unless given.

    Raises:
        CommitError: commit.damaged, where a new column has no default, or a type does not fit.
    """
    wanted = table.arrow if columns is None else pa.schema([table.arrow.field(c) for c in columns])
    if rows.schema.equals(wanted):
        return rows
    return pa.table([_column(rows, column, table) for column in wanted], schema=wanted)


def _column(rows: pa.Table, column: pa.Field, table: Table) -> pa.ChunkedArray:
    if column.name in rows.column_names:
        return _cast(rows[column.name], column, table)
    if column.name not in table.defaults:
        message = f"{table.name}.{column.name} is missing and has no default"
        raise CommitError("commit.damaged", message)
    return pa.repeat(pa.scalar(table.defaults[column.name], column.type), rows.num_rows)


def _cast(values: pa.ChunkedArray, column: pa.Field, table: Table) -> pa.ChunkedArray:
    try:
        return values.cast(column.type)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise CommitError("commit.damaged", f"{table.name}.{column.name}: {error}") from error


def encode_parquet(rows: pa.Table) -> bytes:
    """Parquet bytes: the same rows give the same bytes."""
    sink = io.BytesIO()
    pq.write_table(rows, sink, compression="zstd")
    return sink.getvalue()
