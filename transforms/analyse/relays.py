"""Relays: pairs of sources of which the first has it from the second, to any depth."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transforms.analyse.attributions import Span
from transforms.analyse.chains import Marker, find_markers, goes_on
from transforms.analyse.lexicons import noun_kinds
from transforms.analyse.nodes import Node, node_at
from transforms.analyse.reading import Reading

#: Confidence in a marker such as `citing`, between two phrases that can both be sources.
VIA_SCORE = 0.8

_ACCORDING = re.compile(r",\saccording\sto\s(?:[Tt]he\s)?$")
#: In front of an outlet whose guest speaks behind it: `In an interview with CNN, Lee said`.
_GUEST = re.compile(
    r"\W*(?:In|During|Speaking|Appearing|Asked|Reached|Contacted|Responding|When|On)\b"
)
#: Between the name of who says something and the outlet it is said to, or that vouches for it:
#: `Sanders told |`, `Sanders said on Sunday, according to |`.
_SAYS = r"(?:told|tells|said|says|wrote|asked|argued|insisted|recalled|added|noted|reported)"
_TELLS = re.compile(
    rf",?\s(?:(?:(?:also|later|then|has|had)\s)?{_SAYS}\b|[^“”\"\n;()]*,\s(?:telling|saying)\b)"
    r"[^“”\"\n;()]*"
)
#: Behind who vouches, in front of a name and what it said: `According to CNN|, the ministry said`.
_VOUCHED = re.compile(r",\s(?:[Tt]he\s)?$")
_SAID = re.compile(rf"\s(?:(?:also|has|had)\s)?{_SAYS}\b")
#: Kinds of source that are an outlet's own: `an interview with CNN` does not tell CNN.
_PRINTED = ("media", "document", "data")
#: What is cited as authority, but tells nobody anything.
_RULES = frozenset(("law", "bill", "constitution", "treaty", "chapter", "record", "figure"))
#: Of what an outlet carries: this may be what somebody said, the others are documents.
_REPORTED = re.compile(r"reported|quoted|cited", re.IGNORECASE)
#: Between a document and how an outlet came by it: `a letter, first | obtained by AP`.
_CAME = re.compile(r"(?:,?\s(?:(?:and|which|that|was|were|first|also|previously|exclusively)\s)*)?")
#: Between a person and a name in what describes the person.
_DESCRIBES = re.compile(r",\s(?:an?|the)\s[^,]*")
#: Between two outlets that are one after another: `Reuters and the AP`.
_JOINED = re.compile(r"(?:[’']s?)?(?:\s|,|/|-|&|\band\b|\bor\b|\bthe\b)*")
#: Between a verb that is a marker and its subject: `the report on Wednesday also cited`.
_ADVERBS = re.compile(
    r",?\s?(?:(?:which|who|that|on\s\w+day|also|then|later|in\sturn|for\sthe\sfirst\stime"
    r"|repeatedly|often|has|had|have|reportedly|earlier|itself|himself|herself|again|previously|recently),?\s)*"
)
_NOUN_PHRASE = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]his|[Tt]heir|[Hh]is|[Hh]er)\s(?:[\w’'-]+\s){0,3}?(?P<noun>[\w-]+)"
)
#: Between a person and a marker: nothing but a clause or a description, `Ann Lee, who runs it, |`.
_CLAUSE = re.compile(r",\s[^,]*,\s(?:also\s)?")
#: What is joined to the outlet that a marker points to: `polls reported by CNN | and Reuters`.
_ALONG = re.compile(r"(?:,?\s(?:and|or)\s[^,;:()“”\"\n]*)?")
#: Who is named as a source is one, whatever the noun: `cites his followers as the source`.
_AS_SOURCE = re.compile(r"\sas\s(?:a|the|his|her|its|their)\ssources?\b")


@dataclass(frozen=True)
class Relay:
    """`origin` has it from `target`, whose depth is one more."""

    origin: Node
    target: Node


def find_relays(reading: Reading, nodes: Sequence[Node]) -> tuple[list[Node], list[Relay]]:
    """The sources the article itself relies on, and who has it from whom.

    Args:
        reading: The article.
        nodes: The sources of its claims and those it cites besides. What a marker points to is
            among neither of those the article itself relies on.
    """
    markers = {
        sentence: list(find_markers(reading.text, sentence)) for sentence in reading.sentences.spans
    }
    pointed = [
        m.target for found in markers.values() for m in found if m.kind in ("cites", "draws")
    ]
    nodes = [n for n in nodes if n.claim is not None or not _inside_any(n.span, pointed)]
    relays = [*_nested(reading, nodes), *_told(reading, nodes)]
    by_sentence: dict[Span, list[Node]] = defaultdict(list)
    for node in nodes:
        by_sentence[reading.sentences.around([node.span])].append(node)
    cited: list[Node] = []
    for sentence, found in markers.items():
        here = sorted(by_sentence.get(sentence, []), key=lambda node: node.span)
        for relay in _marked(reading, found, here):
            relays.append(relay)
            if relay.origin.depth == 1 and relay.origin not in here:
                cited.append(relay.origin)
    later = {relay.target.span for relay in relays if relay.target.claim is None}
    nodes = [n for n in nodes if n.end.name and n.depth == 1 and n.span not in later]
    return [*nodes, *cited], relays


def _inside_any(span: Span, stretches: Sequence[Span]) -> bool:
    return any(s.start <= span.start < s.end for s in stretches)


def _nested(reading: Reading, nodes: Sequence[Node]) -> Iterator[Relay]:
    """Who says what another is quoted with: a spokesman has it from Putin."""
    by_claim = {node.claim: node for node in nodes if node.claim is not None and node.end.name}
    for claim, node in by_claim.items():
        outer = reading.outer[claim]
        teller = by_claim.get(outer) if outer is not None else None
        if teller is not None and teller.end != node.end:
            yield Relay(teller, node)


def _told(reading: Reading, nodes: Sequence[Node]) -> Iterator[Relay]:
    """`X told Reuters`: Reuters has it from X; `…, according to AFP`: AFP from Reuters."""
    by_teller: dict[Node, list[Node]] = defaultdict(list)
    for outlet in (node for node in nodes if node.told):
        teller = _teller(reading, outlet, nodes)
        if teller is not None:
            by_teller[teller].append(outlet)
    for teller, outlets in by_teller.items():
        heard = [node for node in outlets if not _vouches(reading.text, node)]
        vouching = [node for node in outlets if _vouches(reading.text, node)]
        # The last to vouch is whom the article relies on.
        depth, origin = 1, None
        for outlet in reversed(vouching):
            node = replace(outlet, depth=depth)
            if origin is not None:
                yield Relay(origin, node)
            depth, origin = depth + 1, node
        for outlet in heard:
            node = replace(outlet, depth=depth)
            if origin is not None:
                yield Relay(origin, node)
            yield Relay(node, replace(teller, depth=depth + 1))
        if origin is not None and not heard:
            yield Relay(origin, replace(teller, depth=depth))


def _vouches(text: str, node: Node) -> bool:
    return _ACCORDING.search(text[max(0, node.span.start - 40) : node.span.start]) is not None


def _teller(reading: Reading, outlet: Node, nodes: Sequence[Node]) -> Node | None:
    """Whose claim it is: the one whose cue stands nearest in front, or the guest behind."""
    sentence = reading.sentences.around([outlet.span])
    here = [
        node
        for node in nodes
        if node.claim is not None
        and not (node.end.type in _PRINTED and _meet(node.span, outlet.span))
        and _inside_any(node.span, [sentence])
    ]
    named = _sayer(reading, Span(sentence.start, outlet.span.start), here)
    if named is not None:
        return named
    in_front = [node for node in here if node.span.start < outlet.span.start]
    if in_front:
        place = outlet.span.start
        nearest = max(in_front, key=lambda node: _last_before(reading, node, place))
        aside = reading.text[_last_before(reading, nearest, place) : place]
        return nearest if aside.count("(") <= aside.count(")") else None
    front = reading.text[sentence.start : outlet.span.start]
    if here and _GUEST.match(front):
        return here[0]
    return _first_name(reading, outlet.span) if "interview" in front else None


def _sayer(reading: Reading, before: Span, here: Sequence[Node]) -> Node | None:
    """The last person or body of which the stretch says that it said something."""
    for mention in reversed(reading.names.within(before)):
        if mention.label in ("PERSON", "ORG") and _TELLS.fullmatch(
            reading.text, mention.span.end, before.end
        ):
            known = (node for node in here if _meet(node.span, mention.span))
            return next(known, None) or node_at(reading, mention.span, 2, VIA_SCORE)
    return None


def _sayer_behind(reading: Reading, marker: Marker, sentence: Span) -> Node | None:
    """Who says something right behind the phrase that the marker points to."""
    for mention in reading.names.within(Span(marker.target.end, sentence.end)):
        before = reading.text[marker.target.end : mention.span.start]
        if _VOUCHED.fullmatch(before) and _SAID.match(reading.text, mention.span.end):
            return node_at(reading, mention.span, 2, VIA_SCORE)
    return None


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _last_before(reading: Reading, node: Node, place: int) -> int:
    """Where the cue of the node's claim, or else the node, ends in front of the place."""
    cue = reading.attributions[node.claim].cue if node.claim is not None else ()
    return max([span.end for span in cue if span.end <= place], default=node.span.start)


