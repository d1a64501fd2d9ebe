"""Words a second of CPU, of several systems on the same texts in the same process."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from statistics import median
from typing import Any, NamedTuple

import spacy
from articles import article
from spacy.language import Language
from spacy.tokens import Doc

from transforms.analyse.attribution import make_learned_finder, set_findings
from transforms.analyse.finder.encoder import Encoded
from transforms.analyse.finder.finder import LearnedFinder
from transforms.analyse.finder.naming import as_named, find_names
from transforms.analyse.findings import Findings
from transforms.analyse.language import MODEL, load_pipeline, set_sentences
from transforms.analyse.quotations import find_quotations
from transforms.analyse.reading import Reading
from transforms.analyse.rows import rows_of
from transforms.analyse.sentences import find_sentences
from transforms.analyse.words import Word, find_words

#: Reads one text; what it finds is thrown away.
Reader = Callable[[str], object]


class Pace(NamedTuple):
    """Words a second of CPU: the median of the rounds, the slowest and the fastest."""

    middle: float
    slowest: float
    fastest: float


def readers() -> dict[str, Reader]:
    """The systems by name."""
    finder, nlp, whole = make_learned_finder(), load_pipeline(), spacy.load(MODEL)

    def analyse(text: str) -> object:
        return rows_of(article(text), nlp(text), "run", finder.model)

    return {
        "the finder alone": finder.read,
        "the whole analysis, text to rows": analyse,
        "names, identity and roles, the encoder apart": _Identity(nlp, finder),
        f"spaCy's {MODEL}, all of it": whole,
    }


class _Identity:
    """All that names cost: values, names, who is who, roles, and who speaks.

    What the encoder says of a text, and its tokens, are asked once, when it is first read.
    """

    def __init__(self, nlp: Language, finder: LearnedFinder) -> None:
        self._nlp, self._finder = nlp, finder
        self._known: dict[str, tuple[Doc, Encoded, Sequence[Word], Set[int], Findings]] = {}

    def __call__(self, text: str) -> object:
        if text not in self._known:
            words = find_words(text, find_quotations(text))
            sentences = {sentence.start for sentence in find_sentences(text)}
            doc = set_sentences(self._nlp.make_doc(text))
            encoded, found = self._finder.encoder.encode(words), self._finder.read(text)
            self._known[text] = (doc, encoded, words, sentences, found)
        doc, encoded, words, sentences, found = self._known[text]
        names = find_names(encoded, words, sentences)
        named = [as_named(name, words) for name in names]
        values: Any = self._nlp.get_pipe("values")
        return Reading.of(set_findings(values(doc), Findings(found.attributions, named)))


def paces(
    readers: Mapping[str, Reader],
    texts: Sequence[str],
    rounds: int,
    clock: Callable[[], float] = time.process_time,
) -> Iterator[tuple[str, Pace]]:
    """How fast each reads the texts.

    Text by text in turn, so that what else the machine does slows all of them alike.

    Args:
        readers: The systems by name.
        texts: They are read once before the clock runs, so that everything is loaded.
        rounds: How often all is read.
        clock: Seconds of CPU used, of all threads.
    """
    words = sum(len(text.split()) for text in texts)
    spent: dict[str, list[float]] = {name: [] for name in readers}
    for read in readers.values():
        for text in texts:
            read(text)
    for _ in range(rounds):
        seconds = dict.fromkeys(readers, 0.0)
        for text in texts:
            for name, read in readers.items():
                start = clock()
                read(text)
                seconds[name] += clock() - start
        for name in readers:
            spent[name].append(words / max(seconds[name], 1e-9))
    for name, each in spent.items():
        yield name, Pace(median(each), min(each), max(each))
