"""Who says what, by which words: tables a journalist can check."""

from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry

from transforms.analyse.attribution import PatternFinder
from transforms.analyse.attributions import Attribution, AttributionFinder, Span, joined

Row = tuple[str, str, str, str]


def rows(nlp: Language, text: str) -> list[Row]:
    """(kind, source, cue, content) of each attribution, spans joined by |."""
    return [
        (a.kind, *("|".join(s.of(text) for s in role) for role in (a.source, a.cue, a.content)))
        for a in nlp(text)._.attributions
    ]


DIRECT: list[tuple[str, list[Row]]] = [
    (
        "‘We will stay,’ said Ann Lee, a nurse. ‘The nations’ interests demand it.’",
        [
            (
                "direct",
                "Ann Lee, a nurse",
                "said",
                "‘We will stay,’|‘The nations’ interests demand it.’",
            )
        ],
    ),
    (
        "“We will stay,” said Ann Lee, “until the end.”",
        [("direct", "Ann Lee", "said", "“We will stay,”|“until the end.”")],
    ),
    (
        # The second part has a speaker of its own.
        "“We will stay here,” said Ann Lee. “They must leave now,” said Bob Day.",
        [
            ("direct", "Ann Lee", "said", "“We will stay here,”"),
            ("direct", "Bob Day", "said", "“They must leave now,”"),
        ],
    ),
    (
        "“We will stay here,” said Ann Lee. Bob Day replied: “They must leave now.”",
        [
            ("direct", "Ann Lee", "said", "“We will stay here,”"),
            ("direct", "Bob Day", "replied", "“They must leave now.”"),
        ],
    ),
    ("Ann Lee said: “We will stay.”", [("direct", "Ann Lee", "said", "“We will stay.”")]),
    ("Ann Lee said:\n\n“We will stay.”", [("direct", "Ann Lee", "said", "“We will stay.”")]),
    ("“We will stay,” she said.", [("direct", "she", "said", "“We will stay,”")]),
    ("“Why?” Ann Lee asked.", [("direct", "Ann Lee", "asked", "“Why?”")]),
    (
        "“We will stay,” a Turkish diplomat, who spoke on condition of anonymity, said.",
        [
            (
                "direct",
                "a Turkish diplomat, who spoke on condition of anonymity",
                "said",
                "“We will stay,”",
            )
        ],
    ),
    (
        # Paragraphs that reopen the mark, and one that goes on after the cue.
        "“We will stay,” said Ann Lee.\n\n“It is our duty.\n\n“We were elected.”",
        [("direct", "Ann Lee", "said", "“We will stay,”|“It is our duty.|“We were elected.”")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), DIRECT)
def test_direct(nlp: Language, text: str, expected: list[Row]) -> None:
    assert rows(nlp, text) == expected


OTHER: list[tuple[str, list[Row]]] = [
    (
        "Ann Lee told reporters that “the talks have failed”.",
        [("mixed", "Ann Lee", "told", "that “the talks have failed”")],
    ),
    (
        "Ann Lee was quoted as saying that the deal was “dead” by Friday.",
        [("mixed", "Ann Lee", "was quoted as saying", "that the deal was “dead” by Friday")],
    ),
    (
        "The minister described the talks as ‘a great success’, adding that ‘we will return’.",
        [
            ("mixed", "The minister", "described", "the talks as ‘a great success’"),
            ("mixed", "The minister", "adding", "that ‘we will return’"),
        ],
    ),
    (
        "Ann Lee said that the talks had failed.",
        [("indirect", "Ann Lee", "said", "that the talks had failed")],
    ),
    (
        "The talks had failed, Ann Lee said on Friday.",
        [("indirect", "Ann Lee", "said", "The talks had failed")],
    ),
    (
        "According to a senior official, the talks had failed.",
        [("indirect", "a senior official", "According to", "the talks had failed")],
    ),
    (
        "The talks had failed, according to a senior official.",
        [("indirect", "a senior official", "according to", "The talks had failed")],
    ),
    (
        "The talks, according to a senior official, had failed.",
        [("indirect", "a senior official", "according to", "The talks|had failed")],
    ),
    (
        "Critics argue that its involvement is driven by greed.",
        [("indirect", "Critics", "argue", "that its involvement is driven by greed")],
    ),
    (
        "Russian officials have emphasized that their engagement is about more.",
        [
            (
                "indirect",
                "Russian officials",
                "have emphasized",
                "that their engagement is about more",
            )
        ],
    ),
    (
        "Ann Lee did not say whether she would resign.",
        [("indirect", "Ann Lee", "did not say", "whether she would resign")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), OTHER)
def test_indirect_and_mixed(nlp: Language, text: str, expected: list[Row]) -> None:
    assert rows(nlp, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Jim “Bobo” Smith won the race.",
        "She starred in “The Long Goodbye” last year.",
        "“The Wire” star Ann Lee won the race.",
        "The so-called ‘urgent action’ began on Friday.",
        "It rained on Friday.",
    ],
)
def test_names_titles_and_scare_quotes_are_none(nlp: Language, text: str) -> None:
    assert rows(nlp, text) == []


def test_a_quotation_without_a_cue_needs_to_be_a_sentence(nlp: Language) -> None:
    (found,) = rows(nlp, "It rained.\n\n“The rain has ruined every field in the county.”")
    assert found == ("direct", "", "", "“The rain has ruined every field in the county.”")


def test_citing_unnamed_sources(nlp: Language) -> None:
    text = (
        "Al Arabiya TV, citing unnamed sources, reported on November 16 that the meeting between "
        "Yevkurov and Abu Kasra was part of a broader effort."
    )
    assert (
        "indirect",
        "Al Arabiya TV",
        "reported",
        "that the meeting between Yevkurov and Abu Kasra was part of a broader effort",
    ) in rows(nlp, text)


# The seven turns of one real article, as normalising leaves its paragraphs.
SEED = Path(__file__).parents[3] / "seeds" / "001_4876add8b8597d67.txt"
TURNS = """
2 a senior Syrian official, speaking on condition of anonymity
2 Dr. Elena Petrova, a Middle East analyst at the Moscow Institute of International Relations
1 a Kremlin spokesperson, who declined to provide further details
2 Dr. Petrova
2 a Turkish diplomat, who spoke on condition of anonymity
2 Dr. Petrova
2 a senior Russian official, who declined to be named
"""


def test_every_turn_of_an_article_is_one_attribution(nlp: Language) -> None:
    text = SEED.read_text("utf-8").replace("Dr.\n\n", "Dr. ")
    direct = [a for a in nlp(text)._.attributions if a.kind == "direct"]
    found = [f"{len(a.content)} {joined(a.source, text)}" for a in direct]
    assert found == TURNS.strip().splitlines()


@pytest.mark.parametrize(("opening", "closing"), ["“”", "‘’", '""', "''", "«»"])
def test_the_style_of_marks_does_not_matter(nlp: Language, opening: str, closing: str) -> None:
    text = SEED.read_text("utf-8").replace("Dr.\n\n", "Dr. ")
    said = [s for a in nlp(text)._.attributions if a.kind == "direct" for s in a.content]
    marks = list(text)
    for span in said:
        marks[span.start], marks[span.end - 1] = opening, closing
    reset = nlp("".join(marks))._.attributions
    assert [s for a in reset if a.kind == "direct" for s in a.content] == said


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            [
                "“",
                "”",
                "‘",
                "’",
                '"',
                "said",
                "Ann Lee",
                "that",
                "he",
                ",",
                ".",
                ":",
                "\n\n",
                "according to",
                "“We go,”",
                "’90s",
                "told",
                "who",
            ]
        ),
        max_size=30,
    ).map(" ".join)
)
def test_offsets_are_valid_and_contents_apart(nlp: Language, text: str) -> None:
    contents: list[Span] = []
    for attribution in nlp(text)._.attributions:
        assert attribution.content
        assert 0 <= attribution.score <= 1
        for role in (attribution.content, attribution.cue, attribution.source):
            assert list(role) == sorted(role)
            assert all(0 <= s.start < s.end <= len(text) for s in role)
        contents += attribution.content
    contents.sort()
    assert all(a.end <= b.start for a, b in pairwise(contents))


class _Nobody:
    model = "nobody-1"

    def find_attributions(self, doc: Doc) -> list[Attribution]:
        whole = (Span(0, len(doc.text)),)
        return [Attribution("indirect", whole, (), (), 0.5)]


@registry.misc("onrecord_tests.Nobody.v1")
def _make_nobody() -> AttributionFinder:
    return _Nobody()


def test_another_finder_is_one_value_in_the_config() -> None:
    nlp = spacy.blank("en")
    pipe = nlp.add_pipe("attribution", config={"finder": {"@misc": "onrecord_tests.Nobody.v1"}})
    assert pipe.model == "nobody-1"  # type: ignore[attr-defined]
    assert nlp("Well.")._.attributions == (Attribution("indirect", (Span(0, 5),), (), (), 0.5),)


def test_the_pipeline_saves_and_loads(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("attribution")
    nlp.to_disk(tmp_path)
    assert spacy.load(tmp_path).get_pipe("attribution").model == PatternFinder.model


def test_attributions_survive_serialising(nlp: Language) -> None:
    doc = nlp("“We will stay,” said Ann Lee.")
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.attributions == doc._.attributions != ()
