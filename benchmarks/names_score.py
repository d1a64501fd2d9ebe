"""Entity-level figures: a name is right where its span and its type are both right.

As conlleval and seqeval count: a name found is right or wrong as a whole, and figures over several
types are of their summed counts (micro).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from conll import Name

#: CoNLL's types, in the order in which they are shown.
TYPES = ("PER", "ORG", "LOC", "MISC")
#: The types that the corpora of news agree about.
CORE = TYPES[:3]


@dataclass(frozen=True)
class Figures:
    """How many names people marked, how many a system found, and how many of those are right."""

    gold: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """The share of those found that are right; 0 where none is."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of those marked that are found; 0 where none is."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.gold + self.found
        return 2 * self.right / both if both else 0.0


class Scores:
    """Counts of names by type.

    Args:
        sentences: Of each the names people marked, and those a system found.
    """

    def __init__(self, sentences: Iterable[tuple[Sequence[Name], Sequence[Name]]]) -> None:
        self._gold: Counter[str] = Counter()
        self._found: Counter[str] = Counter()
        self._right: Counter[str] = Counter()
        for gold, found in sentences:
            self._gold.update(name.label for name in gold)
            self._found.update(name.label for name in found)
            self._right.update(name.label for name in {*gold} & {*found})

    def of(self, types: Sequence[str]) -> Figures:
        """The figures of these types taken together."""
        counters = (self._gold, self._found, self._right)
        return Figures(*(sum(counter[label] for label in types) for counter in counters))

    def table(self) -> Iterator[str]:
        """The lines of a table: a type each, then all, then those of `CORE`."""
        others = sorted({*self._gold, *self._found} - set(TYPES))
        every = (*TYPES, *others)
        yield f"{'':12}{'precision':>10}{'recall':>8}{'F1':>8}{'marked':>8}{'found':>8}"
        for title, types in [*((label, (label,)) for label in every), ("micro", every)]:
            yield _line(title, self.of(types))
        yield _line(" ".join(CORE), self.of(CORE))


def _line(title: str, figures: Figures) -> str:
    shares = f"{figures.precision:>10.3f}{figures.recall:>8.3f}{figures.f1:>8.3f}"
    return f"{title:12}{shares}{figures.gold:>8}{figures.found:>8}"
