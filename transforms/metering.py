"""How far a local run has come: counts of elements, kept by each process in a file of its own.

Beam's metrics can be asked for only when a local run is over; these can be read while it goes on.
They are for a person to look at: the counts that a run records are made by the graph itself.
"""

import json
import os
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apache_beam as beam

#: Seconds between two writes of a process: a person sees no more.
_INTERVAL = 0.2

_counts: dict[str, Counter[str]] = {}
_written: dict[str, float] = {}


class Meter(beam.PTransform):
    """Passes elements on and counts them under a name; without a folder it does nothing."""

    def __init__(self, name: str, folder: str | None) -> None:
        super().__init__(f"Meter {name}")
        self._name = name
        self._folder = folder

    def expand(self, elements: beam.PCollection) -> beam.PCollection:
        """The elements, unchanged."""
        return elements | beam.ParDo(_Count(self._name, self._folder)) if self._folder else elements


class _Count(beam.DoFn):
    def __init__(self, name: str, folder: str) -> None:
        self._name = name
        self._folder = folder

    def process(self, element: Any) -> Iterator[Any]:
        counts = _counts.setdefault(self._folder, Counter())
        counts[self._name] += 1
        if time.monotonic() - _written.get(self._folder, 0.0) > _INTERVAL:
            self.finish_bundle()
        yield element

    def finish_bundle(self) -> None:
        """Writes what this process has counted."""
        if self._folder in _counts:
            path = Path(self._folder) / f"{os.getpid()}.json"
            aside = path.with_suffix(".aside")
            aside.write_text(json.dumps(_counts[self._folder]))
            aside.replace(path)
            _written[self._folder] = time.monotonic()


def read_meters(folder: str) -> Counter[str]:
    """Counts of all processes so far, by name."""
    total: Counter[str] = Counter()
    for path in Path(folder).glob("*.json"):
        total.update(json.loads(path.read_text()))
    return total
