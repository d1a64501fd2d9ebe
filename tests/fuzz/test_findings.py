"""What the fuzzer has found does not come back."""

from importlib import import_module
from pathlib import Path

import pytest

from tests.hostile.samples import SAMPLES

FINDINGS = sorted((Path(__file__).parent / "findings").glob("*/*"))
TARGETS = ("feed", "html", "jsonl", "newsml", "quotations", "warc")


def target(name: str):
    return import_module(f"tests.fuzz.{name}").target


@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_findings_are_stood(path):
    target(path.parent.name)(path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_targets_stand_what_they_begin_with(name):
    for data in SAMPLES.values():
        target(name)(data)
