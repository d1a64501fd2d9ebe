"""The likeliest names, given what the encoder says of each word."""

import numpy as np
import pytest

from transforms.analyse.finder.name_tags import LABELS, NAME_TAGS, best_names, name_tag


def scores(*rows: dict[str, float]) -> np.ndarray:
    """Log probabilities: those given by tag (`B-ORG`), the rest of each word being O."""
    shares = np.full((len(rows), NAME_TAGS), 1e-6, np.float32)
    for shares_of_word, row in zip(shares, rows, strict=True):
        for tag, share in row.items():
            part, _, label = tag.partition("-")
            shares_of_word[name_tag(label, part)] = share
        shares_of_word[0] = max(1 - sum(row.values()), 1e-6)
    return np.log(shares)


def names(*rows: dict[str, float], bounds: frozenset[int] = frozenset()) -> list[tuple[str, ...]]:
    return [
        (*map(str, (name.start, name.end)), LABELS[int(name.shares.argmax())])
        for name in best_names(scores(*rows), bounds)
    ]


WORDS = [
    ([{}, {}], []),
    ([{"S-GPE": 0.9}], [("0", "1", "GPE")]),
    ([{}, {"B-PERSON": 0.9}, {"E-PERSON": 0.9}, {}], [("1", "3", "PERSON")]),
    # A name that does not end is none; one that is rather none is none.
    ([{"B-ORG": 0.9}, {}], []),
    ([{"S-ORG": 0.4}], []),
    # Two that touch.
    ([{"S-NORP": 0.8}, {"B-ORG": 0.9}, {"E-ORG": 0.9}], [("0", "1", "NORP"), ("1", "3", "ORG")]),
    # One label from its beginning to its end.
    (
        [{"B-ORG": 0.5, "B-FAC": 0.4}, {"E-FAC": 0.9}],
        [("0", "2", "FAC")],
    ),
    ([{"B-ORG": 0.9}, {"I-ORG": 0.9}, {"E-ORG": 0.9}], [("0", "3", "ORG")]),
]


@pytest.mark.parametrize(("rows", "expected"), WORDS)
def test_best_names(rows, expected):
    assert names(*rows) == expected


def test_no_name_reaches_over_a_bound():
    rows = [{"B-ORG": 0.6, "S-ORG": 0.3}, {"E-ORG": 0.6, "S-ORG": 0.3}]
    assert names(*rows) == [("0", "2", "ORG")]
    assert names(*rows, bounds=frozenset((1,))) == [("0", "1", "ORG"), ("1", "2", "ORG")]
