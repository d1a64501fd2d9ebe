"""What two claims of different articles of one story are to each other."""

import pytest

from tests.transforms.link.claims.spoken import pairs, spoken
from transforms.link.claims.comparison import compare

PAIRS = pairs()


def told(one: str, other: str) -> str:
    link = compare(spoken(one), spoken(other, article="b"))
    return f"{link.relation} {link.form}" if link else "none"


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_what_two_claims_are_to_each_other(one: str, other: str, expected: str) -> None:
    found = told(one, other)
    if expected == "not conflicts":
        assert not found.startswith("conflicts")
    else:
        assert found.startswith(tuple(expected.split("|")))


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_it_does_not_matter_which_comes_first(one: str, other: str, expected: str) -> None:
    left, right = spoken(one), spoken(other, article="b")
    assert compare(left, right) == compare(right, left)


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_evidence_is_a_stretch_of_either_text(one: str, other: str, expected: str) -> None:
    statements = {each.claim_id: each for each in (spoken(one), spoken(other, article="b"))}
    link = compare(*statements.values())
    if link is not None:
        for claim, spans, evidence in (
            (link.claim_id, link.spans, link.evidence),
            (link.other_claim_id, link.other_spans, link.other_evidence),
        ):
            text = statements[claim].passage
            assert " ".join(text[start:end] for start, end in spans) == evidence


def test_claims_of_one_article_are_not_compared() -> None:
    line = "Police | said | the suspect surrendered after two hours of negotiations"
    assert compare(spoken(line), spoken(line)) is None
