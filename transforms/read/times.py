"""Points in time, as inputs write them."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, NamedTuple

from dateutil import parser as dateutil_parser
from dateutil.tz import tzoffset

# From the first newspaper (Relation, Strasbourg, 1605) on; years far ahead are fillers like 9999.
_FIRST_YEAR, _LAST_YEAR = 1605, 2199
# Longer than any date in words; dateutil takes time quadratic in the length.
_LONGEST = 100
# Larger numbers are a thousand times finer: 1e11 seconds is the year 5138, as milliseconds 1973.
_SECONDS_BELOW = 1e11
_NANOSECONDS_BELOW = 1e20
# Numbers like 20240131 and 20240131235900 are dates: as Unix times they lie in 1970 and 2611.
_COMPACT = {8: "%Y%m%d", 14: "%Y%m%d%H%M%S"}
_COMPACT_DATE = re.compile(r"(?:19|20)(?:\d{6}|\d{12})")
# `01 Jan 0001`, which stands for no date; dateutil reads 2001.
_NO_YEAR = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -]00\d\d\b", re.IGNORECASE
)
# Zone abbreviations of RFC 2822 and of European newsrooms, hours from UTC. Others are ambiguous.
_ZONES = {
    name: hours
    for hours, names in {
        0: "UT UTC GMT Z WET",
        1: "BST WEST CET",
        2: "CEST EET",
        3: "EEST MSK",
        -4: "EDT",
        -5: "EST ET CDT",
        -6: "CST CT MDT",
        -7: "MST MT PDT",
        -8: "PST PT",
    }.items()
    for name in names.split()
}


class Stamp(NamedTuple):
    """A time as it was stated.

    Attributes:
        at: The time, aware, in UTC.
        zone: The offset it was stated in, such as `+02:00`; None where it lacked one.
    """

    at: datetime
    zone: str | None


def parse_time(value: Any) -> datetime | None:
    """The time as an aware datetime in UTC; None where it cannot be told, or cannot be true.

    Takes ISO 8601, RFC 2822, Unix time in seconds or finer, dates in English words, and datetime
    objects. A time without a zone is taken as UTC, a date as its first moment. A date without a
    day or a month is none.
    """
    stamp = parse_stamp(value)
    return stamp and stamp.at


def parse_stamp(value: Any) -> Stamp | None:
    """The time and the zone it was stated in; None as `parse_time`."""
    try:
        found = _parse(value)
        if found is None:
            return None
        offset = found.utcoffset()
        found = found.replace(tzinfo=UTC) if offset is None else found.astimezone(UTC)
    except (ValueError, OverflowError, ArithmeticError, TypeError, RecursionError):
        return None
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        return None
    return Stamp(found, None if offset is None else _offset(offset))


def _offset(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


def _parse(value: Any) -> datetime | None:
    match value:
        case bool() | None:
            return None
        case datetime():
            return value
        case date():
            return datetime.combine(value, time())
        case int() | float():
            return _from_number(value)
        case str():
            return _from_text(" ".join(value.split()))
        case list() | tuple():
            return next((stated for item in value if (stated := _stated(item))), None)
        case Mapping():
            return _stated(value.get("@value") or value.get("$date") or value.get("value"))
    return None


def _stated(value: Any) -> datetime | None:
    """The time in the zone it is stated in, where it is one."""
    stamp = parse_stamp(value)
    if stamp is None or stamp.zone is None:
        return stamp and stamp.at.replace(tzinfo=None)
    return stamp.at.astimezone(datetime.strptime(stamp.zone, "%z").tzinfo)


def _from_number(number: float) -> datetime | None:
    if _COMPACT_DATE.fullmatch(digits := str(number)):
        return datetime.strptime(digits, _COMPACT[len(digits)])
    if not 9999 < number < _NANOSECONDS_BELOW:  # unknown, or but a year, or no time at all
        return None
    while number >= _SECONDS_BELOW:
        number /= 1000
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=number)


def _from_text(text: str) -> datetime | None:
    if not text or len(text) > _LONGEST or _NO_YEAR.search(text):
        return None
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return _from_number(float(text) if "." in text else int(text))
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    return _from_words(text)


def _from_words(text: str) -> datetime | None:
    # What a text leaves open, dateutil takes from the default: a year that is out of range, and a
    # first of January, which is certain only if another default makes no difference.
    found = _parse_words(text, datetime(1600, 1, 1))
    if found.day > 1 and found.month > 1:
        return found
    return found if found == _parse_words(text, datetime(1601, 2, 2)) else None


def _parse_words(text: str, default: datetime) -> datetime:
    return dateutil_parser.parse(text, default=default, tzinfos=_zone)


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    if offset is not None:
        return tzoffset(name, offset)
    hours = _ZONES.get((name or "").upper())
    return None if hours is None else tzoffset(name, hours * 3600)
