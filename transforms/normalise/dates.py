"""Dates as they stand in bylines and datelines."""

import re
from datetime import UTC, datetime, timedelta, timezone

from dateutil import parser

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? )?"
#: A day with or without its year.
DAY = rf"(?:{_WEEKDAY}(?:{_MONTH} {_DAY}|{_DAY} {_MONTH})(?:,? \d{{4}})?)"
_ZONES = {"UTC": 0, "GMT": 0, "BST": 1, "CET": 1, "CEST": 2, "MSK": 3}
_ZONES |= {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_CLOCK = r"\d{1,2}(?::\d{2}){1,2}(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?"
_TIME = rf"(?:T|,? (?:at )?)(?P<clock>{_CLOCK})(?: ?\(?(?P<zone>Z|[A-Z]{{2,4}}|[+-]\d\d:?\d\d)\)?)?"
_STAMP = re.compile(
    rf"(?P<day>{DAY}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})(?:{_TIME})?\.?",
    re.IGNORECASE,
)
_FULL = re.compile(rf"{DAY}(?<=\d{{4}})|\d{{4}}-\d\d-\d\d", re.IGNORECASE)


def is_stamp(text: str) -> bool:
    """Whether the text is a date, with or without year and time, and nothing else."""
    return _STAMP.fullmatch(text) is not None


def moment(text: str) -> datetime | None:
    """The time a stamp names, in UTC; None unless day, month and year are certain.

    `03/11/2025` is not: it is March to some and November to others. A time of day counts only
    with a time zone that is known; without one the day begins at midnight UTC.
    """
    stamp = _STAMP.fullmatch(text)
    if stamp is None or not _FULL.fullmatch(stamp["day"]):
        return None
    zone = _zone(stamp["zone"])
    clock = stamp["clock"] if zone is not None else "00:00"
    try:
        parsed = parser.parse(f"{stamp['day']} {clock}")
    except (ValueError, OverflowError):
        return None
    return parsed.replace(tzinfo=zone or UTC).astimezone(UTC)


def _zone(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text[0] in "+-":
        minutes = int(text[1:3]) * 60 + int(text[-2:])
        offset = timedelta(minutes=-minutes if text[0] == "-" else minutes)
        return timezone(offset) if abs(offset) < timedelta(days=1) else None
    if text.upper() == "Z":
        return UTC
    hours = _ZONES.get(text.upper())
    return None if hours is None else timezone(timedelta(hours=hours))
