"""For whom `he` and `she` stand: one of the people an article has named, or nobody for sure.

Every person named so far is weighed for every pronoun. The encoder has a say (`findings.Pointer`);
so have gender, how long ago and where the person was named, whether it was in the same words of
somebody, and who spoke last. Nobody speaks of himself as `he`: inside a quotation its speaker is
left out. Weights are a logistic model's, `benchmarks/identity.py` says how good it is.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import exp, log
from typing import NamedTuple

from transforms.analyse.attributions import Attribution, Span
from transforms.analyse.findings import Pointer
from transforms.analyse.genders import genders
from transforms.analyse.given_names import Gender
from transforms.analyse.names import Entity, Form, Mention, Names
from transforms.analyse.sentences import Sentences

_GENDER: dict[str, Gender] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
_PRONOUN = re.compile(rf"\b(?:{'|'.join(_GENDER)})\b", re.IGNORECASE)
_OBJECTS = frozenset(("him", "her"))
#: Sentences after which a person is no longer stood for, and the most that are weighed.
_REACH, _MOST = 12, 8
#: The least probability at which a person is given.
CERTAIN = 0.5


class Features(NamedTuple):
    """What speaks for a person, of one pronoun; see `_WEIGHTS`."""

    pointed: float
    same_gender: float
    other_gender: float
    same_sentence: float
    sentence_before: float
    sentences: float
    latest: float
    first_in_sentence: float
    often: float
    spoke_last: float
    across_quotation: float
    first_here: float
    object_of_same: float


_WEIGHTS = Features(0.0, 1.5, -5.0, 0.7, 0.4, -0.6, 0.1, 0.9, 0.6, 1.4, -1.1, 0.1, 0.5)
#: Keeps the logarithm of no share finite; and what is said where the encoder says nothing.
_TINY, _UNTOLD = 0.02, log(0.5)
#: What is weighed for nobody that is named.
_NOBODY = -0.2


@dataclass(frozen=True)
class Referring(Mention):
    """A pronoun or a noun whose person is known."""

    entity: Entity


@dataclass(frozen=True)
class Candidate:
    """A person who was named, or stood for, before a pronoun."""

    entity: Entity
    features: Features


class _Seen(NamedTuple):
    """Where a person was named or stood for."""

    span: Span
    sentence: int
    first: bool  # of the people in its sentence
    quotation: int | None


class _History(NamedTuple):
    """Where a person was seen last, and how often in all."""

    last: _Seen
    times: int


class Pronouns:
    """The pronouns of one article, resolved from its beginning to its end.

    Args:
        text: The article.
        names: Its names.
        described: The nouns that stand for them.
        sentences: Its sentences.
        attributions: Who says what in it.
        pointers: Whom the encoder has its pronouns point to.
        varied: Noun phrases that are read as pronouns are, of either gender.
    """

    def __init__(
        self,
        text: str,
        names: Names,
        described: Sequence[Mention],
        sentences: Sentences,
        attributions: Sequence[Attribution],
        pointers: Sequence[Pointer],
        varied: Iterable[Span] = (),
    ) -> None:
        self._text, self._names, self._described = text, names, described
        self._starts = [sentence.start for sentence in sentences.spans]
        self._genders = genders(text, names)
        self._quotations = [
            (span, index)
            for index, attribution in enumerate(attributions)
            if attribution.kind != "indirect"
            for span in attribution.content
        ]
        self._quotations.sort()
        self._sources: dict[int, int] = {}
        self._speakers: dict[int, Entity] = {}
        for index, attribution in enumerate(attributions):
            for span in attribution.source[:1]:
                person = self._named_in(span)
                self._sources[person.span.start if person else span.start] = index
                if person is not None and person.entity is not None:
                    self._speakers[index] = person.entity
        self._varied = tuple(varied)
        self._pointers = {pointer.span.start: pointer for pointer in pointers}
        self._seen: dict[Entity, _History] = {}  # who was seen last is last
        self._pointed: dict[Span, Mapping[Entity, float]] = {}
        self._last_speaker: Entity | None = None
        self._telling = True  # what is looked at is the article's own, and no quotation
        #: What stands for somebody, by where it starts.
        self.resolved: dict[int, Referring] = {}
        for _ in self.weighed():
            pass

    def at(self, span: Span) -> "Referring | None":
        """The pronoun that the span begins with, where it stands for somebody."""
        return self.resolved.get(span.start)

    def weighed(self) -> Iterator[tuple[Span, Sequence[Candidate]]]:
        """Every pronoun with the people it may stand for; resolves them on the way.

        Those of the article's own come first, for they may be who is quoted.
        """
        pronouns = (Span(*match.span()) for match in _PRONOUN.finditer(self._text))
        found = [*pronouns, *self._varied]
        outside = [span for span in found if self._quotation(span) is None]
        inside = sorted(set(found) - set(outside))
        for self._telling, group in ((True, outside), (False, inside)):
            self._seen, self._last_speaker = {}, None
            for kind, item in self._in_order(group):
                if kind == 0:
                    self._see(item.entity, item.span)
                    continue
                candidates = self._candidates(item.span)
                yield item.span, candidates
                self._resolve(item.span, candidates)

    def _in_order(self, pronouns: Sequence[Span]) -> list[tuple[int, Mention]]:
        """Names and what is resolved (0), and pronouns that are to be (1), as they come."""
        named = (*self._names.mentions, *self._described)
        people = (m for m in named if m.label == "PERSON" and m.entity is not None)
        known = [*people, *self.resolved.values()]
        asked = [Mention(span, span.of(self._text), "PERSON", 0.0) for span in pronouns]
        both = [*((0, mention) for mention in known), *((1, mention) for mention in asked)]
        return sorted(both, key=lambda pair: pair[1].span)

    def _see(self, person: Entity | None, span: Span) -> None:
        quotation = self._quotation(span)
        if person is None or (self._telling and quotation is not None and person in self._seen):
            return  # the article goes on with whom it names itself
        sentence = self._sentence(span)
        latest = next(reversed(self._seen.values()), None)
        first = latest is None or latest.last.sentence != sentence
        seen = _Seen(span, sentence, first, quotation)
        times = self._seen.pop(person).times if person in self._seen else 0
        self._seen[person] = _History(seen, times + 1)
        self._pointed[span] = {person: 1.0}
        index = self._sources.get(span.start)
        if index is not None:
            self._last_speaker = person

    def _candidates(self, span: Span) -> list[Candidate]:
        pointer = self._pointers.get(span.start)
        shares = self._shares(pointer) if pointer else None
        sentence, quotation = self._sentence(span), self._quotation(span)
        speaker = self._speakers.get(quotation) if quotation is not None else None
        recent = list(islice(reversed(self._seen), _MOST))
        return [
            Candidate(person, self._features(span, person, sentence, shares, person == recent[0]))
            for person in recent
            if person != speaker and sentence - self._seen[person].last.sentence <= _REACH
        ]

    def _features(
        self,
        span: Span,
        person: Entity,
        sentence: int,
        shares: Mapping[Entity, float] | None,
        latest: bool,
    ) -> Features:
        word = span.of(self._text).lower()
        last, times = self._seen[person]
        away = sentence - last.sentence
        gender, known = _GENDER.get(word), self._genders.get(person)
        quotation = self._quotation(span)
        index = self._sources.get(span.start)
        return Features(
            pointed=log(shares.get(person, 0.0) + _TINY) if shares is not None else _UNTOLD,
            same_gender=float(known is not None and known == gender),
            other_gender=float(None not in (known, gender) and known != gender),
            same_sentence=float(away == 0),
            sentence_before=float(away == 1),
            sentences=float(min(away, _REACH)),
            latest=float(latest),
            first_in_sentence=float(last.first),
            often=log(times),
            spoke_last=float(index is not None and person == self._last_speaker),
            across_quotation=float(last.quotation != quotation),
            first_here=float(away == 0 and last.first),
            object_of_same=float(word in _OBJECTS and away == 0 and last.first),
        )

    def _shares(self, pointer: Pointer) -> Mapping[Entity, float]:
        """What the encoder says, by person: pronouns that it points to are whom they stand for."""
        shares: dict[Entity, float] = {}
        for target, share in pointer.targets:
            for person, part in self._pointed.get(target, {}).items():
                shares[person] = shares.get(person, 0.0) + share * part
        return shares

    def _resolve(self, span: Span, candidates: Sequence[Candidate]) -> None:
        weights = [exp(min(50.0, _dot(each.features))) for each in candidates]
        total = sum(weights) + exp(_NOBODY)
        self._pointed[span] = {
            each.entity: weight / total for each, weight in zip(candidates, weights, strict=True)
        }
        best = max(zip(weights, candidates, strict=True), key=lambda pair: pair[0], default=None)
        if best is None or best[0] < CERTAIN * total:
            return
        person = best[1].entity
        text = span.of(self._text)
        score = round(best[0] / total, 2)
        form: Form = "pronoun" if text.lower() in _GENDER else "nominal"
        self.resolved[span.start] = Referring(span, text, "PERSON", score, person, form)
        index = self._sources.get(span.start)
        if index is not None:
            self._speakers.setdefault(index, person)
        self._see(person, span)

    def _named_in(self, source: Span) -> Mention | None:
        """The first person that a source names."""
        return next((m for m in self._names.within(source) if m.label == "PERSON"), None)

    def _sentence(self, span: Span) -> int:
        return bisect_right(self._starts, span.start)

    def _quotation(self, span: Span) -> int | None:
        """The attribution whose quotation the span stands in."""
        at = bisect_right(self._quotations, (Span(span.start + 1, 0), 0)) - 1
        if at < 0:
            return None
        inside, index = self._quotations[at]
        return index if span.start < inside.end else None


def _dot(features: Features) -> float:
    return sum(weight * value for weight, value in zip(_WEIGHTS, features, strict=True))
