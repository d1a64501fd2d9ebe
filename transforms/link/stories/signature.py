"""What an article is compared by: a sketch of its text, its telling terms, and blocking keys."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np

from schemas.rows import ArticlesRow, EntitiesRow, SignaturesRow
from transforms.analyse.gazetteer import folded
from transforms.ids import blocking_key
from transforms.link.changes import VERSION
from transforms.link.stories.sketch import hashes, sketch
from transforms.link.stories.words import Word, term, words
from transforms.normalise.urls import domain_of

#: Terms kept. With 32 the clusters of ECB+ were as good, with all of them no better.
_TERMS = 64
#: A word of the title counts as this many of the body, one of the lead as that many.
_TITLE, _LEAD = 2.0, 1.5
#: Words of the body that are its lead: the first paragraph or two.
_LEAD_WORDS = 50
#: A word of a name tells so much more than another that is as rare.
_NAME = 1.25
#: Words as common as this say nothing of what is told; and an outline ends after so many others,
#: in a thousand words of text or so.
_PLAIN, _OUTLINE = 0.3, 512
_HASH = np.dtype("<u4")
#: Keys: runs of words for copies, pairs of the foremost terms, and foremost terms by themselves.
_RUN_KEYS, _PAIRED, _SINGLE = 8, 6, 4
#: Days in which reports of an event are mostly published: what a dated single key is good for.
_WINDOW = 14


@dataclass(frozen=True)
class Signature:
    """A row of `signatures`; the columns are explained there."""

    article_id: str
    revision: str
    run_id: str
    version: str
    published_at: datetime | None
    outlet: str | None
    language: str
    words: int
    sketch: bytes
    terms: tuple[int, ...]
    weights: tuple[float, ...]
    outline: bytes
    people: tuple[str, ...]
    keys: tuple[int, ...]

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "Signature":
        """The signature that a row of the table holds."""
        values = {field.name: row[field.name] for field in fields(cls)}
        for listed in ("terms", "weights", "people", "keys"):
            values[listed] = tuple(values[listed])
        return cls(**values)

    def to_row(self) -> SignaturesRow:
        """The row of the table."""
        return SignaturesRow(
            article_id=self.article_id,
            revision=self.revision,
            run_id=self.run_id,
            version=self.version,
            published_at=self.published_at,
            outlet=self.outlet,
            language=self.language,
            words=self.words,
            sketch=self.sketch,
            terms=list(self.terms),
            weights=list(self.weights),
            outline=self.outline,
            people=list(self.people),
            keys=list(self.keys),
        )

    @cached_property
    def told(self) -> list[int]:
        """The words of the outline."""
        found: list[int] = np.frombuffer(self.outline, dtype=_HASH).tolist()
        return found

    @cached_property
    def weighed(self) -> Mapping[int, float]:
        """The weight of each term."""
        return dict(zip(self.terms, self.weights, strict=True))


def sign(article: ArticlesRow, entities: Sequence[EntitiesRow]) -> Signature:
    """The signature of an article.

    Args:
        article: The newest revision.
        entities: Those of the article.
    """
    title, body = list(words(article["title"] or "")), list(words(article["text"]))
    weights, numbers = _weights(title, body, _names(entities), article["language"])
    foremost = sorted(weights, key=lambda each: (-weights[each], each))[:_TERMS]
    length = math.sqrt(math.fsum(weights[each] ** 2 for each in foremost)) or 1.0
    # Numbers are in too many articles by chance to look others up by.
    named = [each for each in foremost if each not in numbers]
    runs = [word.text for word in body] or [word.text for word in title]
    return Signature(
        article_id=article["article_id"],
        revision=article["revision"],
        run_id=article["run_id"],
        version=VERSION,
        published_at=article["published_at"],
        outlet=_outlet(article),
        language=article["language"],
        words=article["word_count"],
        sketch=sketch(runs),
        terms=tuple(foremost),
        # Rounded: logarithms differ in the last place between machines.
        weights=tuple(round(weights[each] / length, 6) for each in foremost),
        outline=_outline(body, article["language"]),
        people=_people(entities),
        keys=tuple(_keys(runs, named, article["published_at"])),
    )


def _weights(
    title: Iterable[Word], body: Sequence[Word], names: frozenset[str], language: str
) -> tuple[dict[int, float], set[int]]:
    """How telling each term is: how often and where it stands, how rare it is, if it is a name.

    Returns:
        The weight of each term, and which of them are numbers.
    """
    counts: defaultdict[int, float] = defaultdict(float)
    rarities: dict[int, float] = {}
    numbers: set[int] = set()
    placed = [(word, _TITLE) for word in title]
    placed += [(word, _LEAD if at < _LEAD_WORDS else 1.0) for at, word in enumerate(body)]
    for word, count in placed:
        found = term(word.text, language)
        rarity = found.rarity * (_NAME if word.capital and word.text in names else 1.0)
        if rarity > 0:
            counts[found.key] += count
            rarities[found.key] = max(rarity, rarities.get(found.key, 0.0))
            if found.number:
                numbers.add(found.key)
    return {each: round(math.log1p(counts[each]) * rarities[each], 6) for each in counts}, numbers


def _outline(body: Sequence[Word], language: str) -> bytes:
    found = (term(word.text, language) for word in body)
    told = [each.key & 0xFFFFFFFF for each in found if each.rarity > _PLAIN][:_OUTLINE]
    return np.array(told, dtype=_HASH).tobytes()


def _people(entities: Iterable[EntitiesRow]) -> tuple[str, ...]:
    """Surnames: what an article has of somebody whom it names more than once."""
    named = (folded(each["name"]).split() for each in entities if each["label"] == "PERSON")
    return tuple(sorted({words[-1] for words in named if words}))


def _names(entities: Iterable[EntitiesRow]) -> frozenset[str]:
    return frozenset(
        word.text
        for entity in entities
        for alias in entity["aliases"]
        for word in words(alias["text"])
    )


def _outlet(article: ArticlesRow) -> str | None:
    url = article["canonical_url"] or article["url"]
    return (domain_of(url) if url else None) or article["publisher"]


def _keys(
    runs: Sequence[str], foremost: Sequence[int], published_at: datetime | None
) -> Iterable[int]:
    """Blocking keys, each once: what copies share, and what reports of one event share."""
    # The least hashes: those of a text that stand in another are among the other's least as well.
    found = [blocking_key("run", int(each)) for each in hashes(runs)[:_RUN_KEYS]]
    found += [blocking_key("pair", *sorted(pair)) for pair in combinations(foremost[:_PAIRED], 2)]
    spans = _spans(published_at)
    found += [blocking_key("term", each, span) for each in foremost[:_SINGLE] for span in spans]
    return dict.fromkeys(found)


def _spans(published_at: datetime | None) -> tuple[str, ...]:
    """The stretches of time a date is in; they overlap, so that near dates share one."""
    if published_at is None:
        return ("",)
    day = published_at.toordinal()
    return (f"a{day // _WINDOW}", f"b{(day + _WINDOW // 2) // _WINDOW}")
