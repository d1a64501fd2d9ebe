"""Windows of articles as arrays."""

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.training.attribution.labelled import TEXT, article
from training.attribution.batches import IGNORED, Cut, batch, cuts, shuffled_batches
from training.attribution.corpus import NOTHING, UNASKED
from transforms.analyse.finder.pieces import Pieces
from transforms.analyse.words import BREAK, START

#: Two letters a piece: every word has one to six.
LETTERS = "abcdefghijklmnopqrstuvwxyz"
PAIRS = [a + b for a in LETTERS for b in LETTERS] + [*LETTERS]
PIECES = Pieces(["[PAD]", "[UNK]", START, BREAK, *PAIRS, *(f"##{pair}" for pair in PAIRS)])


@given(st.integers(80, 200), st.integers(0, 20), st.integers(1, 200))
def test_windows_leave_no_word_out(size: int, overlap: int, first: int) -> None:
    one = article(TEXT * 6)
    found = list(cuts(one, PIECES, size, overlap, min(first, size)))
    covered = {i for cut in found for i in range(cut.start, cut.end)}
    # What is left out is a window too short to teach anything: at the start or the end.
    assert set(range(11, len(one.words) - 11)) <= covered
    for _, start, end in found:
        assert sum(len(PIECES.of(word.form)) for word in one.words[start:end]) <= size


def test_each_word_has_its_labels_at_its_first_piece() -> None:
    one = article()
    made = batch([Cut(one, 0, len(one.words))], PIECES)
    assert made.pieces[0, 0] == PIECES.start
    assert made.filled.all()
    assert made.first.sum() == len(one.words)
    assert made.tags[made.first].tolist() == one.tags.tolist()
    assert set(made.tags[~made.first]) == {IGNORED}
    traits = [word.traits for word in one.words for _ in PIECES.of(word.form)]
    assert made.traits[0].tolist() == [one.words[0].traits, *traits]


def test_links_point_to_pieces_and_nothing_to_the_start() -> None:
    one = article()
    made = batch([Cut(one, 0, len(one.words))], PIECES)
    at = np.flatnonzero(made.first[0])
    ends = [*at[1:], made.pieces.shape[1]]
    for links, placed in ((one.cues, made.cues[0, at]), (one.sources, made.sources[0, at])):
        for (start, end), found in zip(links.tolist(), placed.tolist(), strict=True):
            if start >= 0:
                assert found == [at[start], ends[end - 1]]
            else:
                assert found == ([0, 1] if start == NOTHING else [UNASKED, UNASKED])


def test_what_links_out_of_the_window_is_not_asked() -> None:
    one = article()
    said = next(i for i, word in enumerate(one.words) if word.form == "said")
    made = batch([Cut(one, 0, said)], PIECES)
    assert {tuple(link) for link in made.cues[0].tolist()} == {(UNASKED, UNASKED)}


def test_what_does_not_count_is_ignored() -> None:
    one = article()
    one.counts[:10] = False
    made = batch([Cut(one, 0, len(one.words))], PIECES)
    at = np.flatnonzero(made.first[0])[:10]
    assert set(made.tags[0, at]) == {IGNORED}


def test_shorter_windows_are_filled_up() -> None:
    one = article()
    made = batch([Cut(one, 0, 5), Cut(one, 0, 20)], PIECES)
    assert made.filled.sum(axis=1)[0] < made.filled.sum(axis=1)[1] == made.pieces.shape[1]
    assert set(made.tags[~made.filled]) == {IGNORED}


def test_batches_hold_every_window_once() -> None:
    one = article()
    windows = [Cut(one, start, start + 12) for start in range(30)]
    groups = shuffled_batches(list(windows), 4, random.Random(1))
    assert all(len(group) <= 4 for group in groups)
    assert sorted(cut.start for group in groups for cut in group) == list(range(30))
