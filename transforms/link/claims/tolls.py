"""Counts of which a story has one: the dead, the hurt, the arrested, who was aboard, jobs that go.

Two exact counts of one kind cannot both be, however the rest is worded: `27 people had died in the
crash of two trains near Dunmore` and `40 people had died in the crash`.
"""

from transforms.link.claims.alignment import Difference, counts_another
from transforms.link.claims.days import differ
from transforms.link.claims.quantities import Quantity
from transforms.link.claims.statement import Statement
from transforms.link.claims.words import stem_of

#: What becomes of those who are counted: the words, the commonest first.
_KINDS = (
    ("died", "killed", "dead", "deaths"),
    ("injured", "wounded", "hurt"),
    ("arrested", "detained"),
    ("missing",),
    ("rescued",),
    ("evacuated",),
    ("aboard", "board", "carried", "passengers"),
    ("cut", "axe", "shed", "lay off", "eliminate", "redundant", "lose"),
)
_KIND_OF = {stem_of(word): kind[0] for kind in _KINDS for word in kind}
_KINDS_OF_ALL = tuple(kind[0] for kind in _KINDS)
_ABOARD, _JOBS, _PASSENGER, _JOB = "aboard", "cut", stem_of("passengers"), stem_of("jobs")
_FATES = frozenset(_KINDS_OF_ALL) - {_ABOARD, _JOBS}
#: Who is counted where nothing more is said.
_ANYBODY = frozenset(map(stem_of, ("people", "persons", "passengers", "victims", "jobs")))
#: These make a count one of a part, or of another time.
_PARTS = frozenset(
    (
        *("including", "them", "whom", "those", "among", "another", "further", "additional"),
        *("others", "other", "since", "past", "last", "previous", "previously", "earlier", "ever"),
        *("total", "each", "average", "every", "per", "latest", "annually", "year", "week", "far"),
        *("or", "between", "if"),
    )
)
#: How sure it is.
_SURE = 0.8


def differing_tolls(one: Statement, other: Statement) -> Difference | None:
    """The counts in which they differ, of one kind, each exact and of nothing but that."""
    if not one.quantities or not other.quantities:
        return None
    counts = _counts(one), _counts(other)
    for kind in _KINDS_OF_ALL:
        found = [[each for told, each in count if told == kind] for count in counts]
        if [len(each) for each in found] == [1, 1]:
            ours, theirs = found[0][0], found[1][0]
            if not (ours.exact and theirs.exact) or ours.agrees(theirs):
                continue
            # A number that the other has of something else was misread, in one of them.
            if _has(one, theirs) or _has(other, ours):
                continue
            if not (_is_plain(one) and _is_plain(other)) or _of_two_places(one, other):
                return None
            return Difference("number", (ours.span,), (theirs.span,), _SURE)
    return None


def _has(statement: Statement, quantity: Quantity) -> bool:
    return any(each.low == quantity.low for each in statement.quantities)


def _counts(statement: Statement) -> list[tuple[str | None, Quantity]]:
    return [(_kind(statement, each), each) for each in statement.quantities]


def _kind(statement: Statement, quantity: Quantity) -> str | None:
    """What a number counts; None where it is not told, or only some are counted."""
    if quantity.unit != "count" or quantity.rate:
        return None
    counted = quantity.counted & statement.stems
    if counted - _ANYBODY - _KIND_OF.keys():
        return None
    kinds = {_KIND_OF[stem] for stem in counted if stem in _KIND_OF}
    kinds = kinds or {_KIND_OF[stem] for stem in statement.stems if stem in _KIND_OF}
    of_jobs, of_passengers = _JOB in counted, _PASSENGER in counted
    kinds &= {_JOBS} if of_jobs else _FATES | ({_ABOARD} if of_passengers else set())
    if len(kinds) > 1:
        kinds.discard(_ABOARD)
    return next(iter(kinds)) if len(kinds) == 1 else None


def _is_plain(statement: Statement) -> bool:
    if statement.modality != "asserted" or statement.attitude != "affirms" or statement.turning:
        return False
    return _PARTS.isdisjoint(statement.forms)


def _of_two_places(one: Statement, other: Statement) -> bool:
    """Whether each names something, or a time, that the other does not."""
    if differ(one, other) or counts_another(one, other):
        return True
    ours, theirs = (
        {each.words[last - 1].stem for first, last in each.names} for each in (one, other)
    )
    return bool(ours - theirs) and bool(theirs - ours)
