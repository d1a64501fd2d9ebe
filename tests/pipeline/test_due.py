"""What of the inputs is to be read now."""

import datetime as dt

import pytest

from pipeline.due import Due, Pace, Settling, is_due, is_unfinished
from schemas.rows import InputsRow
from tests.tables import row
from transforms.elements import Reject
from transforms.read import MatchedFile

NOW = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)
NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)
FEED = "https://example.org/feed"


def ago(seconds: float) -> dt.datetime:
    return NOW - dt.timedelta(seconds=seconds)


def file(name: str = "a.txt", size: int = 7, age: float = 600) -> MatchedFile:
    return MatchedFile(name, size, ago(age))


def missing(uri: str) -> Reject:
    return Reject(uri, "read", "read.missing", "", b"", None, "", 0, None)


def recorded(found: MatchedFile | Reject, **given: object) -> InputsRow:
    size, at = (found.size, found.modified_at) if isinstance(found, MatchedFile) else (None, None)
    full = {"uri": found.uri, "size": size, "modified_at": at, "status": "read", "looked_at": NOW}
    return row("inputs", full | given)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (None, True),
        (recorded(file()), False),
        (recorded(file(size=6)), True),
        (recorded(file(age=601)), True),
        (recorded(file(), modified_at=None, size=None), True),  # read by another version
        (recorded(file(), status="failed", code="read.format", failures=1), False),
        (recorded(file(), code="read.unreadable", failures=1, looked_at=ago(61)), True),
        (recorded(file(), code="read.unreadable", failures=2, looked_at=ago(61)), False),
        (recorded(file(size=6), code="read.unreadable", failures=9, looked_at=ago(1)), True),
    ],
)
def test_a_file_is_read_when_it_is_new_or_changed_or_could_not_be_had(before, expected):
    assert is_due(file(), before, NEVER, NOW, 60) is expected


@pytest.mark.parametrize(
    ("failures", "since", "expected"),
    [
        (0, 59, False),
        (0, 60, True),
        (1, 60, True),
        (2, 119, False),
        (2, 120, True),
        (4, 479, False),
        (4, 480, True),
        (30, 3599, False),
        (30, 3600, True),
    ],
)
def test_what_fails_is_asked_half_as_often_each_time(failures, since, expected):
    before = recorded(missing(FEED), failures=failures, looked_at=ago(since))
    assert is_due(missing(FEED), before, NEVER, NOW, 60) is expected


def test_a_server_is_given_the_time_it_asks_for():
    before = recorded(missing(FEED), failures=1, looked_at=ago(7200), retry_at=ago(-1))
    assert not is_due(missing(FEED), before, NEVER, NOW, 60)
    assert is_due(missing(FEED), before, NEVER, NOW + dt.timedelta(seconds=1), 60)


def test_a_watch_remembers_whom_it_asked_though_nothing_was_committed():
    due = Due(Pace(every=60))
    assert due.batch([missing(FEED)], {}, NOW) == ([missing(FEED)], 60)
    assert due.batch([missing(FEED)], {}, NOW + dt.timedelta(seconds=2)) == ([], 60)
    assert due.batch([missing(FEED)], {}, NOW + dt.timedelta(seconds=60))[0] == [missing(FEED)]


def test_the_oldest_files_come_first_and_the_rest_at_once():
    files = [file(name, age=age) for name, age in (("c", 3), ("a", 9), ("b", 9))]
    due = Due(Pace(batch=2))
    first, wait = due.batch(files, {}, NOW)
    assert ([each.uri for each in first], wait) == (["a", "b"], 0)
    committed = {each.uri: recorded(each) for each in first}
    assert due.batch(files, committed, NOW) == ([files[0]], 60)


@pytest.mark.parametrize(
    ("looks", "settled"),
    [
        ([file(age=2)], [True]),
        ([file(age=1)], [False]),
        ([file(age=1), file(age=1)], [False, True]),
        ([file(age=1), file(size=8, age=0), file(size=8, age=0)], [False, False, True]),
        ([file(age=9), file(size=8, age=9)], [True, False]),
        ([file(age=-500), file(age=-500)], [False, True]),  # of a machine whose clock is ahead
        ([MatchedFile("gs://b/a", 7, None)] * 2, [False, True]),
    ],
)
def test_a_file_that_is_being_written_is_left(looks, settled):
    settling = Settling(2)
    assert [bool(settling.settled([look], NOW)) for look in looks] == settled


def test_a_file_that_is_being_written_is_looked_at_again_soon():
    due = Due(Pace(every=60, settle=2))
    assert due.batch([file(age=1)], {}, NOW) == ([], 2)
    assert due.batch([file(age=1)], {}, NOW) == ([file(age=1)], 60)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("in/a.jsonl", False),
        ("in/a.part", True),
        ("in/a.jsonl.TMP", True),
        ("in/a.crdownload", True),
        ("in/a.txt~", True),
        ("in/.a.txt", True),
        ("in.tmp/a.txt", False),
        ("in/part", False),
    ],
)
def test_names_of_unfinished_files(name, expected):
    assert is_unfinished(file(name)) is expected
