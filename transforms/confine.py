"""Work on what strangers wrote, in a process apart: a ceiling of memory, and a limit of time.

Both end the process, whatever it is doing: a regular expression or a parser in C cannot be
interrupted otherwise, and one that crashes must not take the run along. What came of the work
before its end stays.

Workers (`nursery`) are kept as long as the run and used by turns, as many as are in use at once:
reading hands on each document of a file while it still holds the file.
"""

import atexit
import os
import pickle
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

from transforms.elements import Reject
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.nursery import END_OF, FORK, REPLY, REQUEST, Job, mapped

#: One thread each is what a worker is to have; Arrow's own allocator reserves more than it uses.
_ENVIRONMENT = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
#: Seconds that elements are worked on together without a result, before they are one by one.
_PATIENCE = 5.0
_NURSERY = """
import socket, sys
sys.path[:] = {path!r}
from transforms.nursery import serve
serve(socket.socket(fileno={handle}))
"""


@dataclass(frozen=True)
class Confined:
    """A function that is called in a worker.

    Attributes:
        function: Yields what comes of an element. It travels to the worker by pickle.
        refuse: The reject of an element whose work was ended.
        limits: How long the function may take to its next result, and in how much memory.
    """

    function: Callable[[Any], Iterable[Any]]
    refuse: Callable[[Any, DocumentError], Reject]
    limits: Limits

    def __call__(self, element: Any) -> Iterator[Any]:
        """What the function yields, at once; a reject after it, where it was ended."""
        try:
            yield from results(self.function, element, self.limits)
        except DocumentError as error:
            yield self.refuse(element, error)

    def batch(self, elements: Sequence[Any]) -> Iterator[Any]:
        """The same of several small elements, at less cost: one message instead of two for each.

        Where the work on them is ended, those left are worked on one by one: each is refused only
        for what it does alone.
        """
        done: list[list[Any]] = []
        if len(elements) > 1:
            limits = replace(self.limits, parse_seconds=min(_PATIENCE, self.limits.parse_seconds))
            with suppress(DocumentError):
                for some in results(partial(mapped, self.function), elements, limits):
                    done += some
        for found in done:
            yield from found
        for element in elements[len(done) :]:
            yield from list(self(element))  # so that the worker is free for the next step


def prepare() -> None:
    """Begins to load what workers need, so that the first of them is not waited for."""
    _POOL.start()


def results(
    function: Callable[[Any], Iterable[Any]], element: Any, limits: Limits
) -> Iterator[Any]:
    """What the function yields, called in a worker.

    Raises:
        DocumentError: `parse.timeout`, `parse.memory`, `parse.crashed`; `parse.failed` where the
            function raises.
    """
    worker, whole = _POOL.take(), False
    try:
        worker.begin(Job(function, element, limits.memory_bytes, _folder()))
        seconds = limits.parse_seconds
        while True:
            kind, value = worker.receive(seconds)
            if kind == "value":
                yield value
            elif kind == "allow":
                seconds = value
            elif kind == "end":
                whole = value
                return
            else:
                raise DocumentError(*value)
    finally:
        if whole:
            _POOL.give_back(worker)
        else:
            worker.end()


def _folder() -> str | None:
    try:
        return os.getcwd()  # noqa: PTH109 - a name of any bytes
    except FileNotFoundError:
        return None


class _Worker:
    """A worker, seen from the run."""

    def __init__(self, nursery: "_Nursery") -> None:
        ours, its = socket.socketpair()
        with its:
            self._pid = nursery.fork(its)
        self._nursery = nursery
        self._connection = Connection(ours.detach())
        self._poll = select.poll()  # Connection.poll makes a new one each time
        self._poll.register(self._connection, select.POLLIN)
        self._status: int | None = None

    @property
    def alive(self) -> bool:
        """Whether it waits for a job: one that has died has closed its end."""
        return not self._poll.poll(0)

    def begin(self, job: Job) -> None:
        try:
            self._connection.send_bytes(pickle.dumps(job, pickle.HIGHEST_PROTOCOL))
        except ConnectionError as error:
            raise self._died() from error

    def receive(self, seconds: float) -> tuple[str, Any]:
        """Its next message. Raises DocumentError where it dies, or takes longer."""
        try:
            if self._poll.poll(seconds * 1000):
                message: tuple[str, Any] = pickle.loads(self._connection.recv_bytes())
                return message
        except (EOFError, ConnectionError) as error:
            raise self._died() from error
        raise DocumentError("parse.timeout", f"nothing came of it in {seconds:g} s")

    def end(self) -> int:
        """Ends it, whatever it is doing; its wait status."""
        if self._status is None:
            self._connection.close()
            self._status = self._nursery.end(self._pid)
        return self._status

    def _died(self) -> DocumentError:
        code = os.waitstatus_to_exitcode(self.end())
        if code == -signal.SIGKILL:  # not ours: we would not have waited for its message
            return DocumentError("parse.memory", "the system ended its process: no memory left")
        how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return DocumentError("parse.crashed", f"its process ended: {how}")


class _Nursery:
    """The nursery, seen from the run."""

    def __init__(self) -> None:
        self._control, its = socket.socketpair()
        self._lock = threading.Lock()
        code = _NURSERY.format(path=sys.path, handle=its.fileno())
        with its:
            self._process = subprocess.Popen(
                [sys.executable, "-c", code],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=os.environ | _ENVIRONMENT,
                pass_fds=[its.fileno()],
                start_new_session=True,  # Ctrl-C is the run's to handle
            )

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def fork(self, its: socket.socket) -> int:
        """A worker's pid, who answers at the other end of the socket."""
        with self._lock:
            socket.send_fds(self._control, [REQUEST.pack(FORK, 0)], [its.fileno()])
            return self._answer()

    def end(self, pid: int) -> int:
        """Ends a worker; its wait status."""
        try:
            with self._lock:
                self._control.sendall(REQUEST.pack(END_OF, pid))
                return self._answer()
        except ConnectionError:
            self.close()
            return signal.SIGTERM  # as if it had been told to end, which is near enough

    def close(self) -> None:
        """Ends it and all its workers."""
        self._control.close()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _answer(self) -> int:
        reply = self._control.recv(REPLY.size, socket.MSG_WAITALL)
        if not reply:
            raise ConnectionResetError("the nursery of workers has ended")
        (answer,) = REPLY.unpack(reply)
        return int(answer)


class _Pool:
    """Workers that wait for a job."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._nursery: _Nursery | None = None
        self._idle: list[_Worker] = []

    def take(self) -> _Worker:
        """A worker that nobody else uses until it is given back."""
        with self._lock:
            while self._idle:
                if (worker := self._idle.pop()).alive:
                    return worker
                worker.end()
            nursery = self._started()
        return _Worker(nursery)

    def start(self) -> None:
        with self._lock:
            self._started()

    def _started(self) -> _Nursery:
        if self._nursery is None or not self._nursery.alive:
            self._nursery = _Nursery()
        return self._nursery

    def give_back(self, worker: _Worker) -> None:
        with self._lock:
            self._idle.append(worker)

    def close(self) -> None:
        with self._lock:
            self._idle.clear()
            if self._nursery is not None:
                self._nursery.close()
                self._nursery = None


_POOL = _Pool()


def _forget() -> None:
    """In a fork of the run: the workers are those of the run."""
    global _POOL
    _POOL = _Pool()


atexit.register(lambda: _POOL.close())
os.register_at_fork(after_in_child=_forget)
