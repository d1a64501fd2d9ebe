"""How alike two articles are, and in which way: copy, rewrite, or report of the same event."""

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from transforms.link.stories.signature import Signature
from transforms.link.stories.sketch import Overlap, overlap

Relation = Literal["copy", "rewrite", "same_event"]

#: Below this, two articles have no more in common than two of one subject.
ALIKE = 0.16
#: Share of the shorter text's runs of words that the longer has, from which it is a copy. A copy
#: that was cut keeps nearly all of its runs, one that an editor went over loses five with a word.
_COPIED = 0.5
#: Fewer shared runs are a shared quotation or notice, not a shared text.
_FEWEST_RUNS = 8
#: Likeness of terms from which one article tells the matter of the other.
_RETOLD = 0.5
#: Days between two publications within which they speak for nothing and against nothing, and
#: those after which likeness is worth half.
_NEAR, _HALF = 4.0, 30.0
_DAY = 86_400.0


@dataclass(frozen=True)
class Likeness:
    """An edge between two articles.

    Attributes:
        first: articles.article_id, the lesser of the two.
        second: The other.
        similarity: How alike their telling terms are, 0 to 1, less where published far apart.
        containment: Share of the runs of words of the shorter that the longer has, 0 to 1.
        relation: What the later of the two is to the earlier.
    """

    first: str
    second: str
    similarity: float
    containment: float
    relation: Relation


def compare(a: Signature, b: Signature) -> Likeness | None:
    """The likeness of two articles, or None where they have too little in common; symmetric."""
    likeness = liken(a, b)
    return likeness if likeness.similarity >= ALIKE else None


def liken(a: Signature, b: Signature) -> Likeness:
    """The likeness of two articles, however little they have in common; symmetric."""
    alike, shared = similarity(a, b), overlap(a.sketch, b.sketch)
    relation = _relation(alike, shared)
    if relation == "copy":
        alike = max(alike, shared.containment)
    first, second = sorted((a.article_id, b.article_id))
    return Likeness(first, second, round(alike, 6), round(shared.containment, 6), relation)


def similarity(a: Signature, b: Signature) -> float:
    """The cosine of their weighted terms, less where they were published far apart; 0 to 1."""
    mine, yours = a.weighed, b.weighed
    # fsum is exact, so that the order of terms does not matter.
    cosine = math.fsum(mine[each] * yours[each] for each in mine.keys() & yours.keys())
    return min(1.0, cosine) * _nearness(a.published_at, b.published_at)


def _relation(alike: float, shared: Overlap) -> Relation:
    if shared.containment >= _COPIED and shared.shared >= _FEWEST_RUNS:
        return "copy"
    return "rewrite" if alike >= _RETOLD else "same_event"


def _nearness(one: datetime | None, other: datetime | None) -> float:
    """1 for articles of near days or of unknown ones, falling by half every _HALF days."""
    if one is None or other is None:
        return 1.0
    days = abs((one - other).total_seconds()) / _DAY
    return float(0.5 ** (max(0.0, days - _NEAR) / _HALF))
