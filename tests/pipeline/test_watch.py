"""Watches: whatever is delivered how often, in the end the tables are those of one run."""

import json
import os
import signal
import sys
from pathlib import Path

import pytest

import pipeline.watch
from pipeline.commit import Transaction
from pipeline.due import Pace
from pipeline.interrupts import Stop, interruptible
from pipeline.options import RunOptions
from pipeline.run import run, run_batch
from pipeline.snapshot import Snapshot
from pipeline.watch import Round, watch
from tests.rows import logical_but_when, rows
from tests.transforms.fetch.server import serving
from transforms.errors import CommitError, UsageError
from transforms.read import MatchedFile

#: One look, as soon as a file is there.
ONCE = Pace(every=0.01, settle=0, rounds=1)


def options(output: Path, *inputs: Path | str, **more) -> RunOptions:
    return RunOptions(tuple(map(str, inputs)), str(output), **more)


def looks(asked: RunOptions, pace: Pace = ONCE) -> list[Round]:
    return list(watch(asked, pace, Stop()))


def record(name: str) -> str:
    text = f"“We won {name},” said Ann Lee, the mayor of Oslo, on Monday."
    return json.dumps({"id": name, "text": text}) + "\n"


@pytest.fixture
def site():
    with serving() as found:
        yield found


