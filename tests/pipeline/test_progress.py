"""The line of progress on a terminal."""

import io

import pytest
from rich.console import Console

from pipeline.progress import progress


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({}, ["starting"]),
        ({"files": 3, "read": 1200}, ["reading", "1,200 articles"]),
        (
            {"files": 3, "read": 80, "selected": 16},
            ["analysing", "16 of 80 articles"],
        ),
        (
            {"files": 3, "read": 80, "selected": 80},
            ["analysing", "80 of 80 articles"],
        ),
        ({"files": 3, "read": 80, "selected": 80, "linked": 7}, ["linking", "7 of 80 articles"]),
        ({"linked": 7}, ["linking", "7 articles"]),
    ],
)
def test_counts_are_shown(counts: dict[str, int], shown: list[str]) -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=120)
    with progress(console) as watch:
        watch(counts)
    for words in shown:
        assert words in console.file.getvalue()


def test_the_line_is_gone_afterwards() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=120)
    with progress(console) as watch:
        watch({"files": 1, "read": 1})
    assert console.file.getvalue().endswith("\x1b[2K")  # erase the line
