"""The systems whose identities are measured: each is given texts and says who is meant where."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

import spacy
from spacy.tokens import Doc

from transforms.analyse.language import MODEL, load_pipeline
from transforms.analyse.reading import Reading

#: OntoNotes labels of people, organisations and places.
_NAMED = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC"))
_HE_OR_SHE = frozenset(("he", "him", "his", "himself", "she", "her", "hers", "herself"))
_AROUND = re.compile(r"^the\s+|['’]s?$", re.IGNORECASE)


class Predicted(NamedTuple):
    """A mention that a system found, in code points; mentions of one key are of one entity."""

    start: int
    end: int
    key: str


#: For each text the mentions that stand for an entity.
System = Callable[[Sequence[str]], Iterator[list[Predicted]]]


class Systems(StrEnum):
    """The systems by name."""

    ONRECORD = "onrecord"
    NAIVE = "naive"

    def load(self) -> System:
        """The system, ready to read."""
        return _ours() if self is Systems.ONRECORD else _naive()


def _ours() -> System:
    """Our pipeline: the mentions that the table holds and that have an entity."""
    nlp = load_pipeline()

    def find(texts: Sequence[str]) -> Iterator[list[Predicted]]:
        for doc in nlp.pipe(texts, batch_size=16):
            mentions = Reading.of(doc).mentions
            yield keyed((*m.span, m.entity) for m in mentions if m.entity is not None)

    return find


def _naive() -> System:
    """What little takes: spaCy's names, and `he` or `she` the person named last.

    People with the same last word are one, others with the same words.
    """
    nlp = spacy.load(MODEL)

    def find(texts: Sequence[str]) -> Iterator[list[Predicted]]:
        for doc in nlp.pipe(texts, batch_size=16):
            yield keyed(_by_nearness(doc))

    return find


def _by_nearness(doc: Doc) -> Iterator[tuple[int, int, Hashable]]:
    names = {entity.start: entity for entity in doc.ents if entity.label_ in _NAMED}
    person: Hashable = None
    for token in doc:
        if token.i in names:
            name = names[token.i]
            bare = _AROUND.sub("", name.text).casefold()
            is_person = name.label_ == "PERSON"
            key = (is_person, (bare.split() or [bare])[-1] if is_person else bare)
            person = key if is_person else person
            yield name.start_char, name.end_char, key
        elif token.lower_ in _HE_OR_SHE and person is not None:
            yield token.idx, token.idx + len(token), person


def keyed(mentions: Iterable[tuple[int, int, Hashable]]) -> list[Predicted]:
    """Mentions by whatever they stand for, with numbers in its place."""
    keys: dict[Hashable, str] = {}
    return [
        Predicted(start, end, keys.setdefault(entity, str(len(keys))))
        for start, end, entity in mentions
    ]
