"""The names in one article: where they stand, and which of them name the same.

The names that the model reads are the beginning. Outlets are added, people behind a title are, and
so is every place where a person's surname stands. A name has one label in one article: the one that
all its mentions together make likeliest, full names deciding surnames, and the text what a headline
runs together. Nothing is guessed: a surname that two people share stays unresolved, and numbers,
dates and sums are mentions that name no entity.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Literal

from spacy.tokens import Doc, Token

from transforms.analyse.aliases import Cluster, alias_clusters, folded_case
from transforms.analyse.attributions import Span
from transforms.analyse.findings import Named
from transforms.analyse.gazetteer import places_named
from transforms.analyse.headlines import trimmed_fragments
from transforms.analyse.outlets import Outlet, find_outlets
from transforms.analyse.people import People, is_described_person, person_start, titled_people

Form = Literal["name", "nominal", "pronoun"]

#: OntoNotes labels of things that have a name; the others (DATE, MONEY, …) are values.
NAMED = frozenset(
    (
        *("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT"),
        "LANGUAGE",
    )
)
# Confidences where the model has none: values are spaCy's, whose F1 on OntoNotes is about 0.85; a
# known outlet is surer than that, a name found by a title or a surname less.
_MODEL_SCORE, _OUTLET_SCORE, _RULE_SCORE = 0.85, 0.9, 0.7

#: A known place that the model is that sure of is one, though a person has the same name.
_SURE = 0.9
#: Namesakes whose full names first stand no further apart, in characters, come together.
_TOGETHER = 200
#: Prepositions that leave no doubt that a place follows, though a person has the same name.
_LOCATIVE = frozenset(("in", "at", "near", "into", "across", "throughout"))


@dataclass(frozen=True)
class Entity:
    """One named thing of the article.

    `name` is its fullest form as printed; `aliases` are all forms, name included, in the order
    they appear; `mentions` is how many times it is named.
    """

    name: str
    label: str
    aliases: tuple[str, ...]
    mentions: int


@dataclass(frozen=True)
class Mention:
    """A name in the text, or words that stand for one.

    `entity` is None for a value, and where it cannot be resolved.
    """

    span: Span
    text: str
    label: str
    score: float
    entity: Entity | None = None
    form: Form = "name"


@dataclass(frozen=True)
class Names:
    """The names of one article: mentions in order and without overlap, entities as they appear."""

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    outlets: tuple[Outlet, ...]

    def within(self, span: Span) -> tuple[Mention, ...]:
        """The mentions that lie inside the span."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return tuple(m for m in self.mentions[first:last] if m.span.end <= span.end)

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.span.start for mention in self.mentions]


def find_names(doc: Doc) -> Names:
    """Every name of the text."""
    outlets = find_outlets(doc)
    text = doc.text
    named = {name.span.start: name for name in doc._.named}
    found = _without_overlap(
        [
            *(Mention(o.span, o.span.of(text), "ORG", _OUTLET_SCORE) for o in outlets),
            *(Mention(span, span.of(text), "PERSON", _RULE_SCORE) for span in titled_people(doc)),
            *_model_mentions(doc, text, named),
        ]
    )
    found = [
        replace(m, span=span, text=span.of(text))
        for m, span in zip(found, trimmed_fragments(text, [m.span for m in found]), strict=True)
    ]
    labels = _labels(found, named)
    people = People(m.text for m in found if labels.get(folded_case(m.text)) == "PERSON")
    missed = (Mention(span, span.of(text), "PERSON", _RULE_SCORE) for span in people.spans(doc))
    found = [
        _labelled(doc, mention, labels, people) for mention in _without_overlap([*found, *missed])
    ]
    clusters = _clusters(text, found, people, {o.span: o.name for o in outlets})
    return _resolved(found, clusters, outlets)


def _model_mentions(doc: Doc, text: str, named: Mapping[int, Named]) -> Iterator[Mention]:
    for ent in doc.ents:
        pieces = groupby(ent, key=lambda token: "\n" in token.text or token.text in "()")
        for tokens in (list(piece) for is_break, piece in pieces if not is_break):
            kept = _trimmed(tokens) if ent.label_ in NAMED else tokens
            if not kept or _is_portfolio(ent.label_, kept):
                continue
            name = doc[kept[0].i : kept[-1].i + 1]
            start = person_start(name, text).idx if ent.label_ == "PERSON" else name.start_char
            span = Span(start, name.end_char)
            label = "PERSON" if is_described_person(name, text) else ent.label_
            read = named.get(ent.start_char)
            yield Mention(span, span.of(text), label, read.score if read else _MODEL_SCORE)


def _is_portfolio(label: str, tokens: list[Token]) -> bool:
    """Whether it is no organisation but a minister's field: `Deputy Defense Minister`."""
    following = tokens[-1].nbor().text if tokens[-1].i + 1 < len(tokens[-1].doc) else ""
    return label == "ORG" and len(tokens) == 1 and following in ("Minister", "Secretary")


