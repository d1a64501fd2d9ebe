"""Claims inside the content of others: whose they are and which holds them."""

import pytest

from tests.transforms.analyse.analysed import analysed, attributions_of
from tests.transforms.analyse.articles import article
from transforms.analyse.nesting import outer_of
from transforms.analyse.rows import rows_of

PUTIN = "“Vladimir Putin emphasized that talks go on,” said a Kremlin spokesman."
TWICE = "“Ann Lee said that Bo Li told her they met,” said Elena Petrova."

HELD = [
    # text, attributions, for each the one that holds it
    (
        PUTIN,
        [
            ("“Vladimir Putin emphasized that talks go on,”", "said", "a Kremlin spokesman"),
            ("talks go on", "emphasized", "Vladimir Putin"),
        ],
        (None, 0),
    ),
    (
        TWICE,
        [
            ("“Ann Lee said that Bo Li told her they met,”", "said", "Elena Petrova"),
            ("Bo Li told her they met", "said", "Ann Lee"),
            ("they met", "told", "Bo Li"),
        ],
        (None, 0, 1),
    ),
    (
        "Ann Lee said it rained. Bo Li said it froze.",
        [("it rained", "said", "Ann Lee"), ("it froze", "said", "Bo Li")],
        (None, None),
    ),
    # Half of it stands outside.
    (
        "“It rained,” Ann Lee said, and Bo Li said it froze.",
        [("“It rained,”", "said", "Ann Lee"), ("It rained", "said", "Bo Li")],
        (None, None),
    ),
]


@pytest.mark.parametrize(("text", "said", "expected"), HELD)
def test_which_holds_which(text, said, expected):
    assert outer_of(attributions_of(text, *said)) == expected


def claims(nlp, text, *said):
    return rows_of(article(text), analysed(nlp, text, *said), "run", "finder-1")["claims"]


def test_a_nested_claim_names_the_one_that_holds_it(nlp):
    outer, inner = claims(nlp, *[HELD[0][0], *HELD[0][1]])
    assert (outer["outer_claim_id"], inner["outer_claim_id"]) == (None, outer["claim_id"])
    assert inner["speaker"] == "Vladimir Putin"
    assert inner["content"] == "talks go on"
    assert outer["speaker_role"] == "a Kremlin spokesman"
    assert set(inner["entity_ids"]) <= set(outer["entity_ids"])


def test_the_smallest_that_holds_it(nlp):
    first, second, third = claims(nlp, TWICE, *HELD[1][1])
    assert second["outer_claim_id"] == first["claim_id"]
    assert third["outer_claim_id"] == second["claim_id"]


SPEAKERS = [
    # text, attributions, the speaker of the last
    (
        "“I told them it failed,” said Ann Lee.",
        [("“I told them it failed,”", "said", "Ann Lee"), ("it failed", "told", "I")],
        "Ann Lee",
    ),
    (
        "“He told me it failed,” said Ann Lee.",
        [("“He told me it failed,”", "said", "Ann Lee"), ("it failed", "told", "He")],
        None,
    ),
    (
        "Ann Lee said that she told them it failed.",
        [("she told them it failed", "said", "Ann Lee"), ("it failed", "told", "she")],
        "Ann Lee",
    ),
    # A source inside a quotation is not whom the article goes on to speak of.
    (
        "Ann Lee said: “Bo Li told me it failed.” She added that it rained.",
        [
            ("“Bo Li told me it failed.”", "said", "Ann Lee"),
            ("it failed", "told", "Bo Li"),
            ("it rained", "added", "She"),
        ],
        "Ann Lee",
    ),
]


@pytest.mark.parametrize(("text", "said", "expected"), SPEAKERS)
def test_who_speaks_inside_a_quotation(nlp, text, said, expected):
    assert claims(nlp, text, *said)[-1]["speaker"] == expected


def test_an_opinion_inside_its_own_quotation_is_no_claim_beside_it(nlp):
    text = "“I think it failed,” said Ann Lee."
    said = [("“I think it failed,”", "said", "Ann Lee"), ("it failed", "think", "I")]
    assert [claim["content"] for claim in claims(nlp, text, *said)] == ["“I think it failed,”"]
