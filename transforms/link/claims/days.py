"""Dates in which two statements of one thing differ."""

from datetime import date

from transforms.analyse.attributions import Span
from transforms.analyse.dates import DateWords, Period
from transforms.link.claims.alignment import Difference, aligned, counts_another
from transforms.link.claims.statement import Statement
from transforms.link.claims.words import find_words

#: Two statements that share less than this of their other terms may speak of two events.
_SHARE, _LARGER = 0.55, 0.7
#: And what they share tells as much as three ordinary nouns.
_LEAST = 4.0


def differing_dates(one: Statement, other: Statement) -> Difference | None:
    """The dates in which they differ: each names one time, and the two are not the same."""
    if not differ(one, other) or counts_another(one, other):
        return None
    ours, theirs = one.dates[0], other.dates[0]
    apart = _stems(one, ours) | _stems(other, theirs)
    alike = aligned(one, other, apart)
    if not alike.is_of_one_thing(_SHARE, _LARGER, _LEAST):
        return None
    return Difference("date", (_moved(one, ours),), (_moved(other, theirs),), alike.smaller)


def differ(one: Statement, other: Statement) -> bool:
    """Whether each names one time, and the two are not the same."""
    if len(one.dates) != 1 or len(other.dates) != 1:
        return False
    return _differ(one.dates[0], _day(one), other.dates[0], _day(other))


def _day(statement: Statement) -> date | None:
    return statement.published_at.date() if statement.published_at else None


def _differ(ours: DateWords, day: date | None, theirs: DateWords, other_day: date | None) -> bool:
    """Whether the words name two times of one length that are not the same."""
    weekdays = [words.parts.get("weekday") for words in (ours, theirs)]
    if None not in weekdays:
        # The day of the week tells, also where that of publication is not known.
        return weekdays[0] != weekdays[1]
    spans = [_periods(ours, day), _periods(theirs, other_day)]
    if not all(spans):
        return False
    pairs = [(a, b) for a in spans[0] for b in spans[1]]
    return all(a.precision == b.precision and a.first != b.first for a, b in pairs)


def _periods(words: DateWords, day: date | None) -> list[Period]:
    """What the words name, whether behind or ahead of the day of publication."""
    found = [words.period(day, ahead) for ahead in (False, True)]
    return [period for period in found if period is not None and period.precision != "week"]


def _stems(statement: Statement, words: DateWords) -> set[str]:
    text = statement.passage
    return {word.stem for word in find_words(text, words.span.start, words.span.end)}


def _moved(statement: Statement, words: DateWords) -> Span:
    start = statement.passage_start
    return Span(words.span.start + start, words.span.end + start)