def _trimmed(tokens: list[Token]) -> list[Token]:
    """Without articles in front, punctuation around, and possessives behind."""
    while tokens and (
        tokens[0].is_punct
        or tokens[0].is_space
        or tokens[0].text == "the"
        or (tokens[0].text == "The" and tokens[0].is_sent_start)
    ):
        tokens = tokens[1:]
    while tokens and (
        tokens[-1].is_punct or tokens[-1].is_space or tokens[-1].text in ("'s", "’s", "'", "’")
    ):
        tokens = tokens[:-1]
    return tokens


def _without_overlap(mentions: Iterable[Mention]) -> list[Mention]:
    """In order of the text; where two overlap, the one that was given first."""
    taken: set[int] = set()
    kept = []
    for mention in mentions:
        places = range(mention.span.start, mention.span.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.span)


def _labels(mentions: Iterable[Mention], named: Mapping[int, Named]) -> Mapping[str, str]:
    """The label that all mentions of a name together make likeliest, by name."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for mention in mentions:
        if mention.label in NAMED:
            read = named.get(mention.span.start)
            shares = read.shares if read and read.label == mention.label else {}
            for label, share in (shares or {mention.label: mention.score}).items():
                votes[folded_case(mention.text)][label] += share
    return {key: max(shares, key=lambda label: shares[label]) for key, shares in votes.items()}


def _labelled(doc: Doc, mention: Mention, labels: Mapping[str, str], people: People) -> Mention:
    """The mention with its name's label; a bare surname is a person whatever it was taken for."""
    if mention.label not in NAMED:
        return mention
    if people.owns(mention.text) and not _is_place(doc, mention):
        return replace(mention, label="PERSON")
    label = labels.get(folded_case(mention.text), mention.label)
    return replace(mention, label=label)


def _clusters(
    text: str, mentions: Sequence[Mention], people: People, outlets: Mapping[Span, str]
) -> list[Cluster | None]:
    """For each mention the label and key of what it names; None where that cannot be told."""
    clusters: list[Cluster | None] = []
    first: dict[str, int] = {}
    for mention in mentions:
        first.setdefault(mention.text, mention.span.start)
    known: dict[str, str | None] = {}
    for mention in mentions:
        if mention.label not in NAMED:
            clusters.append(None)
        elif mention.span in outlets:
            clusters.append(Cluster("ORG", folded_case(outlets[mention.span])))
        elif mention.label == "PERSON":
            if mention.text not in known:
                known[mention.text] = _person(mention, people, first)
            person = known[mention.text]
            clusters.append(Cluster("PERSON", folded_case(person)) if person else None)
        else:
            clusters.append(Cluster(mention.label, folded_case(mention.text)))
    return alias_clusters(text, [m.span for m in mentions], clusters)


def _person(mention: Mention, people: People, first: Mapping[str, int]) -> str | None:
    """The full name of a person as named; of namesakes the one whom the article begins with.

    Who comes later is told apart by the given name. Two that come together are both: then a surname
    tells neither.
    """
    owners = sorted(people.owners(mention.text), key=lambda name: first.get(name, 0))
    if len(owners) < 2:
        return people.resolve(mention.text, mention.label) or mention.text
    together = first.get(owners[1], 0) - first.get(owners[0], 0) < _TOGETHER
    return None if together else owners[0]


def _is_place(doc: Doc, mention: Mention) -> bool:
    span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    before = doc[span.start - 1].lower_ if span is not None and span.start else ""
    sure = mention.score >= _SURE and bool(places_named(mention.text))
    return mention.label in ("GPE", "LOC", "FAC") and (before in _LOCATIVE or sure)


def _resolved(
    mentions: Sequence[Mention], clusters: Sequence[Cluster | None], outlets: tuple[Outlet, ...]
) -> Names:
    printed: dict[Cluster, list[Mention]] = defaultdict(list)
    for mention, cluster in zip(mentions, clusters, strict=True):
        if cluster is not None:
            printed[cluster].append(mention)
    entities = {cluster: _entity(cluster.label, of) for cluster, of in printed.items()}
    resolved = (
        replace(mention, entity=entities[cluster]) if cluster is not None else mention
        for mention, cluster in zip(mentions, clusters, strict=True)
    )
    return Names(tuple(resolved), tuple(entities.values()), outlets)


def _entity(label: str, mentions: Sequence[Mention]) -> Entity:
    """What the mentions name, by the fullest form that has its label (`Syria`, not `Syrian`)."""
    forms = dict.fromkeys(mention.text for mention in mentions)
    own = dict.fromkeys(m.text for m in mentions if m.label == label) or forms
    name = max(own, key=lambda form: (len(form.split()), len(form)))
    return Entity(name, label, tuple(forms), len(mentions))
