"""SQL over a snapshot: DuckDB in memory, a view a table and those over them, and no way out.

DuckDB itself is given no access to files, because the paths it is allowed to read it may also
write (`COPY ... TO`). It sees the shards through Arrow, which reads them as the query goes.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import count, takewhile
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset as pads
from pyarrow.fs import FileSystem, LocalFileSystem

from pipeline.snapshot import Snapshot, locate
from pipeline.views import views_text
from schemas import TABLES
from transforms.errors import CommitError, UsageError
from transforms.shards import UNDATED, ShardFile
from transforms.store import LocalStore, Store, open_store

#: Rows fetched at a time.
_BATCH = 1_000


@dataclass(frozen=True)
class Answer:
    """The result of a query.

    Attributes:
        columns: Names, made distinct where the query has two of one name.
        types: DuckDB type of each column.
        rows: Tuples of Python values, fetched as they are asked for.
    """

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


@contextmanager
def connect(snapshot: Snapshot) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB connection that sees the tables of the snapshot, the views, and nothing else.

    Raises:
        CommitError: commit.damaged, where a shard is missing.
    """
    with ExitStack() as opened:
        connection = opened.enter_context(duckdb.connect())
        try:
            for name, dataset in _datasets(snapshot, opened):
                connection.register(name, dataset)
        except FileNotFoundError as error:
            raise CommitError("commit.damaged", f"not there: {error}") from error
        connection.execute(views_text())
        _lock(connection)
        yield connection


def _lock(connection: duckdb.DuckDBPyConnection) -> None:
    for setting in (
        "TimeZone = 'UTC'",  # the same rows on every machine
        "python_enable_replacements = false",  # a misspelt table is not looked for among variables
        "enable_external_access = false",
        "lock_configuration = true",
    ):
        connection.execute(f"SET {setting}")


def ask(connection: duckdb.DuckDBPyConnection, sql: str) -> Answer:
    """Runs the SQL; of several statements, the last one answers.

    Raises:
        UsageError: usage.sql, with DuckDB's reason.
        CommitError: commit.damaged, where a shard cannot be read.
    """
    if not sql.strip(" \t\r\n;"):
        raise UsageError("usage.sql", "the query is empty")
    try:
        result = connection.execute(sql)
        described = result.description or []
        columns = _distinct([column[0] for column in described])
        return Answer(columns, tuple(str(column[1]) for column in described), _fetch(result))
    except duckdb.Error as error:
        raise _explained(error) from error


def _fetch(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    try:
        while batch := result.fetchmany(_BATCH):
            yield from batch
    except duckdb.Error as error:
        raise _explained(error) from error


def _explained(error: duckdb.Error) -> UsageError | CommitError:
    # What is wrong and what it suggests come first; then the SQL is quoted, with a pointer.
    lines = takewhile(lambda line: not line.startswith("LINE "), str(error).splitlines())
    # A table that is close to none of ours is likened to one of DuckDB's own: no help.
    helpful = (line.strip() for line in lines if '"pg_' not in line)
    message = " ".join(filter(None, helpful))
    # Shards are read by Arrow, whose errors DuckDB passes on as its own, behind these words.
    if "reading the stream registered as" in message:
        return CommitError("commit.damaged", message)
    return UsageError("usage.sql", message)


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """`id, id` → `id, id_2`: as keys of one JSON object they would be one."""
    distinct: list[str] = []
    for name in names:
        candidates = (name if number == 1 else f"{name}_{number}" for number in count(1))
        distinct.append(next(each for each in candidates if each not in distinct))
    return tuple(distinct)


def _datasets(snapshot: Snapshot, opened: ExitStack) -> Iterator[tuple[str, pads.Dataset]]:
    """Every table with its shards; the streams among them are closed with `opened`."""
    store, parquet = open_store(snapshot.root), pads.ParquetFileFormat()
    for table in TABLES:
        schema = table.arrow
        if table.partitioned:
            schema = schema.append(pa.field("published", pa.date32()))
        fragments = [
            parquet.make_fragment(*_source(store, file, opened), _filed_under(file))
            for file in snapshot.files(table.name)
        ]
        # The schema makes columns that an older shard does not have null.
        yield table.name, pads.FileSystemDataset(fragments, schema, parquet)


def _source(store: Store, file: ShardFile, opened: ExitStack) -> tuple[Any, FileSystem | None]:
    """What Arrow reads a shard from: its path, or in a bucket a stream of Beam's."""
    path = locate(store, file.path)
    if not isinstance(store, LocalStore):
        return opened.enter_context(store.open(path)), None
    if not store.exists(path):
        raise FileNotFoundError(path)
    return str(Path(store.root, path).absolute()), LocalFileSystem()  # Arrow would expand a `~`


def _filed_under(file: ShardFile) -> pads.Expression | None:
    """What is true of `published` in every row of the file."""
    if not file.partition:
        return None
    column = pads.field("published")
    if file.partition == UNDATED:
        return column.is_null()
    return column == pa.scalar(date.fromisoformat(file.partition))
