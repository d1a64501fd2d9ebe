"""When a host may be asked."""

import datetime as dt
import itertools
import threading
import time

import pytest

from transforms.fetch.parallel import in_parallel
from transforms.fetch.politeness import Turns, retry_time

NOW = dt.datetime(2026, 11, 26, 11, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("120", 120),
        (" 0 ", 0),
        ("99999999999999999999", 86400),
        ("Thu, 26 Nov 2026 11:05:00 GMT", 300),
        ("Thu, 26 Nov 2026 10:00:00 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86400),
    ],
)
def test_when_a_server_wants_to_be_asked_again(header, seconds):
    found = retry_time(header, NOW)
    assert found == (None if seconds is None else NOW + dt.timedelta(seconds=seconds))


def test_one_request_at_a_time_with_a_pause():
    turns, times, busy = Turns(0.05), [], threading.Lock()

    def ask(host: str) -> None:
        with turns.of(host):
            assert busy.acquire(blocking=False)
            times.append(time.monotonic())
            busy.release()

    threads = [threading.Thread(target=ask, args=("a",)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(later - earlier >= 0.05 for earlier, later in itertools.pairwise(times))
    assert len(times) == 3


def test_hosts_are_asked_side_by_side_and_each_in_turn():
    together = threading.Barrier(3, timeout=5)

    def ask(element: tuple[str, int]) -> tuple[str, int]:
        together.wait()  # passes only where all three hosts are asked at once
        return element

    groups = [[(host, number) for number in range(2)] for host in "abc"]
    found = list(in_parallel(groups, ask))
    assert sorted(found) == sorted(each for group in groups for each in group)
    assert list(in_parallel([[], []], ask)) == []
