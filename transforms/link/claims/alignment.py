"""How far two statements speak of one thing, but for a value in which they differ."""

from collections.abc import Collection
from dataclasses import dataclass

from transforms.analyse.attributions import Span
from transforms.link.claims.statement import Statement


@dataclass(frozen=True)
class Difference:
    """What two statements differ in.

    Attributes:
        form: number, date, office, participant or polarity.
        ours: The stretches of the one's article that show it.
        theirs: Those of the other's.
        score: How sure it is, 0 to 1.
    """

    form: str
    ours: tuple[Span, ...]
    theirs: tuple[Span, ...]
    score: float


@dataclass(frozen=True)
class Alignment:
    """What is shared apart from some stems: how much it tells, and the share of either's terms."""

    shared: float
    larger: float
    smaller: float


def aligned(one: Statement, other: Statement, apart: Collection[str]) -> Alignment:
    """How far two statements speak of one thing, apart from the stems they differ in."""
    ours, theirs = one.terms, other.terms
    shared = sum(
        min(weight, theirs[stem])
        for stem, weight in ours.items()
        if stem in theirs and stem not in apart
    )
    totals = [
        sum(weight for stem, weight in terms.items() if stem not in apart)
        for terms in (ours, theirs)
    ]
    shares = [shared / total if total else 0.0 for total in totals]
    return Alignment(shared, max(shares), min(shares))
