"""Signals end a run before it commits, and do not once it does."""

import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from pipeline.commit import Transaction
from pipeline.interrupts import interruptible, uninterrupted
from pipeline.options import RunOptions
from pipeline.run import run
from pipeline.snapshot import Snapshot

SIGNALS = [signal.SIGINT, signal.SIGTERM]

STUCK = """
import sys, time
import pipeline.interrupts
pipeline.interrupts._GRACE = 0.2
with pipeline.interrupts.interruptible("left", sys.stdout):
    try:
        print("ready", flush=True)
        time.sleep(60)
    finally:
        time.sleep(60)
"""


@pytest.mark.parametrize("number", SIGNALS)
def test_what_does_not_end_when_interrupted_is_left(number: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", STUCK], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
        run.send_signal(number)
        assert run.stdout.read() == "left\n"
        assert run.wait() == 1


@pytest.mark.parametrize("number", SIGNALS)
def test_an_interrupt_stays_one_whatever_is_made_of_it(number: signal.Signals) -> None:
    def step() -> None:
        try:
            signal.raise_signal(number)
        except BaseException as error:
            raise RuntimeError("KeyboardInterrupt [while running 'Analyse']") from error

    with pytest.raises(KeyboardInterrupt), interruptible("left", sys.stderr):
        step()


def test_an_error_stays_one() -> None:
    with pytest.raises(ZeroDivisionError), interruptible("left", sys.stderr):
        _ = 1 / 0


@pytest.mark.parametrize("number", SIGNALS)
def test_what_may_not_be_interrupted_goes_on(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with uninterrupted():
        signal.raise_signal(number)
    assert signal.getsignal(number) is before


def test_elsewhere_than_on_the_main_thread_signals_are_left_alone() -> None:
    entered: list[object] = []

    def enter() -> None:
        with uninterrupted():
            entered.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=enter)
    thread.start()
    thread.join()
    assert entered == [signal.getsignal(signal.SIGINT)]


def test_a_run_that_is_interrupted_while_it_commits_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = Transaction.commit

    def interrupted(*arguments: Any) -> Snapshot:
        signal.raise_signal(signal.SIGINT)
        snapshot = commit(*arguments)
        signal.raise_signal(signal.SIGTERM)
        return snapshot

    monkeypatch.setattr(Transaction, "commit", interrupted)
    story = tmp_path / "a.txt"
    story.write_text("“We won,” said Ann Lee, the mayor of Oslo, on Monday.", encoding="utf-8")
    result = run(RunOptions((str(story),), str(tmp_path / "tables")))
    assert Snapshot.open(str(tmp_path / "tables")) == result.snapshot
