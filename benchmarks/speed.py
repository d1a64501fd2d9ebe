"""Words a second of CPU, of several systems on the same texts in the same process."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import median
from typing import NamedTuple

import spacy
from articles import article

from transforms.analyse.attribution import make_learned_finder
from transforms.analyse.language import MODEL, load_pipeline
from transforms.analyse.rows import rows_of

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
        f"spaCy's {MODEL}, all of it": whole,
    }


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
        texts: The first is read once before the clock runs, so that everything is loaded.
        rounds: How often all is read.
        clock: Seconds of CPU used, of all threads.
    """
    words = sum(len(text.split()) for text in texts)
    spent: dict[str, list[float]] = {name: [] for name in readers}
    for read in readers.values():
        read(texts[0])
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
