"""Files of CoNLL-2003: a token a line, its tag last, blank lines between sentences.

Columns are the token, its part of speech, its chunk and the tag of the name it is part of; a tag
predicted by a system is one column more. Tags are read as conlleval and seqeval read them, which
does for IOB1, where `B-` stands only between two names that touch, and for IOB2, where every name
begins with it.
"""

import gzip
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import typer

#: The columns of one line; none where it is blank.
Row = list[str]

#: What stands in a line of its own before each article.
_ARTICLE = "-DOCSTART-"
_OUTSIDE = "O"
#: The columns of the token, of the tag that people gave it, and of the one a system added.
TOKEN, GOLD, PREDICTED = 0, 3, -1
#: How many there are before a system adds its own.
COLUMNS = 4


class Name(NamedTuple):
    """A name and its type; `start` and `end` count tokens of a sentence or characters of a text."""

    start: int
    end: int
    label: str


def read(path: Path, columns: int = COLUMNS) -> list[Row]:
    """The lines of a file, which may be packed by gzip.

    Args:
        path: Of the file.
        columns: How many a token has at least.

    Raises:
        typer.BadParameter: A token has fewer.
    """
    packed = path.suffix == ".gz"
    with gzip.open(path, "rt", encoding="utf-8") if packed else path.open(encoding="utf-8") as file:
        rows = [line.split() for line in file]
    for number, row in enumerate(rows, 1):
        if row and row[TOKEN] != _ARTICLE and len(row) < columns:
            raise typer.BadParameter(f"{path}, line {number}: {len(row)} columns, not {columns}")
    return rows


def articles(rows: Sequence[Row]) -> Iterator[list[range]]:
    """The sentences of each article, as the numbers of their lines."""
    sentences: list[range] = []
    start = 0
    for number, row in enumerate([*rows, [_ARTICLE]]):
        begins_article = row[:1] == [_ARTICLE]
        if row and not begins_article:
            continue
        if start < number:
            sentences.append(range(start, number))
        start = number + 1
        if begins_article and sentences:
            yield sentences
            sentences = []


def column(rows: Sequence[Row], sentence: range, which: int) -> list[str]:
    """One column of a sentence."""
    return [rows[number][which] for number in sentence]


def written(rows: Sequence[Row], tags: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines with one more column.

    Args:
        rows: The lines.
        tags: Of every sentence, in order.
    """
    every = (tag for sentence in tags for tag in sentence)
    for row in rows:
        if row:
            row = [*row, _OUTSIDE if row[TOKEN] == _ARTICLE else next(every)]
        yield " ".join(row)


def names_of(tags: Iterable[str]) -> list[Name]:
    """The names of a sentence, by its tags."""
    names: list[Name] = []
    for number, tag in enumerate(tags):
        prefix, _, label = tag.partition("-")
        if prefix == _OUTSIDE:
            continue
        if prefix == "I" and names and names[-1][1:] == (number, label):
            names[-1] = names[-1]._replace(end=number + 1)
        else:
            names.append(Name(number, number + 1, label))
    return names


def tags_of(names: Iterable[Name], length: int) -> list[str]:
    """IOB2 tags of a sentence of so many tokens; of names that overlap, the first given stands."""
    tags = [_OUTSIDE] * length
    for start, end, label in names:
        if set(tags[start:end]) == {_OUTSIDE}:
            tags[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
    return tags
