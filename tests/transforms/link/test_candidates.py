"""Blocks, pairs, and what must be looked at again when items come and go."""

from hashlib import blake2b
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.link import candidates
from transforms.link.candidates import Index, pairs
from transforms.link.components import components


@pytest.fixture(autouse=True)
def _few_anchors(monkeypatch):
    monkeypatch.setattr(candidates, "ANCHORS", 3)


def compared(items):
    """Pairs of ids, of items given as {id: keys}."""
    index = Index.of([(each, list(keys), "") for each, keys in items.items()])
    return {tuple(index.ids[pair].tolist()) for pair in pairs(index, index.at(set(items)))}


def test_items_that_share_a_key_are_compared_once():
    assert compared({"a": [1, 2], "b": [1, 2], "c": [2], "d": [3]}) == {
        ("a", "b"),
        ("a", "c"),
        ("b", "c"),
    }
    assert compared({"a": [1], "b": [2]}) == set()
    assert compared({}) == set()


def test_of_a_crowded_block_each_is_compared_with_its_anchors():
    crowd = {f"{n:02}": [7] for n in range(20)}
    assert compared(crowd) == {
        (anchor, other) for anchor in ("00", "01", "02") for other in crowd if anchor < other
    }


def test_many_pairs_are_made_a_slice_at_a_time(monkeypatch):
    monkeypatch.setattr(candidates, "ANCHORS", 64)
    crowd = {f"{n:02}": [7, n // 3] for n in range(30)}
    monkeypatch.setattr(candidates, "_PAIRS_AT_A_TIME", 10)
    assert compared(crowd) == set(combinations(sorted(crowd), 2))


def alike(one, other):
    """Whether two items are, told by both alone: about every second pair."""
    return blake2b(f"{one} {other}".encode()).digest()[0] < 128


def settled(items, committed, new, gone_keys):
    """One round: components of all items, of which only those in scope are made anew."""
    index = Index.of([(each, keys, committed.get(each, "")) for each, keys in items.items()])
    scope = index.scope(index.at(new), np.array(gone_keys, dtype=np.int64))
    found = index.ids[pairs(index, scope)].tolist()
    edges = [(one, other, None) for one, other in found if alike(one, other)]
    made = components(index.ids[scope].tolist(), edges)
    anew = {item: component.items[0] for component in made for item in component.items}
    return {each: committed.get(each, "") for each in items} | anew


ITEMS = st.dictionaries(
    st.text("abcdef", min_size=2, max_size=3), st.lists(st.integers(0, 9), max_size=3), max_size=14
)


@settings(max_examples=300, deadline=None)
@given(items=ITEMS, data=st.data())
def test_one_by_one_gives_what_all_at_once_gives(items, data):
    committed, left = {}, dict(items)
    while left:
        new = data.draw(st.sets(st.sampled_from(sorted(left)), min_size=1))
        came = {each: items[each] for each in (*committed, *new)}
        committed = settled(came, committed, new, [])
        left = {each: keys for each, keys in left.items() if each not in new}
    assert committed == settled(items, {}, set(items), [])


@settings(max_examples=300, deadline=None)
@given(items=ITEMS, others=ITEMS, data=st.data())
def test_what_is_gone_or_has_changed_leaves_nothing_behind(items, others, data):
    gone = data.draw(st.sets(st.sampled_from(sorted(items)))) if items else set()
    after = {each: keys for each, keys in items.items() if each not in gone} | others
    committed = settled(items, {}, set(items), [])
    stale = {each for each in items if items[each] != after.get(each)}
    gone_keys = [key for each in stale for key in items[each]]
    kept = {each: found for each, found in committed.items() if each not in stale}
    new = {each for each in after if each not in kept}
    assert settled(after, kept, new, gone_keys) == settled(after, {}, set(after), [])
