"""The names in one article: where they stand, and which of them name the same.

The names that the encoder reads are the beginning. Outlets are added, and so is every place where a
person's surname stands. A name has one label in one article: the one that
all its mentions together make likeliest, full names deciding surnames, and the text what a headline
runs together. Nothing is guessed: a surname that two people share stays unresolved, and numbers,
dates and sums are mentions that name no entity.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from spacy.tokens import Doc

from transforms.analyse.aliases import Cluster, acronym_spans, alias_clusters, folded_case
from transforms.analyse.attributions import Span
from transforms.analyse.finder.name_tags import LABELS
from transforms.analyse.findings import Named
from transforms.analyse.gazetteer import peoples_named, places_named
from transforms.analyse.headlines import trimmed_fragments
from transforms.analyse.lexicons import group_names, noun_kinds
from transforms.analyse.outlets import Outlet, find_outlets, known_outlet
from transforms.analyse.people import People, is_titled, without_titles
from transforms.analyse.wordforms import singular

Form = Literal["name", "nominal", "pronoun"]

#: OntoNotes labels of things that have a name; the others (DATE, MONEY, …) are values.
NAMED = frozenset(LABELS)
_PLACES = frozenset(("GPE", "LOC", "FAC"))
# Confidences where the encoder has none: values are spaCy's, whose F1 on OntoNotes is about 0.85; a
# known outlet is surer than that, a surname or an acronym found by rule less.
_VALUE_SCORE, _OUTLET_SCORE, _RULE_SCORE = 0.85, 0.9, 0.7
#: Namesakes whose full names first stand no further apart, in characters, come together.
_TOGETHER = 120
# What speaks for a people's name (`Texans`), and for a person's a title in front (`Lt. Col. Lee`),
# beside what the encoder says, as a likelihood.
_PEOPLE, _TITLED = 0.5, 0.9
#: How sure the encoder is of a name that an outlet's is only a part of.
_RATHER = 0.6
_WORD = re.compile(r"\S+")
_LINE = re.compile(r"[^\s()](?:[^\n()]*[^\s()])?")


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

    @classmethod
    def standing_for(
        cls, entity: Entity, text: str, span: Span, form: Form, score: float
    ) -> "Mention":
        """Words of a text that stand for an entity, whose label they have."""
        return cls(span, span.of(text), entity.label, score, entity, form)


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

    def around(self, place: int) -> Mention | None:
        """The mention that covers a code point."""
        before = bisect_right(self._starts, place) - 1
        mention = self.mentions[before] if before >= 0 else None
        return mention if mention is not None and place < mention.span.end else None

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.span.start for mention in self.mentions]


def find_names(doc: Doc) -> Names:
    """Every name of the text."""
    text = doc.text
    named = {name.span: name for name in _named(doc)}
    outlets = tuple(_outlets(doc, text, named.values()))
    found = _without_overlap(
        [
            *(Mention(o.printed, o.printed.of(text), "ORG", _OUTLET_SCORE) for o in outlets),
            *_read(text, named.values()),
            *_values(doc, text),
        ]
    )
    found = _with_people(text, found)
    found = [
        replace(m, span=span, text=span.of(text))
        for m, span in zip(found, trimmed_fragments(text, [m.span for m in found]), strict=True)
    ]
    bodies = (m.span for m in found if m.label == "ORG")
    acronyms = (Mention(s, s.of(text), "ORG", _RULE_SCORE) for s in acronym_spans(text, bodies))
    found = _without_overlap([*found, *acronyms])
    labels = _labels(text, found, named)
    people = People(m.text for m in found if labels.get(folded_case(m.text)) == "PERSON")
    missed = (Mention(span, span.of(text), "PERSON", _RULE_SCORE) for span in people.spans(doc))
    by_span = {outlet.printed: outlet.name for outlet in outlets}
    every = [
        mention if mention.span in by_span else _labelled(mention, labels, people)
        for mention in _without_overlap([*found, *missed])
    ]
    clusters = _clusters(text, every, people, by_span)
    return _resolved(every, clusters, outlets)


def _outlets(doc: Doc, text: str, named: Iterable[Named]) -> Iterator[Outlet]:
    """The outlets, but for those that are part of a longer name: `Liberation Front`.

    One that is longer by words for its kind is the outlet (`Reuters News Agency`).
    """
    longer = [name.span for name in named if name.label == "ORG" and name.score >= _RATHER]
    starts = [span.start for span in longer]
    for outlet in find_outlets(doc):
        before = bisect_right(starts, outlet.printed.start) - 1
        around = longer[before] if before >= 0 else outlet.printed
        if around == outlet.printed or around.end < outlet.printed.end:
            yield outlet
        elif name := known_outlet(around.of(text)):
            yield Outlet(around, name, around)


def _with_people(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, a body with its people one name: `Russian Foreign Ministry`."""
    joined: list[Mention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        if (
            before is not None
            and (before.label, mention.label) == ("NORP", "ORG")
            and text[before.span.end : mention.span.start] == " "
            and noun_kinds().get(mention.text.rpartition(" ")[2].lower()) == "group"
        ):
            span = Span(joined.pop().span.start, mention.span.end)
            mention = replace(mention, span=span, text=span.of(text))
        joined.append(mention)
    return joined


def _named(doc: Doc) -> Sequence[Named]:
    """The names that the finder has read, else those that another component has found."""
    read: Sequence[Named] = doc._.named
    return read or [
        Named(Span(ent.start_char, ent.end_char), ent.label_, _VALUE_SCORE)
        for ent in doc.ents
        if ent.label_ in NAMED
    ]


def _read(text: str, named: Iterable[Named]) -> Iterator[Mention]:
    for name in named:
        span = without_titles(text, name.span) if name.label == "PERSON" else name.span
        yield Mention(span, span.of(text), name.label, name.score)


def _values(doc: Doc, text: str) -> Iterator[Mention]:
    for ent in doc.ents:
        if ent.label_ not in NAMED:
            for start, end in _lines(text, ent.start_char, ent.end_char):
                span = Span(start, end)
                yield Mention(span, span.of(text), ent.label_, _VALUE_SCORE)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands on one line each."""
    for match in _LINE.finditer(text, start, end):
        yield match.span()


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


def _labels(
    text: str, mentions: Iterable[Mention], named: Mapping[Span, Named]
) -> Mapping[str, str]:
    """The label that all mentions of a name together make likeliest, by name."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for mention in mentions:
        if mention.label in NAMED:
            read, key = named.get(mention.span), folded_case(mention.text)
            shares = read.shares if read else {}
            for label, share in (shares or {mention.label: mention.score}).items():
                votes[key][label] += share
            votes[key]["NORP"] += _PEOPLE if _is_people(mention.text) else 0
            votes[key]["PERSON"] += _TITLED if is_titled(text, mention.span) else 0
    return {key: max(shares, key=lambda label: shares[label]) for key, shares in votes.items()}


def _is_people(name: str) -> bool:
    """Whether it is what people of a country, a party or a belief are called: `Texans`."""
    return bool(peoples_named(name)) or singular(name.lower()) in group_names()


def _labelled(mention: Mention, labels: Mapping[str, str], people: People) -> Mention:
    """The mention with its name's label; a surname is a person, unless it is a place after all."""
    if mention.label not in NAMED:
        return mention
    label = labels.get(folded_case(mention.text), mention.label)
    is_place = label in _PLACES and bool(places_named(mention.text))
    return replace(mention, label="PERSON" if people.owns(mention.text) and not is_place else label)


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
