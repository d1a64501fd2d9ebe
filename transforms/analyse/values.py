"""Dates, times, sums, percentages and quantities: spaCy's names, looked for where one can stand.

spaCy's small model takes as long to look for names as all else that is read off an article. What it
is asked for here always holds a digit or one of a few words (values.txt); so it reads those and the
words around them, put together as one text. With what it finds in whole articles that agrees at an
F1 of .985 (`benchmarks/values.py`); what differs is how far a value reaches, mostly.
"""

from functools import cache

from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from transforms.analyse.lexicons import lines

#: OntoNotes labels of what has no name of its own.
VALUES = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"))
#: Tokens on either side that are read: as far as the model sees, four, and a little more.
_AROUND = 6


@cache
def _words() -> frozenset[str]:
    return frozenset(word for line in lines("values.txt") for word in line.split())


@Language.factory("values", assigns=["doc.ents"], default_config={"ner": "ner"})
def make_values(
    nlp: Language,
    name: str,  # noqa: ARG001 - spaCy passes both to every factory
    ner: str,
) -> "Values":
    """The component; `ner` is the name of the one that knows values, which need not be enabled."""
    return Values(nlp.get_pipe(ner))


class Values:
    """Sets doc.ents to the values of a Doc."""

    def __init__(self, ner: EntityRecognizer) -> None:
        self._ner = ner

    def __call__(self, doc: Doc) -> Doc:
        """Asks the model about what is near a number or a word of time."""
        read = _near_values(doc)
        if not read:
            return doc
        part = Doc(
            doc.vocab,
            words=[doc[i].text for i in read],
            spaces=[bool(doc[i].whitespace_) for i in read],
            sent_starts=[
                before + 1 != i or bool(doc[i].is_sent_start)
                for before, i in zip([-1, *read], read, strict=False)
            ],
        )
        found = [ent for ent in self._ner(part).ents if ent.label_ in VALUES]
        doc.set_ents([Span(doc, read[e.start], read[e.end - 1] + 1, label=e.label_) for e in found])
        return doc


def _near_values(doc: Doc) -> list[int]:
    """The numbers of the tokens that hold a value or stand near one, within their sentence."""
    words = _words()
    near: list[int] = []
    start, last = 0, -1
    for token in doc:
        i = token.i
        if token.is_sent_start:
            start = i
        if token.lower_ in words or token.shape_.count("d"):
            near.extend(range(max(start, last + 1, i - _AROUND), i + 1))
            last, end = i, i + _AROUND
        elif near and last + 1 == i and i <= end and not token.is_sent_start:
            near.append(i)
            last = i
    return near
