"""What a run must know of what is committed, read once a process."""

import functools
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain

from pipeline.options import shaping_of
from pipeline.snapshot import Snapshot
from schemas import by_name
from schemas.rows import InputsRow
from transforms.filing import inputs_of
from transforms.looks import Committed, without_validators
from transforms.select import Known, Standing
from transforms.shards import conform, read_parquet
from transforms.versions import VERSION_COLUMNS, Version, rank, version_of


@functools.lru_cache(maxsize=1)  # a process serves one run at a time
def load_known(snapshot: Snapshot, versions: tuple[tuple[str, str], ...]) -> Known:
    """What is committed of every article, seen from a run of these versions."""
    runs = snapshot.read("runs", ["run_id", "versions"]).to_pylist()
    same = {run["run_id"] for run in runs if tuple(sorted(run["versions"])) == versions}
    versions_of: dict[str, list[tuple[Version, str]]] = defaultdict(list)
    for file in snapshot.files("articles"):
        columns = ["article_id", *VERSION_COLUMNS, "run_id"]
        rows = conform(
            read_parquet(snapshot.root, file.path, columns), by_name("articles"), columns
        )
        for row in rows.to_pylist():
            versions_of[row["article_id"]].append((version_of(row), row["run_id"]))
    return {article_id: _standing(found, same) for article_id, found in versions_of.items()}


@functools.lru_cache(maxsize=1)
def load_inputs(
    snapshot: Snapshot, versions: tuple[tuple[str, str], ...], options: tuple[tuple[str, str], ...]
) -> Committed:
    """What is committed of every input, seen from a run of these versions and shaping options."""
    runs = snapshot.read("runs", ["run_id", "versions", "options"]).to_pylist()
    same = {
        run["run_id"]
        for run in runs
        if tuple(sorted(run["versions"])) == versions
        and tuple(sorted(shaping_of(dict(run["options"])).items())) == options
    }
    rows: list[InputsRow] = snapshot.read("inputs").to_pylist()
    return {row["uri"]: row if row["run_id"] in same else without_validators(row) for row in rows}


@functools.lru_cache(maxsize=1)
def load_reject_ids(snapshot: Snapshot) -> frozenset[str]:
    """Ids of the committed rejects, once a process."""
    return frozenset(snapshot.read("rejects", ["reject_id"])["reject_id"].to_pylist())


@functools.lru_cache(maxsize=1)
def load_refused(snapshot: Snapshot) -> frozenset[str]:
    """Inputs that have committed rejects, or are named as if they had."""
    uris = snapshot.read("rejects", ["uri"])["uri"].to_pylist()
    return frozenset(chain.from_iterable(map(inputs_of, uris)))


def _standing(found: Sequence[tuple[Version, str]], same: set[str]) -> Standing:
    versions = tuple(version for version, _ in found)
    newest, _ = rank(versions)
    return Standing(versions, dict(found)[newest] in same)
