"""Ids that last as groups grow, merge and fall apart."""

from hypothesis import given
from hypothesis import strategies as st

from transforms.ids import stable_id
from transforms.link.lasting import Lasting, Register


def ids(groups, register=None):
    """Each group named by itself, as those of several components are."""
    register = register or Register("story", ())
    return [
        lasting for group in groups for lasting in register.name([group], lambda item: item[1:])
    ]


def held(groups, lasting, gone=()):
    """What is committed, of items that are still there."""
    named = list(zip(groups, lasting, strict=True))
    return Register(
        "story",
        [(item, each.id) for group, each in named for item in group if item not in gone],
        {each.id: each.former for _, each in named},
    )


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


def test_where_the_seed_is_gone_the_part_with_the_least_item_keeps_the_id():
    (one,) = ids([["a1", "b2", "c3", "d4"]])
    committed = held([["a1", "b2", "c3", "d4"]], [one], gone={"a1"})
    least, rest = ids([["b2"], ["c3", "d4"]], committed)
    assert least.id == one.id
    assert rest.id == stable_id("story", "c3")
    # And the seed, when it comes back by itself, does not take the id from it.
    back, *_ = ids([["a1"], ["b2"], ["c3", "d4"]], committed)
    assert back.id not in {least.id, rest.id}


PARTITIONS = st.lists(st.integers(0, 4), min_size=1, max_size=12).map(
    lambda labels: [
        [f"{n:02}" for n, each in enumerate(labels) if each == label]
        for label in sorted(set(labels))
    ]
)


@given(rounds=st.lists(st.tuples(PARTITIONS, st.sets(st.integers(0, 11))), min_size=1, max_size=6))
def test_no_two_groups_share_an_id(rounds):
    before = ([], [])
    for groups, absent in rounds:
        gone = {f"{n:02}" for n in absent}
        there = [left for group in groups if (left := [each for each in group if each not in gone])]
        lasting = ids(there, held(*before, gone))
        assert len({each.id for each in lasting}) == len(there)
        before = there, lasting
