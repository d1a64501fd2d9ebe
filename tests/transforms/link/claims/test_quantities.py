"""Numbers of news prose: their bounds, their unit and what is counted."""

import math

import pytest

from transforms.link.claims.quantities import Quantity, find_quantities
from transforms.link.claims.words import find_words

INFINITY = math.inf

FOUND = [
    # text, (least, most, unit, words) of each number
    ("27 people were killed", [(27, 27, "count", "27 people")]),
    ("at least 27 people were killed", [(27, INFINITY, "count", "at least 27 people")]),
    ("more than a dozen officers", [(12, INFINITY, "count", "more than a dozen officers")]),
    ("up to 500 homes burned", [(-INFINITY, 500, "count", "up to 500 homes")]),
    ("about 1,000 marchers", [(800, 1200, "count", "about 1,000 marchers")]),
    ("nearly 30 dead", [(-INFINITY, 30, "count", "nearly 30 dead")]),
    ("30 or more passengers", [(30, INFINITY, "count", "30")]),
    ("twenty-five per cent of voters", [(25, 25, "%", "twenty-five per")]),
    ("0.41 % alcohol", [(0.41, 0.41, "%", "0.41 %")]),
    ("$1.5 million in damage", [(1.5e6, 1.5e6, "$", "$1.5 million")]),
    ("110 billion euros in loans", [(1.1e11, 1.1e11, "€", "110 billion euros")]),
    ("£200m for schools", [(2e8, 2e8, "£", "£200m")]),
    ("Anna Lind, 34, was found", [(34, 34, "age", "34")]),
    ("the 34-year-old teacher", [(34, 34, "age", "34")]),
    ("a magnitude of 6.1", [(6.1, 6.1, "magnitude", "6.1")]),
    ("a 5.9-magnitude quake", [(5.9, 5.9, "magnitude", "5.9")]),
    (
        "eleven rifles and 31 magazines",
        [(11, 11, "count", "eleven rifles"), (31, 31, "count", "31 magazines")],
    ),
    # no quantities
    ("in 1976 the theft", []),
    ("around 4:30 p.m. near the gate", []),
    ("4 p.m. on Friday", []),
    ("the 21st head coach", []),
    ("on Route 52 near Interstate 75", []),
    ("call 0845 125 2222 or 555-0199", []),
    ("version 7 of the browser", []),
    ("nine AK-47 rifles", [(9, 9, "count", "nine AK")]),
    ("one of them fled", []),
    ("the 1990s boom", []),
]


def quantities(text: str) -> list[Quantity]:
    return list(find_quantities(list(find_words(text, 0, len(text))), text, 0))


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_numbers_are_found(text: str, expected: list[tuple[float, float, str, str]]) -> None:
    found = [(each.low, each.high, each.unit, each.span.of(text)) for each in quantities(text)]
    assert [
        (pytest.approx(low), pytest.approx(high), *rest) for low, high, *rest in expected
    ] == found


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("27 dead", "27 dead", True),
        ("27 dead", "40 dead", False),
        ("at least 27 dead", "30 dead", True),
        ("at least 40 dead", "30 dead", False),
        ("11,642 cars", "12,000 cars", True),
        ("11,642 cars", "15,000 cars", False),
        ("$1.48 million", "$1.5 million", True),
        ("about 30 dead", "27 dead", True),
    ],
)
def test_numbers_that_can_both_hold_agree(one: str, other: str, agree: bool) -> None:
    ours, theirs = quantities(one)[0], quantities(other)[0]
    assert ours.is_comparable(theirs)
    assert ours.agrees(theirs) is theirs.agrees(ours) is agree


def test_a_magnitude_is_one_whatever_stands_beside_it() -> None:
    for text in ("a magnitude-6.1 quake", "6.1 on the Richter scale", "the magnitude at 6.1"):
        assert [each.unit for each in quantities(text)] == ["magnitude"]
