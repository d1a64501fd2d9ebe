"""The commit: old tables or new, never a mixture, and nothing left behind."""

import datetime as dt
import json
import multiprocessing
import os
import signal
from pathlib import Path

import duckdb
import fastavro
import pyarrow.parquet as pq
import pytest

from pipeline.commit import transaction
from pipeline.known import load_known, load_reject_ids
from pipeline.snapshot import CURRENT, Snapshot
from schemas import TABLES, by_name
from transforms.elements import RawDocument, Reject
from transforms.errors import CommitError, UsageError
from transforms.filing import file_article, file_reject
from transforms.ids import stable_id
from transforms.store import LocalStore
from transforms.write import write_shard

DAY = dt.datetime(2025, 11, 16, 8, tzinfo=dt.UTC)


def article(number: int, text: str = "One.", day: dt.datetime | None = DAY) -> dict:
    """The rows of a small article, each of its tables with one row."""
    article_id = f"{number:08x}" + "a" * 24
    revision = stable_id(text)
    row = dict.fromkeys(by_name("articles").columns) | {
        "article_id": article_id,
        "revision": revision,
        "uri": f"{number}.txt",
        "authors": [],
        "published_at": day,
        "retrieved_at": DAY,
        "language": "en",
        "text": text,
        "extent": "full",
        "word_count": 1,
        "reader": "text",
        "warnings": [],
        "raw_sha256": "",
        "run_id": "run",
    }
    entity = {
        "entity_id": f"{number:08x}{len(text):024x}",
        "name": text,
        "label": "PERSON",
        "aliases": [],
        "articles": 1,
        "mentions": 1,
    }
    mention = {
        "mention_id": f"{number:08x}{len(text):024x}",
        "article_id": article_id,
        "entity_id": entity["entity_id"],
        "start": 0,
        "end": 3,
        "text": text[:3],
        "label": "PERSON",
        "form": "name",
        "score": 1.0,
    }
    return {
        "articles": [row],
        "claims": [],
        "source_links": [],
        "entities": [entity],
        "mentions": [mention],
    }


def run_row(run_id: str) -> dict:
    return {
        "run_id": run_id,
        "started_at": DAY,
        "finished_at": DAY,
        "inputs": ["x"],
        "options": {},
        "versions": {"onrecord": "1"},
        "counts": [{"step": "read", "elements_in": 1, "elements_out": 1}],
    }


def write(held, articles=(), rejects=(), shards: int = 1) -> list:
    """What the graph does, without Beam."""
    layout = held.layout(shards)
    known = load_known(held.parent, (("onrecord", "1"),))
    filed: dict = {}
    for tables in articles:
        standing = known.get(tables["articles"][0]["article_id"])
        for key, value in file_article(tables, standing, layout):
            filed.setdefault(key, []).append(value)
    for reject in rejects:
        for key, value in file_reject(reject, "run", layout):
            filed.setdefault(key, []).append(value)
    return [file for key in filed for file in write_shard(key, filed[key], layout)]


def run(root: Path, *articles, rejects=(), shards: int = 1, keep: int = 1, run_id="run"):
    with transaction(str(root)) as held:
        return held.commit(write(held, articles, rejects, shards), run_row(run_id), keep)


def texts(root: Path) -> list[str]:
    return sorted(Snapshot.open(str(root)).read("articles")["text"].to_pylist())


