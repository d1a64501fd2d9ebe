"""Which articles are new: told from what is committed and from each other.

Of the articles read under one id, equal revisions are duplicates of the one that is committed, else
of the article's own page, else of the first by URI; so are the texts that `transforms.versions`
calls copies. A revision that is committed and was analysed by the same versions is unchanged,
unless its publisher states a later change: then something beside the text is new, such as the
title. Everything else is kept, and analysed if it is the newest revision: the tables of claims,
mentions, entities and source links hold the rows of the newest revision of each article, `articles`
holds them all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

import apache_beam as beam

from transforms.elements import Article
from transforms.versions import Copy, Version, rank, version_of

Status = Literal["newest", "older", "unchanged", "duplicate"]
STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True)
class Standing:
    """What is committed of one article.

    Attributes:
        versions: Its committed revisions; one at least.
        current: Whether the newest was analysed by the versions of this run.
    """

    versions: tuple[Version, ...]
    current: bool

    @property
    def partitions(self) -> frozenset[str]:
        """Partitions in which rows of the article stand."""
        return frozenset(each.partition for each in self.versions)


#: Standing by article_id.
Known = Mapping[str, Standing]


class Copied(NamedTuple):
    """A copy, and the article that it is one of.

    Attributes:
        article_id: The article.
        url: Its URL.
        partition: Where its rows are or will be.
        copy: Where it was read as well.
    """

    article_id: str
    url: str | None
    partition: str
    copy: Copy


class Selected(NamedTuple):
    """An article, and what becomes of it.

    Attributes:
        article: The article as it was read.
        status: What becomes of it.
        copied: Copies that this was found with; of the articles of one id, one has them all.
    """

    article: Article
    status: Status
    copied: tuple[Copied, ...] = ()


def select(articles: Iterable[Article], known: Known) -> Iterator[Selected]:
    """What becomes of the articles read under one article_id, whatever order they come in."""
    group = sorted(articles, key=_precedence)
    standing = known.get(group[0].article_id)
    committed = {each.revision: each for each in standing.versions} if standing else {}
    holders: dict[str, Article] = {}
    for article in group:
        if article.revision not in holders and _holds(article, committed, standing):
            holders[article.revision] = article
    versions = committed | {revision: version_of(vars(each)) for revision, each in holders.items()}
    newest, lighter = rank(versions.values())
    found = [
        Selected(article, _status(article, newest, lighter, holders, standing)) for article in group
    ]
    # Those that are committed and turn out to be copies leave `articles` when the newest is filed.
    left = [each.copy for each in committed.values() if each.revision in lighter]
    copies = left + [
        version_of(vars(each.article)).copy for each in found if each.status == "duplicate"
    ]
    url = newest.copy.url
    copied = (Copied(group[0].article_id, url, newest.partition, copy) for copy in copies)
    yield found[0]._replace(copied=tuple(dict.fromkeys(copied)))
    yield from found[1:]


def _precedence(article: Article) -> tuple[int, str, str]:
    """Of equal texts the article's own page comes first, else the first by URI."""
    return -version_of(vars(article)).weight, article.uri, article.raw_sha256


def _holds(article: Article, committed: Mapping[str, Version], standing: Standing | None) -> bool:
    """Whether the article stands for its revision, or is one more that has the same text."""
    version = committed.get(article.revision)
    if version is None or standing is None or version.copy.uri == article.uri:
        return True
    return not standing.current or _is_restated(article, standing)


def _is_restated(article: Article, standing: Standing) -> bool:
    """Whether its publisher states a change later than the newest that is committed."""
    newest, _ = rank(standing.versions)
    return article.modified_at is not None and article.modified_at > newest.at


def _status(
    article: Article,
    newest: Version,
    lighter: frozenset[str],
    holders: Mapping[str, Article],
    standing: Standing | None,
) -> Status:
    revision = article.revision
    if holders.get(revision) is not article or revision in lighter:
        return "duplicate"
    committed = {each.revision for each in standing.versions} if standing else ()
    if revision != newest.revision:
        return "unchanged" if revision in committed else "older"
    if standing is None or not standing.current or _is_restated(article, standing):
        return "newest"
    return "unchanged" if rank(standing.versions)[0].revision == revision else "newest"


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
