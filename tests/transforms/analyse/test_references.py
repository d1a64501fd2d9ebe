"""Every stretch that stands for something named lies in the text, once."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.analyse.analysed import analysed
from transforms.analyse.reading import Reading

GROUPS = [
    (
        "The European Commission said it would act. “We are ready,” they said.",
        [("it would act", "said", "The European Commission"), ("“We are ready,”", "said", "they")],
        [("they", "European Commission")],
    ),
]


@pytest.mark.parametrize(("text", "said", "expected"), GROUPS)
def test_groups(nlp, text, said, expected):
    reading = Reading.of(analysed(nlp, text, *said))
    found = [(m.text, m.entity.name) for m in reading.references if m.form == "pronoun"]
    assert found == expected


_PIECES = [
    "Elena Petrova",
    "Petrova",
    "Dr.",
    "said",
    "“",
    "”",
    "’s",
    "the analyst",
    ", an analyst,",
]
_PIECES += [
    "US said",
    "She",
    "he",
    "I",
    "my",
    "they",
    "The minister",
    "\n\n",
    " ",
    ",",
    ".",
    "Minister",
    "é",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=25), st.sampled_from(["", " "]))
def test_references_of_any_text(nlp, pieces, space):
    text = space.join(pieces)
    reading = Reading.of(nlp(text))
    entities = set(reading.names.entities)
    for mention in reading.mentions:
        assert mention.text == text[mention.span.start : mention.span.end] != ""
        assert 0 <= mention.score <= 1
        assert mention.entity is None or mention.entity in entities
    places = [m.span for m in reading.mentions]
    assert len(places) == len(set(places))  # so that no two rows have one id
    assert not any("\n" in m.text for m in reading.references if m.form == "nominal")
    assert all(one.span <= other.span for one, other in pairwise(reading.mentions))
