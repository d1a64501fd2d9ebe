"""The rows of stories: what each article is to its story, and whose text or matter it has."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from schemas import by_name
from schemas.rows import SourceLinksRow, StoriesRow
from transforms.ids import stable_id
from transforms.link.lasting import UNDATED
from transforms.link.stories.compare import Likeness, liken
from transforms.link.stories.signature import Signature

#: How source_links names what stories calls a copy or a rewrite.
_LINKS: Mapping[str, str] = {"copy": "republishes", "rewrite": "rewrites"}


def story_rows(
    story_id: str,
    component: str,
    articles: Iterable[Signature],
    likenesses: Iterable[Likeness],
    former_ids: Sequence[str] = (),
) -> list[StoriesRow]:
    """The rows of one story, the original first.

    Args:
        story_id: Its id.
        component: What the story was told in.
        articles: Its articles, in any order.
        likenesses: Those found among them, and perhaps others; missing ones are made.
        former_ids: Ids that it had before.
    """
    ordered = sorted(articles, key=_age)
    known = {(each.first, each.second): each for each in likenesses}
    dates = [each.published_at for each in ordered if each.published_at is not None]
    rows = []
    for at, article in enumerate(ordered):
        matched = _likest(article, ordered[:at], known)
        rows.append(
            StoriesRow(
                story_id=story_id,
                article_id=article.article_id,
                relation=matched[1].relation if matched else "original",
                matched_article_id=matched[0].article_id if matched else None,
                similarity=matched[1].similarity if matched else None,
                first_published=min(dates, default=None),
                former_ids=list(former_ids),
                component=component,
            )
        )
    return rows


def link_rows(
    rows: Sequence[StoriesRow], likenesses: Iterable[Likeness]
) -> Iterator[SourceLinksRow]:
    """The rows of source_links: a row each pair of which the later copies or rewrites the earlier.

    Args:
        rows: Of one story, in their order.
        likenesses: Those found among its articles, and perhaps others.
    """
    order = {row["article_id"]: at for at, row in enumerate(rows)}
    found = {
        (row["article_id"], row["matched_article_id"]): (row["relation"], row["similarity"])
        for row in rows
        if row["matched_article_id"] is not None
    }
    for each in likenesses:
        if each.first in order and each.second in order:
            earlier, later = sorted((each.first, each.second), key=order.__getitem__)
            found[later, earlier] = (each.relation, each.similarity)
    for (later, earlier), (relation, similarity) in sorted(found.items()):
        if relation in _LINKS:
            yield _link(later, _LINKS[relation], earlier, similarity)


def _link(article_id: str, relation: str, earlier: str, similarity: float | None) -> SourceLinksRow:
    link: dict[str, Any] = dict.fromkeys(by_name("source_links").columns)
    link |= {
        "link_id": stable_id("link", article_id, relation, "article", earlier),
        "article_id": article_id,
        "relation": relation,
        "depth": 1,
        "from_type": "article",
        "from_article": article_id,
        "to_type": "article",
        "to_article": earlier,
        "anonymous": False,
        "score": similarity,
    }
    return cast(SourceLinksRow, link)


def _likest(
    article: Signature,
    earlier: Sequence[Signature],
    known: Mapping[tuple[str, str], Likeness],
) -> tuple[Signature, Likeness] | None:
    """The earlier article that one is likest to; the earliest of several."""
    likened = []
    for each in earlier:
        first, second = sorted((article.article_id, each.article_id))
        likened.append((each, known.get((first, second)) or liken(article, each)))
    return max(likened, key=lambda pair: pair[1].similarity, default=None)


def _age(article: Signature) -> tuple[datetime, str]:
    return article.published_at or UNDATED, article.article_id
