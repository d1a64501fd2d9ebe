"""What articles are compared by."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import by_name
from tests.transforms.link.stories.articles import (
    ELECTION,
    FIRE,
    FIRE_RETOLD,
    OTHER_FIRE,
    article,
    entity,
)
from transforms.link.stories.signature import Signature

SHARED = [
    # what it is, one, other, whether they share a key
    ("a copy cut to its first paragraph", FIRE, FIRE.split("\n\n")[0], True),
    ("a text retold", FIRE, FIRE_RETOLD, True),
    ("nothing in common", FIRE, ELECTION, False),
    ("another event", OTHER_FIRE, ELECTION, False),
]


@pytest.mark.parametrize(
    ("one", "other", "shared"), [case[1:] for case in SHARED], ids=[case[0] for case in SHARED]
)
def test_keys(one, other, shared):
    assert bool(set(article(one).keys) & set(article(other, name="other").keys)) == shared


def test_keys_of_one_date_are_of_its_time():
    on = {
        day: set(article(FIRE, on=day).keys) for day in ("2024-03-05", "2024-03-09", "2025-03-05")
    }
    near, far = (len(on["2024-03-05"] & on[day]) for day in ("2024-03-09", "2025-03-05"))
    assert near > far > 0


def test_names_tell_more():
    plain, named = article(FIRE), article(FIRE, entities=[entity("Nordkorn", "ORG")])
    (term,) = (each for each in plain.terms if named.weighed[each] > plain.weighed[each])
    assert named.terms.index(term) <= plain.terms.index(term)


def test_few_keys():
    assert len(article(FIRE, on="2024-03-05").keys) <= 32


def test_row_and_back():
    signature = article(FIRE, title="Three die in Odense fire", on="2024-03-05")
    row = signature.to_row()
    assert tuple(row) == by_name("signatures").columns
    assert Signature.from_row(row) == signature


@settings(deadline=None)  # the first of a language loads its words
@given(st.text(), st.none() | st.text(), st.sampled_from(["en", "de", "ja", "und", "xx"]))
def test_signs_anything(text, title, language):
    signature = article(text, title=title, language=language)
    assert signature == article(text, title=title, language=language)
    assert all(0 < weight <= 1 for weight in signature.weights)
    assert all(-(2**63) <= each < 2**63 for each in (*signature.terms, *signature.keys))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Bundestag stimmte am Freitag über die Pendlerpauschale ab.", "de"),
        ("国会は金曜日に消費税の引き下げについて採決した。", "ja"),
        ("Бундестаг проголосовал в пятницу за пособие.", "ru"),
    ],
)
def test_other_languages_have_terms(text, language):
    assert len(article(text, language=language).terms) >= 4
