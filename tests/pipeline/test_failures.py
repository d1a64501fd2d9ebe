"""Failures as they are told."""

import signal
import subprocess
import sys

import pytest

from pipeline.failures import root_cause

IN_A_STEP = """Traceback (most recent call last):
  File "apache_beam/runners/common.py", line 1495, in process
  File "/x/step.py", line 3, in split
    raise ValueError("no such thing")
ValueError: no such thing

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/x/worker.py", line 2, in run
    raise exc
ValueError: no such thing [while running 'Parse articles/Parse']
"""


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (ValueError("plain"), "ValueError: plain"),
        (KeyError("k"), "KeyError: 'k'"),
        (
            RuntimeError(IN_A_STEP),
            "ValueError: no such thing [while running 'Parse articles/Parse']",
        ),
        (
            RuntimeError("json.decoder.JSONDecodeError: line 1 [while running 'x']"),
            "json.decoder.JSONDecodeError: line 1 [while running 'x']",
        ),
        (FileNotFoundError(2, "No such file", "x"), "No such file: x"),
        (RuntimeError("two\nlines"), "two lines"),
        (ValueError("long " * 1000), "ValueError: " + "long " * 77 + "lo…"),
    ],
)
def test_root_cause(error: Exception, line: str) -> None:
    assert root_cause(error) == line


STUCK = """
import sys, time
import pipeline.failures
pipeline.failures._GRACE = 0.2
with pipeline.failures.interruptible("left", sys.stdout):
    try:
        print("ready", flush=True)
        time.sleep(60)
    finally:
        time.sleep(60)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_does_not_end_when_interrupted_is_left(number: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", STUCK], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
        run.send_signal(number)
        assert run.stdout.read() == "left\n"
        assert run.wait() == 1
