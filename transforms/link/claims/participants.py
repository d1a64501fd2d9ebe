"""Names in which two statements of one thing differ."""

from collections.abc import Iterator, Sequence

from rapidfuzz.fuzz import ratio

from transforms.analyse.attributions import Span
from transforms.analyse.gazetteer import places_named
from transforms.link.claims.alignment import Difference, aligned, counts_another
from transforms.link.claims.names import Name
from transforms.link.claims.statement import Statement
from transforms.link.claims.words import Word

#: All else must be nearly the same: a name is most of what tells two events apart.
_SHARE, _LARGER = 0.7, 0.75
_LEAST = 4.0
#: Or all else is the same, and tells as much as two ordinary nouns.
_NEARLY, _NEARLY_LEAST = 0.9, 2.5
#: Names as alike as this (rapidfuzz ratio, 0 to 100) are spellings of one.
_ALIKE = 70
#: What ends the name of a firm in one outlet and not in the other.
_SUFFIXES = frozenset(("corp", "inc", "ltd", "co", "company", "group", "plc", "llc", "ag", "sa"))
#: Prepositions before a place, and those before a place or somebody: of two places the one may
#: lie in the other.
_WHERE = frozenset(("in", "at", "near", "outside", "into", "around", "on", "inside", "across"))
_WHENCE = frozenset(("from", "of", "to"))


def differing_names(one: Statement, other: Statement) -> Difference | None:
    """The names in which they differ: one on either side, in one place of the sentence."""
    known = one.named or other.named
    if known and not (_others(one, other) and _others(other, one)):
        return None
    ours, theirs = list(_only(one, other)), list(_only(other, one))
    if len(ours) != 1 or len(theirs) != 1:
        return None
    (first, last), (other_first, other_last) = ours[0], theirs[0]
    if not _same_place(one.words, ours[0], other.words, theirs[0]):
        return None
    names = one.words[first:last], other.words[other_first:other_last]
    if _may_be_one(*names):
        return None
    alike = aligned(one, other, {word.stem for name in names for word in name})
    if counts_another(one, other):
        return None
    nearly = alike.smaller >= _NEARLY and alike.shared >= _NEARLY_LEAST
    if not nearly and (alike.smaller < _SHARE or alike.larger < _LARGER or alike.shared < _LEAST):
        return None
    spans = [Span(name[0].start, name[-1].end) for name in names]
    return Difference("participant", (spans[0],), (spans[1],), alike.smaller)


def _others(one: Statement, other: Statement) -> bool:
    """Whether the one names somebody whom the other does not."""
    return not set(one.named) <= set(other.named)


def _only(one: Statement, other: Statement) -> Iterator[Name]:
    """The names of the one whose last word the other has not."""
    theirs = {*other.terms, *other.surroundings}
    for first, last in one.names:
        name = one.words[first:last]
        shared = not theirs.isdisjoint(word.stem for word in name)
        if name[-1].stem not in theirs and not (shared and name[-1].form in _SUFFIXES):
            yield first, last


def _same_place(ours: Sequence[Word], name: Name, theirs: Sequence[Word], other: Name) -> bool:
    """Whether the words on both sides of the names are the same; at the edge, on one side."""
    sides = []
    for step, mine, yours in ((-1, name[0] - 1, other[0] - 1), (1, name[1], other[1])):
        inside = 0 <= mine < len(ours), 0 <= yours < len(theirs)
        if inside != (True, True):
            sides.append(inside == (False, False))
            continue
        sides.append(ours[mine].stem == theirs[yours].stem)
        before = ours[mine].form if step < 0 else ""
        if before in _WHERE or (before in _WHENCE and _is_place(ours, name, theirs, other)):
            return False
    return all(sides)


def _is_place(ours: Sequence[Word], name: Name, theirs: Sequence[Word], other: Name) -> bool:
    return any(
        bool(places_named(" ".join(word.form for word in words[first:last]).title()))
        for words, (first, last) in ((ours, name), (theirs, other))
    )


def _may_be_one(ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Whether the names may be two spellings of one, or one and its initials."""
    printed = ["".join(word.form for word in name) for name in (ours, theirs)]
    initials = ["".join(word.form[0] for word in name) for name in (ours, theirs)]
    if printed[0] == initials[1] or printed[1] == initials[0]:
        return True
    return ratio(ours[-1].form, theirs[-1].form) >= _ALIKE
