"""What is recorded of inputs."""

import datetime as dt

import pytest

from tests.tables import row
from transforms.elements import Reject
from transforms.looks import Look, input_row, look_at, outcome
from transforms.read.inputs import MatchedFile

NOW = dt.datetime(2026, 11, 26, 11, tzinfo=dt.UTC)
EARLIER = NOW - dt.timedelta(days=1)
FEED = "https://example.org/feed"


def reject(uri: str, code: str) -> Reject:
    return Reject(uri, "read", code, "", b"", None, "", 0, None)


def test_a_file_is_recorded_as_it_was_found():
    found = look_at(MatchedFile("a.txt", 7, EARLIER))
    recorded = input_row(found, None, NOW, "run")
    assert recorded == row(
        "inputs",
        {
            "uri": "a.txt",
            "kind": "file",
            "size": 7,
            "modified_at": EARLIER,
            "status": "read",
            "failures": 0,
            "looked_at": NOW,
            "run_id": "run",
        },
    )


def test_failures_in_a_row_are_counted_until_one_look_succeeds():
    before, counts = None, []
    for status in ("failed", "failed", "read", "failed", "unchanged"):
        before = input_row(Look(FEED, "url", status=status), before, NOW, "run")
        counts.append(before["failures"])
    assert counts == [1, 2, 0, 1, 0]


@pytest.mark.parametrize(
    ("look", "kept"),
    [
        (Look(FEED, "url", 5, etag='"new"'), (5, '"new"')),
        (Look(FEED, "url"), (None, None)),
        (Look(FEED, "url", status="unchanged"), (9, '"old"')),
        (Look(FEED, "url", 5, etag='"new"', status="failed", code="fetch.failed"), (9, '"old"')),
    ],
)
def test_validators_stand_for_what_was_read(look, kept):
    before = row("inputs", {"uri": FEED, "kind": "url", "size": 9, "etag": '"old"'})
    recorded = input_row(look, before, NOW, "run")
    assert (recorded["size"], recorded["etag"]) == kept


def test_an_input_failed_where_any_of_it_did():
    look = look_at(MatchedFile("a.gz", 7, None))
    assert outcome([look], []) == look
    found = outcome([look], [reject("a.gz", "read.compressed")])
    assert (found.status, found.code, found.size) == ("failed", "read.compressed", 7)


def test_what_is_refused_within_a_file_is_no_input():
    assert outcome([], [reject("a.jsonl#3", "read.too_large")]) is None


def test_a_page_that_was_named_too_is_an_address():
    assert outcome([Look(FEED, "page"), Look(FEED, "url")], []).kind == "url"
