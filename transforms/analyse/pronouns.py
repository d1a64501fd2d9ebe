"""For whom `he` and `she` stand: one of the people an article has named, or nobody for sure.

Every person named lately is weighed for every pronoun: by gender, by how long ago, where and how
often the person was named, and by who spoke last. Nobody speaks of himself as `he`: inside a
quotation its speaker is left out. The weights are those of a log-linear model over the candidates
(as Denis and Baldridge 2007 rank antecedents); `benchmarks/identity.py` says how good it is.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import exp, log
from typing import NamedTuple

from transforms.analyse.attributions import Attribution, Span
from transforms.analyse.genders import genders
from transforms.analyse.given_names import Gender
from transforms.analyse.names import Entity, Form, Mention, Names
from transforms.analyse.sentences import Sentences

_GENDER: dict[str, Gender] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
_PRONOUN = re.compile(rf"\b(?:{'|'.join(_GENDER)})\b", re.IGNORECASE)
#: Sentences after which a person is no longer stood for, and the most people that are weighed.
_REACH, _MOST = 12, 8
#: The least probability at which a person is given.
_CERTAIN = 0.5


class Features(NamedTuple):
    """What speaks for a person, of one pronoun."""

    same_gender: float
    other_gender: float
    same_sentence: float
    sentences: float
    first_in_sentence: float
    often: float
    spoke_last: float
    across_quotation: float


#: Fitted on GUM's news, interviews and speeches and on half of benchmarks/labels/speakers.tsv.
_WEIGHTS = Features(1.5, -5.0, 0.5, -0.6, 0.7, 0.5, 1.3, -1.0)
#: What is weighed for nobody that is named.
_NOBODY = -1.0


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
    """Where a person was named or stood for last, and how often in all."""

    sentence: int
    first: bool  # of the people in its sentence
    quotation: int | None
    times: int


class Pronouns:
    """The pronouns of one article, resolved from its beginning to its end.

    Args:
        text: The article.
        names: Its names.
        described: The nouns that stand for them.
        sentences: Its sentences.
        attributions: Who says what in it.
        varied: Noun phrases that are read as pronouns are, of either gender.
    """

    def __init__(
        self,
        text: str,
        names: Names,
        described: Sequence[Mention],
        sentences: Sentences,
        attributions: Sequence[Attribution],
        varied: Iterable[Span] = (),
    ) -> None:
        self._text = text
        self._people = [m for m in (*names.mentions, *described) if m.label == "PERSON"]
        starts = [sentence.start for sentence in sentences.spans]
        self._genders = genders(text, names)
        self._bounds, self._quoting = _quotations(attributions)
        # What is quoted takes the article itself no further.
        told = [start for start in starts if self._quotation(Span(start, start + 1)) is None]
        self._starts = {True: told, False: starts}
        self._sources: dict[Span, int] = {}
        self._speakers: dict[int, Entity] = {}
        for index, attribution in enumerate(attributions):
            for span in attribution.source[:1]:
                named = next((m for m in names.within(span) if m.label == "PERSON"), None)
                self._sources[named.span if named else span] = index
                if named is not None and named.entity is not None:
                    self._speakers[index] = named.entity
        #: What stands for somebody, by where it stands.
        self.resolved: dict[Span, Referring] = {}
        pronouns = (Span(*match.span()) for match in _PRONOUN.finditer(text))
        free = [span for span in pronouns if not _stands_in(names, span)]
        self._resolve_all([*free, *varied])

    def at(self, span: Span) -> Referring | None:
        """The pronoun or noun phrase at the span, where it stands for somebody."""
        return self.resolved.get(span)

    def _resolve_all(self, asked: Sequence[Span]) -> None:
        """Those of the article's own come first, for they may be who is quoted."""
        outside = [span for span in asked if self._quotation(span) is None]
        inside = [span for span in asked if self._quotation(span) is not None]
        for self._telling, spans in ((True, outside), (False, inside)):
            self._seen: dict[Entity, _Seen] = {}  # who was seen last is last
            self._last_speaker: Entity | None = None
            items: list[Mention | Span] = [*self._known(), *spans]
            for item in sorted(items, key=_place):
                if isinstance(item, Mention):
                    self._see(item)
                elif item not in self.resolved:
                    self._resolve(item, self._candidates(item))

    def _known(self) -> Iterator[Mention]:
        yield from self._people
        yield from self.resolved.values()

    def _see(self, mention: Mention) -> None:
        person, quotation = mention.entity, self._quotation(mention.span)
        if person is None or (self._telling and quotation is not None and person in self._seen):
            return  # the article goes on with whom it names itself
        sentence = self._sentence(mention.span)
        latest = next(reversed(self._seen.values()), None)
        before = self._seen.pop(person, None)
        self._seen[person] = _Seen(
            sentence,
            first=latest is None or latest.sentence != sentence,
            quotation=quotation,
            times=before.times + 1 if before else 1,
        )
        if mention.span in self._sources:
            self._last_speaker = person

    def _candidates(self, span: Span) -> list[Candidate]:
        sentence, quotation = self._sentence(span), self._quotation(span)
        speaker = self._speakers.get(quotation) if quotation is not None else None
        return [
            Candidate(person, self._features(span, person))
            for person in islice(reversed(self._seen), _MOST)
            if person != speaker and sentence - self._seen[person].sentence <= _REACH
        ]

    def _features(self, span: Span, person: Entity) -> Features:
        seen = self._seen[person]
        away = self._sentence(span) - seen.sentence
        known = self._genders.get(person)
        gender = _GENDER.get(span.of(self._text).lower())
        return Features(
            same_gender=float(known is not None and known == gender),
            other_gender=float(None not in (known, gender) and known != gender),
            same_sentence=float(away == 0),
            sentences=float(away),
            first_in_sentence=float(seen.first),
            often=log(seen.times),
            spoke_last=float(span in self._sources and person == self._last_speaker),
            across_quotation=float(seen.quotation != self._quotation(span)),
        )

    def _resolve(self, span: Span, candidates: Sequence[Candidate]) -> None:
        weights = [exp(_dot(each.features)) for each in candidates]
        best = max(range(len(weights)), key=lambda i: weights[i], default=None)
        if best is None or weights[best] < _CERTAIN * (sum(weights) + exp(_NOBODY)):
            return
        person, text = candidates[best].entity, span.of(self._text)
        score = round(weights[best] / (sum(weights) + exp(_NOBODY)), 2)
        form: Form = "pronoun" if text.lower() in _GENDER else "nominal"
        self.resolved[span] = Referring(span, text, "PERSON", score, person, form)
        if span in self._sources:
            self._speakers.setdefault(self._sources[span], person)
        self._see(self.resolved[span])

    def _sentence(self, span: Span) -> int:
        return bisect_right(self._starts[self._telling], span.start)

    def _quotation(self, span: Span) -> int | None:
        """The attribution whose quotation the span stands in, the innermost of several."""
        return self._quoting[bisect_right(self._bounds, span.start) - 1]