def _marked(reading: Reading, markers: Sequence[Marker], here: Sequence[Node]) -> Iterator[Relay]:
    """The relays that the markers of one sentence tell of."""
    links: list[Node] = []
    for marker in markers:
        if marker.kind == "according":
            yield from _vouched(reading, marker, here, links)
        elif marker.kind == "carried":
            yield from _carried(reading, marker, here)
        else:
            origin = _origin(reading, marker, here, links)
            if origin is not None:
                for target in _targets(reading, marker, origin):
                    links.append(target)
                    yield Relay(origin, target)


def _origin(
    reading: Reading, marker: Marker, here: Sequence[Node], links: Sequence[Node]
) -> Node | None:
    """Whose source the marker names: the last link, its subject, or the nearest source."""
    last = links[-1].span if links else None
    if last and (_meet(last, marker.span) or goes_on(reading.text, last, marker.span)):
        return links[-1]
    if marker.finite:
        return _subject(reading, marker, here)
    # A source may go on behind the marker: `Interfax, quoting a diplomat,` is one phrase.
    free = [node for node in here if not _is_quoted(reading, node, marker.span)]
    before = [node for node in free if node.span.start < marker.span.start]
    behind = [node for node in free if node.span.start >= marker.target.end]
    if before or behind:
        return before[-1] if before else behind[0]
    if len(free) < len(here):
        return None
    return _first_name(reading, marker.span)


