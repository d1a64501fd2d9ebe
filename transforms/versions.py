"""Versions of one article: which text is the article, which tell of it only.

A page, the feed that carries it, its AMP edition and a feed's summary share an id and differ in
text, without anybody having changed the article. Texts are therefore weighed first: a summary,
less than what a feed carries, less than an AMP or mobile edition, less than the article itself.
Lighter texts are copies of the heaviest, unless their publisher states a later change. Among texts
of one weight the later is the newer revision.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from transforms.normalise.urls import address
from transforms.shards import partition_of

#: Readers whose texts tell of articles that stand elsewhere.
_FEEDS = frozenset({"feed", "jsonfeed", "sitemap"})

#: Columns of `articles` that a version is told by.
VERSION_COLUMNS = (
    *("revision", "uri", "url", "canonical_url", "publisher", "reader", "extent", "warnings"),
    *("published_at", "modified_at", "retrieved_at"),
)

_SUMMARY, _FEED, _EDITION, _ARTICLE = range(4)


class Copy(NamedTuple):
    """Where an article was read as well.

    Attributes:
        uri: As in `articles`.
        url: As in `articles`; its canonical URL where it has no other.
        publisher: As in `articles`.
    """

    uri: str
    url: str | None
    publisher: str | None


class Version(NamedTuple):
    """One text of an article, without the text.

    Attributes:
        revision: Its hash.
        weight: How much it is the article; see the module.
        at: When it stood so: as its publisher states, else when it was fetched.
        stated: Whether the publisher states it.
        copy: Where it was read.
        partition: Where its rows are or will be.
    """

    revision: str
    weight: int
    at: datetime
    stated: bool
    copy: Copy
    partition: str


def version_of(row: Mapping[str, Any]) -> Version:
    """The version that a row of `articles` is; only VERSION_COLUMNS are looked at."""
    modified_at, url = row["modified_at"], row["url"] or row["canonical_url"]
    return Version(
        row["revision"],
        weight(row["extent"], row["reader"], url),
        modified_at or row["retrieved_at"] or datetime.min.replace(tzinfo=UTC),
        modified_at is not None,
        Copy(row["uri"], url, row["publisher"]),
        partition_of(row["published_at"], row["warnings"]),
    )


def weight(extent: str, reader: str, url: str | None) -> int:
    """How much a text is the article, 0 to 3."""
    if extent == "summary":
        return _SUMMARY
    if reader in _FEEDS:
        return _FEED
    return _EDITION if url and address(url).lesser else _ARTICLE


def rank(versions: Iterable[Version]) -> tuple[Version, frozenset[str]]:
    """The newest of the versions of one article, and the revisions that are but copies.

    The same whatever the order; ties go to the greater revision.
    """
    versions = list(versions)
    heaviest = max(each.weight for each in versions)
    since = max(each.at for each in versions if each.weight == heaviest)
    own = [each for each in versions if each.weight == heaviest or _is_later(each, since)]
    newest = max(own, key=lambda each: (each.at, each.revision))
    return newest, frozenset(each.revision for each in versions if each not in own)


def _is_later(version: Version, since: datetime) -> bool:
    return version.weight > _SUMMARY and version.stated and version.at > since