def on_disk(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def referenced(snapshot: Snapshot) -> set[str]:
    return {file.path for file in snapshot.manifest.files}


def test_the_first_commit(tmp_path):
    snapshot = run(tmp_path, article(1), article(2, day=None))
    assert (tmp_path / CURRENT).read_text() == "manifests/1.json\n"
    assert texts(tmp_path) == ["One.", "One."]
    own = {CURRENT, "manifests/1.json", "views.sql", ".lock"}
    assert on_disk(tmp_path) == referenced(snapshot) | own
    assert {path.split("/")[1] for path in referenced(snapshot) if path.startswith("articles")} == {
        "published=2025-11-16",
        "published=__HIVE_DEFAULT_PARTITION__",
    }


def test_a_file_is_named_by_its_content(tmp_path):
    one = run(tmp_path / "a", article(1))
    other = run(tmp_path / "b", article(1))
    assert referenced(one) == referenced(other)


def test_every_table_has_a_file_with_its_columns(tmp_path):
    snapshot = run(tmp_path)
    for table in TABLES:
        (path,) = (tmp_path / table.name).rglob("*.parquet")
        assert tuple(pq.read_schema(path).names) == table.columns
        assert snapshot.read(table.name).num_rows == (table.name == "runs")


def test_placeholders_go_when_rows_come(tmp_path):
    run(tmp_path)
    run(tmp_path, article(1))
    (path,) = (tmp_path / "mentions").rglob("*.parquet")
    assert pq.read_metadata(path).num_rows == 1


@pytest.mark.parametrize("days", [[], [None], [DAY], [None, DAY]])
def test_a_table_is_read_by_its_folder_alone(tmp_path, days):
    run(tmp_path, *(article(number, day=day) for number, day in enumerate(days)))
    for name in ("articles", "mentions"):
        folder = tmp_path / name
        dates = sorted(str(day and day.date()) for day in days)
        # As pandas.read_parquet does.
        assert sorted(map(str, pq.read_table(folder)["published"].to_pylist())) == dates
        glob = duckdb.sql(f"SELECT published, typeof(published) FROM '{folder}/**/*.parquet'")
        assert sorted(str(day) for day, _ in glob.fetchall()) == dates
        assert {kind for _, kind in glob.fetchall()} <= {"DATE"}


def test_a_second_run_adds_and_replaces(tmp_path):
    run(tmp_path, article(1), article(2))
    snapshot = run(tmp_path, article(2, "Two, longer."), article(3, "Three."))
    assert texts(tmp_path) == ["One.", "One.", "Three.", "Two, longer."]  # revisions stay
    assert sorted(snapshot.read("mentions")["text"].to_pylist()) == ["One", "Thr", "Two"]
    assert sorted(snapshot.read("entities")["name"].to_pylist()) == [
        "One.",
        "Three.",
        "Two, longer.",
    ]
    assert on_disk(tmp_path) >= referenced(snapshot)


def test_an_article_may_change_its_day(tmp_path):
    run(tmp_path, article(1), article(2))
    snapshot = run(tmp_path, article(1, day=DAY + dt.timedelta(days=1)))
    assert texts(tmp_path) == ["One.", "One."]  # the same revision, once
    assert snapshot.read("mentions").num_rows == 2
    assert snapshot.read("entities").num_rows == 2


def test_a_partition_without_rows_has_no_files(tmp_path):
    run(tmp_path, article(1))
    run(tmp_path, article(1, day=DAY + dt.timedelta(days=1)))
    assert not (tmp_path / "mentions" / "published=2025-11-16").exists()


def test_a_glob_over_a_table_folder_is_right_after_every_run(tmp_path):
    for number in range(4):
        run(tmp_path, article(number), article(0, f"Text {number}"), shards=3)
        for table in ("articles", "mentions", "entities", "runs"):
            glob = duckdb.sql(f"SELECT count(*) FROM '{tmp_path}/{table}/**/*.parquet'")
            assert glob.fetchall()[0] == (Snapshot.open(str(tmp_path)).read(table).num_rows,)


@pytest.mark.parametrize("shards", [1, 2, 3, 7])
def test_the_number_of_shards_does_not_show(tmp_path, shards):
    everything = [article(number * 7919) for number in range(20)]
    snapshot = run(tmp_path / "a", *everything, shards=shards)
    if shards > 1:
        assert len(snapshot.files("articles")) > 1
    other = run(tmp_path / "b", *everything)
    for table in TABLES:
        rows = [sorted(each.read(table.name).to_pylist(), key=str) for each in (snapshot, other)]
        assert rows[0] == rows[1]


def test_a_partition_keeps_its_number_of_shards(tmp_path):
    run(tmp_path, *(article(number) for number in range(20)), shards=3)
    snapshot = run(tmp_path, article(21), shards=7)
    assert {file.shards for file in snapshot.files("articles")} == {3}


def test_rejects_and_their_payloads(tmp_path):
    raw = RawDocument("bad.jsonl#3", b"{", "jsonl", DAY)
    reject = Reject.of(raw, "parse", "parse.json", "not JSON")
    snapshot = run(tmp_path, rejects=[reject])
    assert snapshot.read("rejects")["code"].to_pylist() == ["parse.json"]
    (path,) = tmp_path.glob("rejects/*.avro")
    with path.open("rb") as stream:
        (record,) = fastavro.reader(stream)
    assert record["payload"] == b"{"
    assert record["reader"] == "jsonl"
    assert load_reject_ids(snapshot) == {reject.reject_id}
    run(tmp_path, article(1))
    assert path.exists()


def test_views(tmp_path, monkeypatch):
    run(tmp_path, article(1), article(2, day=None))
    monkeypatch.chdir(tmp_path)
    connection = duckdb.connect()
    connection.execute((tmp_path / "views.sql").read_text())
    rows = connection.execute("SELECT published, text FROM articles ORDER BY ALL").fetchall()
    assert rows == [(DAY.date(), "One."), (None, "One.")]
    assert connection.execute("SELECT count(*) FROM claims").fetchone() == (0,)


def test_snapshots_are_kept_when_asked_for(tmp_path):
    run(tmp_path, article(1), keep=2)
    run(tmp_path, article(1, "Two."), keep=2)
    assert [len(Snapshot.open(str(tmp_path), n).read("articles")) for n in (1, 2)] == [1, 2]
    assert Snapshot.open(str(tmp_path), 1).read("mentions")["text"].to_pylist() == ["One"]
    assert duckdb.sql(f"FROM '{tmp_path}/mentions/**/*.parquet'").fetchall()[0][5] == "Two"
    run(tmp_path, article(2), keep=2)
    with pytest.raises(UsageError, match="no snapshot 1"):
        Snapshot.open(str(tmp_path), 1)
    run(tmp_path, article(3), keep=1)
    assert not (tmp_path / "_history").exists()


def test_files_of_others_are_left_alone(tmp_path):
    run(tmp_path, article(1))
    (tmp_path / "claims" / "notes.parquet").write_bytes(b"mine")
    run(tmp_path, article(2))
    assert (tmp_path / "claims" / "notes.parquet").exists()


def test_a_second_run_is_kept_out(tmp_path):
    with multiprocessing.get_context("spawn").Pool(1) as pool, transaction(str(tmp_path)):
        refused = pool.apply_async(_code_of_a_run, (tmp_path,))
        assert refused.get(timeout=60) == "commit.locked"
    run(tmp_path, article(1))


def _code_of_a_run(root: Path) -> str:
    try:
        run(root, article(9))
    except CommitError as error:
        return error.code
    return "committed"


def test_of_two_commits_one_wins_and_nothing_is_lost(tmp_path):
    run(tmp_path, article(1))
    # Within one process the lock lets both in, as a bucket would.
    with transaction(str(tmp_path)) as one, transaction(str(tmp_path)) as other:
        mine, yours = write(one, [article(2, "Two.")]), write(other, [article(3, "Three.")])
        one.commit(mine, run_row("one"))
        with pytest.raises(CommitError) as raised:
            other.commit(yours, run_row("other"))
    assert raised.value.code == "commit.conflict"
    assert texts(tmp_path) == ["One.", "Two."]
    run(tmp_path, article(3, "Three."))
    assert texts(tmp_path) == ["One.", "Three.", "Two."]


def test_a_folder_that_cannot_be_made_is_said_to_be_unwritable(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CommitError) as raised:
        run(tmp_path / "file" / "tables", article(1))
    assert raised.value.code == "commit.unwritable"


def test_a_damaged_manifest_is_said_to_be_damaged(tmp_path):
    run(tmp_path, article(1))
    (tmp_path / "manifests" / "1.json").write_text("{")
    with pytest.raises(CommitError) as raised:
        Snapshot.open(str(tmp_path))
    assert raised.value.code == "commit.damaged"


def test_a_missing_shard_is_said_to_be_missing(tmp_path):
    snapshot = run(tmp_path, article(1))
    (tmp_path / snapshot.files("articles")[0].path).unlink()
    with pytest.raises(CommitError) as raised:
        snapshot.read("articles")
    assert raised.value.code == "commit.damaged"


def test_the_manifest_is_readable(tmp_path):
    run(tmp_path, article(1))
    manifest = json.loads((tmp_path / "manifests" / "1.json").read_text())
    assert manifest["number"] == 1
    assert set(manifest["fingerprints"]) == {table.name for table in TABLES}


# --- killed at every step of the commit


def _killed_at(root: Path, step: int) -> None:
    """Runs a commit that dies, as by kill -9, before the given change to the disk."""
    changes = iter(range(10_000))
    for name in ("write", "create", "move", "delete"):
        whole = getattr(LocalStore, name)

        def dying(self, *args, whole=whole):
            if next(changes) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return whole(self, *args)

        setattr(LocalStore, name, dying)
    run(root, article(1, "One, changed."), article(4, "Four."), keep=2, run_id="second")


@pytest.mark.slow
# Forked, not spawned, for speed; the child runs no thread of its parent's and ends at once.
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_commit_killed_at_any_step_leaves_the_old_tables_or_the_new(tmp_path):
    old, new = ["One.", "One."], ["Four.", "One, changed.", "One.", "One."]
    seen, context = [], multiprocessing.get_context("fork")
    for step in range(1000):
        root = tmp_path / str(step)
        run(root, article(1), article(2))
        child = context.Process(target=_killed_at, args=(root, step))
        child.start()
        child.join()
        seen.append(texts(root))
        snapshot = Snapshot.open(str(root))
        assert all(len(snapshot.read(table.name).columns) for table in TABLES)
        final = run(root, article(4, "Four."), article(1, "One, changed."), run_id="third")
        assert texts(root) == new
        assert final.read("mentions").num_rows == 3
        own = {CURRENT, f"manifests/{final.manifest.number}.json", "views.sql", ".lock"}
        assert on_disk(root) == referenced(final) | own
        if child.exitcode == 0:
            break
    assert step > 15, "the commit was hardly interrupted"
    assert seen[0] == old
    assert seen[-1] == new
    assert sorted(seen, key=len) == seen, "once new, never old again"
    assert {tuple(each) for each in seen} == {tuple(old), tuple(new)}
