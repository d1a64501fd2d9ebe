import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.normalise.characters import clean
from transforms.normalise.paragraphs import BREAK, paragraphs

#: What paragraphs are made and broken of.
PIECES = st.lists(
    st.sampled_from(
        ["Dr.", "noted Dr.", "Petrova", "U.S.", "John F.", "said Kennedy", "No.", "16", "St.",
         "and so",
         "It is over.", ".", "’", "‘", "“", "”", '"', "'", "''", "``", "«", "»", "„", "\n", "\n\n",
         "\n    ", " ", "The", "the line runs on and on and on to its end somewhere", "-", "x"],
    ),
    max_size=40,
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\nTwo.\n\nThree.\n \n\n\nFour.", ["One.", "Two.", "Three.", "Four."]),
        ("  One  and one. \n", ["One and one."]),
        (
            "‘Russia is cautious,’ noted Dr.\n\nElena Petrova. ‘But it met.’\nThe timing mattered.",
            [
                "‘Russia is cautious,’ noted Dr. Elena Petrova. ‘But it met.’",
                "The timing mattered.",
            ],
        ),
        (
            "‘It plays its role in the region.’The meeting came.",
            ["‘It plays its role in the region.’", "The meeting came."],
        ),
        # Torn and glued at once: a mark that opens before the tear closes behind it.
        (
            'He said: "It was Dr.\n\nPetrova."The meeting came.',
            ['He said: "It was Dr. Petrova."', "The meeting came."],
        ),
        ("\n \n", []),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


@settings(deadline=None)  # wall clock: models load, and cores are shared
@given(st.one_of(st.text(), PIECES))
def test_paragraphs_of_paragraphs_are_the_same(text: str) -> None:
    once = paragraphs(clean(text))
    assert paragraphs(BREAK.join(once)) == once


@settings(deadline=None)  # wall clock: models load, and cores are shared
@given(st.one_of(st.text(), PIECES))
def test_only_white_space_and_hyphens_change(text: str) -> None:
    cleaned = clean(text)
    kept = "".join("".join(paragraphs(cleaned)).split()).replace("-", "")
    assert kept == "".join(cleaned.split()).replace("-", "")
