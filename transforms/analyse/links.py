"""Who has it from whom, in one article: `cites`, `via` and `hyperlink` edges."""

from collections.abc import Iterator
from dataclasses import dataclass

from transforms.analyse.attributions import Span
from transforms.analyse.hyperlinks import find_hyperlinks
from transforms.analyse.nodes import End, Node, attributed, cited
from transforms.analyse.reading import Reading
from transforms.analyse.relays import VIA_SCORE, Relay, find_relays
from transforms.elements import Article
from transforms.normalise.urls import domain_of


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


def find_links(article: Article, reading: Reading | None) -> tuple[Link, ...]:
    """Every edge of the article, each once; without a reading only its hyperlinks."""
    origin = _of_article(article)
    edges = list(_hyperlinks(article, origin))
    if reading is not None:
        nodes, relays = find_relays(reading, [*attributed(reading), *cited(reading)])
        edges += [_cites(reading, origin, node) for node in nodes]
        edges += [_via(reading, relay) for relay in relays]
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


def _cites(reading: Reading, origin: End, node: Node) -> Link:
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


def _evidence(reading: Reading, *nodes: Node) -> Span:
    """The sentence or sentences with the sources and the cue."""
    claims = [reading.attributions[node.claim] for node in nodes if node.claim is not None]
    cues = [span for claim in claims for span in claim.cue]
    return reading.sentences.around([*(node.span for node in nodes), *cues])


def _via(reading: Reading, relay: Relay) -> Link:
    origin, target = relay.origin, relay.target
    evidence = _evidence(reading, origin, target)
    return Link(
        "via",
        target.depth,
        origin.end,
        target.end,
        target.anonymous,
        evidence.of(reading.text),
        evidence,
        VIA_SCORE,
        origin.claim if origin.claim is not None else target.claim,
    )
