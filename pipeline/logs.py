"""Keeping the libraries quiet, so that what onrecord prints is all there is to read."""

import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

#: What the terminal cannot show is escaped.
_ERRORS = "backslashreplace"


def duplicate(descriptor: int) -> TextIO:
    """A stream to where the file descriptor leads now, wherever that is led later."""
    return os.fdopen(os.dup(descriptor), "w", buffering=1, errors=_ERRORS)


@contextmanager
def quietened(verbose: bool = False) -> Iterator[TextIO]:
    """While the block runs, nothing is heard but what is written to the stream that it is given.

    Beam logs while it is imported and whenever it runs, gRPC writes past Python, and worker
    processes inherit the file descriptors and log to them. Only `verbose` leaves all that alone.

    Yields:
        Where `sys.stderr` leads outside the block.
    """
    if verbose:
        logging.basicConfig(level=logging.INFO)
        yield sys.stderr
        return
    with ExitStack() as undo:
        undo.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        # Not a level of the root logger: Beam sets levels of its own.
        undo.callback(logging.disable, logging.root.manager.disable)
        logging.disable(logging.CRITICAL)
        ours = undo.enter_context(duplicate(2))
        nowhere = undo.enter_context(Path(os.devnull).open("w"))
        for stream, descriptor in ((sys.stdout, 1), (sys.stderr, 2)):
            stream.flush()
            before = os.dup(descriptor)
            undo.callback(os.close, before)
            undo.callback(os.dup2, before, descriptor)
            os.dup2(nowhere.fileno(), descriptor)
        yield ours
