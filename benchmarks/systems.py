"""The systems that are measured: each is given texts and gives the attributions of each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import spacy
import typer
from spacy.language import Language

from transforms.analyse.attributions import Attribution, Span
from transforms.analyse.language import MODEL
from transforms.analyse.reading import Reading

#: Attributions as the scorer takes them.
Rows = list[dict[str, Any]]
System = Callable[[Sequence[str]], Iterator[Rows]]


def ours(nlp: Language, nested: bool = False) -> System:
    """Our pipeline: what the table of claims holds, not all that the finder found.

    Args:
        nlp: The pipeline.
        nested: Whether claims inside the content of others are given too. The gold standard has
            none, so they would count as wrong.
    """

    def find(texts: Sequence[str]) -> Iterator[Rows]:
        for doc in nlp.pipe(texts, batch_size=16):
            reading = Reading.of(doc)
            claims = zip(reading.attributions, reading.speakers, reading.outer, strict=True)
            yield [
                {**_row(attribution), "speaker": speaker.name}
                for attribution, speaker, outer in claims
                if nested or outer is None
            ]

    return find


def _row(attribution: Attribution) -> dict[str, Any]:
    return {
        "kind": attribution.kind,
        "content": attribution.content,
        "cue": attribution.cue,
        "source": attribution.source,
    }


def textacy() -> System:
    """The peer: textacy's direct quotations, on spaCy's small English pipeline as it comes."""
    try:
        from textacy.extract.triples import direct_quotations
    except ImportError:
        raise typer.BadParameter("the peer needs textacy 0.13: pip install textacy") from None
    nlp = spacy.load(MODEL)  # textacy reads the parse, which our pipeline does not have

    def find(texts: Sequence[str]) -> Iterator[Rows]:
        for text in texts:
            rows: Rows = []
            # Paragraph by paragraph: textacy gives up on a whole text with one odd mark.
            for offset, paragraph in _paragraphs(text):
                try:
                    quotations = list(direct_quotations(nlp(paragraph)))
                except ValueError:
                    continue
                rows.extend(
                    {
                        "content": _spans(offset, [found.content]),
                        "cue": _spans(offset, found.cue),
                        "source": _spans(offset, found.speaker),
                    }
                    for found in quotations
                )
            yield rows

    return find


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            yield offset, line
        offset += len(line) + 1


def _spans(offset: int, parts: Iterable[Any]) -> list[Span]:
    """Of spaCy tokens or spans."""
    return [
        Span(offset + start, offset + start + len(part.text))
        for part in parts
        for start in [part.start_char if hasattr(part, "start_char") else part.idx]
    ]
