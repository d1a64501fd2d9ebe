"""The best sequence of tags."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.analyse.finder.tags import TAGS, Chunk, Floats, Role, best_chunks, tag


def test_every_tag_has_a_number_of_its_own() -> None:
    numbers = [0, *(tag(role, part) for role in Role for part in "BIES")]
    assert numbers == list(range(TAGS))


def scores(tags: str) -> Floats:
    """Scores in which these tags are the likeliest: `O B-CUE E-CUE`."""
    rows = []
    for name in tags.split():
        part, _, role = name.partition("-")
        row = np.full(TAGS, -5.0)
        row[tag(Role[role], part) if role else 0] = -0.1
        rows.append(row)
    return np.array(rows, np.float32).reshape(-1, TAGS)


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("", []),
        ("O O O", []),
        ("S-CUE", [(Role.CUE, 0, 1)]),
        ("O B-CONTENT E-CONTENT O", [(Role.CONTENT, 1, 3)]),
        (
            "B-CONTENT I-CONTENT E-CONTENT S-CUE B-SOURCE E-SOURCE",
            [(Role.CONTENT, 0, 3), (Role.CUE, 3, 4), (Role.SOURCE, 4, 6)],
        ),
        ("S-SOURCE S-SOURCE", [(Role.SOURCE, 0, 1), (Role.SOURCE, 1, 2)]),
        # What cannot follow: the likeliest sequence that can.
        ("B-CUE I-CUE O I-CUE E-CUE", [(Role.CUE, 0, 5)]),
        ("B-CUE I-SOURCE E-CUE", [(Role.CUE, 0, 3)]),
    ],
)
def test_chunks(tags: str, expected: list[tuple[Role, int, int]]) -> None:
    assert best_chunks(scores(tags)) == [Chunk(*chunk) for chunk in expected]


def test_less_for_what_is_outside_finds_more() -> None:
    row = np.full((1, TAGS), -9.0, np.float32)
    row[0, 0], row[0, tag(Role.CUE, "S")] = -0.5, -1.0
    assert best_chunks(row) == []
    assert best_chunks(row, outside=1.0) == [Chunk(Role.CUE, 0, 1)]


def score(chunks: Sequence[Chunk], rows: Floats, outside: float) -> float:
    """What a sequence of chunks scores."""
    total = float(rows[:, 0].sum()) - outside * len(rows)
    for chunk in chunks:
        total -= float(rows[chunk.start : chunk.end, 0].sum()) - outside * (chunk.end - chunk.start)
        total += within(chunk, rows)
    return total


def within(chunk: Chunk, rows: Floats) -> float:
    role, start, end = chunk
    if end - start == 1:
        return float(rows[start, tag(role, "S")])
    ends = rows[start, tag(role, "B")] + rows[end - 1, tag(role, "E")]
    return float(ends + rows[start + 1 : end - 1, tag(role, "I")].sum())


def best_score(rows: Floats, outside: float) -> float:
    """The best a sequence of chunks can score: every chunk that ends at every word is tried."""
    best = [0.0]
    for end in range(1, len(rows) + 1):
        ways = [best[-1] + float(rows[end - 1, 0]) - outside]
        ways += [
            best[start] + within(Chunk(role, start, end), rows)
            for start in range(end)
            for role in Role
        ]
        best.append(max(ways))
    return best[-1]


@given(st.integers(0, 12), st.integers(0, 2**32 - 1), st.sampled_from([0.0, 0.7, -1.0, 5.0]))
def test_no_chunks_score_better(words: int, seed: int, outside: float) -> None:
    rows = np.random.default_rng(seed).normal(-3, 2, (words, TAGS)).astype(np.float32)
    chunks = best_chunks(rows, outside)
    assert all(0 <= chunk.start < chunk.end <= words for chunk in chunks)
    assert all(before.end <= after.start for before, after in pairwise(chunks))
    assert score(chunks, rows, outside) == pytest.approx(best_score(rows, outside), abs=1e-3)
