"""Consoles, and text that is safe to show on one."""

from unicodedata import category

from rich.console import Console


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leaves it to `pipeline.failures`; rich would exit with 1."""
        raise BrokenPipeError


def stdout() -> Console:
    """Where results go."""
    return _Console(highlight=False)


def stderr() -> Console:
    """Where progress and errors go."""
    return _Console(stderr=True, highlight=False)


def printable(text: object) -> str:
    """The text in one line: what a terminal would obey, or cannot encode, is replaced."""
    spaced = " ".join(str(text).split())
    return "".join("�" if category(each) in ("Cc", "Cs") else each for each in spaced)
