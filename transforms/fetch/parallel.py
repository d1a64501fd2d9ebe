"""Several hosts at once, each asked for one thing after another."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

#: Hosts asked at once: as many as keep a connection busy while most of them wait.
_HOSTS = 8


def in_parallel(groups: Iterable[Iterable[A]], function: Callable[[A], B]) -> Iterator[B]:
    """What the function returns of each element, as it comes.

    Of a group one element is worked on at a time. No more than `_HOSTS` results wait to be taken,
    so they may hold what is large.
    """
    waiting = deque(iter(group) for group in groups)
    running: dict[Future[B], Iterator[A]] = {}
    with ThreadPoolExecutor(_HOSTS) as pool:
        while waiting or running:
            while waiting and len(running) < _HOSTS:
                group = waiting.popleft()
                for element in group:
                    running[pool.submit(function, element)] = group
                    break
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                waiting.append(running.pop(future))
                yield future.result()
