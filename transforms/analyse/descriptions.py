"""Nouns that stand for somebody or something the article names: `the analyst`, `the ministry`.

A description beside a name is that name's (`Elena Petrova, a Middle East analyst`). Later ones are
those of the one person whose printed roles, or the one body whose name, has all their words; of
several, of the one that was named last, if that was just before. And news varies how it calls whom
it has just named (`the Republican candidate said no`): a few nouns are read as pronouns are.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from transforms.analyse.attributions import Span
from transforms.analyse.lexicons import noun_kinds
from transforms.analyse.names import Entity, Mention, Names
from transforms.analyse.roles import Roles
from transforms.analyse.wordforms import part_of_speech, singular

#: What a definite noun phrase may go on with, names in it included: `the former Soviet leader`.
_DEFINITE = re.compile(r"\b[Tt]he (?=(?P<words>[\w’'-]+(?: [\w’'-]+){0,4}))")
# Confidences: beside the name; of the only one with such a role; of the one named last.
_BESIDE, _ONLY, _LATEST = 0.9, 0.8, 0.6
#: What news calls somebody it has named, to vary; not `the official`, who has no name, nor `the
#: president`, whom every reader knows. `The former` senator or minister is one of them too.
_VARIED = re.compile(
    r"billionaire|businessman|businesswoman|candidate|congressman|congresswoman|contender|democrat"
    r"|front-?runner|governor|hopeful|lawmaker|mogul|nominee|republican|senator"
)
#: How far back the one that was named last may stand, and how far the others must, in characters.
_NEAR, _FAR = 250, 700
#: Of so many that a noun may be of, it is of none; and of so many that have one word of it, none is
#: looked at.
_MOST, _TOO_MANY = 20, 200
#: What makes another office of one.
_LESS = frozenset(("deputy", "vice", "shadow", "assistant", "associate"))
_POSSESSIVE = re.compile(r"[’']s$")


class Descriptions:
    """The descriptions of one article.

    Args:
        text: The article.
        names: Its names.
        roles: The offices it prints beside them.
    """

    def __init__(self, text: str, names: Names, roles: Roles) -> None:
        self._text, self._names, self._roles = text, names, roles
        self._places: dict[Entity, list[int]] = defaultdict(list)
        words: dict[Entity, Iterable[str]] = {}
        for mention in names.mentions:
            if mention.entity is not None:
                self._places[mention.entity].append(mention.span.start)
                if mention.entity.label == "ORG":
                    words[mention.entity] = re.findall(r"\w+", mention.entity.name.lower())
        self._bodies = _by_word(words)
        self._holders = _by_word(roles.words)

    def beside_names(self) -> Iterator[Mention]:
        """Descriptions that stand behind a name, or in front of one and a comma."""
        for role in self._roles.printed:
            person = role.name.entity
            if role.how == "apposition" and person is not None:
                yield Mention.standing_for(person, self._text, role.span, "nominal", _BESIDE)

    @cached_property
    def definite(self) -> Sequence[Mention]:
        """`the analyst` and `the ministry` where it can be told whom they mean."""
        found: list[Mention] = []
        for match in _DEFINITE.finditer(self._text):
            words = _noun_phrase(match["words"].split(" "))
            span = Span(match.start(), match.start("words") + len(" ".join(words)))
            inside = found and span.start < found[-1].span.end
            if words and not inside and (meant := self._meant(words, span)):
                entity, score = meant
                found.append(Mention.standing_for(entity, self._text, span, "nominal", score))
        return found

    def _meant(self, words: Sequence[str], span: Span) -> tuple[Entity, float] | None:
        """Who is meant by a phrase that is no part of a name, nor ends in one.

        Neither `the senator Ann Lee` nor `the Gates Foundation`.
        """
        places = (span.start, span.end - 1, span.end + 1)
        named = any(self._names.around(place) is not None for place in places)
        return None if named else self.of(words, span.start)

    def of(self, words: Sequence[str], start: int) -> tuple[Entity, float] | None:
        """Who is meant by a noun phrase at a place, less its article, and how sure that is."""
        lower = [_POSSESSIVE.sub("", word.lower()) for word in words]
        kind = noun_kinds().get(lower[-1])
        if kind == "person" or _VARIED.fullmatch(lower[-1]):
            holders = _with_all(self._holders, lower)
            return self._one([each for each in holders if self._is_no_less(each, lower)], start)
        if kind == "group":
            return self._one(_with_all(self._bodies, lower), start)
        return None

    def _is_no_less(self, person: Entity, words: Sequence[str]) -> bool:
        """`The minister` is no deputy, nor one of the shadow cabinet."""
        return not (_LESS & self._roles.words[person].keys()) - {*words}

    def _one(self, possible: Collection[Entity], start: int) -> tuple[Entity, float] | None:
        """Of those that fit the only one, else the one named just before, where no other was."""
        if len(possible) > _MOST:
            return None
        named = ((self._last(entity, start), entity) for entity in possible)
        before = sorted(((at, e) for at, e in named if at is not None), key=lambda pair: pair[0])
        if len(before) == 1:
            return before[0][1], _ONLY
        if before and start - before[-1][0] <= _NEAR and start - before[-2][0] >= _FAR:
            return before[-1][1], _LATEST
        return None

    def _last(self, entity: Entity, start: int) -> int | None:
        """Where the entity was last named before a place."""
        places = self._places.get(entity, [])
        before = bisect_left(places, start)
        return places[before - 1] if before else None


def varies(words: Sequence[str]) -> bool:
    """Whether a definite noun phrase, less its article, is what news varies a name with."""
    return _VARIED.fullmatch(words[-1].lower()) is not None or words[0].lower() == "former"


def _by_word(words: Mapping[Entity, Iterable[str]]) -> Mapping[str, Sequence[Entity]]:
    """For each word the entities that have it, in order."""
    found: dict[str, dict[Entity, None]] = defaultdict(dict)
    for entity, own in words.items():
        for word in own:
            found[word][entity] = None
    return {word: tuple(entities) for word, entities in found.items()}


def _with_all(index: Mapping[str, Sequence[Entity]], words: Iterable[str]) -> Collection[Entity]:
    """The entities that have all the words, in order."""
    first, *others = sorted((index.get(word, ()) for word in words), key=len)
    if len(first) > _TOO_MANY:
        return ()
    return [entity for entity in first if all(entity in other for other in others)]


def _noun_phrase(words: Sequence[str]) -> list[str]:
    """The words up to the last in a row of adjectives and nouns, if that is a noun of ours."""
    taken: list[str] = []
    for word in words:
        if part_of_speech(word) not in ("nominal", "number", "participle"):
            break
        taken.append(word)
    return taken if taken and _is_ours(taken[-1].lower()) else []


def _is_ours(noun: str) -> bool:
    known = noun_kinds().get(noun) in ("person", "group") and singular(noun) == noun
    return known or _VARIED.fullmatch(noun) is not None
