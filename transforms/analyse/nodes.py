"""The sources of an article as ends of edges: those of its claims, those it cites besides."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transforms.analyse.attributions import Span
from transforms.analyse.citations import find_citations
from transforms.analyse.names import Entity
from transforms.analyse.reading import Reading
from transforms.analyse.speakers import Speaker

#: A source's name, where it has none, is its description up to a clause or a mark.
_DESCRIPTION = re.compile(r"(?:(?!\s(?:who|whose|speaking)\b)[^,;:()—–\n])+")


@dataclass(frozen=True)
class End:
    """One end of an edge: an article, a source of some type, or a URL."""

    type: str
    name: str | None = None
    entity: Entity | None = None
    url: str | None = None
    domain: str | None = None
    article: str | None = None


@dataclass(frozen=True)
class Node:
    """A source in the text, `depth` steps from the article.

    `claim` is the index of its attribution, `told` says that it has it from a person in front.
    """

    span: Span
    end: End
    anonymous: bool
    depth: int
    score: float
    claim: int | None = None
    told: bool = False


def attributed(reading: Reading) -> Iterator[Node]:
    """The sources of the attributions; one whose pronoun could be anybody's has no name."""
    for index, found in enumerate(reading.attributions):
        speaker = reading.speakers[index]
        if speaker.type == "none":
            continue
        named = speaker.name is not None or speaker.entity is not None
        pronoun = reading.resolver.phrase(found.source[0]).pronoun
        known = named or not pronoun
        end = end_of(reading, found.source[0], speaker) if known else End(speaker.type)
        depth = 1 + _outer_count(reading, index)
        yield Node(found.source[0], end, speaker.anonymous, depth, found.score, index)


def _outer_count(reading: Reading, index: int) -> int:
    count, outer = 0, reading.outer[index]
    while outer is not None:
        count, outer = count + 1, reading.outer[outer]
    return count


def cited(reading: Reading) -> Iterator[Node]:
    """Outlets and documents that are cited without being an attribution's source."""
    sources = [
        reading.resolver.phrase(span).leading
        for found in reading.attributions
        for span in found.source[:1]
    ]
    for citation in find_citations(reading.doc, reading.names, reading.sentences):
        if not any(s.start < citation.span.end and citation.span.start < s.end for s in sources):
            yield node_at(reading, citation.span, 1, citation.score, citation.told)


def node_at(reading: Reading, span: Span, depth: int, score: float, told: bool = False) -> Node:
    """The source that the phrase at the span stands for."""
    speaker = reading.resolver.of_phrase(span)
    end = end_of(reading, span, speaker)
    return Node(span, end, speaker.anonymous, depth, score, told=told)


def end_of(reading: Reading, span: Span, speaker: Speaker) -> End:
    """What stands at the end of an edge for the source at the span."""
    outlet = next((o for o in reading.names.outlets if span.start <= o.span.start < span.end), None)
    if speaker.name is not None:
        name = speaker.name
    elif speaker.type == "media" and outlet is not None:
        name = outlet.name
    elif speaker.entity is not None:
        name = speaker.entity.name
    else:
        described = _DESCRIPTION.match(reading.text, span.start, span.end)
        name = (described[0] if described else span.of(reading.text)).strip()
    return End(speaker.type, name, speaker.entity)
