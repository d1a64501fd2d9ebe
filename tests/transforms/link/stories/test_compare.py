"""Which articles are alike, and in which way."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.link.stories.articles import ELECTION, FIRE, FIRE_RETOLD, OTHER_FIRE, article
from transforms.link.stories.compare import compare

_PARAGRAPHS = FIRE.split("\n\n")
_REPORT = (
    "{} Inc said its board declared a regular quarterly dividend of {} cents a share on the common "
    "stock, payable {} to shareholders of record {}."
)
CASES = [
    # what it is, one, other, relation
    ("the same text", FIRE, FIRE, "copy"),
    ("cut to its first paragraph", FIRE, _PARAGRAPHS[0], "copy"),
    ("another paragraph added", FIRE, f"{FIRE}\n\n{ELECTION}", "copy"),
    ("a word changed here and there", FIRE, FIRE.replace("early on", "late on"), "copy"),
    ("retold in other words", FIRE, FIRE_RETOLD, "rewrite"),
    ("another event of the kind", FIRE, OTHER_FIRE, None),
    ("nothing in common", FIRE, ELECTION, None),
]


@pytest.mark.parametrize(
    ("one", "other", "relation"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_relation(one, other, relation):
    likeness = compare(article(one, name="one"), article(other, name="other"))
    assert (likeness.relation if likeness else None) == relation


def test_a_form_filled_in_for_two_companies_is_no_copy():
    one = article(_REPORT.format("Halden", "12", "April 3", "March 14"))
    other = article(_REPORT.format("Orwick", "40", "May 15", "April 24"))
    likeness = compare(one, other)
    assert likeness is None or likeness.relation == "same_event"


def test_another_headline_makes_no_other_text():
    one = article(FIRE, title="Three die in Odense fire")
    other = article(FIRE, title="Grain trader Nordkorn faces questions", name="other")
    assert compare(one, other).relation == "copy"


def test_far_dates_speak_against():
    first = article(FIRE, on="2024-03-05")
    near = article(FIRE_RETOLD, on="2024-03-06", name="near")
    far = article(FIRE_RETOLD, on="2025-03-05", name="far")
    assert compare(first, near).relation == "rewrite"
    assert compare(first, far) is None


def test_seeds_are_rewrites(seed_signatures):
    found = [compare(*pair).relation for pair in combinations(seed_signatures, 2)]
    assert found == ["rewrite"] * 3


@settings(deadline=None)  # the first of a language loads its words
@given(st.lists(st.sampled_from(FIRE.split() + OTHER_FIRE.split()), max_size=60), st.text())
def test_symmetric(some, text):
    one, other = article(" ".join(some), name="one"), article(FIRE + text, name="other")
    assert compare(one, other) == compare(other, one)