def _first_name(reading: Reading, place: Span) -> Node | None:
    """The name that the sentence begins with: `Trump went on, citing a report`."""
    sentence = reading.sentences.around([place])
    names = reading.names.within(Span(sentence.start, place.start))
    first = names[0] if names and names[0].label in ("PERSON", "ORG") else None
    if first is None or first.span.start > sentence.start + len("The "):
        return None
    return node_at(reading, first.span, 1, VIA_SCORE)


def _subject(reading: Reading, marker: Marker, here: Sequence[Node]) -> Node | None:
    """The source right in front of a verb, known or not; `the report cited` makes it one."""
    sentence = reading.sentences.around([marker.span])
    before = Span(sentence.start, marker.span.start)
    names = [m.span for m in reading.names.within(before) if m.label in ("PERSON", "ORG")]
    names += [outlet.span for outlet in reading.names.outlets]
    nouns = [
        Span(match.start(), match.end())
        for match in _NOUN_PHRASE.finditer(reading.text, *before)
        if noun_kinds().get(match["noun"].lower()) in ("document", "data", "media")
    ]
    known = [node for node in here if node.span.start < marker.span.start]
    for span in sorted([*names, *nouns, *(n.span for n in known)], key=lambda s: (-s.end, s)):
        if span.end <= before.end and _ADVERBS.fullmatch(reading.text, span.end, before.end):
            span = _described(reading, span, before.start)
            same = (n for n in known if _meet(n.span, span))
            return next(same, None) or node_at(reading, span, 1, VIA_SCORE)
    relative = [node for node in known if _is_clause_of(reading.text, node, marker)]
    return relative[-1] if relative else None


def _described(reading: Reading, span: Span, first: int) -> Span:
    """The person whom a phrase with the span describes: `Ann Lee, a fellow of Rand, cited`."""
    for mention in reading.names.within(Span(first, span.start)):
        described = _DESCRIBES.fullmatch(reading.text, mention.span.end, span.start)
        if mention.label == "PERSON" and described:
            return mention.span
    return span


def _is_clause_of(text: str, node: Node, marker: Marker) -> bool:
    """`Ann Lee, who runs the place, cited …`: nothing but a clause or a description between."""
    return _CLAUSE.fullmatch(text, node.span.end, marker.span.start) is not None


def _targets(reading: Reading, marker: Marker, origin: Node) -> Iterator[Node]:
    """The sources the marker points to: each outlet it names, or the one phrase."""
    outlets = list(_outlets(reading, marker)) if marker.kind != "draws" else []
    named = _AS_SOURCE.match(reading.text, marker.target.end) is not None
    for span in outlets or [marker.target]:
        if named or reading.resolver.is_source(span):
            node = node_at(reading, span, origin.depth + 1, VIA_SCORE)
            drawn = marker.kind != "draws" or node.end.type in ("document", "data")
            drawn = drawn and reading.resolver.phrase(marker.target).head not in _RULES
            if node.end != origin.end and drawn:
                yield node


