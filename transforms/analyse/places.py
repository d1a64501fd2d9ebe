"""Where the places of an article are, and which country its nationalities are of.

A name can mean several places: Georgia a country and a state, Tripoli a city in Libya and one in
Lebanon. Each starts with its weight, about how many people live there. What the article says then
weighs with it: a region behind the name settles it (`Paris, Texas`), and countries, regions and
cities named elsewhere speak for what lies in them or near them. The weights make a probability,
in which a place the gazetteer does not have takes part; what stays below `CERTAIN` is left open.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import asin, cos, exp, radians, sin, sqrt
from typing import NamedTuple

from transforms.analyse.gazetteer import (
    Candidate,
    first_region,
    people_of,
    peoples_named,
    places_named,
)
from transforms.analyse.names import Entity, Mention, Names

#: The least probability at which a country, or a point, is stated.
CERTAIN = 0.7
# How a name's meanings are weighed, set on the `tune` half of benchmarks/labels/places.tsv.
#: The weight of all places the gazetteer does not have, in thousands of people.
_UNKNOWN = 30.0
#: The weight of one that the gazetteer does not have in a region that stands behind its name. A
#: name that a larger city bears is rather one of a list: `Frankfurt, Hong Kong and Singapore`.
_VILLAGE = 100.0
#: From where on a name speaks for the country of others.
_SURE = 0.9
#: How many times likelier a place is for the region behind its name, in the only country the
#: article names, in a region it names, and beside a city it names.
_TOLD, _SAME_COUNTRY, _SAME_REGION, _NEAR = 1_000.0, 20.0, 5.0, 10.0
#: The people of a country that any article may name, in thousands: a smaller one is named less by
#: chance, and says more.
_COMMON = 330_000.0
#: How far near reaches, in kilometres.
_REACH = 200.0
_EARTH_RADIUS = 6_371.0

#: OntoNotes labels of what lies somewhere.
_PLACES = frozenset(("GPE", "LOC"))
#: What stands behind a name: `Paris, Texas`, `Athens (Ga.)`.
_BEHIND = re.compile(r"(?:,\s|\s\()([A-Z][^,;()\n]{0,40})")


class Place(NamedTuple):
    """Where an entity is: the columns of `entities`; None for what cannot be told.

    A nationality has its country and no point, for it is not at one.
    """

    country_code: str
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None


def find_places(text: str, names: Names) -> dict[Entity, Place]:
    """The places and nationalities among the names that can be told."""
    meanings = {
        entity: _meanings(text, entity, mentions)
        for entity, mentions in _by_entity(names.mentions).items()
    }
    context = _Context(meanings)
    found = {
        entity: _place([(each, context.weight(entity, each)) for each in candidates])
        for entity, candidates in meanings.items()
    }
    return {entity: place for entity, place in found.items() if place is not None}


def _by_entity(mentions: Iterable[Mention]) -> dict[Entity, list[Mention]]:
    grouped: dict[Entity, list[Mention]] = {}
    for mention in mentions:
        if mention.entity is not None and mention.entity.label in (*_PLACES, "NORP"):
            grouped.setdefault(mention.entity, []).append(mention)
    return grouped


def _meanings(text: str, entity: Entity, mentions: Iterable[Mention]) -> list[Candidate]:
    """What the entity can mean, by the first of its forms that is known and what stands behind."""
    behind = [region for mention in mentions if (region := _region_behind(text, mention))]
    lookups = (places_named, peoples_named)
    for lookup in lookups if entity.label in _PLACES else lookups[::-1]:
        for form in (entity.name, *entity.aliases):
            if candidates := lookup(form):
                return [
                    *(_told(each, behind) for each in candidates),
                    *_villages(candidates, behind),
                ]
    return _villages((), behind)


def _villages(candidates: Iterable[Candidate], behind: Iterable[Candidate]) -> list[Candidate]:
    """A place too small for the gazetteer, of which the region behind its name is known."""
    return [
        region._replace(point=None, geonames_id=None, weight=_VILLAGE)
        for region in dict.fromkeys(behind)
        if not any(_lies_in(each, region) or each.weight > _VILLAGE for each in candidates)
    ]


def _region_behind(text: str, mention: Mention) -> Candidate | None:
    behind = _BEHIND.match(text, mention.span.end)
    return first_region(behind[1].split()) if behind else None


def _told(candidate: Candidate, behind: Iterable[Candidate]) -> Candidate:
    """The candidate, with more weight where it lies in a region behind the name."""
    if any(_lies_in(candidate, region) for region in behind):
        return candidate._replace(weight=candidate.weight * _TOLD)
    return candidate


def _lies_in(candidate: Candidate, region: Candidate) -> bool:
    if candidate == region or candidate.country != region.country:
        return False
    return None in (candidate.region, region.region) or candidate.region == region.region


class _Context:
    """What the sure names of an article say of where the others are."""

    def __init__(self, meanings: Mapping[Entity, Sequence[Candidate]]) -> None:
        self._sure = {
            entity: best
            for entity, candidates in meanings.items()
            if (best := _sure(candidates)) is not None and best.country
        }
        self._points = {
            entity: place.point
            for entity, place in self._sure.items()
            if place.is_city and place.point is not None
        }
        self._countries: Counter[str] = Counter()
        self._regions: Counter[str] = Counter()
        for entity, place in self._sure.items():
            self._countries[place.country] += entity.mentions
            self._regions[place.region or ""] += 1
        self._mentions = self._countries.total()

    def weight(self, entity: Entity, candidate: Candidate) -> float:
        """How much speaks for the candidate, by all names of the article but the entity's own."""
        own = self._sure.get(entity)
        mentions = entity.mentions if own else 0
        named = self._countries[candidate.country]
        named -= mentions if own and own.country == candidate.country else 0
        share = named / max(self._mentions - mentions, 1)
        rarity = sqrt(max(_COMMON / people_of(candidate.country), 1))
        weight = candidate.weight * (1 + _SAME_COUNTRY * share * rarity)
        if candidate.region is not None:
            others = self._regions[candidate.region]
            others -= own is not None and own.region == candidate.region
            weight *= _SAME_REGION if others else 1
        return weight * (1 + _NEAR * self._nearness(entity, candidate))

    def _nearness(self, entity: Entity, candidate: Candidate) -> float:
        """1 beside a city the article names for sure, 0 far from all."""
        if candidate.point is None or not candidate.is_city:
            return 0
        distances = [
            distance(candidate.point, point)
            for other, point in self._points.items()
            if other != entity
        ]
        return exp(-min(distances) / _REACH) if distances else 0


