"""A watch killed again and again while files come ends with the tables of one run."""

import json
import multiprocessing
import os
import random
import signal
import time
from pathlib import Path

import pytest

from pipeline.due import Pace
from pipeline.interrupts import Stop, interruptible
from pipeline.options import RunOptions
from pipeline.run import run
from pipeline.snapshot import Snapshot
from pipeline.watch import watch
from tests.rows import check_spans, logical_but_when, rows
from transforms.store import LocalStore

pytestmark = pytest.mark.slow

# Forked from a clean process that has loaded all that is slow; never from this one's threads.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.pipeline.warm", "tests.pipeline.test_watch_crashes"])

#: Seconds: what is waited for comes well within, or never.
_PATIENCE = 60


def record(name: str) -> str:
    text = f"“We won {name},” said Ann Lee, the mayor of Oslo, on Monday."
    return json.dumps({"id": name, "text": text}) + "\n"


def _write(folder: Path) -> None:
    """Files come slowly, by renaming, by appending, and broken at first."""
    slow, log = folder / "slow.jsonl", folder / "log.jsonl"
    broken = folder / "broken.jsonl"
    broken.write_text("{broken")
    with slow.open("w") as growing:
        for number in range(8):
            line = record(f"slow-{number}")
            growing.write(line[:30])
            growing.flush()
            aside = folder / f"moved-{number}.jsonl.part"
            aside.write_text(record(f"moved-{number}"))
            time.sleep(0.1)
            growing.write(line[30:])
            growing.flush()
            aside.rename(aside.with_suffix(""))
            with log.open("a") as appended:
                appended.write(record(f"log-{number}"))
            time.sleep(0.4)
    broken.write_text(record("mended"))


def _watch(folder: Path, tables: Path, changes: int | None = None) -> None:
    """Watches, and is killed before the given change to the table folder."""
    done = iter(range(10_000))
    for name in ("write", "create", "move", "delete"):
        whole = getattr(LocalStore, name)

        def dying(self, *args, whole=whole):
            if next(done) == changes:
                os.kill(os.getpid(), signal.SIGKILL)
            return whole(self, *args)

        setattr(LocalStore, name, dying)
    options, stop = RunOptions((str(folder), str(folder / "log.*")), str(tables)), Stop()
    with interruptible("left", open(os.devnull, "w"), stop):  # noqa: PTH123
        list(watch(options, Pace(every=0.1, settle=0.2, batch=5), stop))


def _started(*arguments) -> multiprocessing.Process:
    process = FORKS.Process(target=arguments[0], args=arguments[1:])
    process.start()
    return process


def _ended(process: multiprocessing.Process) -> int | None:
    process.join(_PATIENCE)
    if process.exitcode is None:
        process.kill()
        process.join()
    return process.exitcode


def test_killed_and_started_again_it_ends_with_the_tables_of_one_run(tmp_path):
    folder, tables, chance = tmp_path / "in", tmp_path / "tables", random.Random(7)
    folder.mkdir()
    writer, killed = _started(_write, folder), 0
    for point in range(6):
        # Half are killed at any time, half at a change to the folder: in a commit.
        watching = _started(_watch, folder, tables, chance.randrange(40) if point % 2 else None)
        watching.join(chance.uniform(1, 4) if point % 2 == 0 else 8)
        watching.kill()
        killed += _ended(watching) == -signal.SIGKILL
        if (tables / "CURRENT").exists():
            check_spans(Snapshot.open(str(tables)))
    assert killed == 6
    assert _ended(writer) == 0
    watching, until = _started(_watch, folder, tables), time.monotonic() + _PATIENCE
    while time.monotonic() < until and not _all_read(folder, tables):
        time.sleep(0.2)
    os.kill(watching.pid, signal.SIGTERM)
    assert _ended(watching) == 0
    last = Snapshot.open(str(tables))
    assert len(rows(last, "articles")) == 25
    once = run(RunOptions((str(folder),), str(tmp_path / "once")))
    assert logical_but_when(last) == logical_but_when(once.snapshot)


def _all_read(folder: Path, tables: Path) -> bool:
    if not (tables / "CURRENT").exists():
        return False
    read = {row["uri"]: row["size"] for row in rows(Snapshot.open(str(tables)), "inputs")}
    return all(read.get(str(path)) == path.stat().st_size for path in folder.iterdir())
