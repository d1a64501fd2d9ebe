"""The encoder: windows over an article, and answers that are probabilities."""

from collections.abc import Sequence
from importlib import resources
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.analyse.finder.encoder import Encoder, Link, Window, windows
from transforms.analyse.finder.finder import MODEL, VOCABULARY
from transforms.analyse.finder.pieces import MOST
from transforms.analyse.finder.tags import TAGS
from transforms.analyse.quotations import find_quotations
from transforms.analyse.words import Word, find_words


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ([1], [(0, 1, 0, 1)]),
        ([1] * 100, [(0, 100, 0, 100)]),
        # Two of about the same size; each answers for half of what they share.
        ([1] * 120, [(0, 76, 0, 66), (56, 120, 66, 120)]),
        ([6] * 20, [(0, 12, 0, 11), (9, 20, 11, 20)]),
    ],
)
def test_windows(lengths: list[int], expected: list[tuple[int, int, int, int]]) -> None:
    assert windows(lengths, size=100, overlap=20) == [Window(*window) for window in expected]


@given(
    st.lists(st.integers(1, MOST), min_size=1, max_size=400),
    st.integers(40, 100),
    st.integers(0, 20),
)
def test_every_word_is_answered_for_once(lengths: list[int], size: int, overlap: int) -> None:
    found = windows(lengths, size, overlap)
    assert [i for w in found for i in range(w.own_start, w.own_end)] == list(range(len(lengths)))
    for window in found:
        assert window.start <= window.own_start < window.own_end <= window.end
        assert sum(lengths[window.start : window.end]) <= size
    for before, after in pairwise(found):
        assert before.start < after.start
        assert sum(lengths[after.start : before.end]) <= overlap
        # Short of it by less than a word.
        assert sum(lengths[after.start : before.end]) > overlap - MOST
    # Another one only where ends of words leave no other way.
    pieces = sum(lengths)
    assert len(found) <= 1 + max(0, -(-(pieces - size) // (size - overlap - 2 * MOST)))


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    folder = resources.files("transforms.analyse.finder")
    vocabulary = folder.joinpath(VOCABULARY).read_text("utf-8")
    return Encoder(folder.joinpath(MODEL).read_bytes(), vocabulary.splitlines())


def words(text: str) -> list[Word]:
    return find_words(text, find_quotations(text))


SAID = (
    "“We have no plans to leave the city,” Ann Lee told reporters on Monday.\n\n"
    "The talks between the two parties had failed, according to Bob Day, a spokesman.\n\n"
)
CONTENTS = (
    '" we have no plans to leave the city , "',
    "the talks between the two parties had failed",
)
FILLER = "It rained all day on Friday in the north of the country.\n\n"


def place(of: Sequence[Word], forms: str) -> tuple[int, int]:
    """Where these words stand first: from which on, and behind the last."""
    looked = forms.split()
    found = [word.form for word in of]
    starts = (i for i in range(len(found)) if found[i : i + len(looked)] == looked)
    start = next(starts)
    return start, start + len(looked)


@pytest.mark.parametrize("times", [0, 1, 100])
def test_answers_are_probabilities(encoder: Encoder, times: int) -> None:
    article = words(SAID + FILLER * times)
    encoded = encoder.encode(article)
    assert encoded.tags.shape == (len(article), TAGS)
    assert np.exp(encoded.tags).sum(axis=1) == pytest.approx(1, abs=1e-3)


def test_one_word_is_answered_for(encoder: Encoder) -> None:
    assert encoder.encode(words("Well")).tags.shape == (1, TAGS)


def test_a_word_of_any_length_is_answered_for(encoder: Encoder) -> None:
    article = words("x" * 100_000 + " " + "qzx" * 30 + " said")
    assert encoder.encode(article).tags.shape == (3, TAGS)


@pytest.mark.parametrize("before", [0, 1, 20, 60])
def test_links(encoder: Encoder, before: int) -> None:
    """The same wherever in an article it stands."""
    article = words(FILLER * before + SAID + FILLER * 20)
    encoded = encoder.encode(article)
    contents = [place(article, forms) for forms in CONTENTS]
    cues = [place(article, "told"), place(article, "according to")]
    sources = [place(article, "ann lee"), place(article, "bob day")]

    def linked(link: Link, one: tuple[int, int], to: list[tuple[int, int]]) -> int:
        scores = encoded.links(link, *one, to)
        assert scores.shape == (1 + len(to),)
        assert 0 < np.exp(scores).sum() <= 1.001
        return int(scores.argmax()) - 1

    assert [linked(Link.CONTENT_TO_CUE, one, cues) for one in contents] == [0, 1]
    assert [linked(Link.CUE_TO_SOURCE, one, sources) for one in cues] == [0, 1]
    assert [linked(Link.CONTENT_TO_SOURCE, one, sources) for one in contents] == [0, 1]


def test_what_has_no_target_links_to_nothing(encoder: Encoder) -> None:
    encoded = encoder.encode(words(SAID))
    assert encoded.links(Link.CONTENT_TO_CUE, 0, 6, []).shape == (1,)


def test_what_is_out_of_reach_is_not_found(encoder: Encoder) -> None:
    article = words(SAID + FILLER * 100 + SAID)
    last = len(article) - 1
    scores = encoder.encode(article).links(Link.CONTENT_TO_CUE, 0, 6, [(last - 1, last)])
    assert scores.argmax() == 0
