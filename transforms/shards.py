"""A shard: the Parquet file of one table, publication date and remainder of the article's id."""

import io
from collections.abc import Sequence
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from schemas import Table
from transforms.errors import CommitError
from transforms.store import open_store

#: Hive's own name for the partition of a null: every reader of Parquet folders knows it.
UNDATED = "__HIVE_DEFAULT_PARTITION__"


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


def conform(rows: pa.Table, table: Table) -> pa.Table:
    """Rows written by an older version under today's schema: new columns are null.

    Raises:
        CommitError: commit.damaged, where a new column may not be null, or a type does not fit.
    """
    if rows.schema.equals(table.arrow):
        return rows
    columns = []
    for column in table.arrow:
        if column.name in rows.column_names:
            columns.append(_cast(rows[column.name], column, table))
        elif column.nullable:
            columns.append(pa.nulls(rows.num_rows, column.type))
        else:
            message = f"{table.name}.{column.name} is missing and may not be null"
            raise CommitError("commit.damaged", message)
    return pa.table(columns, schema=table.arrow)


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
