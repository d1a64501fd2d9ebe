"""Articles that look like more of the same: rows of analysed articles, under other words.

Every round holds each article once. In the first they are as they are. In a later one each name and
many a word is another, the same one all through the round, so that its stories are stories, its
people people, and neither is of another round; the names that most articles have stay, as `Reuters`
and `U.S.` are in every year's news. A third are copies instead: of another article of that day, by
another outlet, with one word in twenty changed. Words are exchanged for words of their length, so
that every place in a text stays right.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from wordfreq import zipf_frequency

from pipeline.snapshot import Snapshot
from transforms.ids import stable_id

Row = dict[str, Any]
#: Rows of one article by table.
Tables = Mapping[str, Sequence[Row]]

#: Articles that stand together in time, which a sample takes or leaves together.
BLOCK = 50
#: The first day of the first round, and the days from one round to the next.
_BEGIN, _ROUND = datetime(2019, 1, 1), timedelta(days=330)
#: Of three articles of a later round one is a copy.
_COPIES = 3
#: Shares of the words, names apart, that a copy and another story have changed.
_EDITED, _RETOLD = 0.05, 0.3
#: Words that are as usual as this are never changed: months, days and little words are.
_USUAL = 5.2
#: Words of names that stay: those in more than this share of the articles.
_COMMON = 0.004
_OUTLETS = 200
_WORD = re.compile(r"[^\W\d_]{4,}")

#: Columns of ids that are of the article alone, by table.
_IDS = {
    "articles": ("article_id", "revision"),
    "entities": ("entity_id",),
    "mentions": ("mention_id", "article_id", "entity_id"),
    "claims": ("claim_id", "article_id", "outer_claim_id", "speaker_entity_id"),
    "roles": ("role_id", "article_id", "entity_id"),
    "source_links": (
        *("link_id", "article_id", "claim_id"),
        *("from_entity", "to_entity", "from_article", "to_article"),
    ),
}
#: Columns that hold words of the article, by table.
_TEXTS = {
    "articles": ("title", "text"),
    "entities": ("name",),
    "mentions": ("text",),
    "claims": (
        *("content", "cue", "source", "speaker", "speaker_role"),
        *("anonymity", "sentence", "said_on_text"),
    ),
    "roles": ("name", "role", "title", "organisation", "place"),
    "source_links": ("from_name", "to_name", "evidence"),
}


@dataclass(frozen=True)
class Base:
    """Analysed articles to grow from.

    Attributes:
        articles: Rows by table of each, in order of publication.
        words: Words by length and case, each as often as texts hold it.
        named: In how many of the articles a word stands in a name.
    """

    articles: Sequence[Tables]
    words: Mapping[tuple[int, str], Sequence[str]]
    named: Mapping[str, int]
    _others: dict[tuple[str, str, float], str] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Base":
        """The articles of a table folder that have a date."""
        found: dict[str, dict[str, list[Row]]] = {}
        for row in snapshot.read("articles").to_pylist():
            if row["published_at"] is not None:
                found[row["article_id"]] = defaultdict(list, articles=[row])
        article_of: dict[str, str] = {}
        for table in ("mentions", "claims", "roles", "source_links"):
            for row in snapshot.read(table).to_pylist():
                if row["article_id"] in found:
                    found[row["article_id"]][table].append(row)
                    article_of[row.get("entity_id")] = row["article_id"]
        for row in snapshot.read("entities").to_pylist():
            if row["entity_id"] in article_of:
                found[article_of[row["entity_id"]]]["entities"].append(row)
        articles = sorted(found.values(), key=_published)
        return cls(articles, _words(articles), _named(articles))

    def blocks(self, rounds: int) -> list[tuple[int, int]]:
        """The blocks of so many rounds as (round, first article), in an order like chance."""
        firsts = range(0, len(self.articles) - BLOCK + 1, BLOCK)
        every = [(number, first) for number in range(rounds) for first in firsts]
        return sorted(every, key=lambda each: stable_id(*each))

    def block(self, number: int, first: int) -> Iterator[Tables]:
        """The articles of a block as they are in a round."""
        here = self.articles[first : first + BLOCK]
        for at, article in enumerate(here):
            salt = stable_id(number, first, at)
            if not number:
                yield _Changed(self, number, "", 0.0, salt).of(article)
            elif at % _COPIES:
                yield _Changed(self, number, str(number), _RETOLD, salt).of(article)
            else:
                # Some are copied often: the square of an even chance is seldom large.
                chance = int(salt[:8], 16) / 16**8
                copied = here[min(int(chance**2 * BLOCK) // _COPIES * _COPIES + 1, len(here) - 1)]
                yield _Changed(self, number, str(number), _RETOLD, salt, copy=True).of(copied)

    def round_word(self, voice: str, word: str, share: float) -> str:
        """As `word`, of a voice that is asked about often."""
        asked = voice, word, share
        if asked not in self._others:
            self._others[asked] = self.word(*asked)
        return self._others[asked]

    def word(self, voice: str, word: str, share: float) -> str:
        """Another word of that length for a share of the words, always the same of one voice."""
        chosen = stable_id(voice, word)
        if _is_usual(word) or int(chosen[:8], 16) >= share * 16**8:
            return word
        able = self.words.get((len(word), _case(word)), (word,))
        return able[int(chosen[8:24], 16) % len(able)]


@dataclass(frozen=True)
class _Changed:
    """An article of a round.

    Attributes:
        base: Where words are taken from.
        number: The round.
        voice: What tells how words of it are changed; nothing where none are.
        share: Of the words, names apart.
        salt: Of the article alone.
        copy: Whether it copies the article that it is made from.
    """

    base: Base
    number: int
    voice: str
    share: float
    salt: str
    copy: bool = False

    def of(self, article: Tables) -> Tables:
        """Its rows."""
        named = frozenset(
            word for row in article["entities"] for word in _WORD.findall(row["name"])
        )
        found: dict[str, list[Row]] = {}
        for table, rows in article.items():
            found[table] = [self._row(table, row, named) for row in rows]
        return found

    def _row(self, table: str, row: Row, named: frozenset[str]) -> Row:
        made = dict(row)
        for column in _IDS[table]:
            made[column] = self._id(row[column])
        for column in _TEXTS[table]:
            made[column] = self._text(row[column], named)
        if table == "claims":
            made["entity_ids"] = list(map(self._id, row["entity_ids"]))
        if table == "entities":
            made["aliases"] = [
                each | {"text": self._text(each["text"], named)} for each in row["aliases"]
            ]
        if table == "articles":
            outlet = f"outlet{int(self.salt[8:16], 16) % _OUTLETS}.example"
            made["url"], made["canonical_url"] = f"https://{outlet}/{self.salt}", None
            made["uri"], made["warnings"] = made["url"], []
            later = timedelta(hours=int(self.salt[:4], 16) % 36) if self.copy else timedelta(0)
            made["published_at"] = _shifted(row["published_at"], self.number) + later
        return made

    def _id(self, old: str | None) -> str | None:
        return old and stable_id(old, self.salt)

    def _text(self, text: str | None, named: frozenset[str]) -> str | None:
        if not text or not self.voice:
            return text
        return _WORD.sub(lambda match: self._word(match[0], match[0] in named), text)

    def _word(self, word: str, is_name: bool) -> str:
        if is_name:
            often = self.base.named.get(word, 0) > _COMMON * len(self.base.articles)
            return word if often else self.base.round_word(self.voice, word, 1.0)
        other = self.base.round_word(self.voice, word, self.share)
        return self.base.word(self.salt, other, _EDITED) if self.copy else other


@cache
def _is_usual(word: str) -> bool:
    return zipf_frequency(word.lower(), "en") >= _USUAL


def _case(word: str) -> str:
    return "lower" if word.islower() else "upper" if word.isupper() else "title"


def _words(articles: Sequence[Tables]) -> Mapping[tuple[int, str], Sequence[str]]:
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for article in articles[:: max(1, len(articles) // 4_000)]:
        for word in _WORD.findall(article["articles"][0]["text"]):
            if not _is_usual(word):
                found[len(word), _case(word)].append(word)
    return found


def _named(articles: Sequence[Tables]) -> Mapping[str, int]:
    return Counter(
        word
        for article in articles
        for word in {word for row in article["entities"] for word in _WORD.findall(row["name"])}
    )


def _published(article: Tables) -> tuple[datetime, str]:
    row = article["articles"][0]
    return row["published_at"], row["article_id"]


def _shifted(published_at: datetime, number: int) -> datetime:
    """The date in that round: the first begins in 2019, each as long after the one before."""
    begin = _BEGIN.replace(tzinfo=published_at.tzinfo)
    return published_at + (begin - published_at.replace(month=1, day=1)) + number * _ROUND
