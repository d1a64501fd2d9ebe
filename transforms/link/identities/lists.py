"""The word lists beside these modules, read once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from transforms.analyse import lexicons


def lines(name: str) -> Iterator[str]:
    """The lines of a list that are neither empty nor comments."""
    return lexicons.lines(name, "transforms.link.identities")


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind of names.tsv."""
    return frozenset(word for each, row in _rows("names.tsv") if each == kind for word in row)


@cache
def forms(kind: str) -> Mapping[str, str]:
    """The words of the rows of one kind of names.tsv, each with the first of its row."""
    return MappingProxyType(
        {word: row[0] for each, row in _rows("names.tsv") if each == kind for word in row}
    )


@cache
def groups(name: str) -> Mapping[str, frozenset[int]]:
    """The rows of a list whose lines are names of one thing, by each of the names."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, line in enumerate(lines(name)):
        for each in line.split("\t"):
            found[each].add(number)
    return MappingProxyType({each: frozenset(numbers) for each, numbers in found.items()})


def _rows(name: str) -> Iterator[tuple[str, list[str]]]:
    for line in lines(name):
        kind, _, row = line.partition("\t")
        yield kind, row.split()
