"""Numbers in which two statements of one thing differ."""

from transforms.link.claims.alignment import Alignment, Difference, aligned, counts_another
from transforms.link.claims.quantities import Quantity
from transforms.link.claims.statement import Statement

#: Two statements that share less than this of their other terms may count two things.
_SHARE, _LARGER = 0.6, 0.65
#: And what they share tells as much as two ordinary nouns and a name.
_LEAST = 3.5
#: Or the one says little else, and the other all of it.
_WHOLE, _PART, _WHOLE_LEAST = 0.9, 0.2, 4.5
#: An earthquake has one magnitude, unless others come after it.
#: Measurements of one are no farther apart than this.
_ONE_QUAKE = 1.0
_SURE = 0.9
_AFTERWARDS = frozenset(("aftershock", "aftershocks", "foreshock", "tremor", "tremors", "second"))
#: `Another 40`: on top of what others count.
_MORE = frozenset(("another", "further", "additional"))
#: Several numbers differ, and all else is the same.
_LISTS = 0.75


def differing_figures(one: Statement, other: Statement) -> Difference | None:
    """The numbers in which they differ: of one thing, and not to be had both."""
    found = figures_apart(one, other)
    if not found or counts_another(one, other):
        return None
    if _MORE.isdisjoint(one.forms) != _MORE.isdisjoint(other.forms):
        return None
    # Each of one thing only: of several casualty figures nobody knows which is which.
    if any(_rivals(theirs, one) > 1 or _rivals(ours, other) > 1 for ours, theirs in found):
        return None
    if len(found) == 1 and found[0][0].unit == "magnitude":
        ours, theirs = found[0]
        near = ours.exact and theirs.exact and abs(ours.low - theirs.low) <= _ONE_QUAKE
        one_quake = near and _AFTERWARDS.isdisjoint((*one.forms, *other.forms))
        return _difference(found, _SURE) if one_quake else None
    alike = aligned(one, other, frozenset().union(*(each.stems for pair in found for each in pair)))
    if not _is_one_thing(alike, len(found)):
        return None
    return _difference(found, alike.smaller)


def _difference(found: list[tuple[Quantity, Quantity]], score: float) -> Difference:
    ours, theirs = ([pair[side].span for pair in found] for side in (0, 1))
    return Difference("number", tuple(ours), tuple(theirs), score)


def figures_apart(one: Statement, other: Statement) -> list[tuple[Quantity, Quantity]]:
    """Numbers that agree with none that the other has of such things, each with one of them."""
    if not one.quantities or not other.quantities:
        return []
    found: list[tuple[Quantity, Quantity]] = []
    # A number that the other has of something else was misread, in one of them.
    said = [{each.low for each in statement.quantities} for statement in (one, other)]
    for ours in one.quantities:
        comparable = [theirs for theirs in other.quantities if ours.is_comparable(theirs)]
        if not comparable or any(map(ours.agrees, comparable)):
            continue
        if ours.low not in said[1] and comparable[0].low not in said[0]:
            found.append((ours, comparable[0]))
    return found


def _is_one_thing(alike: Alignment, differences: int) -> bool:
    """Whether what is shared shows that one thing is counted.

    Two lists in which several numbers differ are two lists, unless all else is the same.
    """
    if differences > 1:
        return alike.smaller >= _LISTS and alike.is_of_one_thing(_SHARE, _LARGER, _LEAST)
    if alike.is_of_one_thing(_SHARE, _LARGER, _LEAST):
        return True
    return alike.larger >= _WHOLE and alike.smaller >= _PART and alike.shared >= _WHOLE_LEAST


def _rivals(quantity: Quantity, other: Statement) -> int:
    return sum(map(quantity.is_comparable, other.quantities))
