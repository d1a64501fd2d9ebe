"""How a failure is told to a person, and which exit code it has."""

import os
import re
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

import typer
from rich.text import Text

from pipeline.terminal import printable, stderr
from transforms.errors import OnRecordError, UsageError, quoted


class Exit(IntEnum):
    """Exit codes of the command line."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    REJECTS = 3


#: The last line of a traceback, which Beam makes part of the message of what it raises.
_RAISED = re.compile(r"^(?:[A-Za-z_]\w*\.)*[A-Z]\w*(?:Error|Exception|Exit|Interrupt)\b.*", re.M)

#: Characters of one line about an unforeseen error: the rest is for --verbose.
_LINE = 400


@contextmanager
def told(interrupted: str = "interrupted", verbose: bool = False) -> Iterator[None]:
    """Turns what the block raises into a line or two on stderr and an exit code.

    Args:
        interrupted: What to say when the user or the system ends it early.
        verbose: Whether to print the traceback of an unforeseen error.

    Raises:
        typer.Exit: Instead of whatever the block raised.
    """
    try:
        yield
        sys.stdout.flush()
    except typer.Exit:
        raise
    except BrokenPipeError:
        # Whoever reads us, such as `head`, has had enough: that is no failure. Python writes what
        # is left in the buffer at exit; there it fails no more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(Exit.DONE) from None
    except KeyboardInterrupt:
        _say(interrupted)
        raise typer.Exit(Exit.FAILED) from None
    except Exception as error:
        if verbose and not isinstance(error, OnRecordError):
            traceback.print_exc()
        raise typer.Exit(_tell(error, verbose)) from None


def _tell(error: Exception, verbose: bool) -> Exit:
    known = error if isinstance(error, OnRecordError) else quoted(str(error))
    if known is None:
        _say(f"error: {root_cause(error)}", None if verbose else "--verbose shows where.")
        return Exit.FAILED
    _say(f"error [{known.code}]: {printable(known.message)}", known.remedy)
    return Exit.USAGE if isinstance(known, UsageError) else Exit.FAILED


def root_cause(error: BaseException) -> str:
    """One line: the error that Beam wrapped, or the error itself."""
    raised = _RAISED.findall(str(error))
    if raised:
        line = raised[-1]
    elif isinstance(error, OSError) and error.strerror:
        line = f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    else:
        line = f"{type(error).__name__}: {error}"
    line = printable(line).removeprefix("RuntimeError: ")
    return line if len(line) <= _LINE else line[: _LINE - 1] + "…"


def _say(message: str, remedy: str | None = None) -> None:
    console = stderr()
    console.print(Text(message, "red"), soft_wrap=True)
    if remedy:
        console.print(Text(f"  {remedy}"), soft_wrap=True)
