"""Claims that state the same share a key; keys are few."""

from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.link.claims.spoken import pairs, spoken
from transforms.link.claims.comparison import compare
from transforms.link.claims.keys import keys

QUOTATION = (
    "“We will not rest until every family that lost its home in the flood has a roof again.”"
)


def test_what_is_linked_in_a_story_shares_a_key() -> None:
    for one, other, _ in pairs():
        left, right = spoken(one), spoken(other, article="b")
        if compare(left, right) is not None:
            assert not set(keys(left)).isdisjoint(keys(right)), (one, other)


def test_a_quotation_is_found_in_another_story_in_other_marks_and_cut() -> None:
    whole = spoken(f"Ruiz | said | {QUOTATION}", story="flood")
    cut = spoken(
        "Ruiz | promised | ‘every family that lost its home in the flood has a roof again’",
        article="b",
        story="election",
    )
    assert not set(keys(whole)).isdisjoint(keys(cut))


def test_reports_of_different_stories_share_none() -> None:
    line = "Police | said | 27 people were killed in the blast"
    one, other = spoken(line, story="one"), spoken(line, story="other", article="b")
    assert set(keys(one)).isdisjoint(keys(other))


@given(st.text(max_size=300), st.sampled_from(["“{}”", "{}"]))
def test_keys_are_few_and_of_64_bits(text: str, marks: str) -> None:
    content = marks.format(text.replace("|", " "))
    found = keys(spoken(f"Police | said | {content}"))
    assert len(found) <= 31
    assert all(-(2**63) <= key < 2**63 for key in found)
    assert found == tuple(sorted(set(found)))
