"""Blocking keys of statements: those of different articles are compared where they share one.

Of the words that are quoted, runs of five are taken by winnowing (Schleimer, Wilkerson and Aiken
2003): two quotations that share eight words in a row share a key, whatever stands around them and
wherever they are printed. Within a story the names of the source are keys, the most telling terms,
and pairs of these.
"""

from collections.abc import Iterator
from itertools import combinations

from transforms.ids import blocking_key
from transforms.link.claims.statement import Statement

#: Words of a run, and how many runs in a row one is taken from.
_RUN, _WINDOW = 5, 4
#: What a run must tell at least: `it is going to be` stands everywhere.
_TELLING = 3.0
#: Most keys of a quotation; of a longer one those with the smallest hash.
_QUOTED = 12
#: Names of a source that are keys.
_NAMES = 2
#: The most telling terms are keys of a story, and pairs of the first of them: in a story of a
#: hundred articles a term alone stands in too many claims.
_TERMS, _PAIRED = 10, 4


def keys(statement: Statement) -> tuple[int, ...]:
    """The keys of a statement: at most 31 signed numbers of 64 bits, sorted."""
    found = set(_of_quotation(statement))
    if statement.story_id is not None:
        found.update(_of_story(statement, statement.story_id))
    return tuple(sorted(found))


def _of_quotation(statement: Statement) -> list[int]:
    """Of runs of words, in each row of them the one with the smallest hash."""
    if statement.kind == "indirect":
        return []
    words = statement.words
    hashes = [
        blocking_key("quoted", *(word.form for word in run))
        for run in (words[at : at + _RUN] for at in range(len(words) - _RUN + 1))
        if sum(word.weight for word in run) >= _TELLING
    ]
    last = max(1, len(hashes) - _WINDOW + 1)
    taken = {min(hashes[at : at + _WINDOW]) for at in range(last) if hashes}
    return sorted(taken)[:_QUOTED]


def _of_story(statement: Statement, story: str) -> Iterator[int]:
    if statement.speaker_identity is not None:
        yield blocking_key("speaker", story, statement.speaker_identity)
    named = statement.source_names[:_NAMES]
    for source in named or [" ".join(sorted(statement.source_stems))]:
        if source:
            yield blocking_key("source", story, source)
    telling = sorted(statement.terms, key=lambda stem: (-statement.terms[stem], stem))
    for stem in telling[:_TERMS]:
        yield blocking_key("term", story, stem)
    for pair in combinations(sorted(telling[:_PAIRED]), 2):
        yield blocking_key("terms", story, *pair)
