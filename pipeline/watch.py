"""Inputs read again and again as they grow: each batch of what is new is committed as a run.

What a watch must remember stands in the table folder, in `inputs`: it can end at any time, in any
way, and another goes on where it was.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any

from pipeline.due import Due, Pace
from pipeline.interrupts import Stop
from pipeline.known import load_inputs
from pipeline.options import RunOptions
from pipeline.run import RunResult, run_batch
from pipeline.snapshot import Snapshot
from transforms.analyse.model import analysis_version
from transforms.errors import CommitError
from transforms.looks import Committed
from transforms.read import Found, present

#: What another run at work on the same tables leads to: the next look tries again.
_MEANWHILE = {"commit.locked", "commit.conflict"}

#: Looks in a row that may find another run at work: with a minute between, an hour.
_PATIENCE = 60


@dataclass(frozen=True)
class Round:
    """What a look led to.

    Attributes:
        at: When it was done.
        inputs: How many inputs it read.
        seconds: How long it took.
        result: What was committed; None where another run was in the way.
        error: What that led to.
    """

    at: datetime
    inputs: int
    seconds: float
    result: RunResult | None
    error: CommitError | None = None

    def line(self) -> str:
        """For a person: what was read, in local time."""
        at = f"{self.at.astimezone():%H:%M:%S}"
        if self.result is None:
            return f"{at}  {self.error}: tried again with the next look"
        names = ("kept", "unchanged", "duplicate", "rejected")
        counts = " + ".join(f"{name} {getattr(self.result, name):,}" for name in names)
        return f"{at}  read {self.result.read:,} = {counts}"

    def to_dict(self, result: RunResult) -> dict[str, Any]:
        """For scripts: the names are stable."""
        return {
            "at": self.at.isoformat(),
            "output": result.snapshot.root,
            "snapshot": result.snapshot.manifest.number,
            "run_id": result.run["run_id"],
            "inputs": self.inputs,
            "read": result.read,
            "kept": result.kept,
            "unchanged": result.unchanged,
            "duplicate": result.duplicate,
            "rejected": result.rejected,
            "seconds": round(self.seconds, 3),
        }


def watch(
    options: RunOptions,
    pace: Pace,
    stop: Stop,
    say: Callable[[str], None] = lambda _: None,
) -> Iterator[Round]:
    """Looks, reads and commits until it is asked to stop, or has looked `pace.rounds` times.

    A look that finds nothing new commits nothing, and nothing is yielded for it.

    Args:
        options: As of a run; inputs may match nothing yet.
        pace: When to look, and how much to read at once.
        stop: Ends it, after the batch in hand.
        say: Is told what it is doing, for a person to see.

    Raises:
        UsageError: An input or option that cannot be used.
        CommitError: The last batch was not committed.
    """
    due, failed = Due(pace), 0
    options.pipeline_options()  # what Beam does not take is told before anything is waited for
    for number in count(1):
        say("looking")
        found = present(options.inputs)
        batch, wait = due.batch(found, _committed(options), datetime.now(UTC))
        if batch:
            say(f"reading {len(batch):,} {'input' if len(batch) == 1 else 'inputs'}")
            done = _round(options, batch)
            failed = failed + 1 if done.error else 0
            if done.error and failed > _PATIENCE:
                raise done.error
            if done.result or done.error:
                yield done
            wait = pace.every if done.error else wait
        say(f"watching {len(found):,} {'input' if len(found) == 1 else 'inputs'}")
        if number == pace.rounds or stop.wait(wait):
            return


def _round(options: RunOptions, batch: list[Found]) -> Round:
    started, result, error = time.monotonic(), None, None
    try:
        result = run_batch(options, batch)
    except CommitError as raised:
        if raised.code not in _MEANWHILE:
            raise
        error = raised
    return Round(datetime.now(UTC), len(batch), time.monotonic() - started, result, error)


def _committed(options: RunOptions) -> Committed:
    """The rows of `inputs`, as they stand now."""
    snapshot = Snapshot.current(options.output)
    read = tuple(sorted(options.shaping().items()))
    versions = tuple(sorted(analysis_version().items()))
    try:
        return load_inputs(snapshot, versions, read)
    except CommitError:
        now = Snapshot.current(options.output)
        if now == snapshot:
            raise
        return load_inputs(now, versions, read)  # another run has swept what was to be read
