"""Offices and descriptions beside people's names."""

import pytest

from transforms.analyse.names import find_names
from transforms.analyse.roles import Roles

ROLES = [
    # text, each role with whose it is
    (
        "Former presidents Jimmy Carter and Bill Clinton came to the party on Monday.",
        [("Jimmy Carter", "Former presidents"), ("Bill Clinton", "Former presidents")],
    ),
    (
        "He met Sens. Ted Cruz, Marco Rubio and Rand Paul in Washington.",
        [("Ted Cruz", "Sens."), ("Marco Rubio", "Sens."), ("Rand Paul", "Sens.")],
    ),
    (
        "Those in attendance include nominees Kate Winslet and Clive Owen.",
        [("Kate Winslet", "nominees"), ("Clive Owen", "nominees")],
    ),
    ("It was the prime minister and Alastair Campbell who met.", []),
    # Who is told is not who is spoken of.
    ("He told lawyers Jimmy Carter and Bill Clinton would come.", []),
    # One man, and the plural is of others.
    ("He spoke with the senators. Ted Cruz was not there.", []),
    (
        "He is a friend of chief of staff Jane Doe and of an entrepreneur named John Smith.",
        [("Jane Doe", "chief of staff"), ("John Smith", "an entrepreneur")],
    ),
    ("Jane Doe, who was a top adviser, left.", [("Jane Doe", "a top adviser")]),
    (
        "Jane Doe, who was Mitt Romney’s top adviser in 2012, left.",
        [("Jane Doe", "Mitt Romney’s top adviser in 2012")],
    ),
    ("Jane Doe, then the chief of staff, left.", [("Jane Doe", "then the chief of staff")]),
    (
        "Jane Doe, an entrepreneur and one of the founders of the club, left.",
        [("Jane Doe", "an entrepreneur")],
    ),
    ("Jane Doe, who was the first to leave, spoke.", []),
    ("The finance minister, Lou Jiwei, spoke.", [("Lou Jiwei", "The finance minister")]),
]


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_roles(nlp, text, expected):
    doc = nlp(text)
    printed = Roles(doc, find_names(doc)).printed
    assert [(role.name.text, role.span.of(text)) for role in printed] == expected
