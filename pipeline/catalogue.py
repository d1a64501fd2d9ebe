"""What stands in a table folder: tables, columns and snapshots."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from rich import box
from rich.console import Console
from rich.filesize import decimal
from rich.table import Table
from rich.text import Text

from pipeline.query import ask, connect
from pipeline.snapshot import Snapshot, kept_numbers
from schemas import TABLES
from transforms.store import open_store

#: DuckDB's long name of a type that it takes under a short one as well.
_LONG = "TIMESTAMP WITH TIME ZONE"


@dataclass(frozen=True)
class TableEntry:
    """One table. `columns` maps names to DuckDB types; `bytes` are those of its files."""

    name: str
    doc: str
    rows: int
    files: int
    bytes: int
    columns: Mapping[str, str]


@dataclass(frozen=True)
class SnapshotEntry:
    """One snapshot that is kept. `created_at` is ISO 8601, UTC."""

    number: int
    created_at: str
    run_id: str
    current: bool


@dataclass(frozen=True)
class Catalogue:
    """What stands in a table folder."""

    root: str
    tables: tuple[TableEntry, ...]
    snapshots: tuple[SnapshotEntry, ...]

    def to_dict(self) -> dict[str, Any]:
        """For scripts: the names are stable."""
        return asdict(self)


def catalogue(root: str) -> Catalogue:
    """Reads it.

    Raises:
        UsageError: usage.no_snapshot.
        CommitError: commit.damaged.
    """
    snapshot = Snapshot.open(root)
    return Catalogue(root, tuple(_tables(snapshot)), tuple(_snapshots(snapshot)))


def _tables(snapshot: Snapshot) -> Iterator[TableEntry]:
    with connect(snapshot) as connection:
        for table in TABLES:
            files = snapshot.files(table.name)
            described = ask(connection, f"DESCRIBE {table.name}").rows
            yield TableEntry(
                name=table.name,
                doc=table.doc,
                rows=sum(file.rows for file in files),
                files=len(files),
                bytes=sum(file.bytes for file in files),
                columns={name: kind.replace(_LONG, "TIMESTAMPTZ") for name, kind, *_ in described},
            )


def _snapshots(current: Snapshot) -> list[SnapshotEntry]:
    newest = current.manifest.number
    # A manifest beyond the current one is what a killed commit left: not a snapshot.
    numbers = [each for each in kept_numbers(open_store(current.root)) if each <= newest]
    manifests = [Snapshot.open(current.root, number).manifest for number in numbers]
    return [
        SnapshotEntry(each.number, each.created_at, each.run_id, each.number == newest)
        for each in manifests
    ]


def print_catalogue(found: Catalogue, console: Console, columns: bool = False) -> None:
    """Tables and snapshots for a person; with `columns` the columns of each table as well."""
    tables = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    tables.add_column("table", style="bold", no_wrap=True)
    tables.add_column("rows", justify="right", no_wrap=True)
    tables.add_column("size", justify="right", no_wrap=True)
    tables.add_column("columns" if columns else "what a row is")
    for table in found.tables:
        about = _columns(table) if columns else Text(table.doc.partition(". ")[0].rstrip("."))
        tables.add_row(table.name, f"{table.rows:,}", decimal(table.bytes), about)
        if columns:
            tables.add_section()
    console.print(tables)
    console.print()
    snapshots = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in ("snapshot", "committed (UTC)", "run", ""):
        snapshots.add_column(column, no_wrap=True)
    for each in found.snapshots:
        when = each.created_at[:19].replace("T", " ")
        current = "current" if each.current else ""
        snapshots.add_row(str(each.number), when, each.run_id, Text(current, "green"))
    console.print(snapshots)


def _columns(table: TableEntry) -> Text:
    """Names with their types, run on: a line each would be a hundred lines."""
    named = (Text.assemble(name, (f" {kind}", "dim")) for name, kind in table.columns.items())
    return Text(", ").join(named)
