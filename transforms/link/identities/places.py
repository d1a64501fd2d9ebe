"""Whether two names can be one place's or one people's, by the gazetteer and by their letters."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from transforms.analyse.gazetteer import Candidate, folded, peoples_named, places_named
from transforms.link.identities.letters import distance, is_spelling, romanised, skeleton
from transforms.link.identities.likeness import Likeness
from transforms.link.identities.lists import lines

#: Meanings of a name that are looked at, the weightiest.
_MEANINGS = 6
#: How sure it is that two names are one place's: the first meaning of both, or a further one; a
#: spelling that the gazetteer does not have.
_FIRST, _FURTHER, _SPELLED = 0.95, 0.45, 0.85
#: Other names of cities that mean something else: Casablanca is no White House in news.
_NO_CITIES = frozenset(("white house",))
#: Shorter words have no spellings.
_SHORT = 4
#: Thousands of people; smaller ones share their names with too much: `White House`, Tennessee.
_CITY = 100
_POSSESSIVE = re.compile(r"['’]s?$")
_LIGHT = re.compile(
    r" (?:strip|province|region|governorate|oblast|prefecture|district|valley|islands?)$"
)
#: `Republic of Turkey`, `Hellenic Republic`.
_REPUBLIC_OF = re.compile(
    r"^(?:\w+ )?(?:republic|kingdom|state|sultanate|emirate|commonwealth|federation) of (?:the )?"
)
_REPUBLIC = re.compile(r"(?<=\w) (?:arab )?(?:republic|federation|kingdom)$")
_PEOPLE = (re.compile(r"(?<=..)s$"), re.compile(r"(?<=..)(?:ish|ite|ian|i)$"))
_COMPASS = re.compile(r"\b(?:north|south|east|west)(?:ern)?\b")
_DIGITS = re.compile(r"\d+")
_ALPHA = re.compile(r"[^a-z]")
#: A people and its faith: `Shia` and `Shiite`.
_FORMS = {"shiite": "shia", "shite": "shia", "shi": "shia", "moslem": "muslim", "sunnite": "sunni"}


def likeness(a: str, b: str) -> Likeness | None:
    """How sure it is that both names are one place's or people's; None where they cannot be."""
    one, other = _folded(a), _folded(b)
    if one == other:
        return Likeness(1.0, "name")
    if _differ(_COMPASS.findall(one), _COMPASS.findall(other)):
        return None
    mine, others = meanings(a), meanings(b)
    if mine and others:
        if _same(mine[0], others[0]):
            return Likeness(_FIRST, "name")
        shared = any(_same(x, y) for x in mine for y in others)
        return Likeness(_FURTHER, "name", leans=True) if shared else None
    if _stem(one) == _stem(other):
        return Likeness(_FIRST, "name")
    # A spelling that keeps the number of words, or the other without its spaces.
    if _is_spelled(one, other):
        return Likeness(_SPELLED, "spelling")
    return None


def _differ(one: Sequence[str], other: Sequence[str]) -> bool:
    """`East Germany` and `West Germany`, which a gazetteer of today has as one country."""
    return bool(one) and bool(other) and one != other


def _is_spelled(one: str, other: str) -> bool:
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return False
    words, others = one.split(), other.split()
    if len(words) == len(others):
        pairs = [(_letters(x), _letters(y)) for x, y in zip(words, others, strict=True)]
        return all(x == y or _is_spelled_word(x, y) for x, y in pairs)
    return distance(_letters(one), _letters(other)) == 0


def _is_spelled_word(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _SHORT and is_spelling(one, other, alone=True)


def _letters(word: str) -> str:
    return _ALPHA.sub("", word)


@lru_cache(maxsize=65536)
def _folded(name: str) -> str:
    found = folded(_POSSESSIVE.sub("", romanised(name)))
    return _LIGHT.sub("", found)


def _stem(name: str) -> str:
    stem = name
    for ending in _PEOPLE:
        stem = ending.sub("", stem)
    return _FORMS.get(stem, _FORMS.get(name, stem))


@lru_cache(maxsize=65536)
def meanings(name: str) -> tuple[Candidate, ...]:
    """What the name can mean, the weightiest first."""
    name = _POSSESSIVE.sub("", name)
    found = places_named(name) or peoples_named(name)
    if not found:
        plain = _folded(name)
        plain = _REPUBLIC_OF.sub("", _REPUBLIC.sub("", plain))
        plain = _other_names().get(plain, plain)
        found = places_named(plain) or peoples_named(plain)
    known = [each for each in found if each.country]
    return tuple(sorted(known, key=_order)[:_MEANINGS])


@cache
def _other_names() -> dict[str, str]:
    return dict(line.split("\t") for line in lines("places.tsv"))


def _order(place: Candidate) -> tuple[float, str, int]:
    return -place.weight, place.country, place.geonames_id or 0


def _same(one: Candidate, other: Candidate) -> bool:
    if one.is_city or other.is_city:
        return one.geonames_id is not None and one.geonames_id == other.geonames_id
    if one.geonames_id is None or other.geonames_id is None:
        return one[:3] == other[:3]  # country, region and where it is
    return one.geonames_id == other.geonames_id


def is_people(name: str) -> bool:
    """Whether it is what a people is called, and no place: `Russian`, `Athenians`."""
    return not places_named(name) and bool(peoples_named(name))


def is_city(name: str) -> bool:
    """Whether it first of all means a city of some size."""
    found = meanings(name)
    if name.casefold().removeprefix("the ") in _NO_CITIES:
        return False
    return bool(found) and found[0].is_city and found[0].weight >= _CITY


def keys(name: str) -> Iterator[str]:
    """What names of one place have in common, at least one of these."""
    plain = _folded(name)
    yield f"n {plain.replace(' ', '')}"
    yield f"p {skeleton(_letters(_stem(plain)))}"
    for each in meanings(name):
        yield (
            f"g {each.geonames_id}"
            if each.is_city
            else f"g {each.country} {each.region} {each.geonames_id}"
        )
