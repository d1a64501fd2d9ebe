"""All that is read off one Doc, in the order in which each needs the other."""

from dataclasses import dataclass

from spacy.tokens import Doc

from transforms.analyse.attributions import Attribution
from transforms.analyse.names import Names, find_names
from transforms.analyse.sentences import Sentences
from transforms.analyse.speakers import Speaker, Speakers


@dataclass(frozen=True)
class Reading:
    """One analysed article: `speakers` are those of the attributions, in the same order.

    `text` is `doc.text`, which spaCy puts together again each time it is asked for.
    """

    doc: Doc
    text: str
    names: Names
    sentences: Sentences
    attributions: tuple[Attribution, ...]
    resolver: Speakers
    speakers: tuple[Speaker, ...]

    @classmethod
    def of(cls, doc: Doc) -> "Reading":
        """Reads the names and sources of a Doc that has its `doc._.attributions`."""
        attributions: tuple[Attribution, ...] = doc._.attributions
        names, sentences = find_names(doc), Sentences.of(doc)
        resolver = Speakers(doc, names, sentences, attributions)
        return cls(
            doc, doc.text, names, sentences, attributions, resolver, resolver.of_attributions()
        )
