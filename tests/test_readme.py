"""The examples of the README and of docs/views.md are what onrecord prints.

`python -m tests.test_readme` writes the outputs anew, from the tables of `make run`.
"""

import io
import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from pipeline.formats import print_table
from pipeline.query import ask, connect
from pipeline.snapshot import Snapshot

ROOT = Path(__file__).parent.parent
#: Pages with examples, and how many they have at least.
PAGES = {ROOT / "README.md": 3, ROOT / "docs" / "views.md": 7}
EXAMPLE = re.compile(r"```console\n\$ onrecord query tables (\".*?\")\n(.*?)```", re.DOTALL)
WIDTH = 100


def answered(snapshot: Snapshot) -> Callable[[re.Match[str]], str]:
    """An example with what is printed for it."""

    def answer(example: re.Match[str]) -> str:
        (sql,) = shlex.split(example[1])
        console = Console(file=io.StringIO(), width=WIDTH)
        with connect(snapshot) as connection:
            print_table(ask(connection, sql), console)
        lines = [line.rstrip() for line in console.file.getvalue().splitlines()]
        printed = "\n".join(lines)
        return f"```console\n$ onrecord query tables {example[1]}\n{printed}\n```"

    return answer


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_examples_are_what_is_printed(page, seeds):
    text = page.read_text(encoding="utf-8")
    assert len(EXAMPLE.findall(text)) == text.count("```console") >= PAGES[page]
    assert EXAMPLE.sub(answered(seeds), text) == text


if __name__ == "__main__":
    found = Snapshot.open(sys.argv[1] if len(sys.argv) > 1 else "tables")
    for each in PAGES:
        each.write_text(EXAMPLE.sub(answered(found), each.read_text(encoding="utf-8")), "utf-8")
