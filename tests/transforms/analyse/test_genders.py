"""Whether an article speaks of a person as a man or a woman."""

import pytest

from transforms.analyse.attributions import Span
from transforms.analyse.genders import genders
from transforms.analyse.given_names import gender_of
from transforms.analyse.names import Entity, Mention, Names

SAID = [
    # text, name as printed there, full name, gender
    ("Elena Petrova spoke.", "Elena Petrova", "Elena Petrova", "f"),
    ("Mr. Petrova spoke.", "Petrova", "Petrova", "m"),
    ("Spokeswoman Linh Tran spoke.", "Linh Tran", "Linh Tran", "f"),
    ("Sam Qarr, a businesswoman from Rome, spoke.", "Sam Qarr", "Sam Qarr", "f"),
    ("His wife, Qarr, spoke.", "Qarr", "Qarr", "f"),
    ("Qarr, the chairman, spoke.", "Qarr", "Qarr", "m"),
    ("Qarr, a German, spoke.", "Qarr", "Qarr", None),
    ("Petrova spoke.", "Petrova", "Petrova", None),
    # Who is spoken of in front of the name is somebody else.
    ("He met the queen. David Qarr spoke.", "David Qarr", "David Qarr", "m"),
    ("His wife told David Qarr so.", "David Qarr", "David Qarr", "m"),
    ("the queen\nQarr spoke.", "Qarr", "Qarr", None),
    ("Lt. Col. Elena Qarr spoke.", "Elena Qarr", "Elena Qarr", "f"),
]


@pytest.mark.parametrize(("text", "printed", "full", "expected"), SAID)
def test_genders(text, printed, full, expected):
    start = text.index(printed)
    entity = Entity(full, "PERSON", (printed,), 1)
    mention = Mention(Span(start, start + len(printed)), printed, "PERSON", 0.9, entity)
    assert genders(text, Names((mention,), (entity,), ())).get(entity) == expected


GIVEN = [("Élise Martin", "f"), ("José", "m"), ("Kim Lee", None), ("", None), ("Qarr", None)]


@pytest.mark.parametrize(("name", "expected"), GIVEN)
def test_given_names(name, expected):
    assert gender_of(name) == expected
