"""Which articles are new."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.eager import eager
from transforms.elements import Article
from transforms.select import ArticlesOf, SelectNew, Standing, select
from transforms.versions import version_of


def at(day: int) -> dt.datetime:
    return dt.datetime(2025, 10, 31, tzinfo=dt.UTC) + dt.timedelta(days=day)


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
    days = {newest: day} | dict.fromkeys(others, 0)
    versions = (version_of(vars(article(each, day=day))) for each, day in days.items())
    return {"x": Standing(tuple(versions), current)}


CASES = {
    "a new article": ([article("A")], {}, {"A": "newest"}),
    "read twice, the first by URI counts": (
        [article("A", "b.txt"), article("A", "a.txt")],
        {},
        {"A": "newest", "A b.txt": "duplicate"},
    ),
    "read from elsewhere than what is committed": (
        [article("A", "b.txt")],
        standing("A", 1),
        {"A b.txt": "duplicate"},
    ),
    "the page and the feed that carries it": (
        [article("page"), replace(article("feed", day=9), reader="feed")],
        {},
        {"page": "newest", "feed": "duplicate"},
    ),
    "a feed that states a later change": (
        [article("page"), replace(article("feed"), reader="feed", modified_at=at(2))],
        {},
        {"page": "older", "feed": "newest"},
    ),
    "two summaries of it, however late": (
        [article("page"), replace(article("short", day=9), extent="summary", modified_at=at(9))],
        {},
        {"page": "newest", "short": "duplicate"},
    ),
    "a summary, while there is nothing else": (
        [replace(article("short"), extent="summary")],
        {},
        {"short": "newest"},
    ),
    "the mobile edition": (
        [article("page"), replace(article("mobile", day=9), url="https://m.example.org/1")],
        {},
        {"page": "newest", "mobile": "duplicate"},
    ),
    "the mobile edition with the same text": (
        [
            replace(article("A", "b.txt"), url="https://example.org/1"),
            replace(article("A", "a.txt"), url="https://m.example.org/1"),
        ],
        {},
        {"A b.txt": "newest", "A": "duplicate"},
    ),
    "the mobile edition, saved without its address": (
        [
            replace(article("page"), canonical_url="https://example.org/1"),
            replace(article("mobile", day=9), canonical_url="https://m.example.org/1"),
        ],
        {},
        {"page": "newest", "mobile": "duplicate"},
    ),
    "a summary of what is committed": (
        [replace(article("short", day=9), extent="summary")],
        standing("A", 1),
        {"short": "duplicate"},
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
        for one, status, _ in select(articles[::order], known)
    }
    assert got == expected


def test_the_transform_groups_by_article():
    read = [article("A"), article("A", "b.txt"), article("A", article_id="y")]
    selected = eager(SelectNew(dict), read)
    assert sorted(each.status for each in selected) == ["duplicate", "newest", "newest"]
    assert [one.uri for one in eager(ArticlesOf("duplicate"), selected)] == ["b.txt"]


COMMITTED_FEED = replace(article("feed", "f.xml#1"), reader="feed", publisher="Daily")


def test_copies_are_told_of_once_and_point_to_the_newest():
    page = replace(article("A", "a.html"), url="https://example.org/1")
    amp = replace(article("B", "b.html"), url="https://example.org/amp/1", publisher="Daily")
    selected = list(select([page, amp, replace(page, uri="c.html")], {}))
    copied = [copy for each in selected for copy in each.copied]
    assert {(each.article_id, each.url, each.copy) for each in copied} == {
        ("x", "https://example.org/1", ("b.html", "https://example.org/amp/1", "Daily")),
        ("x", "https://example.org/1", ("c.html", "https://example.org/1", None)),
    }
    assert len(copied) == 2


def test_a_committed_text_that_turns_out_to_be_a_copy_is_told_of():
    known = {"x": Standing((version_of(vars(COMMITTED_FEED)),), current=True)}
    (found,) = select([article("page")], known)
    assert found.status == "newest"
    assert [each.copy for each in found.copied] == [("f.xml#1", None, "Daily")]


@given(st.permutations(range(4)), st.integers(1, 3))
def test_the_end_does_not_depend_on_what_came_first(order, cut):
    """One run over a feed, its page, a summary and the AMP edition, or two runs."""
    texts = [
        article("page", "p"),
        COMMITTED_FEED,
        replace(article("short", "s"), extent="summary"),
        replace(article("amp", "a"), url="https://example.org/amp/1"),
    ]
    texts = [texts[index] for index in order]

    def kept(found):
        return {each.article.revision for each in found if each.status in ("newest", "older")}

    first = list(select(texts[:cut], {}))
    committed = [version_of(vars(each.article)) for each in first if each.status == "newest"]
    second = list(select(texts[cut:], {"x": Standing(tuple(committed), current=True)}))
    assert kept(select(texts, {})) == {"page"}
    assert kept(first) == {"page"} or kept(second) == {"page"}
    copies = [each.copied for each in (*first, *second)]
    assert {copy.copy.uri for each in copies for copy in each} == {"f.xml#1", "s", "a"}
