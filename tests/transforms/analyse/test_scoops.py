"""Who had the news first."""

import pytest

from tests.transforms.analyse.analysed import analysed, attributions_of
from tests.transforms.analyse.articles import article
from transforms.analyse.links import find_links
from transforms.analyse.reading import Reading
from transforms.analyse.scoops import RULES


def claims(nlp, text, *said):
    reading = Reading.of(analysed(nlp, text, *said))
    return [
        tuple(" ".join(span.of(text) for span in spans) for spans in (a.source, a.cue, a.content))
        for a in reading.attributions
    ]


# (text, source, cue, content)
BY_RULE = [
    (
        "Al Arabiya TV channel first broke the news of Yevkurov’s meeting on November 16, citing"
        " unnamed sources, while the Syrian government has remained silent on the matter.",
        ("Al Arabiya TV channel", "first broke the news of", "Yevkurov’s meeting"),
    ),
    (
        "The Washington Post broke the story of the break-in in June.",
        ("The Washington Post", "broke the story of", "the break-in"),
    ),
    (
        "Bloomberg, citing two officials, broke the news that the minister, 61, had resigned on"
        " Monday, while the palace said nothing.",
        ("Bloomberg", "broke the news", "that the minister, 61, had resigned on Monday"),
    ),
    (
        "Haaretz broke the news on Tuesday that the two had met.",
        ("Haaretz", "broke the news", "that the two had met"),
    ),
    (
        "Haaretz broke the news late on Tuesday of a meeting of the two.",
        ("Haaretz", "broke the news", "a meeting of the two"),
    ),
    (
        "Al Jazeera, which broke the news of the strike, quoted a doctor.",
        ("Al Jazeera", "broke the news of", "the strike"),
    ),
    (
        "CNN was the first to report the resignation of the minister.",
        ("CNN", "was the first to report", "the resignation of the minister"),
    ),
    (
        "It was a slow week until the Haaretz newspaper became the first to reveal that they met.",
        ("the Haaretz newspaper", "became the first to reveal", "that they met"),
    ),
    ("AFP was first to report on the arrest.", ("AFP", "was first to report on", "the arrest")),
    (
        "Politico first reported the talks in a story on its website.",
        ("Politico", "first reported", "the talks"),
    ),
    (
        "The Guardian was first with the news of the raid.",
        ("The Guardian", "was first with the news of", "the raid"),
    ),
    (
        "The plan, first reported by Politico, would cost millions.",
        ("Politico", "first reported by", "The plan"),
    ),
    (
        "But the merger was first reported on Monday by The Wall Street Journal.",
        ("The Wall Street Journal", "was first reported on Monday by", "the merger"),
    ),
    (
        "News of the arrest was broken by the Haaretz newspaper.",
        ("the Haaretz newspaper", "was broken by", "News of the arrest"),
    ),
    (
        "Reuters, citing two officials: the talks have failed.",
        ("Reuters", "citing", "the talks have failed"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), BY_RULE)
def test_what_is_said_to_have_been_news(nlp, text, expected):
    assert claims(nlp, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The story was broken by CNN.",
        "Haaretz broke the news.",
        "CNN was the first to arrive.",
        "Haaretz broke the law on Tuesday.",
        "A burglar broke the news stand of Haaretz.",
        "The vase was broken by Ann Lee.",
        "Reuters closed an office, citing costs.",
        "Ann Lee broke the news of her engagement.",
        "Three outlets reported it: CNN, Reuters and AFP.",
    ],
)
def test_what_says_nothing_of_the_kind(nlp, text):
    assert claims(nlp, text) == []


FOUND = "Haaretz broke the news of the strike, and the army denied it."


@pytest.mark.parametrize(
    "said",
    [
        ("the strike", "broke the news of", "Haaretz"),
        ("of the strike", "broke the news", "Haaretz"),
        ("the strike", "", "Haaretz"),
    ],
)
def test_what_the_finder_has_found_is_not_read_again(nlp, said):
    assert len(claims(nlp, FOUND, said)) == 1


def test_another_claim_of_the_outlet_is_another(nlp):
    text = "Haaretz, which broke the news of the strike, said that ten people died."
    found = claims(nlp, text, ("ten people died", "said", "Haaretz"))
    assert found == [
        ("Haaretz", "broke the news of", "the strike"),
        ("Haaretz", "said", "ten people died"),
    ]


def test_what_is_said_of_it_holds_it(nlp):
    text = "“CNN broke the news of the strike,” Ann Lee said."
    said = ("“CNN broke the news of the strike,”", "said", "Ann Lee")
    reading = Reading.of(analysed(nlp, text, said))
    assert reading.outer == (None, 0)


def test_the_edges_are_drawn_from_the_claim(nlp):
    text = BY_RULE[0][0]
    reading = Reading.of(analysed(nlp, text))
    edges = find_links(article(text), reading)
    assert {(edge.relation, edge.target.name, edge.claim) for edge in edges} == {
        ("cites", "Al Arabiya", 0),
        ("via", "unnamed sources", 0),
    }
    assert [found.rules for found in reading.attributions] == [RULES]


def test_no_rule_where_all_is_found():
    (found,) = attributions_of(FOUND, ("the strike", "broke the news of", "Haaretz"))
    assert found.rules is None
