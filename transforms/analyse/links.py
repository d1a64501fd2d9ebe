"""Who has it from whom, in one article: `cites`, `via` and `hyperlink` edges."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from anyascii import anyascii

from transforms.analyse.attributions import Span
from transforms.analyse.hyperlinks import find_hyperlinks
from transforms.analyse.nodes import End, Node, attributed, cited
from transforms.analyse.reading import Reading
from transforms.analyse.relays import VIA_SCORE, Relay, find_relays
from transforms.elements import Article
from transforms.normalise.urls import domain_of

_THE = re.compile(r"^the\s", re.IGNORECASE)
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)+")
#: Behind a name of two letters or more (`AP` of apnews.com).
_KIND = re.compile(r"(?<=..)(?:news|tv|radio|online|newspaper|channel)$")


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
        edges = _without_own(edges, origin, _own_names(article))
    return tuple({_identity(edge): edge for edge in reversed(edges)}.values())[::-1]


def _without_own(edges: Sequence[Link], article: End, own: frozenset[str]) -> list[Link]:
    """The edges as of an article that does not cite its own outlet.

    In the Herald, `Lee told the Herald` is what the article itself has from Lee: the chain begins
    at her, and what goes on from her is nearer by as many steps.
    """
    kept: list[Link] = []
    nearer: dict[tuple[End, int], list[tuple[Link, int]]] = defaultdict(list)
    for edge in sorted(edges, key=lambda edge: edge.depth):
        if _is_own(edge.target, own):
            continue
        steps = edge.depth - 1 if _is_own(edge.origin, own) else 0
        if steps:
            moved = replace(edge, relation="cites", depth=1, origin=article)
        else:
            before = nearer.get((edge.origin, edge.depth - 1), ())
            steps = next((n for link, n in before if _goes_on(link, edge)), 0)
            moved = replace(edge, depth=edge.depth - steps)
        if steps:
            nearer[edge.target, edge.depth].append((edge, steps))
        kept.append(moved)
    return kept if len(kept) < len(edges) or nearer else list(edges)


def _goes_on(before: Link, edge: Link) -> bool:
    """Whether the edge tells, in the same words, whom the target of the one before has it from."""
    return (
        edge.relation == "via"
        and before.span is not None
        and edge.span is not None
        and before.span.start < edge.span.end
        and edge.span.start < before.span.end
    )


def _own_names(article: Article) -> frozenset[str]:
    """The letters of what the article's outlet is called: its publisher, and its site's name."""
    url = article.canonical_url or article.url
    sites = [domain_of(url) if url else None, article.publisher]
    labels = [
        label for site in sites if site and _SITE.fullmatch(site) for label in site.split(".")[:-1]
    ]
    return frozenset(filter(None, map(_letters, (article.publisher or "", *labels))))


def _is_own(end: End, own: Iterable[str]) -> bool:
    """Whether it is the outlet; the one of two names may have a word for its kind behind."""
    if end.type != "media" or not end.name:
        return False
    name = _letters(end.name)
    return any(
        name == each or _KIND.sub("", name) == each or name == _KIND.sub("", each) for each in own
    )


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", anyascii(_THE.sub("", name)).lower())


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
