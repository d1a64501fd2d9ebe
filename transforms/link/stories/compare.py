"""How alike two articles are, and in which way: copy, rewrite, or report of the same event."""

import math
from dataclasses import dataclass
from datetime import timedelta
from operator import ge
from typing import Literal

from rapidfuzz.distance import LCSseq
from rapidfuzz.fuzz import ratio

from transforms.link.stories.nearness import near
from transforms.link.stories.signature import Signature
from transforms.link.stories.sketch import Overlap, overlap

Relation = Literal["copy", "rewrite", "same_event"]

#: Below this, two articles have no more in common than two of one subject. With less no story of
#: ECB+ came out better; with more some fell apart.
ALIKE = 0.2
#: What makes a copy: the share of the shorter text's runs of words that the longer has, the share
#: of its telling terms, and how many runs. A text that was cut keeps its runs; one that was gone
#: over loses five with a word, but keeps its terms. A form filled in for another company or week
#: keeps half to three quarters of its runs, where it is short, and not its names and numbers.
_CUT = (0.95, 0.3, 8)
_GONE_OVER = ((0.8, 0.8, 8), (0.65, 0.4, 40))
#: Days after which a text that differs is a form filled in again, however little it differs.
_FRESH = 3
#: What makes a rewrite: likeness of terms and the share of the longer one's outline that stands in
#: the other in the same order; or so much likeness that the order does not matter. Reports of one
#: event by five newsrooms (NewsWCL50) come up to .64 and .20, rewrites of one text (the seeds) down
#: to .54 and .24.
_RETOLD, _IN_ORDER = 0.5, 0.22
_RETOLD_ANYHOW = 0.7
#: Surnames as alike as `yevkurov` and `evkurov` are one in two spellings, 0 to 100.
_ONE_NAME = 75.0


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
    # Copies have the most in common of all; so most pairs need no look at their sketches.
    if _cosine(a, b) < ALIKE:
        return None
    likeness = liken(a, b)
    return likeness if likeness.similarity >= ALIKE else None


def liken(a: Signature, b: Signature) -> Likeness:
    """The likeness of two articles, however little they have in common; symmetric."""
    alike = _cosine(a, b) * near(a.published_at, b.published_at)
    shared = overlap(a.sketch, b.sketch)
    relation = _relation(a, b, alike, shared)
    if relation == "copy":
        alike = max(alike, shared.containment)
    first, second = sorted((a.article_id, b.article_id))
    return Likeness(first, second, round(alike, 6), round(shared.containment, 6), relation)


def _cosine(a: Signature, b: Signature) -> float:
    """The cosine of their weighted terms, 0 to 1."""
    mine, yours = a.weighed, b.weighed
    # fsum is exact, so that the order of terms does not matter.
    return min(1.0, math.fsum(mine[each] * yours[each] for each in mine.keys() & yours.keys()))


def _relation(a: Signature, b: Signature, alike: float, shared: Overlap) -> Relation:
    if shared.containment >= _GONE_OVER[-1][0]:
        found = (shared.containment, _kept(a, b), shared.shared)
        ways = (_CUT, *_GONE_OVER) if _is_fresh(a, b) else (_CUT,)
        if any(all(map(ge, found, least)) for least in ways):
            return "copy"
    retold = alike >= _RETOLD_ANYHOW or (alike >= _RETOLD and _order(a, b) >= _IN_ORDER)
    return "rewrite" if retold and not (_has_own(a, b) and _has_own(b, a)) else "same_event"


def _has_own(a: Signature, b: Signature) -> bool:
    """Whether an article names somebody whom the other does not, in whatever spelling.

    Where both do, each has asked somebody itself, and neither was written from the other.
    """
    return any(all(ratio(one, other) < _ONE_NAME for other in b.people) for one in a.people)


def _order(a: Signature, b: Signature) -> float:
    """Share of the longer outline that the other has in the same order, 0 to 1."""
    longer = max(len(a.told), len(b.told))
    return LCSseq.similarity(a.told, b.told) / longer if longer else 0.0


def _is_fresh(a: Signature, b: Signature) -> bool:
    if a.published_at is None or b.published_at is None:
        return True
    return abs(a.published_at - b.published_at) <= timedelta(_FRESH)


def _kept(a: Signature, b: Signature) -> float:
    """Share of the telling terms of the shorter, by weight, that the longer has."""
    shorter, longer = sorted((a, b), key=lambda each: (each.words, each.article_id))
    theirs = longer.weighed.keys()
    both = (weight**2 for term, weight in shorter.weighed.items() if term in theirs)
    return math.fsum(both)
