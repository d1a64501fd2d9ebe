"""Failures as they are told."""

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
        (OSError(28, "No space left on device"), "No space left on device"),
        (RuntimeError("two\nlines"), "two lines"),
        (ValueError("long " * 1000), "ValueError: " + "long " * 77 + "lo…"),
    ],
)
def test_root_cause(error: Exception, line: str) -> None:
    assert root_cause(error) == line
