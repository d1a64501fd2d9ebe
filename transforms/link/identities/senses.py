"""The bearers of one name: which are one, by their articles, and which are namesakes."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from wordfreq import zipf_frequency

from transforms.link.components import UnionFind
from transforms.link.identities.bearers import Bearer, Traits, traits_of
from transforms.link.identities.people import is_common_name

#: A name all of whose words are as frequent (Zipf's scale) tells nothing: `white house`.
_USUAL = 4.5


@dataclass
class Unit:
    """Bearers of one name that are one.

    Attributes:
        name: The name as printed.
        label: Its label.
        bearers: In the order of their ids.
        traits: What their roles tell.
        stories: Their stories.
        company: Neighbours that tell something, and in how many of their articles they are.
        place: The id in GeoNames or the country of a place, where it is known.
    """

    name: str
    label: str
    bearers: list[Bearer]
    traits: Traits = field(default_factory=Traits)
    stories: set[str] = field(default_factory=set)
    company: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    place: tuple[str, ...] | None = None

    @property
    def articles(self) -> set[str]:
        """The articles that name them."""
        return {bearer.article_id for bearer in self.bearers}

    @property
    def size(self) -> int:
        """Articles."""
        return len(self.bearers)

    @property
    def order(self) -> tuple[int, str, str]:
        """The larger first, and equal ones always in one order."""
        return -self.size, self.name, self.bearers[0].entity_id


def unit_of(bearers: Iterable[Bearer]) -> Unit:
    """What the bearers of one name are together."""
    ordered = sorted(bearers, key=lambda bearer: bearer.entity_id)
    unit = Unit(ordered[0].name, ordered[0].label, ordered)
    for bearer in ordered:
        unit.traits.add(traits_of(bearer.roles))
        if bearer.story_id is not None:
            unit.stories.add(bearer.story_id)
        if bearer.setting is not None:
            unit.traits.scenes.add(bearer.setting)
        unit.company.update(telling(bearer.neighbours))
        unit.forms.update({form.casefold() for form in (*bearer.forms, bearer.name)})
    return unit


@lru_cache(maxsize=131072)
def _is_telling(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and any(zipf_frequency(w, "en", wordlist="small") < _USUAL for w in words)


def telling(neighbours: Iterable[str]) -> Iterator[str]:
    """Those that few articles name: of two words and more, not all of them frequent ones."""
    return filter(_is_telling, neighbours)


def components(bearers: Sequence[Bearer]) -> list[Unit]:
    """Bearers of one name by what their articles share: story, post, or a telling neighbour."""
    joined: UnionFind[int] = UnionFind()
    first: dict[Hashable, int] = {}
    for at, bearer in enumerate(bearers):
        joined.find(at)
        for shared in _shared(bearer):
            joined.union(at, first.setdefault(shared, at))
    units = [unit_of(bearers[at] for at in group) for group in joined.sets().values()]
    return sorted(units, key=lambda unit: unit.order)


def _shared(bearer: Bearer) -> Iterator[Hashable]:
    if bearer.story_id is not None:
        yield "story", bearer.story_id
    for title, of in traits_of(bearer.roles).posts:
        if of:
            yield "post", title, of
    for neighbour in telling(bearer.neighbours):
        yield "neighbour", neighbour


def senses(bearers: Sequence[Bearer]) -> list[Unit]:
    """Bearers of one name, apart where their lives are.

    Components, the largest first, are one with the first that nothing speaks against; those
    of whose lives nothing is known, with the one of most articles.
    """
    found: list[list[Bearer]] = []
    lives: list[Traits] = []
    unknown: list[Bearer] = []
    common = is_common_name(bearers[0].name)
    for unit in components(bearers):
        if unit.traits.is_empty:
            unknown.extend(unit.bearers)
            continue
        able = (i for i, life in enumerate(lives) if not life.conflicts(unit.traits, common))
        at = next(able, None)
        if at is None:
            found.append(list(unit.bearers))
            lives.append(unit.traits)
        else:
            found[at].extend(unit.bearers)
            lives[at].add(unit.traits)
    if unknown and found:
        max(found, key=len).extend(unknown)
    elif unknown:
        found.append(unknown)
    return [unit_of(each) for each in found]


def localities(bearers: Sequence[Bearer]) -> list[Unit]:
    """Bearers of one name of a place, by the place; those without one are the usual one's."""
    by_place: dict[tuple[str, ...], list[Bearer]] = {}
    unknown: list[Bearer] = []
    for bearer in bearers:
        place = place_of(bearer)
        (unknown if place is None else by_place.setdefault(place, [])).append(bearer)
    _settle(by_place)
    if not by_place:
        return senses(unknown)
    usual = max(by_place, key=lambda place: (len(by_place[place]), place))
    if unknown and len(by_place[usual]) * 2 > sum(map(len, by_place.values())):
        by_place[usual].extend(unknown)
        unknown = []
    units = []
    for place, inside_it in by_place.items():
        unit = unit_of(inside_it)
        unit.place = place
        unit.traits.lands.update(each.country_code for each in inside_it if each.country_code)
        units.append(unit)
    return sorted([*units, *(senses(unknown) if unknown else [])], key=lambda unit: unit.order)


def _settle(by_place: dict[tuple[str, ...], list[Bearer]]) -> None:
    """Those of whose place only the country is certain are of the one place of that country."""
    for place in [each for each in by_place if each[0] == "country"]:
        inside = [
            each
            for each in by_place
            if each[0] == "geonames" and by_place[each][0].country_code == place[1]
        ]
        if len(inside) == 1:
            by_place[inside[0]].extend(by_place.pop(place))


def place_of(bearer: Bearer) -> tuple[str, ...] | None:
    """Its id in GeoNames, else its country; None where neither is known."""
    if bearer.geonames_id is not None:
        return "geonames", str(bearer.geonames_id)
    return ("country", bearer.country_code) if bearer.country_code else None
