"""How far two statements speak of one thing, but for a value in which they differ."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from transforms.analyse.attributions import Span
from transforms.link.claims.statement import Statement

#: Two statements that share this much say the same but for a value: `27 people were killed`.
_NEARLY, _NEARLY_LEAST = 0.85, 0.8


#: Where each has a word of its own that tells as much as a country, they speak of two things:
#: `5 million in China`, `20 million worldwide`.
_OWN = 1.5
#: So they do where each counts another one.
_ORDINALS = frozenset(
    (
        *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
        *("tenth", "last", "next", "previous", "final", "early", "late", "earlier", "later"),
    )
)


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
    """What is shared apart from some stems.

    Attributes:
        shared: How much it tells.
        larger: Share of the terms of the one that more of is shared of, 0 to 1.
        smaller: The same of the other.
        left: How much the terms tell that the one has for itself that has fewer.
    """

    shared: float
    larger: float
    smaller: float
    left: float

    def is_of_one_thing(self, smaller: float, larger: float, shared: float) -> bool:
        """Whether as much is shared as that, or the two say nearly nothing else.

        Args:
            smaller: The least share of the terms of the one that less of is shared of.
            larger: The least share of those of the other.
            shared: How much the shared terms tell at least.
        """
        if self.left >= _OWN:
            return False
        if self.smaller >= _NEARLY and self.shared >= _NEARLY_LEAST:
            return True
        return self.smaller >= smaller and self.larger >= larger and self.shared >= shared


def aligned(one: Statement, other: Statement, apart: Collection[str]) -> Alignment:
    """How far two statements speak of one thing, apart from the stems they differ in."""
    ours, theirs = _widened(one, other), _widened(other, one)
    shared = sum(
        min(weight, theirs[stem])
        for stem, weight in ours.items()
        if stem in theirs and stem not in apart
    )
    # A word matches as much as the commoner of its synonyms (`begin`, `start`), and has no rest.
    totals = [
        shared + sum(weight for stem, weight in terms.items() if stem not in {*apart, *others})
        for terms, others in ((ours, theirs), (theirs, ours))
    ]
    shares = [shared / total if total else 0.0 for total in totals]
    return Alignment(shared, max(shares), min(shares), min(totals) - shared)


def _widened(one: Statement, other: Statement) -> Mapping[str, float]:
    """The terms of the one, and what its pronoun stands for where the other names it."""
    extra = one.subject.keys() & other.terms.keys() - one.terms.keys()
    return dict(one.terms) | {stem: one.subject[stem] for stem in extra} if extra else one.terms


def counts_another(one: Statement, other: Statement) -> bool:
    """Whether the one is of the first, and the other of the second."""
    ours, theirs = (_ORDINALS.intersection(each.forms) for each in (one, other))
    return bool(ours and theirs) and ours.isdisjoint(theirs)
