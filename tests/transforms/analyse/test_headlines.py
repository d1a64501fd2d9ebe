"""Names in headlines end where the text has them end."""

import pytest

from transforms.analyse.attributions import Span
from transforms.analyse.headlines import headline_end, trimmed_fragments

BODY = "\n\nAbu Kasra came on Monday. They discussed arms with Yevkurov. It was a deal."

FRAGMENTS = [
    # headline, the name as it was read, and what is left of it
    ("Yevkurov and Abu Kasra Discuss Deepening Ties", "Abu Kasra Discuss", "Abu Kasra"),
    ("Arms Deal Yevkurov Signs In Town", "Deal Yevkurov", "Yevkurov"),
    # `Murhaf` is no word: the headline has the fuller name.
    ("Murhaf Abu Kasra Comes To Town", "Murhaf Abu Kasra", "Murhaf Abu Kasra"),
    ("Bashar Assad Leaves", "Bashar Assad", "Bashar Assad"),
    # No headline: its words are small.
    ("In the town Abu Kasra Discuss is a name", "Abu Kasra Discuss", "Abu Kasra Discuss"),
]


@pytest.mark.parametrize(("headline", "read", "expected"), FRAGMENTS)
def test_fragments(headline, read, expected):
    text = headline + BODY
    names = [read, "Abu Kasra", "Yevkurov"]
    at = [text.index(read), *(text.index(name, len(headline)) for name in names[1:])]
    spans = [Span(start, start + len(name)) for start, name in zip(at, names, strict=True)]
    assert next(trimmed_fragments(text, spans)).of(text) == expected


@pytest.mark.parametrize("text", ["", "One line", "\nText", "a b c\nText"])
def test_texts_without_a_headline_of_capitals(text):
    assert headline_end(text) == 0
