"""Words of news prose that name a day, a week, a month or a year, and what they name.

`Tuesday`, `last night`, `Nov. 3`, `in late May`, `two weeks ago`: most count from the day the
article was published. Without that day only those that print their year are resolved.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from transforms.analyse.attributions import Span

Precision = Literal["day", "weekend", "week", "month", "year"]

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SATURDAY = 5

_WEEKDAY = (
    r"(?<!Super )(?<!Black )(?<!Good )(?<!Cyber )"
    r"(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"(?! (?:Night Live|Night Football|Times\b))"
)
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|March|Mar(?=\.)|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
#: Months that are no other word, where they stand without a day.
_MONTH_ALONE = (
    r"(?:(?:(?:[Ll]ast|[Tt]his|[Nn]ext) |(?:[Ee]arly|[Mm]id|[Ll]ate)[ -]|(?<=[Ii]n ))"
    r"(?P<alone>January|February|March|April|May|June|July|August|September|October|November"
    r"|December)|(?P<sure>January|February|April|June|July|August|September|October|November"
    r"|December))\b"
)
_YEAR = r"(?:19|20)\d\d(?![\d-]|,\d)"
_PART = r"(?: (?:morning|afternoon|evening|night))?"
_EXPRESSIONS = re.compile(
    rf"\b(?:"
    rf"(?P<iso>\d{{4}}-\d\d-\d\d)\b"
    rf"|(?:{_WEEKDAY.replace('weekday', 'named')},? )?"
    rf"(?:{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"
    rf"|(?P<first>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH.replace('month', 'second')})"
    rf"(?:,? (?P<of>{_YEAR}))?"
    rf"|(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?: past)?) )?{_WEEKDAY}{_PART}"
    rf"|(?P<today>today|tonight|(?<![\w,’'] )(?:Today|Tonight)"
    rf"|[Tt]his (?:morning|afternoon|evening))\b"
    rf"|(?P<yesterday>[Yy]esterday|[Ll]ast night)\b{_PART}"
    rf"|(?P<tomorrow>[Tt]omorrow)\b{_PART}"
    rf"|(?P<weekend>(?:[Ll]ast|[Tt]his(?: past)?|[Oo]ver the|[Nn]ext) weekend)\b"
    rf"|(?P<step>[Ll]ast|[Tt]his(?: past)?|[Nn]ext) (?P<unit>week|month|year)\b"
    rf"|(?P<count>an?|{'|'.join(_NUMBERS)}|\d{{1,2}}) (?P<back>day|week|month|year)s? ago\b"
    rf"|{_MONTH_ALONE}(?:,? (?P<with>{_YEAR})| of (?P<that>last|this) year\b)?"
    rf"|(?P<year>{_YEAR})\b"
    rf")"
)


@dataclass(frozen=True)
class Period:
    """A stretch of the calendar: its first day, and how long it is."""

    first: date
    precision: Precision


@dataclass(frozen=True)
class DateWords:
    """Words that name a day or a longer time; `parts` are those by which it is resolved."""

    span: Span
    parts: dict[str, str]

    def period(self, published: date | None, ahead: bool = False) -> Period | None:
        """What the words name; None where that cannot be told.

        Args:
            published: The day the article was published; None where it is not known.
            ahead: Whether the words speak of what is still to come.
        """
        if "iso" in self.parts:
            return _day(*map(int, self.parts["iso"].split("-")))
        year = self.parts.get("of") or self.parts.get("with") or self.parts.get("year")
        if "day" in self.parts or "first" in self.parts:
            return self._of_month_and_day(int(year) if year else None, published, ahead)
        if "alone" in self.parts or "sure" in self.parts:
            return self._of_month(int(year) if year else None, published, ahead)
        if year:
            return Period(date(int(year), 1, 1), "year")
        return self._relative(published, ahead) if published else None

    def _of_month_and_day(
        self, year: int | None, published: date | None, ahead: bool
    ) -> Period | None:
        month = _month(self.parts.get("month") or self.parts["second"])
        day = int(self.parts.get("day") or self.parts["first"])
        if year is not None:
            return _day(year, month, day)
        if published is None:
            return None
        # Of several years the nearest on the right side; Feb. 29 is up to eight years away.
        years = range(published.year, published.year + (9 if ahead else -9), 1 if ahead else -1)
        for each in years:
            found = _day(each, month, day)
            if found and (found.first >= published if ahead else found.first <= published):
                return found
        return None

    def _of_month(self, year: int | None, published: date | None, ahead: bool) -> Period | None:
        month = _month(self.parts.get("alone") or self.parts["sure"])
        if year is None:
            if published is None:
                return None
            this = (published.year, month)
            now = (published.year, published.month)
            last = "last" in self.parts["text"].lower()
            year = published.year
            if that := self.parts.get("that"):
                year -= that == "last"
            elif ahead or self.parts["text"].lower().startswith("next"):
                year += this < now
            else:
                year -= this >= now if last else this > now
        return Period(date(year, month, 1), "month")

    def _relative(self, published: date, ahead: bool) -> Period | None:
        parts = self.parts
        if "weekday" in parts:
            day = _WEEKDAYS.index(parts["weekday"].lower() + "day")
            return Period(_nearest(published, day, parts.get("which", "").lower(), ahead), "day")
        for name, days in (("today", 0), ("yesterday", -1), ("tomorrow", 1)):
            if name in parts:
                return Period(published + timedelta(days), "day")
        if "weekend" in parts:
            saturday = published - timedelta((published.weekday() - _SATURDAY) % 7)
            which = parts["weekend"].split()[0].lower()
            weeks = {"next": 1, "last": -(published.weekday() >= _SATURDAY)}.get(which, 0)
            return Period(saturday + timedelta(7 * weeks), "weekend")
        if "unit" in parts:
            step = {"last": -1, "next": 1}.get(parts["step"].split()[0].lower(), 0)
            return _step(published, parts["unit"], step)
        count = parts["count"].lower()
        number = 1 if count in ("a", "an") else _number(count)
        return _step(published, parts["back"], -number)


def find_dates(text: str, stretch: Span) -> Iterator[DateWords]:
    """The words of the stretch that name a day or a longer time, in order."""
    for match in _EXPRESSIONS.finditer(text, stretch.start, stretch.end):
        parts = {name: value for name, value in match.groupdict().items() if value}
        yield DateWords(Span(*match.span()), parts | {"text": match[0]})


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.index(word) + 1


def _day(year: int, month: int, day: int) -> Period | None:
    """A day, if there is one: `Feb. 30` is none."""
    try:
        return Period(date(year, month, day), "day")
    except ValueError:
        return None


def _nearest(published: date, weekday: int, which: str, ahead: bool) -> date:
    """The last such weekday up to the day of publication, which `last` leaves out.

    Of what is to come, the next from that day on, which `next` leaves out.
    """
    if ahead or which == "next":
        days = (weekday - published.weekday()) % 7
        return published + timedelta(days or 7 * (which == "next"))
    days = (published.weekday() - weekday) % 7
    return published - timedelta(days or 7 * (which == "last"))


def _step(published: date, unit: str, step: int) -> Period | None:
    """The day, week, month or year that is so many of them away."""
    try:
        match unit:
            case "day":
                return Period(published + timedelta(step), "day")
            case "week":
                monday = published - timedelta(published.weekday())
                return Period(monday + timedelta(7 * step), "week")
            case "month":
                months = published.year * 12 + published.month - 1 + step
                return Period(date(months // 12, months % 12 + 1, 1), "month")
        return Period(date(published.year + step, 1, 1), "year")
    except (ValueError, OverflowError):  # before the calendar begins
        return None
