"""Nouns that stand for somebody or something the article names: `the analyst`, `the ministry`.

A description beside a name is that name's (`Elena Petrova, a Middle East analyst`). Later ones are
those of the one person whose printed roles, or the one body whose name, has all their words; of
several, of the one that was named last, if that was just before. And news varies how it calls whom
it has just named (`the Republican candidate said no`): a few nouns are read as pronouns are.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from transforms.analyse.attributions import Span
from transforms.analyse.lexicons import noun_kinds
from transforms.analyse.names import Entity, Mention, Names
from transforms.analyse.roles import Roles
from transforms.analyse.wordforms import part_of_speech, singular

#: A definite noun phrase of small letters, or with names in it: `the former Soviet leader`.
_DEFINITE = re.compile(r"\b[Tt]he\s(?P<words>[\w’'-]+(?:\s[\w’'-]+){0,4})")
# Confidences: beside the name; of the only one with such a role; of the one named last or alone.
_BESIDE, _ONLY, _LATEST = 0.9, 0.8, 0.6
#: What news calls somebody it has named, to vary; not `the official`, who has no name, nor `the
#: president`, whom every reader knows. `The former` senator or minister is one of them too.
_VARIED = re.compile(
    r"billionaire|businessman|businesswoman|candidate|congressman|congresswoman|contender|democrat"
    r"|front-?runner|governor|hopeful|lawmaker|mogul|nominee|republican|senator"
)
#: How far back the one that was named last may stand, and how far the others must, in characters.
_NEAR, _FAR = 250, 700


class Descriptions:
    """The descriptions of one article.

    Args:
        text: The article.
        names: Its names.
        roles: The offices it prints beside them.
    """

    def __init__(self, text: str, names: Names, roles: Roles) -> None:
        self._text, self._roles = text, roles
        self._named = [m for m in names.mentions if m.entity is not None]
        self._starts = [m.span.start for m in self._named]
        self._places: dict[Entity, list[int]] = {}
        for mention in self._named:
            if mention.entity is not None:
                self._places.setdefault(mention.entity, []).append(mention.span.start)
        self._bodies = {
            m.entity: frozenset(re.findall(r"\w+", m.entity.name.lower()))
            for m in self._named
            if m.entity is not None and m.label == "ORG"
        }

    def beside_names(self) -> Iterator[Mention]:
        """Descriptions that stand behind a name, or in front of one and a comma."""
        for role in self._roles.printed:
            if role.how == "apposition" and role.name.entity is not None:
                yield Mention(
                    role.span,
                    role.span.of(self._text),
                    "PERSON",
                    _BESIDE,
                    role.name.entity,
                    "nominal",
                )

    def definite(self) -> Iterator[Mention]:
        """`the analyst` and `the ministry` where it can be told whom they mean."""
        for match in _DEFINITE.finditer(self._text):
            words = _noun_phrase(match["words"].split(" "))
            end = match.start("words") + len(" ".join(words))
            span = Span(match.start(), end)
            if not words or self._stands_in_name(span):
                continue
            found = self.of(words, span.start)
            if found is not None:
                entity, score = found
                label = entity.label
                yield Mention(span, span.of(self._text), label, score, entity, "nominal")

    def of(self, words: Sequence[str], start: int) -> tuple[Entity, float] | None:
        """Who is meant by a noun phrase at a place, less its article, and how sure that is."""
        lower = [word.lower().removesuffix("’s").removesuffix("'s") for word in words]
        kind = noun_kinds().get(lower[-1])
        if kind == "person" or is_varied(lower[-1]):
            return self._one(self._roles.holders(lower), start)
        if kind == "group":
            return self._one([b for b, own in self._bodies.items() if own >= {*lower}], start)
        return None

    def _one(self, possible: Sequence[Entity], start: int) -> tuple[Entity, float] | None:
        """Of those that fit the only one, else the one named just before, where no other was."""
        before = [e for e in possible if self._last(e, start) is not None]
        if len(before) == 1:
            return before[0], _ONLY
        latest = sorted(before, key=lambda e: self._last(e, start) or 0)
        if latest and start - (self._last(latest[-1], start) or 0) <= _NEAR:
            others = start - (self._last(latest[-2], start) or 0)
            return (latest[-1], _LATEST) if others >= _FAR else None
        return None

    def _last(self, entity: Entity, start: int) -> int | None:
        """Where the entity was last named before a place."""
        places = self._places.get(entity, [])
        before = bisect_left(places, start)
        return places[before - 1] if before else None

    def _stands_in_name(self, span: Span) -> bool:
        """Whether a name goes on behind, or is where the phrase ends: `the senator Ann Lee`."""
        at = bisect_left(self._starts, span.start)
        named = self._named[at] if at < len(self._named) else None
        return named is not None and named.span.start <= span.end + 1


def _noun_phrase(words: Sequence[str]) -> list[str]:
    """The words up to the last in a row of adjectives and nouns, if that is a noun of ours."""
    taken: list[str] = []
    for word in words:
        if part_of_speech(word) not in ("nominal", "number", "participle"):
            break
        taken.append(word)
    return taken if taken and _is_ours(taken[-1]) else []


def _is_ours(word: str) -> bool:
    lower = word.lower()
    known = noun_kinds().get(lower) in ("person", "group") and singular(lower) == lower
    return known or is_varied(lower)


def is_varied(noun: str) -> bool:
    """Whether news calls by that noun somebody whom it has just named."""
    return _VARIED.fullmatch(noun) is not None


def varies(words: Sequence[str]) -> bool:
    """Whether a definite noun phrase, less its article, is what news varies a name with."""
    return is_varied(words[-1].lower()) or words[0].lower() == "former"
