"""Numbers in which two statements of one thing differ."""

from collections.abc import Sequence

from transforms.link.claims.alignment import Alignment, Difference, aligned
from transforms.link.claims.quantities import Quantity
from transforms.link.claims.statement import Statement

#: Two statements that share less than this of their other terms may count two things.
_SHARE, _LARGER = 0.6, 0.65
#: And what they share tells as much as two ordinary nouns and a name.
_LEAST = 3.5
#: Or the one says little else, and the other all of it.
_WHOLE, _PART, _WHOLE_LEAST = 0.9, 0.2, 4.5
#: Or they say nearly nothing else: `27 people were killed`.
_NEARLY, _NEARLY_LEAST = 0.85, 0.8
_LISTS = 0.75


def differing_figures(one: Statement, other: Statement) -> Difference | None:
    """The numbers in which they differ: of one thing, and not to be had both."""
    found: list[tuple[Quantity, Quantity]] = []
    # A number that the other has of something else was misread, in one of them.
    said = [{each.low for each in statement.quantities} for statement in (one, other)]
    for ours in one.quantities:
        comparable = [theirs for theirs in other.quantities if ours.is_comparable(theirs)]
        if not comparable or any(map(ours.agrees, comparable)):
            continue
        if ours.low in said[1] or comparable[0].low in said[0]:
            continue
        if len(comparable) > 1 or _rivals(comparable[0], one.quantities) > 1:
            return None
        found.append((ours, comparable[0]))
    if not found:
        return None
    alike = aligned(one, other, frozenset().union(*(each.stems for pair in found for each in pair)))
    if not _is_one_thing(alike, len(found)):
        return None
    ours_spans, their_spans = ([pair[side].span for pair in found] for side in (0, 1))
    return Difference("number", tuple(ours_spans), tuple(their_spans), alike.smaller)


def _is_one_thing(alike: Alignment, differences: int) -> bool:
    """Whether what is shared shows that one thing is counted.

    Two lists in which several numbers differ are two lists, unless all else is the same.
    """
    if differences > 1:
        return alike.smaller >= _LISTS and alike.shared >= _LEAST
    if alike.smaller >= _NEARLY and alike.shared >= _NEARLY_LEAST:
        return True
    if alike.smaller >= _SHARE and alike.larger >= _LARGER and alike.shared >= _LEAST:
        return True
    return alike.larger >= _WHOLE and alike.smaller >= _PART and alike.shared >= _WHOLE_LEAST


def _rivals(quantity: Quantity, others: Sequence[Quantity]) -> int:
    return sum(map(quantity.is_comparable, others))
