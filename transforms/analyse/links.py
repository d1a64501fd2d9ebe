"""Who has it from whom, in one article: `cites`, `via` and `hyperlink` edges."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from transforms.analyse.attributions import Span
from transforms.analyse.chains import Marker, find_markers, goes_on
from transforms.analyse.citations import find_citations
from transforms.analyse.hyperlinks import domain_of, find_hyperlinks
from transforms.analyse.names import Entity
from transforms.analyse.reading import Reading
from transforms.analyse.speakers import Speaker
from transforms.elements import Article

#: Confidence in a marker such as `citing`, between two phrases that can both be sources.
_VIA_SCORE = 0.8
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
class Link:
    """An edge; `claim` is the index of the attribution it was drawn from."""

    relation: str
    depth: int
    origin: End
    target: End
    anonymous: bool
    evidence: str | None
    span: Span | None
    score: float
    claim: int | None = None


@dataclass(frozen=True)
class _Node:
    """A source in the text, at some distance from the article."""

    span: Span
    end: End
    anonymous: bool
    depth: int
    score: float
    claim: int | None = None
    told: bool = False


def find_links(article: Article, reading: Reading | None) -> tuple[Link, ...]:
    """Every edge of the article, each once; without a reading only its hyperlinks."""
    origin = _of_article(article)
    edges = list(_hyperlinks(article, origin))
    if reading is not None:
        nodes = [*_attributed(reading), *_cited(reading)]
        edges += [_cites(reading, origin, node) for node in nodes]
        edges += _told(reading, nodes)
        edges += _chained(reading, nodes)
    return tuple({_identity(edge): edge for edge in reversed(edges)}.values())[::-1]


def _identity(link: Link) -> tuple[object, ...]:
    start = link.span.start if link.span else link.evidence
    return (link.relation, link.origin, link.target, start)


def _of_article(article: Article) -> End:
    url = article.canonical_url or article.url
    domain = domain_of(url) if url else None
    return End("article", article.title, None, url, domain, article.article_id)


def _hyperlinks(article: Article, origin: End) -> Iterator[Link]:
    for target in find_hyperlinks(article):
        end = End("url", url=target.url, domain=target.domain)
        evidence = target.span.of(article.text) if target.span else target.anchor
        yield Link("hyperlink", 1, origin, end, False, evidence, target.span, 1.0)


def _attributed(reading: Reading) -> Iterator[_Node]:
    """The sources of the attributions, where it can be told who they are."""
    for index, found in enumerate(reading.attributions):
        speaker = reading.speakers[index]
        if speaker.type == "none":
            continue
        named = speaker.name is not None or speaker.entity is not None
        if named or not reading.resolver.phrase(found.source[0]).pronoun:
            end = _end(reading, found.source[0], speaker)
            yield _Node(found.source[0], end, speaker.anonymous, 1, found.score, index)


def _cited(reading: Reading) -> Iterator[_Node]:
    """Outlets and documents that are cited without being an attribution's source."""
    sources = [
        reading.resolver.phrase(span).leading
        for found in reading.attributions
        for span in found.source[:1]
    ]
    for citation in find_citations(reading.doc, reading.names, reading.sentences):
        if not any(s.start < citation.span.end and citation.span.start < s.end for s in sources):
            speaker = reading.resolver.of_phrase(citation.span)
            end = _end(reading, citation.span, speaker)
            yield _Node(
                citation.span, end, speaker.anonymous, 1, citation.score, told=citation.told
            )


def _end(reading: Reading, span: Span, speaker: Speaker) -> End:
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


def _cites(reading: Reading, origin: End, node: _Node) -> Link:
    evidence = _evidence(reading, node)
    return Link(
        "cites",
        1,
        origin,
        node.end,
        node.anonymous,
        evidence.of(reading.text),
        evidence,
        node.score,
        node.claim,
    )


def _evidence(reading: Reading, *nodes: _Node) -> Span:
    """The sentence or sentences with the sources and the cue."""
    claims = [reading.attributions[node.claim] for node in nodes if node.claim is not None]
    cues = [span for claim in claims for span in claim.cue]
    return reading.sentences.around([*(node.span for node in nodes), *cues])


def _via(reading: Reading, origin: _Node, target: _Node) -> Link:
    evidence = _evidence(reading, origin, target)
    return Link(
        "via",
        target.depth,
        origin.end,
        target.end,
        target.anonymous,
        evidence.of(reading.text),
        evidence,
        _VIA_SCORE,
        origin.claim if origin.claim is not None else target.claim,
    )


def _told(reading: Reading, nodes: list[_Node]) -> Iterator[Link]:
    """`X told Reuters`: Reuters has it from X."""
    for outlet in (node for node in nodes if node.told):
        sentence = reading.sentences.around([outlet.span])
        tellers = [
            node
            for node in nodes
            if node.claim is not None and sentence.start <= node.span.start < outlet.span.start
        ]
        if tellers:
            teller = tellers[-1]
            deeper = replace(teller, depth=2)
            yield _via(reading, outlet, deeper)


def _chained(reading: Reading, nodes: list[_Node]) -> Iterator[Link]:
    """`X, citing Y`, sentence by sentence."""
    by_sentence: dict[Span, list[_Node]] = defaultdict(list)
    for node in nodes:
        by_sentence[reading.sentences.around([node.span])].append(node)
    for sentence in reading.sentences.spans:
        here = sorted(by_sentence.get(sentence, []), key=lambda node: node.span)
        targets: list[_Node] = []
        for marker in find_markers(reading.text, sentence):
            origin = _origin(reading.text, marker, here, targets)
            if origin is None:
                continue
            for target in _targets(reading, marker, origin):
                targets.append(target)
                yield _via(reading, origin, target)


def _origin(text: str, marker: Marker, here: list[_Node], targets: list[_Node]) -> _Node | None:
    """Whose source the marker names: the last link of the chain, or the nearest source."""
    if targets and goes_on(text, targets[-1].span, marker.span):
        return targets[-1]
    # A source may go on behind the marker: `Interfax, quoting a diplomat,` is one phrase.
    before = [node for node in here if node.span.start < marker.span.start]
    behind = [node for node in here if node.span.start >= marker.target.end]
    return before[-1] if before else behind[0] if behind else None


def _targets(reading: Reading, marker: Marker, origin: _Node) -> Iterator[_Node]:
    """The sources the marker points to: each outlet it names, or the one phrase."""
    outlets = [
        outlet.span
        for outlet in reading.names.outlets
        if marker.target.start <= outlet.span.start < marker.target.end
    ]
    for span in outlets or [marker.target]:
        if reading.resolver.is_source(span):
            speaker = reading.resolver.of_phrase(span)
            end = _end(reading, span, speaker)
            if end != origin.end:
                yield _Node(span, end, speaker.anonymous, origin.depth + 1, _VIA_SCORE)
