"""How much of one text stands in another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.link.stories.sketch import SIZE, overlap, sketch

LONG = [f"word{at}" for at in range(2_000)]
CASES = [
    # one, other, containment, resemblance
    (LONG, LONG, 1.0, 1.0),
    (LONG, LONG[:1_000], 1.0, 0.5),
    (LONG[:1_200], LONG[800:], 1 / 3, 0.2),
    (LONG[:100], LONG[50:150], 46 / 96, 46 / 146),
    (LONG[:500], LONG[500:], 0.0, 0.0),
    ([], LONG, 0.0, 0.0),
    (["one", "word"], ["one", "word"], 1.0, 1.0),
]


@pytest.mark.parametrize(("one", "other", "containment", "resemblance"), CASES)
def test_overlap(one, other, containment, resemblance):
    found = overlap(sketch(one), sketch(other))
    assert found.containment == pytest.approx(containment, abs=0.09)
    assert found.resemblance == pytest.approx(resemblance, abs=0.09)


@given(st.lists(st.sampled_from(LONG[:30])), st.lists(st.sampled_from(LONG[:30])))
def test_symmetric(one, other):
    assert overlap(sketch(one), sketch(other)) == overlap(sketch(other), sketch(one))


def test_bounded():
    assert len(sketch(LONG)) == 4 * SIZE
