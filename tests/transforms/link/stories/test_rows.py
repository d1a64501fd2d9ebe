"""The rows that stories give."""

from hypothesis import given
from hypothesis import strategies as st

from schemas import by_name
from tests.transforms.link.stories.articles import FIRE, FIRE_RETOLD, article
from transforms.link.stories.rows import link_rows, story_rows

WIRE = article(FIRE, on="2024-03-05T06:00", name="wire")
CUT = article(FIRE.split("\n\n")[0], on="2024-03-05T09:00", name="cut")
RETOLD = article(FIRE_RETOLD, on="2024-03-05T08:00", name="retold")
UNDATED = article(FIRE + "\n\nMore follows.", name="undated")
STORY = [UNDATED, CUT, RETOLD, WIRE]


def test_story():
    rows = story_rows("s", "c", STORY, [], ["older"])
    assert [(row["article_id"], row["relation"], row["matched_article_id"]) for row in rows] == [
        (WIRE.article_id, "original", None),
        (RETOLD.article_id, "rewrite", WIRE.article_id),
        (CUT.article_id, "copy", WIRE.article_id),
        (UNDATED.article_id, "copy", WIRE.article_id),
    ]
    assert {row["first_published"] for row in rows} == {WIRE.published_at}
    assert {(row["story_id"], row["component"], *row["former_ids"]) for row in rows} == {
        ("s", "c", "older")
    }
    assert all(tuple(row) == by_name("stories").columns for row in rows)


def test_links():
    links = list(link_rows(story_rows("s", "c", STORY, []), []))
    assert {(link["from_article"], link["relation"], link["to_article"]) for link in links} == {
        (RETOLD.article_id, "rewrites", WIRE.article_id),
        (CUT.article_id, "republishes", WIRE.article_id),
        (UNDATED.article_id, "republishes", WIRE.article_id),
    }
    assert len({link["link_id"] for link in links}) == 3
    assert all(tuple(link) == by_name("source_links").columns for link in links)
    assert all(link["from_type"] == link["to_type"] == "article" for link in links)


@given(st.permutations(STORY))
def test_order_does_not_matter(articles):
    assert story_rows("s", "c", articles, []) == story_rows("s", "c", STORY, [])
