"""Whole runs: the same tables whatever the shards and workers, incremental, and crash-proof."""

import functools
import gzip
import json
import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import typer

from pipeline.commit import STAGING
from pipeline.failures import told
from pipeline.options import RunOptions
from pipeline.run import run
from pipeline.snapshot import CURRENT, Snapshot
from tests.conftest import SEEDS
from tests.rows import check_spans, logical, logical_but_when, rows
from transforms.analyse.language import load_pipeline
from transforms.errors import CommitError, UsageError
from transforms.store import LocalStore

# Forked from a clean process that has loaded all that is slow; never from this one's threads.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.pipeline.warm", "tests.pipeline.test_run"])


@pytest.fixture(autouse=True, scope="module")
def _models_are_loaded_once():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("transforms.analyse.model.load_pipeline", functools.cache(load_pipeline))
        yield


def options(output: Path, *inputs: Path | str, **more) -> RunOptions:
    return RunOptions(tuple(map(str, inputs or [SEEDS])), str(output), **more)


def story(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_763_000_000, 1_763_000_000))
    return path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("shards", "workers", "runner"),
    [(2, 1, "FnApiRunner"), (3, 2, "FnApiRunner"), (7, 1, "DirectRunner"), (1, 2, "FnApiRunner")],
)
def test_shards_workers_and_runner_do_not_show(tmp_path, seeds, shards, workers, runner):
    result = run(options(tmp_path / "tables", shards=shards, workers=workers, runner=runner))
    assert logical(result.snapshot) == logical(seeds)
    assert result.read == result.kept == 3


def test_a_second_run_over_the_same_input_changes_nothing(tmp_path):
    first = run(options(tmp_path / "tables"))
    for shards in (2, 3, 7):
        again = run(options(tmp_path / "tables", shards=shards))
        assert (again.read, again.kept, again.unchanged) == (3, 0, 3)
        assert logical(again.snapshot) == logical(first.snapshot)
    assert len({row["run_id"] for row in rows(again.snapshot, "runs")}) == 4


