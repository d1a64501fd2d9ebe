"""Claims that state the same, out of claims that are alike at least by way of others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from transforms.link.claims.comparison import ClaimLink, age, compare, contradict
from transforms.link.claims.statement import Statement

#: Two groups are one where the pairs between them are alike by this on average.
_AVERAGE = 0.5
#: Of a group so many are asked at most: the earliest.
_ASKED = 6

#: Statements in the same words, the earliest first.
Wording = tuple[Statement, ...]


def cluster(statements: Iterable[Statement], links: Iterable[ClaimLink]) -> list[list[str]]:
    """The claims of one component in groups, by average linkage over their wordings.

    Links are taken from the surest on; two groups become one where their pairs are alike on
    average, so that a chain of small changes ends somewhere, and never where a pair conflicts.
    Copies of one wording count once. The order of the arguments does not matter.

    Args:
        statements: The claims of the component.
        links: The links between them.

    Returns:
        Ids of the claims of each group, the earliest first; groups by their first claim.
    """
    wordings = _wordings(statements)
    of_claim = {each.claim_id: at for at, wording in enumerate(wordings) for each in wording}
    linkage = _Linkage(wordings)
    for one, other in _surest(links, of_claim):
        linkage.join(one, other)
    return [
        [each.claim_id for each in sorted((s for at in group for s in wordings[at]), key=age)]
        for group in linkage.groups()
    ]


def _wordings(statements: Iterable[Statement]) -> list[Wording]:
    found: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for each in sorted(statements, key=age):
        found[each.story_id, each.attitude, each.kind, *each.forms].append(each)
    return [tuple(wording) for wording in found.values()]


def _surest(links: Iterable[ClaimLink], of_claim: Mapping[str, int]) -> Iterable[tuple[int, int]]:
    """Pairs of wordings that are linked as the same, the surest first."""
    best: dict[tuple[int, int], float] = {}
    for link in links:
        if link.relation == "conflicts":
            continue
        one, other = sorted((of_claim[link.claim_id], of_claim[link.other_claim_id]))
        if one != other:
            best[one, other] = max(link.score, best.get((one, other), 0.0))
    return sorted(best, key=lambda pair: (-best[pair], pair))


class _Linkage:
    """Groups of wordings, by their places; places are in the order of the earliest claim."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self._wordings = wordings
        self._group_of = list(range(len(wordings)))
        self._members = {at: [at] for at in range(len(wordings))}
        self._scores: dict[tuple[int, int], float | None] = {}

    def groups(self) -> list[list[int]]:
        """The groups, each in order."""
        return [self._members[at] for at in sorted(self._members)]

    def join(self, one: int, other: int) -> None:
        """Makes the groups of two wordings one, if their pairs are alike on average."""
        kept, gone = sorted((self._group_of[one], self._group_of[other]))
        if kept == gone or not self._are_one(kept, gone):
            return
        merged = sorted(self._members[kept] + self._members.pop(gone))
        self._members[kept] = merged
        for at in merged:
            self._group_of[at] = kept

    def _are_one(self, kept: int, gone: int) -> bool:
        scores = [
            self._score(one, other)
            for one in self._members[kept][:_ASKED]
            for other in self._members[gone][:_ASKED]
        ]
        known = [score for score in scores if score is not None]
        return len(known) == len(scores) and sum(known) >= _AVERAGE * len(scores)

    def _score(self, one: int, other: int) -> float | None:
        """How sure it is that two wordings state the same; None where they cannot both hold."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._scores:
            self._scores[pair] = _likest(self._wordings[one], self._wordings[other])
        return self._scores[pair]


def _likest(one: Wording, other: Wording) -> float | None:
    """Of two wordings the earliest claims that are of different articles, compared."""
    theirs = next((each for each in other if each.article_id != one[0].article_id), None)
    if theirs is None:
        # One article says it in two ways: nothing speaks against it.
        return _AVERAGE
    link = compare(one[0], theirs)
    if link is None:
        return None if contradict(one[0], theirs) else 0.0
    return None if link.relation == "conflicts" else link.score
