"""Which articles of a component tell one story.

Articles of one subject are gathered by what they share (average linkage, Sokal and Michener 1958).
Within a subject that says little: two arrests in one team share team, town and charge. There, words
count by how few articles of the subject have them (Spärck Jones 1972), the tree is built anew, and
cut where two parts are much less alike than each is in itself.

Which articles stand in a subject hangs on the articles alone, and so do the stories.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy.cluster.hierarchy import linkage
from scipy.sparse import csr_array

from transforms.link.stories.compare import Likeness
from transforms.link.stories.nearness import nearness
from transforms.link.stories.signature import Signature

#: Articles less alike than this, on average, are of two subjects.
_SUBJECT = 0.12
#: Parts of a subject less alike than this are two stories, whatever sets them apart.
_STORY = 0.14
#: And the less, the fewer pairs of articles that is drawn from: two single articles are to be this
#: much more alike, two parts of two half as much. In streams of short reports most stories are of
#: two or three.
_DOUBT = 0.12
#: So are parts whose likeness is a smaller share than this of the looser part's own.
_SHARE = 0.6
#: Pairs that the part's own likeness is drawn with towards the likeness of both parts: of a part
#: with few pairs little is known.
_PRIOR = 6.0
#: How much the words of a subject count by their rarity in it: at 0 not, at 1 in full.
_CONTRAST = 0.5
#: Articles of a component that are taken together: every pair of them is compared, whether or not
#: they share a key. A larger one is taken apart at its weakest edges first.
_WHOLE = 256

_Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


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
    by_id = {item.article_id: item for item in items}
    copies = [edge for edge in edges if edge.relation == "copy"]
    found = []
    for ids in _pieces(sorted(by_id), edges):
        at = {each: place for place, each in enumerate(ids)}
        inside = [edge for edge in copies if edge.first in at and edge.second in at]
        least = np.zeros((len(ids), len(ids)))
        for edge in inside:
            one, other = at[edge.first], at[edge.second]
            least[one, other] = least[other, one] = edge.similarity
        piece = [by_id[each] for each in ids]
        found += [tuple(piece[each] for each in story) for story in _stories(piece, least)]
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


def _stories(piece: Sequence[Signature], least: _Matrix) -> Iterator[list[int]]:
    """The stories of a piece, as places in it, ascending.

    Args:
        piece: The articles.
        least: How alike two of them are at least: as much as the one is copied from the other.
    """
    terms, scale = _terms(piece), nearness([each.published_at for each in piece])
    alike = _alike(terms, scale, least)
    for subject in _cut(_tree(alike), lambda part: part.between >= _SUBJECT):
        at = np.ix_(subject, subject)
        near = _alike(_contrasted(terms[subject]), scale[at], least[at])
        for story in _cut(_tree(near), partial(_is_one, alike=alike[at])):
            yield sorted(subject[each] for each in story)


def _terms(piece: Sequence[Signature]) -> csr_array:
    """The weight of every term (column) in every article (row)."""
    columns: dict[int, int] = {}
    places = [columns.setdefault(term, len(columns)) for each in piece for term in each.terms]
    rows = np.repeat(np.arange(len(piece)), [len(each.terms) for each in piece])
    weights = np.concatenate([each.weights for each in piece])
    return csr_array((weights, (rows, places)), shape=(len(piece), max(1, len(columns))))


def _contrasted(terms: csr_array) -> csr_array:
    """The terms of the articles of a subject, those less that many of the articles have."""
    articles = terms.shape[0]
    having = np.bincount(terms.indices, minlength=terms.shape[1])
    rarity = np.log((articles + 1) / np.maximum(having, 1)) ** _CONTRAST
    return terms.multiply(rarity).tocsr()


def _alike(terms: csr_array, scale: _Matrix, least: _Matrix) -> _Matrix:
    """The cosine of every two rows, scaled, and no less than that of copies."""
    products = (terms @ terms.T).toarray()
    lengths = np.sqrt(np.maximum(products.diagonal(), 1e-12))
    cosines = np.minimum(products / np.outer(lengths, lengths), 1.0)
    # Rounded, so that sums in another order give the same joins.
    return np.asarray(np.round(np.maximum(cosines * scale, least), 6))


@dataclass(frozen=True)
class _Part:
    """A node of the tree.

    Attributes:
        members: Rows.
        within: Sum of the likenesses of their pairs.
        between: How alike its two parts are, on average.
        parts: The two; none of a single row.
    """

    members: list[int]
    within: float = 0.0
    between: float = 1.0
    parts: "tuple[_Part, _Part] | None" = None

    def cohesion(self, prior: float) -> float:
        """How alike its rows are, on average; of few rows nearer to what is expected."""
        pairs = len(self.members) * (len(self.members) - 1) / 2
        return (self.within + _PRIOR * prior) / (pairs + _PRIOR)


def _is_one(part: _Part, alike: _Matrix) -> bool:
    """Whether the articles of a subject's part tell one story."""
    if part.parts is None:
        return True
    one, other = part.parts
    own = min(each.cohesion(part.between) for each in part.parts)
    outright = alike[np.ix_(one.members, other.members)]
    least = _STORY + _DOUBT / math.sqrt(outright.size)
    return bool(outright.mean() >= least and part.between >= _SHARE * own)


def _cut(tree: _Part, holds: Callable[[_Part], bool]) -> Iterator[list[int]]:
    """The members of the largest parts of a tree that hold."""
    parts = [tree]
    while parts:
        part = parts.pop()
        if part.parts is None or holds(part):
            yield sorted(part.members)
        else:
            parts += part.parts


def _tree(alike: _Matrix) -> _Part:
    """The rows as average linkage joins them, two by two."""
    parts = [_Part([at]) for at in range(len(alike))]
    if len(parts) == 1:
        return parts[0]
    pairs = np.triu_indices(len(alike), 1)
    for first, second, distance, _ in linkage(1 - alike[pairs], "average").tolist():
        one, other = parts[int(first)], parts[int(second)]
        between = 1 - distance
        within = one.within + other.within + between * len(one.members) * len(other.members)
        parts.append(_Part(one.members + other.members, within, between, (one, other)))
    return parts[-1]
