"""Who says what, by which words: tables a journalist can check."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from transforms.analyse.attributions import Attribution, Span, joined
from transforms.analyse.finder.finder import LearnedFinder
from transforms.analyse.nesting import outer_of
from transforms.analyse.sentences import Sentences, find_sentences

Row = tuple[str, str, str, str]


def row(found: Attribution, text: str) -> Row:
    """(kind, source, cue, content), the spans joined by |."""
    source, cue, content = (
        "|".join(span.of(text) for span in role)
        for role in (found.source, found.cue, found.content)
    )
    return found.kind, source, cue.rstrip(":"), content  # some annotators mark the colon


def outer_rows(finder: LearnedFinder, text: str) -> list[Row]:
    return [row(found, text) for found in finder.read(text, nested=False).attributions]


DIRECT: list[tuple[str, list[Row]]] = [
    ("“We will stay,” she said.", [("direct", "she", "said", "“We will stay,”")]),
    ("“Why?” Ann Lee asked.", [("direct", "Ann Lee", "asked", "“Why?”")]),
    (
        "“Why did you leave?” the judge asked.",
        [("direct", "the judge", "asked", "“Why did you leave?”")],
    ),
    (
        "Senator Ann Lee said: “We will stay.”",
        [("direct", "Senator Ann Lee", "said", "“We will stay.”")],
    ),
    (
        "Ann Lee said:\n\n“We will stay.”",
        [("direct", "Ann Lee", "said", "“We will stay.”")],
    ),
    (
        "“We will stay,” said Ann Lee, “until the end.”",
        [("direct", "Ann Lee", "said", "“We will stay,”|“until the end.”")],
    ),
    (
        "“It is,” Ann Lee said, “a disaster.”",
        [("direct", "Ann Lee", "said", "“It is,”|“a disaster.”")],
    ),
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
        # The second has a speaker of its own.
        "“We will stay here,” said Ann Lee. Bob Day replied: “They must leave now.”",
        [
            ("direct", "Ann Lee", "said", "“We will stay here,”"),
            ("direct", "Bob Day", "replied", "“They must leave now.”"),
        ],
    ),
    (
        "“We have no plans to leave,” Ann Lee said.\n\n"
        "“They must leave by Friday,” Bob Day told reporters.",
        [
            ("direct", "Ann Lee", "said", "“We have no plans to leave,”"),
            ("direct", "Bob Day", "told", "“They must leave by Friday,”"),
        ],
    ),
    (
        "“We will stay,” said a senior diplomat who spoke on condition of anonymity.",
        [
            (
                "direct",
                "a senior diplomat who spoke on condition of anonymity",
                "said",
                "“We will stay,”",
            )
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), DIRECT)
def test_direct(finder: LearnedFinder, text: str, expected: list[Row]) -> None:
    assert outer_rows(finder, text) == expected


OTHER: list[tuple[str, list[Row]]] = [
    (
        "Ann Lee told reporters that “the talks have failed”.",
        [("mixed", "Ann Lee", "told", "that “the talks have failed”")],
    ),
    (
        "The minister described the talks as ‘a great success’, adding that ‘we will return’.",
        [
            ("mixed", "The minister", "described", "the talks as ‘a great success’"),
            ("mixed", "The minister", "adding", "that ‘we will return’"),
        ],
    ),
    (
        "Ann Lee called the plan “a disaster for the city.”",
        [("mixed", "Ann Lee", "called", "the plan “a disaster for the city.”")],
    ),
    (
        "Mr. Lee told The Times that he was “not sorry” for what he did.",
        [("mixed", "Mr. Lee", "told", "that he was “not sorry” for what he did")],
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
    (
        "The company denied that it had broken the law.",
        [("indirect", "The company", "denied", "that it had broken the law")],
    ),
    (
        "The lawsuit alleges that the company hid the risks for years.",
        [("indirect", "The lawsuit", "alleges", "that the company hid the risks for years")],
    ),
    (
        "WASHINGTON — The president said on Monday that he would veto the bill.",
        [("indirect", "The president", "said", "that he would veto the bill")],
    ),
    (
        "Ann Lee warned that prices would rise, while Bob Day said they would fall.",
        [
            ("indirect", "Ann Lee", "warned", "that prices would rise"),
            ("indirect", "Bob Day", "said", "they would fall"),
        ],
    ),
    (
        "Ann Lee said she would resign. She said the party needed a new start.",
        [
            ("indirect", "Ann Lee", "said", "she would resign"),
            ("indirect", "She", "said", "the party needed a new start"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), OTHER)
def test_indirect_and_mixed(finder: LearnedFinder, text: str, expected: list[Row]) -> None:
    assert outer_rows(finder, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Jim “Bobo” Smith won the race.",
        "She starred in “The Long Goodbye” last year.",
        "“The Wire” star Ann Lee won the race.",
        "The so-called ‘urgent action’ began on Friday.",
        "It rained on Friday.",
        "The weather was fine on Monday. The match ended in a draw.",
        "",
        " \n\n ",
        "Well",
        "“",
        "…",
        "“” ‘’ , . — : ; ! ?",
        "\n\n“\n\n“\n\n",
        "x" * 50_000,
        "\u200b\ufeff\u0000",
    ],
)
def test_texts_in_which_nobody_says_anything(finder: LearnedFinder, text: str) -> None:
    assert not finder.read(text).attributions


def test_citing_unnamed_sources(finder: LearnedFinder) -> None:
    text = (
        "Al Arabiya TV, citing unnamed sources, reported on November 16 that the meeting between "
        "Yevkurov and Abu Kasra was part of a broader effort."
    )
    # Whether the day belongs to the cue is a matter of taste.
    assert (
        "Al Arabiya TV",
        "that the meeting between Yevkurov and Abu Kasra was part of a broader effort",
    ) in [(source, content) for _, source, _, content in outer_rows(finder, text)]


def test_a_quotation_over_paragraphs_is_one(finder: LearnedFinder) -> None:
    """Each reopens the mark, and only the last closes it."""
    text = (
        "“We will stay here,” said Ann Lee.\n\n“It is our duty. We were elected to do this.\n\n"
        "“And we will do it,” she added."
    )
    said, added = outer_rows(finder, text)
    assert said == ("direct", "Ann Lee", "said", "“We will stay here,”")
    assert added[:3] == ("direct", "she", "added")
    # One span or two: what lies between them is the break.
    parts = added[3].replace("\n\n", "|")
    assert parts == "“It is our duty. We were elected to do this.|“And we will do it,”"


# The seven turns of one real article, as normalising leaves its paragraphs.
SEEDS = Path(__file__).parents[4] / "seeds"
SEED = SEEDS / "001_4876add8b8597d67.txt"
TURNS = """
2 a senior Syrian official
2 Dr. Elena Petrova
1 a Kremlin spokesperson
2 Dr. Petrova
2 a Turkish diplomat
2 Dr. Petrova
2 a senior Russian official
"""


@pytest.fixture(scope="module")
def seed() -> str:
    return SEED.read_text("utf-8").replace("Dr.\n\n", "Dr. ")


def direct(finder: LearnedFinder, text: str) -> list[Attribution]:
    return [one for one in finder.read(text, nested=False).attributions if one.kind == "direct"]


def test_every_turn_of_an_article_is_one_attribution(finder: LearnedFinder, seed: str) -> None:
    # Who it is stands before the first comma; annotators differ on how much behind it belongs.
    found = [
        f"{len(one.content)} {joined(one.source, seed).partition(',')[0]}"
        for one in direct(finder, seed)
    ]
    assert found == TURNS.strip().splitlines()


@pytest.mark.parametrize(("opening", "closing"), ["“”", "‘’", '""', "''", "«»", "„“", "„”"])
def test_the_style_of_marks_does_not_matter(
    finder: LearnedFinder, seed: str, opening: str, closing: str
) -> None:
    found = direct(finder, seed)
    marks = list(seed)
    for span in (span for one in found for span in one.content):
        marks[span.start], marks[span.end - 1] = opening, closing
    again = direct(finder, "".join(marks))
    # The score may differ: marks within the quotations are left as they were.
    assert [(a.content, a.cue, a.source) for a in again] == [
        (a.content, a.cue, a.source) for a in found
    ]


NESTED: list[tuple[str, Row, Row]] = [
    (
        "“The minister told us that the talks had failed,” Ann Lee told reporters.",
        ("direct", "Ann Lee", "told", "“The minister told us that the talks had failed,”"),
        ("indirect", "The minister", "told", "that the talks had failed"),
    ),
    (
        "“The report says that wages fell for the third year in a row,” said Bob Day.",
        (
            "direct",
            "Bob Day",
            "said",
            "“The report says that wages fell for the third year in a row,”",
        ),
        ("indirect", "The report", "says", "that wages fell for the third year in a row"),
    ),
    (
        "Ann Lee said the minister had told her that the talks had failed.",
        ("indirect", "Ann Lee", "said", "the minister had told her that the talks had failed"),
        ("indirect", "the minister", "had told", "that the talks had failed"),
    ),
]


@pytest.mark.parametrize(("text", "outer", "inner"), NESTED)
def test_nested(finder: LearnedFinder, text: str, outer: Row, inner: Row) -> None:
    found = finder.read(text).attributions
    assert [row(one, text) for one in found] == [outer, inner]
    assert outer_of(found) == (None, 0)


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_a_source_stands_in_the_sentence_of_its_cue(finder: LearnedFinder, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    sentences = Sentences(find_sentences(text))
    both = [one for one in finder.read(text).attributions if one.source and one.cue]
    assert len(both) >= 5
    for one in both:
        around = sentences.around([*one.source, *one.cue])
        assert around == sentences.around(one.cue), row(one, text)


def test_only_the_outermost_where_asked(finder: LearnedFinder) -> None:
    text, outer, _ = NESTED[0]
    assert outer_rows(finder, text) == [outer]


def test_a_long_article_is_read_to_its_end(finder: LearnedFinder) -> None:
    said = "“We will stay,” said Ann Lee.\n\n"
    filler = "It rained all day on Friday in the north of the country.\n\n" * 100
    text = said + filler + said
    found = finder.read(text).attributions
    assert [one.content[0].start for one in found] == [0, len(said) + len(filler)]


def test_what_is_saved_finds_the_same(finder: LearnedFinder, seed: str) -> None:
    again = LearnedFinder.from_bytes(finder.to_bytes())
    assert again.model == finder.model
    assert again.read(seed).attributions == finder.read(seed).attributions != []


PIECES = [
    *("“", "”", "‘", "’", '"', "'", "''", ",", ".", ":", "—", "…", "\n\n", "\n", " ", "\u00a0"),
    *("said", "Ann Lee", "that", "he", "according to", "“We go,”", "’90s", "told", "who", "the"),
    *("talks had failed", "police", "denied", "I", "x" * 120, "🙂", "e\u0301", "\u0000", "ﬁ"),
]
ANY = st.text() | st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)


@settings(max_examples=80, deadline=None)
@example("0E ‘that according")  # two contents may want one mark
@given(ANY)
def test_spans_of_any_text_lie_in_it(finder: LearnedFinder, text: str) -> None:
    found = finder.read(text).attributions
    assert [one.content[0] for one in found] == sorted(one.content[0] for one in found)
    for attribution in found:
        assert attribution.content
        assert 0 <= attribution.score <= 1
        for role in (attribution.content, attribution.cue, attribution.source):
            assert all(0 <= span.start < span.end <= len(text) for span in role)
            assert all(before.end <= after.start for before, after in pairwise(role))
            assert all(span.of(text) == span.of(text).strip() for span in role)


@settings(max_examples=80, deadline=None)
@given(ANY)
def test_outermost_contents_lie_apart(finder: LearnedFinder, text: str) -> None:
    found = finder.read(text, nested=False).attributions
    contents: list[Span] = sorted(span for one in found for span in one.content)
    assert all(before.end <= after.start for before, after in pairwise(contents))
