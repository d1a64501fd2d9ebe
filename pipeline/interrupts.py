"""Ctrl-C and SIGTERM: they end a run before it commits, and come too late once it does."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from pipeline.failures import Exit

_SIGNALS = (signal.SIGINT, signal.SIGTERM)

#: Seconds that an interrupted run has to clear up: without worker processes it takes one or two.
_GRACE = 5.0


@contextmanager
def interruptible(message: str, stream: TextIO) -> Iterator[None]:
    """SIGTERM ends the block as Ctrl-C does, by KeyboardInterrupt; and either does end it.

    Beam waits for its worker processes to stop, and where a signal has reached only this process
    they wait for Beam in turn. After a while this process leaves with the message, and they follow.
    """

    def leave() -> None:
        stream.write(f"{message}\n")
        stream.flush()
        os._exit(Exit.FAILED)

    timer = threading.Timer(_GRACE, leave)
    timer.daemon = True

    def interrupt(*_: object) -> None:
        if not interrupted.is_set():
            interrupted.set()
            timer.start()
        raise KeyboardInterrupt

    interrupted = threading.Event()
    before = {number: signal.signal(number, interrupt) for number in _SIGNALS}
    try:
        yield
    except Exception as error:
        if interrupted.is_set():  # Beam makes an error of its own of whatever ends a step
            raise KeyboardInterrupt from error
        raise
    finally:
        timer.cancel()
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Passes over what would interrupt the block.

    Python gives the handling of signals to the main thread; on any other nothing interrupts.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, lambda *_: None) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
