"""How alike two statements are in their words.

The weights were fitted (logistic regression) on 196 pairs of claims of the development stories,
labelled by hand: `benchmarks/labels/claim_pairs.tsv`, the half `tune` of the pool.
"""

import math
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from transforms.link.claims.statement import Statement

#: What a match of less than this tells is chance: two ordinary nouns, or one name.
_LEAST = 2.5
#: Weights of: the larger and the smaller share of the terms that are shared, how much is shared,
#: the share of words in the same order, and a common source; and the constant.
_LARGER, _SMALLER, _AMOUNT, _ORDER, _SOURCE, _CONSTANT = 1.2, 1.7, 4.7, 4.0, 0.9, -6.7
#: So much shared counts half.
_HALF = 4.0


@dataclass(frozen=True)
class Likeness:
    """How alike two statements are.

    Attributes:
        shared: How much the shared terms tell.
        terms: How many there are.
        larger: Share of the terms of the one that more of is shared of, 0 to 1.
        smaller: The same of the other.
        order: Share of the shorter content's words that stand in the other in the same order.
        length: The shorter content's words by the longer one's.
        source: Whether the sources share a telling word.
    """

    shared: float
    terms: int
    larger: float
    smaller: float
    order: float
    length: float
    source: bool

    @property
    def score(self) -> float:
        """How likely it is that the two state the same, 0 to 1."""
        total = (
            _LARGER * self.larger
            + _SMALLER * self.smaller
            + _AMOUNT * self.shared / (self.shared + _HALF)
            + _ORDER * self.order
            + _SOURCE * self.source
            + _CONSTANT
        )
        return 1 / (1 + math.exp(-total))


def likeness(one: Statement, other: Statement) -> Likeness | None:
    """How alike they are; None where they share too little to ask."""
    ours, theirs = one.terms, other.terms
    if len(ours) > len(theirs):
        ours, theirs = theirs, ours
    shared, terms = 0.0, 0
    for stem, weight in ours.items():
        others = theirs.get(stem)
        if others is not None:
            shared += min(weight, others)
            terms += 1
    if shared < _LEAST:
        return None
    shares = (shared / one.total, shared / other.total)
    shorter, longer = sorted((len(one.forms), len(other.forms)))
    common = LCSseq.similarity(one.forms, other.forms)
    return Likeness(
        shared,
        terms,
        max(shares),
        min(shares),
        common / shorter,
        shorter / longer,
        not one.source_stems.isdisjoint(other.source_stems),
    )