def test_only_the_added_article_is_analysed(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    story(folder, "one", "“We won,” said Ann Lee, the mayor of Oslo, on Monday evening.")
    run(options(tmp_path / "tables", folder))
    story(folder, "two", "“We lost,” said Bob Day, the mayor of Bergen, on Tuesday morning.")
    second = run(options(tmp_path / "tables", folder))
    assert (second.read, second.kept, second.unchanged) == (2, 1, 1)
    counts = {step["step"]: step["elements_in"] for step in second.run["counts"]}
    assert counts["analyse"] == 1
    speakers = {row["speaker"] for row in rows(second.snapshot, "claims")}
    assert speakers == {"Ann Lee", "Bob Day"}


def test_a_changed_article_is_a_new_revision(tmp_path):
    path = tmp_path / "a.jsonl"
    record = {"url": "https://example.org/a", "text": "“We won,” said Ann Lee, the mayor of Oslo."}
    path.write_text(json.dumps(record))
    run(options(tmp_path / "tables", path))
    record["text"] = "“We won narrowly,” said Ann Lee, the mayor of Oslo."
    record["modified_at"] = "2100-01-01T00:00:00Z"
    path.write_text(json.dumps(record))
    second = run(options(tmp_path / "tables", path))
    assert len(rows(second.snapshot, "articles")) == 2
    (claim,) = rows(second.snapshot, "claims")
    assert "narrowly" in claim["content"]
    assert {row["article_id"] for row in rows(second.snapshot, "articles")} == {claim["article_id"]}


def test_inputs_are_recorded_as_they_were_found(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    one = story(folder, "one", "“We won,” said Ann Lee, the mayor of Oslo, on Monday evening.")
    (folder / "two.txt.gz").write_bytes(gzip.compress(b"cut short" * 99)[:-9])
    (folder / "three.txt").symlink_to("nowhere")
    run(options(tmp_path / "tables", folder))
    two = run(options(tmp_path / "tables", folder))
    found = {Path(row["uri"]).name: row for row in rows(two.snapshot, "inputs")}
    assert {name: (row["status"], row["code"], row["failures"]) for name, row in found.items()} == {
        "one.txt": ("read", None, 0),
        "two.txt.gz": ("failed", "read.compressed", 2),
        "three.txt": ("failed", "read.missing", 2),
    }
    assert found["one.txt"]["size"] == one.stat().st_size
    assert found["one.txt"]["modified_at"].timestamp() == one.stat().st_mtime
    assert {row["run_id"] for row in found.values()} == {two.run["run_id"]}
    # An input that a run does not look at stays as it was.
    last = run(options(tmp_path / "tables", one))
    counts = Counter(row["run_id"] for row in rows(last.snapshot, "inputs"))
    assert counts == {two.run["run_id"]: 2, last.run["run_id"]: 1}


def test_duplicates_are_counted_and_left_out(tmp_path):
    text = "“We won,” said Ann Lee, the mayor of Oslo, on Monday evening."
    result = run(options(tmp_path / "t", story(tmp_path, "a", text), story(tmp_path, "b", text)))
    assert (result.read, result.kept, result.duplicate) == (2, 1, 1)
    assert [row["uri"] for row in rows(result.snapshot, "articles")] == [str(tmp_path / "a.txt")]
    links = rows(result.snapshot, "source_links")
    (copy,) = [row for row in links if row["relation"] == "republishes"]
    assert copy["from_name"] == str(tmp_path / "b.txt")


def test_copies_are_recorded_and_stay_recorded(tmp_path, monkeypatch):
    """An article under its URL, under one that a feed tracks, and on a mobile host."""
    told = {"text": "“We won,” said Ann Lee, the mayor of Oslo.", "publisher": "Daily"}
    urls = ("https://example.org/1", "http://www.example.org/1?utm_source=rss")
    for number, url in enumerate(urls):
        (tmp_path / f"{number}.jsonl").write_text(json.dumps(told | {"url": url}))
    told["text"] += " Read the full story."
    (tmp_path / "2.jsonl").write_text(json.dumps(told | {"url": "https://m.example.org/1"}))

    def copies(result):
        links = rows(result.snapshot, "source_links")
        return {row["from_url"] for row in links if row["relation"] == "republishes"}

    tables = tmp_path / "tables"
    one = run(options(tables, *(tmp_path / f"{number}.jsonl" for number in range(3))))
    assert (one.read, one.kept, one.duplicate) == (3, 1, 2)
    assert copies(one) == {urls[1], "https://m.example.org/1"}
    monkeypatch.setattr("pipeline.run.analysis_version", lambda: {"onrecord": "next"})
    again = run(options(tables, tmp_path / "0.jsonl"))
    assert (again.kept, copies(again)) == (1, copies(one))
    apart = tmp_path / "apart"
    for number in (2, 1, 0):
        last = run(options(apart, tmp_path / f"{number}.jsonl"))
    assert len(rows(last.snapshot, "articles")) == 1
    assert len(copies(last)) == 2


def test_other_languages_are_kept_and_get_no_claims(tmp_path):
    text = "«Мы победили», — сказала мэр Осло Анна Ли вечером в понедельник, говоря о выборах."
    result = run(options(tmp_path / "tables", story(tmp_path, "ru", text)))
    (article,) = rows(result.snapshot, "articles")
    assert article["language"] == "ru"
    assert rows(result.snapshot, "claims") == []


def test_bad_input_is_rejected_and_read_back_when_it_is_mended(tmp_path):
    good = '{"id": "g", "text": "“We won,” said Ann Lee, the mayor of Oslo, on Monday."}'
    path = tmp_path / "a.jsonl"
    path.write_text(f"{good}\n{{broken\n")
    story(tmp_path, "empty", "")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere.txt")
    inputs = [path, tmp_path / "empty.txt", tmp_path / "dangling.txt"]
    result = run(options(tmp_path / "t", *inputs))
    assert (result.read, result.kept, result.rejected) == (4, 1, 3)
    assert sorted(row["code"] for row in rows(result.snapshot, "rejects")) == [
        "parse.empty",
        "parse.json",
        "read.missing",
    ]
    story(tmp_path, "nowhere", "“We lost,” said Bob Day, the mayor of Bergen, on Tuesday.")
    payloads = str(tmp_path / "t" / "rejects" / "*.avro")
    again = run(options(tmp_path / "t", payloads))
    assert (again.read, again.kept, again.rejected) == (3, 1, 2)
    assert len(rows(again.snapshot, "rejects")) == 3  # the same two are not written again
    assert {row["speaker"] for row in rows(again.snapshot, "claims")} == {"Ann Lee", "Bob Day"}
    assert check_spans(again.snapshot)


def test_an_input_that_matches_nothing_is_refused_before_anything_is_made(tmp_path):
    with pytest.raises(UsageError) as raised:
        run(options(tmp_path / "tables", tmp_path / "nothing*.txt"))
    assert raised.value.code == "usage.no_input"
    assert not (tmp_path / "tables").exists()


@pytest.mark.parametrize("table", ["articles", "mentions"])
def test_a_damaged_shard_fails_the_run_under_its_code(tmp_path, capsys, table):
    one = story(tmp_path, "one", "“We won,” said Ann Lee, the mayor of Oslo, on Monday.")
    for shard in run(options(tmp_path / "t", one)).snapshot.paths(table):
        Path(shard).write_bytes(b"PAR1")
    two = story(tmp_path, "two", "“We lost,” said Bob Day, the mayor of Bergen, on Tuesday.")
    with pytest.raises(typer.Exit) as raised, told():
        run(options(tmp_path / "t", one, two))
    assert raised.value.exit_code == 1
    assert capsys.readouterr().err.startswith("error [commit.damaged]: ")


# --- two at once, and killed


def _attempt(output: Path, inputs: list[Path], outcomes, barrier=None) -> None:
    if barrier is not None:
        barrier.wait()
    try:
        result = run(options(output, *inputs))
    except CommitError as error:
        outcomes.put(error.code)
    else:
        outcomes.put(f"kept {result.kept}")


@pytest.mark.slow
def test_of_two_runs_at_once_one_fails_clearly_and_nothing_is_lost(tmp_path):
    stories = [story(tmp_path, name, f"“We won,” said {name} Lee of Oslo.") for name in "AB"]
    output, outcomes, barrier = tmp_path / "tables", FORKS.Queue(), FORKS.Barrier(2)
    runs = [
        FORKS.Process(target=_attempt, args=(output, [each], outcomes, barrier)) for each in stories
    ]
    for process in runs:
        process.start()
    for process in runs:
        process.join()
    assert sorted(outcomes.get(timeout=5) for _ in runs) == ["commit.locked", "kept 1"]
    run(options(output, *stories))
    assert len(rows(Snapshot.open(str(output)), "articles")) == 2


def _die_after(seconds: float, changes: int | None, output: Path, inputs: list[Path]) -> None:
    """Runs, and is killed after a time, or before the given change to the table folder."""
    done = iter(range(10_000))
    for name in ("write", "create", "move", "delete"):
        whole = getattr(LocalStore, name)

        def dying(self, *args, whole=whole):
            if next(done) == changes:
                os.kill(os.getpid(), signal.SIGKILL)
            return whole(self, *args)

        setattr(LocalStore, name, dying)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    run(options(output, *inputs))


@pytest.mark.slow
def test_killed_at_twenty_random_points_the_tables_are_the_old_or_the_new(tmp_path):
    chance = random.Random(20)
    output = tmp_path / "tables"
    stories = [story(tmp_path, "0", "“We won,” said Ann Lee, the mayor of Oslo, on Monday.")]
    started = time.monotonic()
    run(options(output, *stories))
    usual = time.monotonic() - started
    committed, killed = 1, 0
    for point in range(20):
        stories.append(
            story(tmp_path, f"{point + 1}", f"“We won {point},” said Bob Day, of Bergen.")
        )
        # Half are killed at any time of the run, half at a change to the folder: in the commit.
        when = (
            (chance.uniform(0.05, 1.5) * usual, None) if point % 2 else (600, chance.randrange(25))
        )
        child = FORKS.Process(target=_die_after, args=(*when, output, stories))
        child.start()
        child.join()
        killed += child.exitcode == -signal.SIGKILL
        snapshot = Snapshot.open(str(output))
        found = len(rows(snapshot, "articles"))
        assert found in {committed, len(stories)}, "a mixture"
        assert len(rows(snapshot, "claims")) == found
        assert check_spans(snapshot)
        committed = found
    assert killed >= 10, "hardly any run was killed"
    last = run(options(output, *stories))
    assert len(rows(last.snapshot, "articles")) == len(stories)
    fresh = run(options(tmp_path / "fresh", *stories))
    assert logical_but_when(last.snapshot) == logical_but_when(fresh.snapshot)
    files = {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}
    own = {CURRENT, f"manifests/{last.snapshot.manifest.number}.json", "views.sql", ".lock"}
    assert files == {file.path for file in last.snapshot.manifest.files} | own
    assert not (output / STAGING).exists()


def test_options_of_beam_are_checked():
    with pytest.raises(UsageError, match="--no-such-flag"):
        replace(options(Path("t")), beam=("--no-such-flag=1",)).pipeline_options()
    given = replace(options(Path("t")), beam=("--job_name=nightly",)).pipeline_options()
    assert given.get_all_options()["job_name"] == "nightly"
