"""What words of time name, in an article published on Tuesday, 21 June 2016."""

from datetime import date

import pytest

from transforms.analyse.attributions import Span
from transforms.analyse.dates import find_dates

PUBLISHED = date(2016, 6, 21)

NAMED = [
    # words, the first day and the length of what they name
    ("on Tuesday", "2016-06-21 day"),
    ("on Wednesday night", "2016-06-15 day"),
    ("last Tuesday", "2016-06-14 day"),
    ("next Tuesday", "2016-06-28 day"),
    ("today", "2016-06-21 day"),
    ("this morning", "2016-06-21 day"),
    ("last night", "2016-06-20 day"),
    ("yesterday afternoon", "2016-06-20 day"),
    ("three days ago", "2016-06-18 day"),
    ("Nov. 3", "2015-11-03 day"),
    ("3 November", "2015-11-03 day"),
    ("May 16th", "2016-05-16 day"),
    ("June 21", "2016-06-21 day"),
    ("Feb. 29", "2016-02-29 day"),
    ("Thursday, Nov. 3, 2016", "2016-11-03 day"),
    ("2015-11-03", "2015-11-03 day"),
    ("over the weekend", "2016-06-18 weekend"),
    ("last weekend", "2016-06-18 weekend"),
    ("this week", "2016-06-20 week"),
    ("last week", "2016-06-13 week"),
    ("two weeks ago", "2016-06-06 week"),
    ("last month", "2016-05-01 month"),
    ("in May", "2016-05-01 month"),
    ("in late November", "2015-11-01 month"),
    ("last June", "2015-06-01 month"),
    ("in January of last year", "2015-01-01 month"),
    ("in November 2014", "2014-11-01 month"),
    ("a year ago", "2015-01-01 year"),
    ("last year", "2015-01-01 year"),
    ("in 2008", "2008-01-01 year"),
]

NOT_DATES = [
    "ABC's This Week",
    "NBC's Today show",
    "on Super Tuesday",
    "Saturday Night Live",
    "on Mondays",
    "2,016 voters",
]


def read(text, published):
    return [
        f"{period.first} {period.precision}" if (period := words.period(published)) else None
        for words in find_dates(text, Span(0, len(text)))
    ]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_words_of_time(text, expected):
    assert read(text, PUBLISHED) == [expected]


@pytest.mark.parametrize("text", NOT_DATES)
def test_other_words(text):
    assert read(text, PUBLISHED) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("on Tuesday", None), ("Nov. 3", None), ("Nov. 3, 2016", "2016-11-03 day"), ("Feb. 30", None)],
)
def test_without_a_date_of_publication_only_a_full_date_is_told(text, expected):
    assert read(text, None) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Thursday", date(2016, 6, 23)),
        ("July 4", date(2016, 7, 4)),
        ("Nov. 3", date(2016, 11, 3)),
    ],
)
def test_of_what_is_to_come_the_next(text, expected):
    (words,) = find_dates(text, Span(0, len(text)))
    assert words.period(PUBLISHED, ahead=True).first == expected


@pytest.mark.parametrize(
    ("published", "expected"),
    [(date(2016, 6, 18), date(2016, 6, 11)), (date(2016, 6, 19), date(2016, 6, 11))],
)
def test_last_weekend_read_on_a_weekend_is_the_one_before(published, expected):
    (words,) = find_dates("last weekend", Span(0, 12))
    assert words.period(published).first == expected
