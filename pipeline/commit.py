"""From staged shards to committed tables: manifest, `CURRENT`, sweeping.

One process commits, once, after the graph is done, because Beam may run any DoFn twice. Until
`CURRENT` is replaced, which is atomic, readers see the old tables; from then on the new ones. What
a killed run leaves behind (staged files, shards and manifests that `CURRENT` does not lead to) is
swept by the next run that commits.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import fasteners

from pipeline.snapshot import (
    CURRENT,
    HISTORY,
    VIEWS,
    Manifest,
    Snapshot,
    kept_numbers,
    manifest_path,
)
from schemas import PAYLOADS, TABLES
from schemas.rows import RunsRow
from transforms.errors import CommitError
from transforms.filing import Layout
from transforms.link.tables import Tables
from transforms.shards import UNDATED, ShardFile, ShardKey
from transforms.store import LocalStore, Store, open_store, unwritable
from transforms.write import stage, write_shard

STAGING = "_staging"

#: The date that a table without a dated row is given a file without rows under: any would do.
_PLACEHOLDER = "1970-01-01"

_OURS = re.compile(r"_?[0-9a-f]{32}\.(parquet|avro)|\.[0-9a-f]{32}\.aside")


@dataclass(frozen=True)
class Transaction:
    """A run's hold on a table folder, from reading what is committed to committing.

    Attributes:
        parent: The state it builds upon.
        staging: Folder, relative to the root, that it alone writes to.
        orphans: Numbers of manifests that a killed commit left beyond `parent`.
    """

    parent: Snapshot
    staging: str
    orphans: frozenset[int]

    @property
    def store(self) -> Store:
        """The table folder."""
        return open_store(self.parent.root)

    def layout(self, shards: int) -> Layout:
        """Where its shards go."""
        return Layout(self.parent.root, self.staging, shards, self.parent.manifest.files)

    def tables(self, written: Sequence[ShardFile] = ()) -> Tables:
        """The tables as they will be with the staged shards."""
        return Tables(self.parent.root, self.parent.manifest.files).after(self.staging, written)

    def commit(self, shards: Sequence[ShardFile], run: RunsRow, keep: int = 1) -> Snapshot:
        """Makes the staged shards the tables, and sweeps.

        Args:
            shards: What the graphs wrote; of two of one key the later stands.
            run: This run's row of `runs`.
            keep: How many snapshots to keep, this one included.

        Raises:
            CommitError: commit.conflict where another run has committed since.
        """
        self._check_unchanged()
        files = self._merge([*shards, *self._write_run(run)])
        manifest = self._manifest([*files, *self._write_empty(files)], run)
        for file in set(manifest.files) - set(self.parent.manifest.files):
            self._publish(file)
        self._create_manifest(manifest)
        self._check_unchanged()
        self.store.write(CURRENT, f"{manifest_path(manifest.number)}\n".encode())
        snapshot = Snapshot(self.parent.root, manifest)
        self.store.write(VIEWS, snapshot.views_sql().encode())
        sweep(self.store, snapshot, keep)
        return snapshot

    def _check_unchanged(self) -> None:
        now = Snapshot.current(self.parent.root).manifest
        if now.digest != self.parent.manifest.digest:
            raise CommitError(
                "commit.conflict",
                f"run {now.run_id} committed snapshot {now.number} to {self.parent.root} meanwhile",
            )

    def _write_run(self, run: RunsRow) -> Iterator[ShardFile]:
        return write_shard(ShardKey("runs", "", 0), [run], self.layout(1))

    def _merge(self, written: Sequence[ShardFile]) -> list[ShardFile]:
        """The shards of the new state: those written, and the old ones they do not replace."""
        # Payloads are only ever added to; files without rows were placeholders.
        payloads = [f for f in (*self.parent.manifest.files, *written) if f.table == PAYLOADS.name]
        # What is written later replaces what is written earlier: linking comes after analysing.
        shards = {f.key: f for f in (*self.parent.manifest.files, *written)}
        tables = [f for f in shards.values() if f.table != PAYLOADS.name]
        return [file for file in (*payloads, *tables) if file.rows]

    def _write_empty(self, files: Sequence[ShardFile]) -> list[ShardFile]:
        """A file without rows for every table that needs one, so that readers find its columns.

        Of a table filed by date these are `published` too, whose type Arrow and DuckDB tell from
        the folders' names: without a date among them Arrow, and so pandas, refuses to read.
        """
        filled = {file.table for file in files if file.partition != UNDATED}
        return [
            stage(
                ShardKey(table.name, _PLACEHOLDER if table.partitioned else "", 0),
                self.layout(1),
                table.arrow.empty_table(),
            )
            for table in TABLES
            if table.name not in filled
        ]

    def _manifest(self, files: Sequence[ShardFile], run: RunsRow) -> Manifest:
        by_path = {file.path: file for file in files}
        return Manifest(
            number=self.parent.manifest.number + 1,
            run_id=run["run_id"],
            created_at=datetime.now(UTC).isoformat(),
            fingerprints={table.name: table.fingerprint for table in TABLES},
            files=tuple(by_path[path] for path in sorted(by_path)),
        )

    def _publish(self, file: ShardFile) -> None:
        if not self.store.exists(file.path):
            self.store.move(f"{self.staging}/{file.path}", file.path)

    def _create_manifest(self, manifest: Manifest) -> None:
        path = manifest_path(manifest.number)
        if manifest.number in self.orphans:
            self.store.delete(path)
        try:
            self.store.create(path, manifest.to_json())
        except FileExistsError as error:
            raise CommitError("commit.conflict", f"another run is committing {path}") from error


@contextmanager
def transaction(root: str) -> Iterator[Transaction]:
    """Holds the table folder for one run; what the run staged is gone when it ends.

    On a disk a lock keeps a second run out from the start. A bucket has none: there the run that
    commits second finds that `CURRENT` has moved.

    Raises:
        CommitError: commit.locked, commit.damaged, commit.unwritable.
    """
    store = open_store(root)
    with _lock(store):
        parent = Snapshot.current(root)
        if isinstance(store, LocalStore):  # on a bucket another run may be at work in there
            store.clear(STAGING)
        staging = f"{STAGING}/{uuid4().hex}"
        beyond = (number for number in kept_numbers(store) if number > parent.manifest.number)
        try:
            yield Transaction(parent, staging, frozenset(beyond))
        finally:
            store.clear(staging)


@contextmanager
def _lock(store: Store) -> Iterator[None]:
    if not isinstance(store, LocalStore):
        yield
        return
    # A lock of the operating system: it goes with the process that holds it, however that ends.
    lock = fasteners.InterProcessLock(Path(store.root) / ".lock")
    try:
        Path(store.root).mkdir(parents=True, exist_ok=True)
        acquired = lock.acquire(blocking=False)
    except OSError as error:
        raise unwritable(store.root, error) from error
    if not acquired:
        raise CommitError("commit.locked", f"another run is writing to {store.root}")
    try:
        yield
    finally:
        lock.release()


def sweep(store: Store, snapshot: Snapshot, keep: int = 1) -> None:
    """Removes what no kept snapshot needs; moves what only older ones need to `_history`.

    Only files that are named as ours are touched.
    """
    number = snapshot.manifest.number
    kept = [each for each in kept_numbers(store) if number - keep < each < number]
    for each in set(kept_numbers(store)) - {*kept, number}:
        store.delete(manifest_path(each))
    current = {file.path for file in snapshot.manifest.files}
    older = {
        file.path for each in kept for file in Snapshot.open(snapshot.root, each).manifest.files
    }
    for path in [path for table in TABLES for path in store.files(table.name) if _is_ours(path)]:
        if path in current:
            continue
        if path in older:
            store.move(path, f"{HISTORY}/{path}")
        else:
            store.delete(path)
    for path in list(store.files(HISTORY)):
        if path.removeprefix(f"{HISTORY}/") not in older - current:
            store.delete(path)


def _is_ours(path: str) -> bool:
    return _OURS.fullmatch(path.rpartition("/")[2]) is not None
