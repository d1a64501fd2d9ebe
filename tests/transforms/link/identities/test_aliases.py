"""Pairs that are one and pairs that look alike, put together before anything was tuned."""

import pytest
from aliases_pairs import Pair, read_pairs, score_pairs

from transforms.link.identities.names import akin, keys
from transforms.link.identities.resolving import pair_score

PAIRS = read_pairs()


def test_there_are_enough_pairs_in_both_halves() -> None:
    for half in ("tune", "check"):
        of_half = [pair.same for pair in PAIRS if pair.half == half]
        assert min(of_half.count(True), of_half.count(False)) > 200


def test_no_pair_stands_twice() -> None:
    seen = [(frozenset((p.one.name, p.other.name)), p.one.label, p.kind, p.same) for p in PAIRS]
    assert len(set(seen)) > len(seen) - 5  # names that context alone tells apart stand as both


@pytest.mark.parametrize("half", ["tune", "check"])
def test_pairs_are_told(half: str) -> None:
    found = score_pairs(pair for pair in PAIRS if pair.half == half)
    assert found.precision >= 0.98
    assert found.f1 >= 0.95


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_pairs_are_symmetric_and_share_a_key(pair: Pair) -> None:
    one, other = pair.one, pair.other
    assert pair_score(one, other) == pair_score(other, one)
    found = akin(one.name, one.label, other.name, other.label)
    assert found == akin(other.name, other.label, one.name, one.label)
    mine, others = keys(one.name, one.label), keys(other.name, other.label)
    if found is not None and found >= 0.5:
        assert not set(mine).isdisjoint(others)
    assert len(mine) <= 32
    assert len(others) <= 32
