"""Figures of identity inside an article: B-cubed over chains, and the share of pronouns right.

**Counted chains** are those of a person, an organization or a place (by most of their mentions)
that have at least one name.

**Alignment.** A predicted mention is the gold mention whose head, or a name joined to it, it holds
and within whose span it lies; one that is a word too long at either end is taken where none holds
it as it is. Of several it is the smallest. Of two that are the same gold mention, the one with more
of the names joined to its head is, or else the longer; the other is left out if it has the same
key, and aligned with nothing if not.

**B-cubed** (Bagga and Baldwin 1998) with predicted mentions treated after Cai and Strube (2010), so
that what is measured is identity and not the finding of mentions:

- Recall is a mean over the gold mentions of counted chains: the part of the mention's chain that
  has its key. One that was not found is a predicted singleton, so a chain of one is always whole.
- Precision is a mean over the predicted mentions whose key some mention of a counted chain has: the
  part of the mentions with its key that are of its chain. One that is aligned with nothing is a
  gold singleton, and so counts twice: it adds to the size of its cluster and is itself alone. One
  of a chain that is not counted is of that chain.
- Keys that no mention of a counted chain has are not looked at.

Sums go over all articles before they are divided, as in the scorer of CoNLL-2012. Over names alone
both sides hold nothing else: gold names, and predictions aligned with one, or with nothing and with
a word tagged PROPN.

**Pronouns and descriptions** of counted chains are right where the key is that of at least one
aligned name of the chain, and more aligned names with this key are of this chain than of any other.
Open are those that were not found, or whose key no name has; all others are wrong. Beside them:
how many there are whose chain has no name of any type, and how many of these were given one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, partial

from claims import interval
from gum import Article, Form, Mention
from identity_systems import Predicted

from transforms.analyse.attributions import Span

#: Types of the chains that are counted.
TYPES = frozenset(("person", "organization", "place"))
#: Pronouns by what they may stand for, then descriptions.
GROUPS: Mapping[str, frozenset[str]] = {
    "he, she": frozenset(("he", "him", "his", "himself", "she", "her", "hers", "herself")),
    "they": frozenset(("they", "them", "their", "theirs", "themselves")),
    "I": frozenset(("i", "me", "my", "mine", "myself")),
    "it": frozenset(("it", "its", "itself")),
}
NOMINALS = "nominals"


class Outcome(StrEnum):
    """What became of a mention that is no name."""

    RIGHT = "right"
    WRONG = "wrong"
    OPEN = "open"
    #: Its chain has no name, but it was given one.
    NAMED = "named"
    #: Its chain has no name, and it was given none.
    UNNAMED = "unnamed"


@dataclass(frozen=True)
class Cubed:
    """Sums of B-cubed and what they are over."""

    precise: float = 0.0
    predicted: int = 0
    recalled: float = 0.0
    gold: int = 0

    def __add__(self, other: "Cubed") -> "Cubed":
        return Cubed(
            self.precise + other.precise,
            self.predicted + other.predicted,
            self.recalled + other.recalled,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """0 where nothing was predicted."""
        return self.precise / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """0 where there is nothing to find."""
        return self.recalled / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        figures = f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"
        return f"{figures}  ({self.gold} marked, {self.predicted} predicted)"


def align(
    article: Article, predicted: Iterable[Predicted]
) -> list[tuple[Predicted, Mention | None]]:
    """Each predicted mention with the gold mention that it is, in order of the text."""
    rivals: dict[Mention | None, list[Predicted]] = defaultdict(list)
    for found in sorted(predicted):
        rivals[_smallest(article.mentions, Span(found.start, found.end))].append(found)
    pairs: list[tuple[Predicted, Mention | None]] = []
    for mention, several in rivals.items():
        if mention is None:
            pairs += ((found, None) for found in several)
            continue
        best = max(several, key=partial(_fit, mention))
        pairs.append((best, mention))
        pairs += ((found, None) for found in several if found.key != best.key)
    return sorted(pairs, key=lambda pair: pair[0])


def _fit(mention: Mention, found: Predicted) -> tuple[int, int]:
    """How well a prediction fits: how many names joined to the head it holds, and its length."""
    span = Span(found.start, found.end)
    return sum(_holds(span, name) for name in mention.heads[1:]), found.end - found.start


def _smallest(mentions: Iterable[Mention], found: Span) -> Mention | None:
    fitting = [
        mention
        for mention in mentions
        if _holds(mention.reach, found) and any(_holds(found, head) for head in mention.heads)
    ]

    def rank(mention: Mention) -> tuple[bool, int]:
        return not _holds(mention.span, found), mention.span.end - mention.span.start

    return min(fitting, key=rank, default=None)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


class Compared:
    """One article and what a system says of it.

    Args:
        article: With its gold mentions.
        predicted: The system's.
    """

    def __init__(self, article: Article, predicted: Iterable[Predicted]) -> None:
        self.article = article
        self.pairs = align(article, predicted)
        self._found = {mention: found.key for found, mention in self.pairs if mention is not None}

    @cached_property
    def chains(self) -> frozenset[str]:
        """Those that are counted."""
        types: dict[str, Counter[str]] = defaultdict(Counter)
        for mention in self.article.mentions:
            types[mention.chain][mention.type] += 1
        return frozenset(
            chain for chain in self._with_name if types[chain].most_common(1)[0][0] in TYPES
        )

    @cached_property
    def _with_name(self) -> frozenset[str]:
        return frozenset(m.chain for m in self.article.mentions if m.form is Form.NAME)

    def cubed(self, names_only: bool = False) -> Cubed:
        """B-cubed of the counted chains."""
        gold = [
            mention
            for mention in self.article.mentions
            if mention.chain in self.chains and (mention.form is Form.NAME or not names_only)
        ]
        pairs = [pair for pair in self.pairs if not names_only or self._is_name(*pair)]
        sizes = Counter(mention.chain for mention in gold)
        clusters = Counter(found.key for found, _ in pairs)
        common = Counter((found.key, mention.chain) for found, mention in pairs if mention)
        looked_at = {found.key for found, mention in pairs if mention and mention.chain in sizes}
        precise = [
            (common[found.key, mention.chain] if mention else 1) / clusters[found.key]
            for found, mention in pairs
            if found.key in looked_at
        ]
        recalled = [
            (common[self._found[mention], mention.chain] if mention in self._found else 1)
            / sizes[mention.chain]
            for mention in gold
        ]
        return Cubed(sum(precise), len(precise), sum(recalled), len(recalled))

    def outcomes(self) -> Iterator[tuple[str, Mention, Outcome]]:
        """What became of every pronoun and description, by its group."""
        for mention in self.article.mentions:
            group = self._group(mention)
            if group is None:
                continue
            key = self._found.get(mention)
            is_named = key in self._names
            if mention.chain in self.chains:
                given = Outcome.RIGHT if self._chain_of(key) == mention.chain else Outcome.WRONG
                yield group, mention, given if is_named else Outcome.OPEN
            elif mention.chain not in self._with_name:
                yield group, mention, Outcome.NAMED if is_named else Outcome.UNNAMED

    def described(self, mention: Mention) -> str:
        """A mention with its sentence, the name that it has and the one that was given."""
        text = self.article.text
        sentence = next(s for s in self.article.sentences if _holds(s, mention.span))
        own = [m.span.of(text) for m in self.article.mentions if _is_name_in(m, mention.chain)]
        given = self._names.get(self._found.get(mention, ""), [])
        longest = [max(names, key=len, default="nobody") for names in (own, given)]
        start, end = (place - sentence.start for place in mention.span)
        said = sentence.of(text)
        marked = f"{said[:start]}[{said[start:end]}]{said[end:]}"
        return f"{self.article.name}: {longest[0]!r}, given {longest[1]!r}: {marked}"

    def _group(self, mention: Mention) -> str | None:
        if mention.form is Form.NOMINAL:
            return NOMINALS
        word = mention.span.of(self.article.text).lower()
        is_pronoun = mention.form is Form.PRONOUN
        return next((g for g, words in GROUPS.items() if is_pronoun and word in words), None)

    def _is_name(self, found: Predicted, mention: Mention | None) -> bool:
        if mention is not None:
            return mention.form is Form.NAME
        span = Span(found.start, found.end)
        return any(_holds(span, proper) for proper in self.article.proper)

    @cached_property
    def _names(self) -> Mapping[str, list[str]]:
        """The names of each key that has any."""
        names: dict[str, list[str]] = defaultdict(list)
        for found, mention in self.pairs:
            if self._is_name(found, mention):
                names[found.key].append(self.article.text[found.start : found.end])
        return dict(names)

    @cached_property
    def _votes(self) -> Mapping[str, Counter[str]]:
        """For each key of how many names of which chains it is."""
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for found, mention in self.pairs:
            if mention is not None and mention.form is Form.NAME:
                votes[found.key][mention.chain] += 1
        return dict(votes)

    def _chain_of(self, key: str | None) -> str | None:
        """The chain of more names with this key than any other has."""
        ranked = self._votes.get(key or "", Counter()).most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]


def _is_name_in(mention: Mention, chain: str) -> bool:
    return mention.form is Form.NAME and mention.chain == chain


def figure(compared: Sequence[Compared], name: str) -> float:
    """A figure by its name: F1 of `chains` or their `names`, else the share right of a group."""
    if name in ("chains", "names"):
        only = name == "names"
        return sum((each.cubed(names_only=only) for each in compared), Cubed()).f1
    outcomes = Counter(o for each in compared for group, _, o in each.outcomes() if group == name)
    asked = sum(outcomes[o] for o in (Outcome.RIGHT, Outcome.WRONG, Outcome.OPEN))
    return outcomes[Outcome.RIGHT] / asked if asked else 0.0


def table(compared: Sequence[Compared]) -> Iterator[str]:
    """The lines of all figures."""
    yield f"chains   {sum((each.cubed() for each in compared), Cubed())}"
    yield f"  names  {sum((each.cubed(names_only=True) for each in compared), Cubed())}"
    counts = Counter((group, outcome) for each in compared for group, _, outcome in each.outcomes())
    for group in (*GROUPS, NOMINALS):
        right, wrong, left, named, unnamed = (counts[group, outcome] for outcome in Outcome)
        share = interval(right, right + wrong + left)
        beside = f"{named} of {named + unnamed} without a name given one"
        yield f"{group:9}{share}: {right} right, {wrong} wrong, {left} open; {beside}"


def by_article(compared: Iterable[Compared]) -> Iterator[str]:
    """A line for each article."""
    for each in compared:
        counts = Counter(outcome for g, _, outcome in each.outcomes() if g in GROUPS)
        pronouns = ", ".join(
            f"{counts[o]} {o}" for o in (Outcome.RIGHT, Outcome.WRONG, Outcome.OPEN)
        )
        yield f"{each.article.name:32} chains {each.cubed()}; pronouns {pronouns}"