def _outlets(reading: Reading, marker: Marker) -> Iterator[Span]:
    """The first outlet in what the marker points to, and those named along with it."""
    end: int | None = None
    for outlet in reading.names.outlets:
        if marker.target.start <= outlet.span.start < marker.target.end and (
            end is None or _JOINED.fullmatch(reading.text, end, outlet.span.start)
        ):
            yield outlet.span
            end = outlet.span.end


def _vouched(
    reading: Reading, marker: Marker, here: Sequence[Node], links: list[Node]
) -> Iterator[Relay]:
    """`Netanyahu, according to sources close to him, said`: the sources have it from Netanyahu.

    `Politico reported, according to sources in the room`: there Politico has it from the sources.
    """
    told = any(
        node.told and node.span.start < marker.target.end and marker.target.start <= node.span.start
        for node in here
    )
    if told:
        return
    cues = [span for found in reading.attributions for span in found.cue]
    if any(_meet(cue, marker.span) for cue in cues):
        yield from _heard(reading, marker, here)
        return
    hosts = [node for node in here if node.claim is not None and node.depth == 1]
    host = min(hosts, key=lambda node: _distance(reading, node, marker.span.start), default=None)
    if host is None or not reading.resolver.is_source(marker.target):
        return
    aside = reading.text[host.span.end : marker.span.start]
    if _is_content(reading, host, marker.span) or aside.count("(") > aside.count(")"):
        return
    if host.end.type == "media":
        target = node_at(reading, marker.target, host.depth + 1, VIA_SCORE)
        links.append(target)
        yield Relay(host, target)
        return
    origin = node_at(reading, marker.target, 1, VIA_SCORE)
    if origin.end != host.end:
        links.append(origin)
        yield Relay(origin, replace(host, depth=2))


def _heard(reading: Reading, marker: Marker, here: Sequence[Node]) -> Iterator[Relay]:
    """`Trump wrote to the bank, according to a copy of the letter`, where that is the claim."""
    sentence = reading.sentences.around([marker.span])
    teller = _sayer(reading, Span(sentence.start, marker.span.start), here)
    teller = teller or _sayer_behind(reading, marker, sentence)
    origin = next((node for node in here if _meet(node.span, marker.target)), None)
    if teller is None or origin is None or teller.end == origin.end:
        return
    if teller.end.type != "media":  # `as CNN reported` is another's word beside it
        yield Relay(origin, replace(teller, depth=2))


def _is_content(reading: Reading, node: Node, span: Span) -> bool:
    """Whether the span stands within what the node's claim says."""
    content = reading.attributions[node.claim].content if node.claim is not None else ()
    return _inside_any(span, content)


def _is_quoted(reading: Reading, node: Node, span: Span) -> bool:
    """Whether the span stands in a quotation of the node: whom that relies on is not told."""
    direct = node.claim is not None and reading.attributions[node.claim].kind != "indirect"
    return direct and _is_content(reading, node, span)


def _distance(reading: Reading, node: Node, place: int) -> int:
    found = reading.attributions[node.claim] if node.claim is not None else None
    spans = [node.span, *(found.cue if found else ())]
    return min(abs(end - place) for span in spans for end in span)


def _carried(reading: Reading, marker: Marker, here: Sequence[Node]) -> Iterator[Relay]:
    """`polls reported by CNN`: CNN has it from the polls."""
    source = _in_front(reading, marker, here)
    if source is None:
        return
    stretch = _stretch(reading, marker)
    for outlet in reading.names.outlets:
        if stretch.start <= outlet.span.start < stretch.end:
            origin = node_at(reading, outlet.span, 1, VIA_SCORE)
            if origin.end != source.end:
                yield Relay(origin, replace(source, depth=2))


def _in_front(reading: Reading, marker: Marker, here: Sequence[Node]) -> Node | None:
    """The source that the outlet behind the marker carries: right in front, or who said it."""
    before = [node for node in here if node.span.start <= marker.span.start]
    if before and (
        marker.span.start < before[-1].span.end
        or _CAME.fullmatch(reading.text, before[-1].span.end, marker.span.start)
    ):
        return before[-1]
    if not _REPORTED.match(marker.span.of(reading.text)):
        return None
    sentence = reading.sentences.around([marker.span])
    return _sayer(reading, Span(sentence.start, marker.span.start), here)


def _stretch(reading: Reading, marker: Marker) -> Span:
    """The marker's target and the outlets joined to it by `and`."""
    joined = _ALONG.match(reading.text, marker.target.end)
    return Span(marker.target.start, joined.end() if joined else marker.target.end)
