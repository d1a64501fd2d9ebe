"""Ids that last as groups grow, merge and fall apart."""

from hypothesis import given
from hypothesis import strategies as st

from transforms.ids import stable_id
from transforms.link.lasting import Held, Lasting, lasting_ids


def ids(groups, held=None):
    return lasting_ids("story", groups, held or {}, lambda item: item[1:])


def held(groups, lasting):
    return {
        item: Held(*each) for group, each in zip(groups, lasting, strict=True) for item in group
    }


def test_a_new_group_is_named_by_its_oldest_item():
    assert ids([["b2", "a3", "c1"]]) == [Lasting(stable_id("story", "c1"), ())]


def test_a_group_keeps_its_id_as_older_and_younger_items_join_it():
    (first,) = ids([["a2"]])
    assert ids([["a2", "b1", "c3"]], held([["a2"]], [first])) == [first]


def test_of_groups_that_become_one_the_older_stays_and_the_other_is_recorded():
    groups = [["a1", "b3"], ["c2"]]
    older, younger = ids(groups)
    (one,) = ids([["a1", "b3", "c2"]], held(groups, [older, younger]))
    assert one == Lasting(older.id, (younger.id,))
    # And it stays recorded.
    assert ids([["a1", "b3", "c2", "d9"]], held([["a1", "b3", "c2"]], [one])) == [one]


def test_of_a_group_that_falls_apart_the_part_with_the_seed_keeps_the_id():
    (one,) = ids([["a1", "b2", "c3"]])
    seed, rest = ids([["a1"], ["b2", "c3"]], held([["a1", "b2", "c3"]], [one]))
    assert seed.id == one.id
    assert rest == Lasting(stable_id("story", "b2"), ())


def test_where_the_seed_is_gone_most_of_the_group_keeps_the_id():
    (one,) = ids([["a1", "b2", "c3", "d4"]])
    few, most = ids([["b2"], ["c3", "d4"]], held([["a1", "b2", "c3", "d4"]], [one]))
    assert most.id == one.id
    assert few.id == stable_id("story", "b2")


PARTITIONS = st.lists(st.integers(0, 4), min_size=1, max_size=12).map(
    lambda labels: [
        [f"{n:02}" for n, each in enumerate(labels) if each == label]
        for label in sorted(set(labels))
    ]
)


@given(rounds=st.lists(PARTITIONS, min_size=1, max_size=5))
def test_no_two_groups_share_an_id(rounds):
    committed = {}
    for groups in rounds:
        lasting = ids(groups, committed)
        assert len({each.id for each in lasting}) == len(groups)
        committed = held(groups, lasting)
