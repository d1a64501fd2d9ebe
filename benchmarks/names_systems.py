"""The systems whose names are measured: each is given texts and gives the names of each.

Names are given CoNLL's types. OntoNotes, whose labels both systems have, tells more kinds apart and
also labels dates, times, sums and numbers, which CoNLL does not count as names.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum

import spacy
from conll import Name
from spacy.tokens import Span as Tokens

from transforms.analyse.language import MODEL, load_pipeline
from transforms.analyse.reading import Reading

#: For each text its names, `start` and `end` in code points.
System = Callable[[Sequence[str]], Iterator[list[Name]]]

#: OntoNotes labels as CoNLL's types. Nationalities are MISC there (`German`), and so is whatever
#: has a name and is no person, organisation or place.
CONLL = {
    "PERSON": "PER",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
    "NORP": "MISC",
    "EVENT": "MISC",
    "WORK_OF_ART": "MISC",
    "LAW": "MISC",
    "LANGUAGE": "MISC",
    "PRODUCT": "MISC",
}

#: What OntoNotes takes into a name and CoNLL does not.
_ARTICLE = "the"
_POSSESSIVES = ("'s", "’s", "'", "’")


class Systems(StrEnum):
    """The systems by name."""

    ONRECORD = "onrecord"
    SPACY = "spacy"

    def load(self) -> System:
        """The system, ready to read."""
        return _ours() if self is Systems.ONRECORD else _spacy()


def _ours() -> System:
    """Our pipeline: the mentions that the table holds."""
    nlp = load_pipeline()

    def find(texts: Sequence[str]) -> Iterator[list[Name]]:
        for doc in nlp.pipe(texts, batch_size=16):
            mentions = Reading.of(doc).names.mentions
            yield _conll(Name(*mention.span, mention.label) for mention in mentions)

    return find


def _spacy() -> System:
    """The peer: spaCy's small English pipeline as it comes, its names cut as CoNLL cuts them."""
    nlp = spacy.load(MODEL)

    def find(texts: Sequence[str]) -> Iterator[list[Name]]:
        for doc in nlp.pipe(texts, batch_size=16):
            yield _conll(map(_bare, doc.ents))

    return find


def _conll(names: Iterable[Name]) -> list[Name]:
    """Those that CoNLL counts as names, with its types."""
    return [name._replace(label=CONLL[name.label]) for name in names if name.label in CONLL]


def _bare(entity: Tokens) -> Name:
    """Without the article in front and the possessive behind."""
    tokens = list(entity)
    if tokens[0].lower_ == _ARTICLE:
        tokens = tokens[1:] or tokens
    if tokens[-1].lower_ in _POSSESSIVES:
        tokens = tokens[:-1] or tokens
    return Name(tokens[0].idx, tokens[-1].idx + len(tokens[-1]), entity.label_)
