"""Which articles tell one story."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.link.stories.articles import ELECTION, FIRE, FIRE_RETOLD, OTHER_FIRE, article
from transforms.link.stories.cluster import stories
from transforms.link.stories.compare import compare

ITEMS = [
    article(FIRE, name="fire"),
    article(FIRE.split("\n\n")[0], name="cut"),
    article(FIRE_RETOLD, name="retold"),
    article(OTHER_FIRE, name="other"),
    article(OTHER_FIRE.replace("nine", "ten"), name="other edited"),
    article(ELECTION, name="election"),
]
EDGES = [edge for pair in combinations(ITEMS, 2) if (edge := compare(*pair))]


def ids(groups):
    return {frozenset(each.article_id for each in group) for group in groups}


EXPECTED = ids([ITEMS[:3], ITEMS[3:5], ITEMS[5:]])


def test_stories_part():
    assert ids(stories(ITEMS, EDGES)) == EXPECTED


@given(st.permutations(ITEMS), st.permutations(EDGES))
def test_order_does_not_matter(items, edges):
    assert stories(items, edges) == stories(ITEMS, EDGES)


def test_one_and_none():
    assert stories([], []) == []
    assert stories(ITEMS[:1], []) == [(ITEMS[0],)]


def test_large_components_are_cut_at_their_weakest():
    day = [article(FIRE, name=str(at)) for at in range(300)]
    edges = [compare(day[at], day[at + 1]) for at in range(299)]
    found = stories(day, edges)
    assert sum(map(len, found)) == 300
    assert found == stories(day[::-1], edges[::-1])
