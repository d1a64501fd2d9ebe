"""Ids are stable and told apart."""

from hypothesis import given
from hypothesis import strategies as st

from transforms.ids import stable_id


def test_an_id_is_the_same_on_every_machine():
    assert stable_id("article", "https://example.org/a") == "eaa6910310a04fe93e5e83ef863033f4"


def test_a_lone_surrogate_is_hashed_too():
    assert len(stable_id("\ud800")) == 32


@given(st.lists(st.text()), st.lists(st.text()))
def test_different_parts_give_different_ids(one, other):
    assert (stable_id(*one) == stable_id(*other)) == (one == other)
