"""Which articles are new."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.eager import eager
from transforms.elements import Article
from transforms.select import ArticlesOf, SelectNew, Standing, select


def at(day: int) -> dt.datetime:
    return dt.datetime(2025, 11, day, tzinfo=dt.UTC)


def article(revision: str, uri: str = "a.txt", day: int = 1, article_id: str = "x") -> Article:
    return Article(
        article_id=article_id,
        revision=revision,
        uri=uri,
        url=None,
        canonical_url=None,
        publisher=None,
        title=None,
        authors=(),
        published_at=None,
        modified_at=None,
        retrieved_at=at(day),
        language="en",
        text=revision,
        word_count=1,
        reader="text",
        raw_sha256="",
    )


def standing(newest: str, day: int, *, current: bool = True, others: tuple[str, ...] = ()):
    return {"x": Standing(frozenset({newest, *others}), (at(day), newest), current, frozenset())}


CASES = {
    "a new article": ([article("A")], {}, {"A": "newest"}),
    "read twice, the first by URI counts": (
        [article("A", "b.txt"), article("A", "a.txt")],
        {},
        {"A": "newest", "A b.txt": "duplicate"},
    ),
    "committed and unchanged": ([article("A")], standing("A", 1), {"A": "unchanged"}),
    "committed, touched since": ([article("A", day=9)], standing("A", 1), {"A": "unchanged"}),
    "changed since, says the publisher, but not in the text": (
        [replace(article("A"), modified_at=at(9))],
        standing("A", 1),
        {"A": "newest"},
    ),
    "changed when it was committed": (
        [replace(article("A"), modified_at=at(9))],
        standing("A", 9),
        {"A": "unchanged"},
    ),
    "committed by another model": (
        [article("A")],
        standing("A", 1, current=False),
        {"A": "newest"},
    ),
    "a new revision": ([article("B", day=2)], standing("A", 1), {"B": "newest"}),
    "an old revision found late": ([article("B", day=1)], standing("A", 2), {"B": "older"}),
    "an old revision read again": (
        [article("B", day=1)],
        standing("A", 2, others=("B",)),
        {"B": "unchanged"},
    ),
    "gone back to an old revision": (
        [article("B", day=3)],
        standing("A", 2, others=("B",)),
        {"B": "newest"},
    ),
    "two revisions in one run": (
        [article("A", day=1), article("B", day=2)],
        {},
        {"A": "older", "B": "newest"},
    ),
    "the publisher's own time counts before the time of fetching": (
        [replace(article("A", day=1), modified_at=at(5)), article("B", day=2)],
        {},
        {"A": "newest", "B": "older"},
    ),
}


@pytest.mark.parametrize(("articles", "known", "expected"), CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("order", [1, -1])
def test_select(articles, known, expected, order):
    got = {
        one.revision if one.uri == "a.txt" else f"{one.revision} {one.uri}": status
        for one, status in select(articles[::order], known)
    }
    assert got == expected


def test_the_transform_groups_by_article():
    read = [article("A"), article("A", "b.txt"), article("A", article_id="y")]
    selected = eager(SelectNew(dict), read)
    assert sorted(status for _, status in selected) == ["duplicate", "newest", "newest"]
    assert [one.uri for one in eager(ArticlesOf("duplicate"), selected)] == ["b.txt"]
