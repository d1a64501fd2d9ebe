"""What two claims of different articles of one story are to each other."""

import pytest

from tests.transforms.link.claims.spoken import DAY, pairs, spoken
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


QUOTED = "Ruiz | said | “We will not rest until every family that lost its home has a roof again.”"


@pytest.mark.parametrize(
    ("line", "story", "expected"),
    [
        (QUOTED.replace("said", "promised"), "election", "same"),
        (
            "Ruiz | said | ‘not rest until every family that lost its home has a roof again’",
            "b",
            "same",
        ),
        # A report of it, or a few words of it, may be of something else there.
        (
            "Ruiz | said | he would not rest until every family that lost its home had a roof",
            "b",
            "none",
        ),
        ("Ruiz | said | “We will not rest.”", "b", "none"),
        (QUOTED.replace("Ruiz", "the mayor"), "b", "same"),
        # A stock phrase of somebody else.
        (QUOTED.replace("Ruiz", "Lind"), "b", "none"),
        (
            "Ruiz | said | “We will not rest until every family that lost its home has a roof.”",
            None,
            "same",
        ),
    ],
)
def test_of_other_stories_only_long_quotations_are_linked(
    line: str, story: str | None, expected: str
) -> None:
    link = compare(spoken(QUOTED, story="flood"), spoken(line, article="b", story=story))
    assert (link.relation if link else "none") == expected


def test_one_report_of_an_outlet_is_told_by_its_day() -> None:
    texts = [
        "Al Arabiya | first broke the news of | the meeting on November 16",
        "the Al Arabiya channel | reported | on November 16 that the meeting was to join armies",
        "Al Arabiya TV | reported | on November 20 that the meeting was to align the armies",
    ]
    one, two, later = (
        spoken(text, article=str(number), source_type="media") for number, text in enumerate(texts)
    )
    link = compare(one, two)
    assert link is not None
    assert (link.relation, link.form) == ("reworded", "paraphrase")
    assert compare(one, later) is None


def test_the_later_article_comes_first() -> None:
    line = "Police | said | the suspect surrendered after two hours of negotiations"
    early = spoken(line, article="z", published_at=DAY)
    late = spoken(line, article="a", published_at=DAY.replace(hour=20))
    undated = spoken(line, article="b", published_at=None)
    for one, other in ((early, late), (late, undated), (early, undated)):
        link = compare(one, other)
        assert link is not None
        assert (link.article_id, link.other_article_id) == (other.article_id, one.article_id)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("the company would cut 300 jobs", "the company would cut 300 jobs", "none"),
        ("the company would cut 300 jobs", "the company would cut 500 jobs", "none"),
        ("the club’s profit had risen", "the club’s profit had fallen", "none"),
        ("its profit had risen to $30 million", "its profit had risen to $30 million", "none"),
        ("we will open a plant in the spring", "we will open a plant in the spring", "none"),
        # What has a name, or is not of the speaker, is one thing.
        ("Acme would cut 300 jobs", "Acme would cut 300 jobs", "same"),
        ("the Acme group would cut 300 jobs", "the Acme group would cut 500 jobs", "conflicts"),
        ("the bridge was unsafe for lorries", "the bridge was unsafe for lorries", "same"),
        ("police had closed the harbour road", "the police had closed the harbour road", "same"),
        (
            "“We appreciate your respect for her family’s privacy at this time”",
            "“We appreciate your respect for her family’s privacy at this time”",
            "same",
        ),
    ],
)
def test_two_speakers_each_speak_of_their_own_body(one: str, other: str, expected: str) -> None:
    statements = [
        spoken(f"Director {speaker} | said | {content}", article=speaker, speaker=speaker)
        for speaker, content in (("Lind", one), ("Ruiz", other))
    ]
    link = compare(*statements)
    assert (link.relation if link else "none") == expected
    # One speaker has one company.
    again = compare(statements[0], spoken(f"Director Lind | said | {one}", "b", speaker="Lind"))
    assert again is not None
    assert again.relation == "same"


def test_a_contrary_of_another_story_is_no_quotation_of_it() -> None:
    contrary = QUOTED.replace("will not rest", "will rest")
    assert compare(spoken(QUOTED, story="a"), spoken(contrary, article="b", story="b")) is None
