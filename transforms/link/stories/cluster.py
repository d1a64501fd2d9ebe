"""Which articles of a component tell one story.

Average linkage (Sokal and Michener 1958), cut where two parts are less alike than each is in
itself: reports of two events of one kind, in one place, share many words, but fewer than reports of
one event do; and how many those share differs from event to event. So a likeness that joins
articles of a loosely told story does not join two stories that are told closely.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.cluster.hierarchy import linkage

from transforms.link.stories.compare import Likeness, similarity
from transforms.link.stories.signature import Signature

#: Parts that are less alike than this, on average, are two stories.
_LEAST = 0.2
#: Nor are parts one story whose likeness is a smaller share than this of the looser part's own.
_SHARE = 0.82
#: Pairs that a part's own likeness is drawn with towards the likeness of both: of two articles
#: that are alike by chance little is known.
_PRIOR = 10.0
#: Articles among which every pair is compared, whether or not they share a key: 0.3 s of work.
_WHOLE = 256


@dataclass(frozen=True)
class _Part:
    """A node of the tree: articles, and the sum of the likenesses of their pairs."""

    members: tuple[int, ...]
    within: float
    between: float = 1.0
    parts: tuple["_Part", "_Part"] | None = None

    @property
    def is_one(self) -> bool:
        """Whether its articles tell one story."""
        if self.parts is None:
            return True
        own = min(part.cohesion(self.between) for part in self.parts)
        return self.between >= _LEAST and self.between >= _SHARE * own

    def cohesion(self, prior: float) -> float:
        """How alike its articles are, on average."""
        pairs = len(self.members) * (len(self.members) - 1) / 2
        return (self.within + _PRIOR * prior) / (pairs + _PRIOR)


def stories(
    items: Iterable[Signature], likenesses: Iterable[Likeness]
) -> list[tuple[Signature, ...]]:
    """The articles of a component by the story they tell.

    Args:
        items: The articles of the component, in any order.
        likenesses: Those found among them, in any order.

    Returns:
        Groups that part the items, each in order of article_id; in the order of their first.
    """
    edges = sorted(likenesses, key=lambda each: (-each.similarity, each.first, each.second))
    known = {(edge.first, edge.second): edge.similarity for edge in edges}
    by_id = {item.article_id: item for item in items}
    found = [
        tuple(by_id[each] for each in group)
        for piece in _pieces(sorted(by_id), edges)
        for group in _parted([by_id[each] for each in piece], known)
    ]
    return sorted(found, key=lambda group: group[0].article_id)


def _pieces(ids: Iterable[str], edges: Iterable[Likeness]) -> list[list[str]]:
    """The component, or what its strongest edges join of it, at most _WHOLE articles each.

    Args:
        ids: Of the articles, ascending.
        edges: The strongest first.
    """
    piece = {each: [each] for each in ids}
    for edge in edges:
        one, other = piece[edge.first], piece[edge.second]
        if one is not other and len(one) + len(other) <= _WHOLE:
            more, fewer = (one, other) if len(one) >= len(other) else (other, one)
            more += fewer
            piece.update(dict.fromkeys(fewer, more))
    return [sorted(each) for each in {id(each): each for each in piece.values()}.values()]


def _parted(
    piece: Sequence[Signature], known: Mapping[tuple[str, str], float]
) -> Iterator[list[str]]:
    """The stories of a piece."""
    parts = [_tree(piece, known)]
    while parts:
        part = parts.pop()
        if part.parts is None or part.is_one:
            yield sorted(piece[at].article_id for at in part.members)
        else:
            parts += part.parts


def _tree(piece: Sequence[Signature], known: Mapping[tuple[str, str], float]) -> _Part:
    """The piece as average linkage joins it, pair by pair."""
    parts = [_Part((at,), 0.0) for at in range(len(piece))]
    if len(piece) == 1:
        return parts[0]
    alike = [
        known.get((one.article_id, other.article_id)) or similarity(one, other)
        for one, other in combinations(piece, 2)
    ]
    # Rounded, so that sums in another order give the same joins.
    joins = linkage(np.round(1 - np.array(alike), 6), "average")
    for one, other, distance, _ in joins.tolist():
        a, b = parts[int(one)], parts[int(other)]
        between = 1 - distance
        within = a.within + b.within + between * len(a.members) * len(b.members)
        parts.append(_Part(a.members + b.members, within, between, (a, b)))
    return parts[-1]
