"""Consoles, and text that is safe to show on one."""

import os
from unicodedata import category

from rich.console import Console

#: Columns, more than any line that is printed has: rich knows no such thing as no width.
_UNBOUNDED = 1_000_000


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leaves it to `pipeline.failures`; rich would exit with 1."""
        raise BrokenPipeError


def stdout() -> Console:
    """Where results go. Into a file or a pipe lines are as long as they are, unless told."""
    console = _Console(highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _UNBOUNDED
    return console


def stderr() -> Console:
    """Where progress and errors go."""
    return _Console(stderr=True, highlight=False)


def printable(text: object) -> str:
    """The text in one line: what a terminal would obey, or cannot encode, is replaced."""
    spaced = " ".join(str(text).split())
    return "".join("�" if category(each) in ("Cc", "Cs") else each for each in spaced)
