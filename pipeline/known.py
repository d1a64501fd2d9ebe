"""What a run must know of what is committed, read once a process."""

import functools
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from pipeline.snapshot import Snapshot
from transforms.select import Age, Known, Standing, age
from transforms.shards import ShardFile, read_parquet


@functools.lru_cache(maxsize=1)  # a worker process serves one run
def load_known(snapshot: Snapshot, versions: tuple[tuple[str, str], ...]) -> Known:
    """What is committed of every article, seen from a run of these versions."""
    runs = snapshot.read("runs", ["run_id", "versions"]).to_pylist()
    same = {run["run_id"] for run in runs if tuple(sorted(run["versions"])) == versions}
    rows: dict[str, list[tuple[Age, str, str]]] = defaultdict(list)
    for file in snapshot.files("articles"):
        for row in _article_keys(snapshot.root, file):
            stood = age(row["modified_at"], row["retrieved_at"], row["revision"])
            rows[row["article_id"]].append((stood, row["run_id"], file.partition))
    return {article_id: _standing(found, same) for article_id, found in rows.items()}


@functools.lru_cache(maxsize=1)
def load_reject_ids(snapshot: Snapshot) -> frozenset[str]:
    """Ids of the committed rejects, once a process."""
    return frozenset(snapshot.read("rejects", ["reject_id"])["reject_id"].to_pylist())


def _article_keys(root: str, file: ShardFile) -> list[dict[str, Any]]:
    columns = ["article_id", "revision", "modified_at", "retrieved_at", "run_id"]
    rows: list[dict[str, Any]] = read_parquet(root, file.path, columns).to_pylist()
    return rows


def _standing(found: Sequence[tuple[Age, str, str]], same: set[str]) -> Standing:
    newest, run_id, _ = max(found)
    return Standing(
        revisions=frozenset(stood[1] for stood, _, _ in found),
        newest=newest,
        current=run_id in same,
        partitions=frozenset(partition for _, _, partition in found),
    )
