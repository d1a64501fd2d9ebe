"""What is committed: the manifest that `CURRENT` names, and how to read it.

A table folder holds, all paths relative to it:

    CURRENT                                  the path of a manifest
    manifests/3.json                         which files make up the tables
    claims/published=2025-11-16/….parquet    shards, named by the hash of their content
    rejects/….parquet   rejects/_….avro      rejects, and their payloads
    views.sql                                the tables as DuckDB views, and views over them
    _history/…                               files of older snapshots, where those are kept
    _staging/…                               what a run has written and not committed yet
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

import pyarrow as pa

from pipeline.views import views_text
from schemas import TABLES, by_name
from transforms.errors import CommitError, UsageError
from transforms.ids import stable_id
from transforms.shards import ShardFile, conform, read_parquet
from transforms.store import Store, open_store, read

CURRENT = "CURRENT"
HISTORY = "_history"
VIEWS = "views.sql"

_DUCKDB: Mapping[pa.DataType, str] = {
    pa.string(): "VARCHAR",
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOLEAN",
    pa.binary(): "BLOB",
    pa.date32(): "DATE",
    pa.timestamp("us", tz="UTC"): "TIMESTAMPTZ",
}


def manifest_path(number: int) -> str:
    """Where the manifest of that number lies."""
    return f"manifests/{number}.json"


@dataclass(frozen=True)
class Manifest:
    """One committed state of the tables. Number 0 is the empty folder.

    Attributes:
        number: Counts commits from 1.
        run_id: The run that committed it.
        created_at: ISO 8601, UTC.
        fingerprints: Schema fingerprint by table.
        files: The shards, payload files included.
    """

    number: int
    run_id: str
    created_at: str
    fingerprints: Mapping[str, str] = field(hash=False)
    files: tuple[ShardFile, ...]

    @property
    def digest(self) -> str:
        """32 hex characters that name this state: what a run builds upon."""
        return stable_id("manifest", self.number, self.run_id, *(file.path for file in self.files))

    def to_json(self) -> bytes:
        """The file's content."""
        fields = asdict(self) | {"files": [file._asdict() for file in self.files]}
        return json.dumps({"format": 1, **fields}, indent=1).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Manifest":
        """Reads `to_json` back. Raises ValueError, KeyError or TypeError where it is damaged."""
        fields = json.loads(data)
        if fields.pop("format") != 1:
            raise ValueError("written by a newer version")
        files = tuple(ShardFile(**file) for file in fields.pop("files"))
        return cls(**fields, files=files)


EMPTY = Manifest(0, "", "", {}, ())


@dataclass(frozen=True)
class Snapshot:
    """A consistent view of a table folder."""

    root: str
    manifest: Manifest

    @classmethod
    def current(cls, root: str) -> "Snapshot":
        """The committed state; the empty one where nothing is committed yet.

        Raises:
            CommitError: commit.damaged.
        """
        store = open_store(root)
        try:
            path = read(store, CURRENT).decode().strip()
        except FileNotFoundError:
            return cls(root, EMPTY)
        return cls(root, _read_manifest(store, path))

    @classmethod
    def open(cls, root: str, number: int | None = None) -> "Snapshot":
        """The committed state, or an older one that was kept.

        Raises:
            UsageError: usage.no_snapshot.
            CommitError: commit.damaged.
        """
        if number is None:
            snapshot = cls.current(root)
            if not snapshot.manifest.number:
                raise UsageError("usage.no_snapshot", f"no committed tables in {root}")
            return snapshot
        store, path = open_store(root), manifest_path(number)
        if number not in kept_numbers(store):
            raise UsageError("usage.no_snapshot", f"no snapshot {number} in {root}")
        return cls(root, _read_manifest(store, path))

    def files(self, table: str) -> list[ShardFile]:
        """The shards of a table."""
        return [file for file in self.manifest.files if file.table == table]

    def paths(self, table: str) -> list[str]:
        """Full paths of a table's shards, in `_history` where they have moved there."""
        store = open_store(self.root)
        return [f"{store.root}/{locate(store, file.path)}" for file in self.files(table)]

    def read(self, table: str, columns: Sequence[str] | None = None) -> pa.Table:
        """A whole table as Arrow, under today's schema, in the order of its files.

        Raises:
            CommitError: commit.damaged.
        """
        store, schema = open_store(self.root), by_name(table)
        parts = [
            conform(read_parquet(self.root, locate(store, file.path)), schema)
            for file in self.files(table)
        ]
        whole = pa.concat_tables(parts) if parts else schema.arrow.empty_table()
        return whole.select(list(columns)) if columns else whole

    def views_sql(self) -> str:
        """DuckDB views of the tables, relative to the table folder, and those of `views.sql`."""
        views = [
            view_sql(table.name, [file.path for file in self.files(table.name)]) for table in TABLES
        ]
        return (
            f"-- Snapshot {self.manifest.number}, of run {self.manifest.run_id}.\n"
            "-- In this folder: duckdb -init views.sql\n"
            "SET TimeZone = 'UTC';\n" + "\n".join(views) + f"\n\n{views_text()}"
        )


def view_sql(table: str, paths: Sequence[str]) -> str:
    """A DuckDB view over the files of a table; `published` comes from the folder names."""
    quoted = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
    filed = (
        ", hive_partitioning = true, hive_types = {'published': DATE}"
        if by_name(table).partitioned
        else ", hive_partitioning = false"
    )
    # Older files may lack columns that views build upon: the first part names all there are.
    columns = ", ".join(f'NULL::{_duckdb(f.type)} AS "{f.name}"' for f in by_name(table).arrow)
    return (
        f"CREATE OR REPLACE VIEW {table} AS\n"
        f"    SELECT {columns} WHERE false\n"
        f"    UNION ALL BY NAME\n"
        f"    SELECT * FROM read_parquet([{quoted}], union_by_name = true{filed});"
    )


def _duckdb(kind: pa.DataType) -> str:
    """The DuckDB type of a column."""
    if pa.types.is_list(kind):
        return f"{_duckdb(kind.value_type)}[]"
    if pa.types.is_map(kind):
        return f"MAP({_duckdb(kind.key_type)}, {_duckdb(kind.item_type)})"
    if pa.types.is_struct(kind):
        inner = ", ".join(f'"{field.name}" {_duckdb(field.type)}' for field in kind)
        return f"STRUCT({inner})"
    return _DUCKDB[kind]


def locate(store: Store, path: str) -> str:
    """Where a file of a snapshot lies now."""
    moved = f"{HISTORY}/{path}"
    return moved if not store.exists(path) and store.exists(moved) else path


def kept_numbers(store: Store) -> list[int]:
    """Numbers of the manifests that are there, ascending."""
    names = (path.removeprefix("manifests/") for path in store.files("manifests"))
    return sorted(int(name[:-5]) for name in names if name[:-5].isdecimal())


def _read_manifest(store: Store, path: str) -> Manifest:
    try:
        return Manifest.from_json(read(store, path))
    except FileNotFoundError as error:
        raise CommitError("commit.damaged", f"{CURRENT} names {path}: not there") from error
    except (ValueError, KeyError, TypeError) as error:
        raise CommitError("commit.damaged", f"{path}: {error}") from error
