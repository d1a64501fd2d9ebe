"""The names in one article: where they stand, and which of them name the same.

The model's entities are the beginning. Outlets are added, people behind a title are, and so is
every place where a person's surname stands; a bare surname is that person whatever the model
takes it for. Nothing is guessed: a surname that two people share stays unresolved, and numbers,
dates and sums are mentions that name no entity.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from spacy.tokens import Doc, Token

from transforms.analyse.attributions import Span
from transforms.analyse.outlets import Outlet, find_outlets
from transforms.analyse.people import People, is_described_person, person_start, titled_people

#: OntoNotes labels of things that have a name; the others (DATE, MONEY, …) are values.
NAMED = frozenset(
    ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT")
)
# Confidences: the model's names have an F1 of about 0.85 on OntoNotes; a known outlet is surer
# than that, a name found by a title or a surname less.
_MODEL_SCORE, _OUTLET_SCORE, _RULE_SCORE = 0.85, 0.9, 0.7

#: `Institute of International Relations (IIR)`: what may stand behind a name.
_BRACKETED = re.compile(r"\s?\((?:the\s)?([A-Z][A-Za-z&-]{1,9})\)")
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
    """A name in the text; `entity` is None for a value, and where it cannot be resolved."""

    span: Span
    text: str
    label: str
    score: float
    entity: Entity | None = None


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
    found = _without_overlap(
        [
            *(Mention(o.span, o.span.of(text), "ORG", _OUTLET_SCORE) for o in outlets),
            *(Mention(span, span.of(text), "PERSON", _RULE_SCORE) for span in titled_people(doc)),
            *_model_mentions(doc, text),
        ]
    )
    labels = _labels(found)
    people = People(m.text for m in found if labels.get(_key(m.text)) == "PERSON")
    missed = (Mention(span, span.of(text), "PERSON", _RULE_SCORE) for span in people.spans(doc))
    found = [
        replace(m, label="PERSON") if people.shared(m.text) and not _is_place(doc, m) else m
        for m in _without_overlap([*found, *missed])
    ]
    clusters = _clusters(doc, text, found, labels, people, {o.span: o.name for o in outlets})
    return _resolved(found, clusters, outlets)


def _model_mentions(doc: Doc, text: str) -> Iterator[Mention]:
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
            yield Mention(span, span.of(text), label, _MODEL_SCORE)


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


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _labels(mentions: Iterable[Mention]) -> Mapping[str, str]:
    """The label most places give a name; of equals, the one that comes first."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        if mention.label in NAMED:
            votes[_key(mention.text)][mention.label] += 1
    return {key: counter.most_common(1)[0][0] for key, counter in votes.items()}


def _clusters(
    doc: Doc,
    text: str,
    mentions: list[Mention],
    labels: Mapping[str, str],
    people: People,
    outlets: Mapping[Span, str],
) -> list[tuple[str, str] | None]:
    """For each mention the label and key of what it names; None where that cannot be told."""
    acronyms = dict(_acronyms(text, mentions))
    clusters: list[tuple[str, str] | None] = []
    for mention in mentions:
        key = _key(outlets.get(mention.span, mention.text))
        if mention.label not in NAMED or (
            people.shared(mention.text) and mention.label == "PERSON"
        ):
            clusters.append(None)
        elif mention.span in outlets:
            clusters.append(("ORG", acronyms.get(key, key)))
        elif (person := people.resolve(mention.text, mention.label)) and not _is_place(
            doc, mention
        ):
            clusters.append(("PERSON", _key(person)))
        else:
            key = acronyms.get(key, key)
            clusters.append((labels.get(key, mention.label), key))
    return clusters


def _is_place(doc: Doc, mention: Mention) -> bool:
    span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    before = doc[span.start - 1].lower_ if span is not None and span.start else ""
    return mention.label in ("GPE", "LOC", "FAC") and before in _LOCATIVE


def _acronyms(text: str, mentions: Iterable[Mention]) -> Iterator[tuple[str, str]]:
    """Acronyms in brackets behind the name whose initials they are, each with that name."""
    for mention in mentions:
        match = _BRACKETED.match(text, mention.span.end)
        if match and match[1].casefold() in _initials(mention.text):
            yield _key(match[1]), _key(mention.text)


def _initials(name: str) -> tuple[str, str]:
    """Of all words, and of the capitalised ones."""
    words = re.findall(r"\w+", name)
    return (
        "".join(word[0] for word in words).casefold(),
        "".join(word[0] for word in words if word[0].isupper()).casefold(),
    )


def _resolved(
    mentions: list[Mention], clusters: list[tuple[str, str] | None], outlets: tuple[Outlet, ...]
) -> Names:
    forms: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for mention, cluster in zip(mentions, clusters, strict=True):
        if cluster is not None:
            forms[cluster][mention.text] += 1
    entities = {
        cluster: Entity(
            name=max(counts, key=lambda form: (len(form.split()), len(form))),
            label=cluster[0],
            aliases=tuple(counts),
            mentions=counts.total(),
        )
        for cluster, counts in forms.items()
    }
    resolved = (
        Mention(m.span, m.text, c[0], m.score, entities[c]) if c is not None else m
        for m, c in zip(mentions, clusters, strict=True)
    )
    return Names(tuple(resolved), tuple(entities.values()), outlets)
