"""WordPiece over a vocabulary small enough to check by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.analyse.finder.pieces import MOST, Pieces
from transforms.analyse.words import BREAK, START

VOCABULARY = (
    f"[PAD] [UNK] {START} {BREAK} un happy ##happy ##hap ##ily ##py a ##a ##aa b ' \" — … é said"
).split()
PIECES = Pieces(VOCABULARY)


def pieces(form: str) -> str:
    return " ".join(VOCABULARY[number] for number in PIECES.of(form))


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("said", "said"),
        ("happy", "happy"),
        ("unhappy", "un ##happy"),  # the longest that fits, not ##hap ##py
        ("unhappily", "[UNK]"),  # after the longest nothing fits; there is no way back
        ("unhapily", "un ##hap ##ily"),
        ("happyhappy", "happy ##happy"),
        ("aaaa", "a ##aa ##a"),
        ('"', '"'),
        ("'", "'"),
        ("é", "é"),
        ("saidé", "[UNK]"),
        ("ily", "[UNK]"),  # known inside a word only
        ("ø", "[UNK]"),
        (BREAK, BREAK),
    ],
)
def test_pieces(form: str, expected: str) -> None:
    assert pieces(form) == expected


def test_a_word_of_many_pieces_is_cut() -> None:
    assert pieces("a" * 90) == " ".join(["a", *["##aa"] * (MOST - 1)])


def test_what_is_too_long_for_a_word_is_unknown() -> None:
    assert pieces("a" * 100) != "[UNK]"
    assert pieces("a" * 101) == "[UNK]"


def test_what_stands_before_a_window() -> None:
    assert VOCABULARY[PIECES.start] == START


@given(st.text(st.sampled_from("abunhappily'é"), min_size=1, max_size=30))
def test_pieces_put_together_are_the_word_or_its_beginning(form: str) -> None:
    found = pieces(form).split()
    assert 1 <= len(found) <= MOST
    if found != ["[UNK]"]:
        together = found[0] + "".join(piece.removeprefix("##") for piece in found[1:])
        assert form.startswith(together)
        assert together == form or len(found) == MOST