def _quotations(attributions: Sequence[Attribution]) -> tuple[list[int], list[int | None]]:
    """Where it changes who is quoted, and the attribution that quotes from there on."""
    spans = sorted(
        (span.start, -span.end, index)
        for index, attribution in enumerate(attributions)
        if attribution.kind != "indirect"
        for span in attribution.content
    )
    bounds: list[int] = [0]
    quoting: list[int | None] = [None]
    opened: list[tuple[int, int]] = []  # where what is open ends, and whose it is

    def close(until: int) -> None:
        while opened and opened[-1][0] <= until:
            end, _ = opened.pop()
            bounds.append(end)
            quoting.append(opened[-1][1] if opened else None)

    for start, negative_end, index in spans:
        close(start)
        bounds.append(start)
        quoting.append(index)
        opened.append((-negative_end, index))
    close(max((-end for _, end, _ in spans), default=0))
    return bounds, quoting


def _stands_in(names: Names, span: Span) -> bool:
    """Whether it is a word of a name: `Her Majesty`."""
    around = names.around(span.start)
    return around is not None and span.end <= around.span.end


def _place(item: Mention | Span) -> Span:
    return item.span if isinstance(item, Mention) else item


def _dot(features: Features) -> float:
    return sum(weight * value for weight, value in zip(_WEIGHTS, features, strict=True))
