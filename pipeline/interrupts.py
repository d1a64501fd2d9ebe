"""Ctrl-C and SIGTERM: they end a run before it commits, and come too late once it does.

A watch they let finish what it has in hand; only a second one ends that.
"""

import os
import select
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from pipeline.failures import Exit

_SIGNALS = (signal.SIGINT, signal.SIGTERM)

#: Seconds that an interrupted run has to clear up: without worker processes it takes one or two.
_GRACE = 5.0


class Stop:
    """Whether a signal has asked to stop. A handler may set it, and wake what waits for it."""

    def __init__(self) -> None:
        self.asked = False
        # A pipe and no Event, whose lock the handler could find held by what it has interrupted.
        self._wake, self._ask = os.pipe()

    def ask(self) -> None:
        """Asks to stop."""
        self.asked = True
        os.write(self._ask, b".")

    def wait(self, seconds: float) -> bool:
        """Waits so long, or until it is asked to stop; whether it is."""
        select.select([self._wake], [], [], seconds)
        return self.asked

    def __del__(self) -> None:
        os.close(self._wake)
        os.close(self._ask)


#: What a signal asks to stop, where blocks that are given one are at work.
_stops: list[Stop] = []


@contextmanager
def interruptible(message: str, stream: TextIO, stop: Stop | None = None) -> Iterator[None]:
    """SIGTERM ends the block as Ctrl-C does, by KeyboardInterrupt; and either does end it.

    With `stop` the first signal only asks to stop.

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
        if stop is not None and not stop.asked:
            stop.ask()
            return
        if not interrupted.is_set():
            interrupted.set()
            timer.start()
        raise KeyboardInterrupt

    if stop is not None:
        _stops.append(stop)
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
        if stop is not None:
            _stops.remove(stop)
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Passes over what would interrupt the block; what it asks to stop is still asked.

    Python gives the handling of signals to the main thread; on any other nothing interrupts.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ask(*_: object) -> None:
        for stop in _stops:
            stop.ask()

    before = {number: signal.signal(number, ask) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