@pytest.fixture
def incoming(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


def test_a_file_that_grows_ends_as_if_it_had_been_read_once(tmp_path, incoming):
    tables, path = tmp_path / "tables", incoming / "a.jsonl"
    asked = options(tables, incoming, tmp_path / "later*")
    second = record("two")
    path.write_text(record("one") + second[:20])
    (first,) = looks(asked)
    assert (first.result.kept, first.result.rejected) == (1, 1)
    path.write_text(record("one") + second + "{broken\n")
    (grown,) = looks(asked)
    assert (grown.result.kept, grown.result.unchanged, grown.result.rejected) == (1, 1, 1)
    os.utime(path, (1_763_000_000, 1_763_000_000))
    (tmp_path / "later.txt").write_text("“We lost,” said Bob Day, the mayor of Bergen.")
    (touched,) = looks(asked)
    assert (touched.inputs, touched.result.kept, touched.result.rejected) == (2, 1, 1)
    assert looks(asked, Pace(every=0.01, settle=0, rounds=3)) == []
    once = run(options(tmp_path / "once", incoming, tmp_path / "later*"))
    snapshot = Snapshot.open(str(tables))
    assert logical_but_when(snapshot) == logical_but_when(once.snapshot)
    assert [row["uri"] for row in rows(snapshot, "rejects")] == [f"{path}#3"]
    assert snapshot.manifest.number == 3


def test_a_broken_file_is_read_once_and_again_when_it_is_mended(tmp_path, incoming):
    asked = options(tmp_path / "tables", incoming)
    path = incoming / "a.jsonl.gz"
    path.write_bytes(b"\x1f\x8b broken")
    (first,) = looks(asked)
    assert first.result.rejected == 1
    assert looks(asked) == []
    path.write_text(record("one"))
    (mended,) = looks(asked)
    assert mended.result.kept == 1
    assert rows(mended.result.snapshot, "rejects") == []


def test_files_that_are_being_written_are_left_until_they_are_not(tmp_path, incoming):
    asked = options(tmp_path / "tables", incoming)
    part = incoming / "a.jsonl.part"
    part.write_text(record("one"))
    (incoming / "b.jsonl").write_text(record("two"))
    assert looks(asked, Pace(every=60, settle=30, rounds=1)) == []
    (settled,) = looks(asked, Pace(every=0.01, settle=30, rounds=2))
    assert settled.inputs == 1
    part.rename(incoming / "a.jsonl")
    (renamed,) = looks(asked)
    assert (renamed.inputs, renamed.result.kept) == (1, 1)


def test_what_cannot_be_had_is_recorded_and_holds_up_nothing(tmp_path, incoming):
    (incoming / "dangling.txt").symlink_to(tmp_path / "nowhere.txt")
    (incoming / "a.jsonl").write_text(record("one"))
    asked = options(tmp_path / "tables", incoming)
    (first,) = looks(asked)
    assert (first.result.kept, first.result.rejected) == (1, 0)
    (gone,) = [row for row in rows(first.result.snapshot, "inputs") if row["code"]]
    assert (gone["status"], gone["code"], gone["failures"]) == ("failed", "read.missing", 1)
    assert looks(asked, Pace(every=3600, settle=0, rounds=1)) == []
    (tmp_path / "nowhere.txt").write_text("“We lost,” said Bob Day, the mayor of Bergen.")
    (mended,) = looks(asked)
    assert (mended.result.kept, mended.result.unchanged) == (1, 0)


def test_a_file_that_is_gone_when_it_is_read_is_no_reject(tmp_path):
    asked = options(tmp_path / "tables", tmp_path / "a.txt")
    result = run_batch(asked, [MatchedFile(str(tmp_path / "a.txt"), 7, None)])
    assert result is not None
    assert (result.read, result.rejected) == (0, 0)


def test_an_input_that_nothing_reaches_is_refused(tmp_path):
    with pytest.raises(UsageError, match="nowhere"):
        looks(options(tmp_path / "tables", "nowhere://bucket/*"))
    assert not (tmp_path / "tables").exists()


def test_another_run_at_work_is_waited_for_but_not_for_ever(tmp_path, incoming, monkeypatch):
    def locked(*_):
        raise CommitError("commit.locked", "another run is writing")

    monkeypatch.setattr(pipeline.watch, "_PATIENCE", 2)
    monkeypatch.setattr(pipeline.watch, "run_batch", locked)
    (incoming / "a.jsonl").write_text(record("one"))
    told = watch(options(tmp_path / "tables", incoming), Pace(every=0.01, settle=0), Stop())
    for _ in range(2):
        done = next(told)
        assert (done.result, done.error.code) == (None, "commit.locked")
        assert "[commit.locked] another run is writing" in done.line()
    with pytest.raises(CommitError):
        next(told)


def signalled(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Signals arrive while a batch is in hand."""

    def signalled(*arguments):
        for _ in range(times):
            signal.raise_signal(signal.SIGTERM)
        return run_batch(*arguments)

    monkeypatch.setattr(pipeline.watch, "run_batch", signalled)


def test_a_signal_lets_it_finish_the_batch_in_hand(tmp_path, incoming, monkeypatch):
    (incoming / "a.jsonl").write_text(record("one"))
    signalled(monkeypatch, 1)
    stop = Stop()
    with interruptible("left", sys.stderr, stop):
        (done,) = watch(options(tmp_path / "tables", incoming), Pace(settle=0), stop)
    assert done.result.kept == 1


def test_a_signal_while_it_commits_ends_it_after(tmp_path, incoming, monkeypatch):
    commit = Transaction.commit

    def signalled(*arguments):
        signal.raise_signal(signal.SIGTERM)
        return commit(*arguments)

    monkeypatch.setattr(Transaction, "commit", signalled)
    (incoming / "a.jsonl").write_text(record("one"))
    stop = Stop()
    with interruptible("left", sys.stderr, stop):
        asked = options(tmp_path / "tables", incoming)
        (done,) = watch(asked, Pace(every=0.01, settle=0, rounds=5), stop)
        assert stop.asked
    assert done.result.kept == 1


def test_a_second_signal_ends_it_at_once(tmp_path, incoming, monkeypatch):
    (incoming / "a.jsonl").write_text(record("one"))
    signalled(monkeypatch, 2)
    stop = Stop()
    with pytest.raises(KeyboardInterrupt), interruptible("left", sys.stderr, stop):
        list(watch(options(tmp_path / "tables", incoming), Pace(settle=0), stop))
    assert not (tmp_path / "tables").exists()


def test_a_signal_wakes_it() -> None:
    stop = Stop()
    with interruptible("left", sys.stderr, stop):
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        before = signal.signal(signal.SIGALRM, lambda *_: signal.raise_signal(signal.SIGTERM))
        assert stop.wait(60)
        signal.signal(signal.SIGALRM, before)


def test_addresses_are_asked_again_for_news_and_those_that_fail_hold_up_nothing(tmp_path, site):
    feed, bad = f"{site.url}/a.jsonl", f"{site.url}/bad"
    site.pages["/a.jsonl"] = (200, {"ETag": '"1"'}, record("one").encode())
    site.pages["/bad"] = (500, {"Retry-After": "3600"}, b"")
    manners = {"allow_private_addresses": True, "host_delay": 0.0}
    asked = options(tmp_path / "tables", feed, bad, **manners)
    (first,) = looks(asked)
    assert (first.result.kept, first.result.rejected) == (1, 0)
    inputs = {row["uri"]: row for row in rows(first.result.snapshot, "inputs")}
    assert (inputs[feed]["status"], inputs[feed]["failures"]) == ("read", 0)
    assert (inputs[bad]["code"], inputs[bad]["failures"]) == ("fetch.status", 1)
    assert looks(asked, Pace(every=0.01, settle=0, rounds=2)) == []  # it was asked: a 304 each
    assert (site.paths.count("/a.jsonl"), site.paths.count("/bad")) == (3, 1)
    site.pages["/a.jsonl"] = (200, {"ETag": '"2"'}, (record("one") + record("two")).encode())
    (news,) = looks(asked)
    assert (news.result.kept, news.result.unchanged, news.inputs) == (1, 1, 1)
    assert news.result.snapshot.manifest.number == 2
