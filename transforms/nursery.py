"""The process that workers are forked from, and what a worker does.

`confine` starts it, asks it for workers, and has it end them. It has loaded what is slow, so that
a fork takes milliseconds, and has no threads of ours, so that a fork is safe; the process that a
run is in has many. When that process ends, however it ends, the control socket closes, and the
nursery takes all its workers along.

    control socket    REQUEST FORK with a socket, or END with a pid  →  REPLY pid, or wait status
    worker's socket   a job  →  messages (kind, value), the last of which is END or BROKEN
"""

import gc
import importlib
import logging
import os
import pickle
import resource
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Literal

REQUEST, REPLY = struct.Struct("!cI"), struct.Struct("!i")
FORK, END_OF = b"F", b"E"

#: A result, the seconds until the next message is due, the end and whether the worker may go on,
#: or the code and message of what went wrong.
Kind = Literal["value", "allow", "end", "broken"]

#: A worker that has grown by this share of its ceiling is not used again: what Python has taken
#: from the system it seldom gives back, and an innocent document must find room.
_RETIRES_ABOVE = 0.25
#: Seconds between two signs of life: far below any limit, far above what one costs.
_TICK = 0.2

#: What no document needs: calls that reach the network or start programs (CPython's audit events).
_SEALED = {
    *("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"),
    *("socket.sendto", "socket.sendmsg"),
    *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty"),
}


@dataclass(frozen=True)
class Job:
    """What a worker is asked to do.

    Attributes:
        function: Called with the element; what it yields is sent back one by one.
        element: Its argument.
        memory_bytes: The ceiling of the worker's memory.
        folder: Where relative paths lead from; None where that folder is gone.
    """

    function: Callable[[Any], Iterable[Any]]
    element: Any
    memory_bytes: int
    folder: str | None


class _Worker:
    """This process, where it is a worker."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.allowed = 0.0
        self.heard = 0.0
        self.sealed = True
        self.begun_with = _peak_bytes()

    def send(self, kind: Kind, value: object) -> None:
        self.connection.send_bytes(pickle.dumps((kind, value), pickle.HIGHEST_PROTOCOL))
        self.heard = time.monotonic()

    def work(self) -> None:
        """Does what is asked until nobody asks any more."""
        with suppress(EOFError, BrokenPipeError, ConnectionResetError):  # the run has ended
            while True:
                self.allowed, self.sealed = 0.0, True
                try:
                    ceiling = self._do(pickle.loads(self.connection.recv_bytes()))
                except (EOFError, ConnectionError):
                    raise
                except MemoryError:
                    self.send("broken", ("parse.memory", "needs more memory than it may have"))
                except Exception as error:  # what cannot be sent, say: a fault of ours
                    self.send("broken", ("parse.failed", f"{type(error).__name__}: {error}"))
                else:
                    grown = _peak_bytes() - self.begun_with
                    self.send("end", grown < _RETIRES_ABOVE * ceiling)

    def _do(self, job: Job) -> int:
        with _ceiling(job.memory_bytes):
            if job.folder is not None:
                os.chdir(job.folder)
            for value in job.function(job.element):
                self.send("value", value)
        return job.memory_bytes

    def audit(self, event: str, _: object) -> None:
        if self.sealed and event in _SEALED:
            raise PermissionError(f"{event}: no document may do that")


_worker: _Worker | None = None


def allow(seconds: float) -> None:
    """Says that this process is at work, and that the next result may take so long.

    Only workers are waited for; elsewhere it does nothing.
    """
    if _worker is None:
        return
    if seconds != _worker.allowed or time.monotonic() - _worker.heard > _TICK:
        _worker.allowed = seconds
        _worker.send("allow", seconds)


def allow_network() -> None:
    """Lets the job in hand reach the network: its input is there."""
    if _worker is not None:
        _worker.sealed = False


def mapped(
    function: Callable[[Any], Iterable[Any]], elements: Sequence[Any]
) -> Iterator[list[list[Any]]]:
    """What comes of each element, in lists of as many as were done in the time of a tick."""
    done: list[list[Any]] = []
    since = time.monotonic()
    for element in elements:
        done.append(list(function(element)))
        if time.monotonic() - since > _TICK:
            yield done
            done, since = [], time.monotonic()
    yield done


def serve(control: socket.socket) -> None:
    """Forks workers and ends them, as it is asked, until the control socket closes."""
    try:
        logging.disable()  # what the libraries remark on being imported was remarked in the run
        importlib.import_module("transforms.warm").warm()  # which imports this module in turn
        gc.collect()
        gc.freeze()  # so that the workers share these pages
        while True:
            message, handles, _, _ = socket.recv_fds(control, REQUEST.size, 1)
            if not message:
                return
            kind, pid = REQUEST.unpack(message)
            answer = _fork(control, handles[0]) if kind == FORK else _end(pid)
            control.sendall(REPLY.pack(answer))
    finally:
        os.killpg(0, signal.SIGKILL)  # it leads a group of its own, see `confine`


def _fork(control: socket.socket, handle: int) -> int:
    pid = os.fork()
    if pid:
        os.close(handle)
        return pid
    try:
        control.close()
        _become_worker(Connection(handle))
    finally:
        os._exit(0)


def _become_worker(connection: Connection) -> None:
    global _worker
    # What a library prints is for nobody to read: what is wrong with a document is in its reject.
    nowhere = os.open(os.devnull, os.O_RDWR)
    for handle in range(3):
        os.dup2(nowhere, handle)
    _worker = _Worker(connection)
    sys.addaudithook(_worker.audit)
    _worker.work()


def _end(pid: int) -> int:
    """How the worker ended, who is ended if it is not: its wait status."""
    with suppress(ChildProcessError):
        ended, status = os.waitpid(pid, os.WNOHANG)
        if not ended:
            os.kill(pid, signal.SIGKILL)
            _, status = os.waitpid(pid, 0)
        return status
    return 0


@contextmanager
def _ceiling(size: int) -> Iterator[None]:
    # Data, not address space: allocators reserve far more addresses than they use. Linux counts
    # every private writable mapping; macOS knows the limit, but counts little under it.
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    size = size if hard == resource.RLIM_INFINITY else min(size, hard)
    try:
        resource.setrlimit(resource.RLIMIT_DATA, (size, hard))
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _peak_bytes() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
