"""Times as inputs write them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.read.times import parse_stamp, parse_time


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-03-05T10:11:12Z", utc(2024, 3, 5, 10, 11, 12)),
        ("2024-03-05T10:11:12+02:00", utc(2024, 3, 5, 8, 11, 12)),
        ("2024-03-05T10:11:12.345678Z", utc(2024, 3, 5, 10, 11, 12, 345678)),
        ("2024-03-05 10:11", utc(2024, 3, 5, 10, 11)),  # no zone: taken as UTC
        ("2024-03-05", utc(2024, 3, 5)),
        ("20240305", utc(2024, 3, 5)),
        ("20240305101112", utc(2024, 3, 5, 10, 11, 12)),
        ("Tue, 05 Mar 2024 10:11:12 GMT", utc(2024, 3, 5, 10, 11, 12)),
        ("Tue, 05 Mar 2024 10:11:12 -0500", utc(2024, 3, 5, 15, 11, 12)),
        ("Tue, 05 Mar 2024 10:11:12 EST", utc(2024, 3, 5, 15, 11, 12)),
        ("March 5, 2024", utc(2024, 3, 5)),
        ("5 March 2024 10:11 CET", utc(2024, 3, 5, 9, 11)),
        ("March 5, 2024 10:11 a.m. XYZT", utc(2024, 3, 5, 10, 11)),  # unknown zone
        ("25/12/2023", utc(2023, 12, 25)),
        (1709633472, utc(2024, 3, 5, 10, 11, 12)),
        ("1709633472", utc(2024, 3, 5, 10, 11, 12)),
        (1709633472000, utc(2024, 3, 5, 10, 11, 12)),
        (1709633472.5, utc(2024, 3, 5, 10, 11, 12, 500000)),
        (20240305, utc(2024, 3, 5)),
        ({"@type": "Date", "@value": "2024-03-05"}, utc(2024, 3, 5)),
        ({"$date": 1709633472000}, utc(2024, 3, 5, 10, 11, 12)),
        ([None, "2024-03-05"], utc(2024, 3, 5)),
        (date(2024, 3, 5), utc(2024, 3, 5)),
        (datetime(2024, 3, 5, tzinfo=timezone(timedelta(hours=1))), utc(2024, 3, 4, 23)),
    ],
)
def test_times(value, expected):
    assert parse_time(value) == expected


@pytest.mark.parametrize(
    ("value", "zone"),
    [
        ("2024-03-05T10:11:12+02:00", "+02:00"),
        ("2024-03-05T10:11:12Z", "+00:00"),
        ("2024-03-05", None),
        (["2024-03-05T10:11:12-05:00"], "-05:00"),
        (["2024-03-05"], None),
        ({"@value": "2024-03-05T10:11:12+05:30"}, "+05:30"),
    ],
)
def test_zones_are_kept_as_stated(value, zone):
    assert parse_stamp(value).zone == zone


@pytest.mark.parametrize(
    "value",
    [
        *(None, True, "", "  ", "yesterday", "n/a", {}, [], {"@value": None}),
        *("2024-02-30", "32 Jan 2024", "Mon, 32 Jan 2024 10:00:00 GMT", "2024-13-01T00:00:00Z"),
        *("March 2024", "2024", 2024, "Monday", "10:15"),  # no day is told
        *("0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"),
        *(0, -1, "0", float("nan"), float("inf"), 1e308, 10**400, "9" * 5000),
        *("1" * 99, "x" * 1000),
    ],
)
def test_no_time(value):
    assert parse_time(value) is None


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(_json | st.text("0123456789-/:., TZ+JanMorpm"))
def test_any_value_gives_a_utc_time_or_none(value):
    found = parse_time(value)
    assert found is None or (found.utcoffset() == timedelta(0) and 1605 <= found.year <= 2199)


@given(st.datetimes(datetime(1700, 1, 1), datetime(2199, 1, 1)))
def test_iso_times_come_back(time):
    assert parse_time(time.isoformat()) == time.replace(tzinfo=UTC)
