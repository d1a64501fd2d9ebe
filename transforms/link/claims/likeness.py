"""How alike two statements are in their words.

The weights were fitted by logistic regression on 350 pairs of claims of the development stories
that were labelled by hand: the half `tune` of `benchmarks/labels/claim_pairs.tsv`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from transforms.link.claims.statement import Statement, sayings

#: What a match of less than this tells is chance: two ordinary nouns, or one name.
_LEAST = 2.5
#: Where next to nothing but names is said, as much as this is taken to be said.
_ANY = 1.0
#: So much shared counts half.
_HALF = 4.0
#: Weights of the features, in their order, and the constant.
_WEIGHTS = (3.07, 3.03, 1.82, 2.33, 1.66, 0.85, 1.31, 2.28, -1.74)
_CONSTANT = -6.87


@dataclass(frozen=True)
class Likeness:
    """How alike two statements are.

    Attributes:
        shared: How much the shared terms tell.
        terms: How many there are.
        larger: Share of the terms of the one that more of is shared of, 0 to 1.
        smaller: The same of the other.
        matter: How much of what is shared are no names.
        matter_larger: As larger, of what are no names.
        matter_smaller: As smaller, of what are no names.
        pairs: Share of the shorter content's pairs of words that stand in the other.
        source: Whether the sources share a telling word.
        agents: Whether the sources are two, and what each does is stated, not what it says.
    """

    shared: float
    terms: int
    larger: float
    smaller: float
    matter: float
    matter_larger: float
    matter_smaller: float
    pairs: float
    source: bool
    agents: bool

    @property
    def features(self) -> tuple[float, ...]:
        """What the score is made of, each 0 to 1."""
        return (
            self.larger,
            self.smaller,
            self.shared / (self.shared + _HALF),
            self.pairs,
            float(self.source),
            self.matter / (self.matter + _HALF),
            self.matter_larger,
            self.matter_smaller,
            float(self.agents),
        )

    @property
    def score(self) -> float:
        """How likely it is that the two state the same, 0 to 1."""
        total = sum(weight * value for weight, value in zip(_WEIGHTS, self.features, strict=True))
        return 1 / (1 + math.exp(-total - _CONSTANT))


def likeness(one: Statement, other: Statement) -> Likeness | None:
    """How alike they are; None where they share too little to ask."""
    shared, terms = _shared(one.terms, other.terms)
    if shared < _LEAST:
        return None
    matter, _ = _shared(one.matter, other.matter)
    shares = (shared / one.total, shared / other.total)
    ours, theirs = max(one.matter_total, _ANY), max(other.matter_total, _ANY)
    pairs = min(len(one.pairs), len(other.pairs))
    return Likeness(
        shared,
        terms,
        max(shares),
        min(shares),
        matter,
        matter / min(ours, theirs),
        matter / max(ours, theirs),
        len(one.pairs & other.pairs) / pairs if pairs else 0.0,
        not one.source_stems.isdisjoint(other.source_stems),
        two_agents(one, other),
    )


def two_agents(one: Statement, other: Statement) -> bool:
    """Whether two sources do something, each of them: `Lind pleaded guilty`, `Ruiz pleaded`."""
    if all(each.cue_lemma is None or each.cue_lemma in sayings() for each in (one, other)):
        return False
    if not one.agents or not other.agents:
        return False
    return one.agents.isdisjoint(other.agents)


def order(one: Statement, other: Statement) -> float:
    """Share of the shorter content's words that stand in the other in the same order, 0 to 1."""
    common = LCSseq.similarity(one.forms, other.forms)
    return common / max(1, min(len(one.forms), len(other.forms)))


def _shared(ours: Mapping[str, float], theirs: Mapping[str, float]) -> tuple[float, int]:
    """How much the shared terms tell, and how many there are."""
    if len(ours) > len(theirs):
        ours, theirs = theirs, ours
    total, terms = 0.0, 0
    for stem, weight in ours.items():
        other = theirs.get(stem)
        if other is not None:
            total += min(weight, other)
            terms += 1
    return total, terms
