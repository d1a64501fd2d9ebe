"""Which articles are new: told from what is committed and from each other.

Of the articles read under one id, equal revisions are duplicates of the first by URI. A revision
that is committed and was analysed by the same versions is unchanged, unless its publisher states
a later change: then something beside the text is new, such as the title. Everything else is kept,
and analysed if it is the newest revision: the tables of claims, mentions, entities and source links
hold the rows of the newest revision of each article, `articles` holds them all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, NamedTuple, get_args

import apache_beam as beam

from transforms.elements import Article

#: (time the text stood at, revision): the newest of an article is the greatest.
Age = tuple[datetime, str]

Status = Literal["newest", "older", "unchanged", "duplicate"]
STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True)
class Standing:
    """What is committed of one article.

    Attributes:
        revisions: Its committed revisions.
        newest: Age of the newest of them.
        current: Whether the newest was analysed by the versions of this run.
        partitions: Partitions in which rows of the article stand.
    """

    revisions: frozenset[str]
    newest: Age
    current: bool
    partitions: frozenset[str]


#: Standing by article_id.
Known = Mapping[str, Standing]


class Selected(NamedTuple):
    """An article, and what becomes of it."""

    article: Article
    status: Status


def age(modified_at: datetime | None, retrieved_at: datetime | None, revision: str) -> Age:
    """When a text stood so: as its publisher states, else when it was fetched; ties by revision."""
    return modified_at or retrieved_at or datetime.min.replace(tzinfo=UTC), revision


def select(articles: Iterable[Article], known: Known) -> Iterator[Selected]:
    """What becomes of the articles read under one article_id, whatever order they come in."""
    firsts: dict[str, Article] = {}
    for article in sorted(articles, key=lambda each: (each.uri, each.raw_sha256)):
        if article.revision in firsts:
            yield Selected(article, "duplicate")
        else:
            firsts[article.revision] = article
    ages = {rev: age(each.modified_at, each.retrieved_at, rev) for rev, each in firsts.items()}
    standing = known.get(next(iter(firsts.values())).article_id)
    newest = max([*ages.values(), *([standing.newest] if standing else [])])
    for article in firsts.values():
        yield Selected(article, _status(article, newest[1], standing))


def _status(article: Article, newest: str, standing: Standing | None) -> Status:
    if article.revision != newest:
        return "unchanged" if standing and article.revision in standing.revisions else "older"
    if standing is None or standing.newest[1] != newest or not standing.current:
        return "newest"
    stated = article.modified_at
    return "newest" if stated and stated > standing.newest[0] else "unchanged"


@dataclass(eq=False)
class SelectNew(beam.PTransform):
    """Article → Selected. `load_known` is called once a process, where it is needed first."""

    load_known: Callable[[], Known]

    def expand(self, articles: beam.PCollection) -> beam.PCollection:
        """Groups by article_id; that also spreads what follows over the workers."""
        return (
            articles
            | "Key by article" >> beam.WithKeys(lambda article: article.article_id)
            | "Group by article" >> beam.GroupByKey()
            | "Select" >> beam.ParDo(_Select(self.load_known))
        )


class _Select(beam.DoFn):
    def __init__(self, load_known: Callable[[], Known]) -> None:
        self._load_known = load_known

    def setup(self) -> None:
        self._known = self._load_known()

    def process(self, group: tuple[str, Iterable[Article]]) -> Iterator[Selected]:
        _, articles = group
        yield from select(articles, self._known)


@dataclass(eq=False)
class ArticlesOf(beam.PTransform):
    """Selected → the articles of one status."""

    status: Status

    def expand(self, selected: beam.PCollection) -> beam.PCollection:
        """Filters by status."""
        return (
            selected
            | beam.Filter(lambda each, status: each.status == status, self.status)
            | "Article" >> beam.Map(lambda each: each.article)
        )
