"""Words in which two statements of one thing are each other's contrary: `rose` and `fell`."""

from collections.abc import Mapping
from functools import cache

from transforms.analyse.attributions import Span
from transforms.analyse.lexicons import lines
from transforms.link.claims.alignment import Difference, aligned, counts_another
from transforms.link.claims.days import differ
from transforms.link.claims.statement import Statement
from transforms.link.claims.words import stem_of

#: What the two must share of their other terms, the smaller share and the larger, and how much.
_NEEDED = (0.7, 0.8, 2.5)
#: Or all else is the same, and is an ordinary noun at least.
_WHOLE = 0.8


def differing_sense(one: Statement, other: Statement) -> Difference | None:
    """The words in which they are contrary: one on either side that the other has not."""
    if (one.modality, other.modality) != ("asserted", "asserted"):
        return None
    if one.negations or other.negations or one.attitude != other.attitude:
        return None
    pairs = contraries(one, other)
    if len(pairs) != 1 or counts_another(one, other) or differ(one, other):
        return None
    numbers = (each.stems for statement in (one, other) for each in statement.quantities)
    alike = aligned(one, other, {*pairs[0]}.union(*numbers))
    whole = alike.smaller == 1 and alike.shared >= _WHOLE
    if not whole and (not alike.is_of_one_thing(*_NEEDED) or alike.shared < _NEEDED[-1]):
        return None
    return Difference(
        "polarity", _shown(one, pairs[0][0]), _shown(other, pairs[0][1]), alike.smaller
    )


def contraries(one: Statement, other: Statement) -> list[tuple[str, str]]:
    """Stems of the one of which the other has the contrary, and not the stem itself."""
    known = opposites()
    return [
        (stem, contrary)
        for stem in sorted(stem for stem in one.terms if stem in known)
        for contrary in sorted(known[stem] & other.terms.keys())
        if stem not in other.terms and contrary not in one.terms
    ]


@cache
def opposites() -> Mapping[str, frozenset[str]]:
    """The contraries of a stem."""
    found: dict[str, set[str]] = {}
    for line in lines("opposites.tsv", "transforms.link.claims"):
        one, other = map(stem_of, line.split(", "))
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {stem: frozenset(each - {stem}) for stem, each in found.items()}


def _shown(statement: Statement, stem: str) -> tuple[Span, ...]:
    words = (*statement.words, *statement.sentence_words)
    return tuple(Span(word.start, word.end) for word in words if word.stem == stem)[:1]