def _sure(candidates: Sequence[Candidate]) -> Candidate | None:
    """The candidate that needs no context, if there is one."""
    best = max(candidates, key=lambda each: each.weight, default=None)
    total = sum(each.weight for each in candidates) + _UNKNOWN
    return best if best is not None and best.weight >= _SURE * total else None


def _place(weighed: Sequence[tuple[Candidate, float]]) -> Place | None:
    """The place that is certain enough, or else the country alone if that is."""
    total = sum(weight for _, weight in weighed) + _UNKNOWN
    countries: dict[str, float] = defaultdict(float)
    for candidate, weight in weighed:
        countries[candidate.country] += weight
    country = max(countries, key=lambda code: countries[code], default="")
    if not country or countries[country] < CERTAIN * total:
        return None
    best, weight = max(
        (each for each in weighed if each[0].country == country), key=lambda each: each[1]
    )
    if weight < CERTAIN * total:
        return Place(country)
    latitude, longitude = best.point or (None, None)
    return Place(country, latitude, longitude, best.geonames_id)


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points, given in degrees, on a sphere (haversine)."""
    (north, east), (north_too, east_too) = (map(radians, point) for point in (one, other))
    across = sin((north_too - north) / 2) ** 2
    along = cos(north) * cos(north_too) * sin((east_too - east) / 2) ** 2
    return 2 * _EARTH_RADIUS * asin(sqrt(across + along))
