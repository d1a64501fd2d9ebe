"""Names and pronouns of a text as the encoder reads them, in code points."""

from collections import deque
from collections.abc import Iterator, Sequence, Set

import numpy as np

from transforms.analyse.attributions import Span
from transforms.analyse.finder.encoder import Encoded, Link
from transforms.analyse.finder.name_tags import LABELS, Name, best_names
from transforms.analyse.findings import Named, Pointer
from transforms.analyse.words import BREAK, Word

#: Pronouns that the encoder was taught to point from.
PRONOUNS = frozenset(("he", "him", "his", "himself", "she", "her", "hers", "herself"))
#: A label or a target that is less likely is left out.
_LEAST = 0.02
#: The label of people.
_PERSON = LABELS.index("PERSON")
#: Names that are a person at least this likely can be pointed to.
_LEAST_PERSON = 0.2
#: Words that a pronoun points over: no more than a window holds.
_SIGHT = 384
#: Marks that a name neither begins nor ends with; a full stop may end one (`U.S.`).
_OUTER = frozenset("\"',;:!?()[]—-…/")


def find_names(encoded: Encoded, words: Sequence[Word], sentences: Set[int]) -> list[Name]:
    """The names of a text in words; none reaches over the end of a sentence or a paragraph."""
    bounds = {i for i, word in enumerate(words) if word.form == BREAK or word.start in sentences}
    bounds |= {i + 1 for i in bounds if words[i].form == BREAK}
    found = (_trimmed(name, words) for name in best_names(encoded.names, bounds))
    return [name for name in found if name.start < name.end]


def _trimmed(name: Name, words: Sequence[Word]) -> Name:
    start, end, shares = name
    while start < end and (words[start].form in _OUTER or words[start].form == BREAK):
        start += 1
    while start < end and (words[end - 1].form in _OUTER or words[end - 1].form == BREAK):
        end -= 1
    return Name(start, end, shares)


def as_named(name: Name, words: Sequence[Word]) -> Named:
    """The name in code points."""
    shares = name.shares.tolist()
    best = int(name.shares.argmax())
    return Named(
        Span(words[name.start].start, words[name.end - 1].end),
        LABELS[best],
        round(shares[best], 2),
        {label: share for label, share in zip(LABELS, shares, strict=True) if share >= _LEAST},
    )


def find_pointers(
    encoded: Encoded, words: Sequence[Word], names: Sequence[Name]
) -> Iterator[Pointer]:
    """The pronouns, each with the names of people and the pronouns before it."""
    targets: deque[tuple[int, int]] = deque()
    people = iter([name for name in names if name.shares[_PERSON] >= _LEAST_PERSON])
    upcoming = next(people, None)
    for i, word in enumerate(words):
        while upcoming is not None and upcoming.end <= i:
            targets.append((upcoming.start, upcoming.end))
            upcoming = next(people, None)
        if word.form not in PRONOUNS:
            continue
        while targets and targets[0][0] < i - _SIGHT:
            targets.popleft()
        shares = np.exp(encoded.links(Link.PRONOUN_TO_NAME, i, i + 1, targets))[1:].tolist()
        yield Pointer(
            Span(word.start, word.end),
            [
                (Span(words[start].start, words[end - 1].end), share)
                for (start, end), share in zip(targets, shares, strict=True)
                if share >= _LEAST
            ],
        )
        targets.append((i, i + 1))
