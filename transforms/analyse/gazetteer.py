"""What places a name can mean: countries and regions (nations.tsv) and cities (cities.tsv).

Both lists ship with the package and are read once a process, in some ten milliseconds, when the
first place is looked up. The cities are those of GeoNames with at least 15,000 inhabitants
(https://www.geonames.org, CC BY 4.0); `cities.py` makes their list.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from transforms.analyse.lexicons import lines

#: What a country or a region counts at least, in thousands of people: a name that is both a small
#: country's and a middling town's mostly means the country.
_NATION = 3_000
#: A capital is named far oftener than its size alone would have it.
_CAPITAL = 3
#: A name that is not the first one GeoNames has: `Kiev`, but foreign and bygone ones as well.
_OTHER_NAME = 0.3

_MARKS = re.compile(r"[.'’ʻ‘`]")
_WORD = re.compile(r"[^\W_]+")
_SPELLED_OUT = {"st": "saint", "ft": "fort", "mt": "mount"}


class Candidate(NamedTuple):
    """A place that a name can mean.

    `country` is its ISO 3166-1 alpha-2 code, empty for what lies in no one country (`Asia`), and
    `region` that of its subdivision (`US-TX`) where it is known. `point` is its latitude and
    longitude in degrees; a people has none. `weight` is how much speaks for it before anything is
    known of the article, in thousands of people.
    """

    country: str
    region: str | None
    point: tuple[float, float] | None
    weight: float
    geonames_id: int | None
    is_city: bool = True


@lru_cache(maxsize=4096)
def places_named(name: str) -> tuple[Candidate, ...]:
    """The countries, regions and cities of that name, however it is written."""
    key = folded(name)
    return _nations().places.get(name) or (*_nations().places.get(key, ()), *_cities_named(key))


@lru_cache(maxsize=4096)
def peoples_named(name: str) -> tuple[Candidate, ...]:
    """The countries and regions whose people or adjective it is: `Syrian`, `Danes`, `Texan`."""
    key = folded(name)
    return _nations().peoples.get(key) or _nations().peoples.get(key.removesuffix("s"), ())


def first_region(words: Sequence[str]) -> Candidate | None:
    """The country or region that the words begin with, as behind a comma: `Texas`, `N.M.`.

    Not where its name goes on: `Mexico City`, `Georgia State University`.
    """
    places = _nations().places
    for count in range(min(len(words), 3), 0, -1):
        name = " ".join(words[:count])
        if words[count:] and words[count][0].isupper() and not name.endswith("."):
            continue
        found = places.get(f"*{name}") or places.get(name) or places.get(folded(name))
        if found:
            return found[0]
    return None


def people_of(country: str) -> float:
    """The population of a country, in thousands, at least a million or so: see `_NATION`."""
    return _nations().populations.get(country, _NATION)


def folded(name: str) -> str:
    """The name without accents, points, hyphens and case: `St.-Étienne` is `saint etienne`."""
    plain = unicodedata.normalize("NFKD", _MARKS.sub("", name))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    words = [_SPELLED_OUT.get(word, word) for word in _WORD.findall(plain)]
    return " ".join(words[1:] if words[0:1] == ["the"] and len(words) > 1 else words)


_Index = Mapping[str, tuple[Candidate, ...]]


class _Nations(NamedTuple):
    """nations.tsv: by folded name, or as it is written where that is short (`Ga.`) or starred."""

    places: _Index
    peoples: _Index
    capitals: Mapping[str, str]
    populations: Mapping[str, float]


@cache
def _nations() -> _Nations:
    places: dict[str, list[Candidate]] = defaultdict(list)
    peoples: dict[str, list[Candidate]] = defaultdict(list)
    capitals, populations = {}, {}
    for line in lines("nations.tsv"):
        code, number, latitude, longitude, thousands, capital, names, people = line.split("\t")
        country, _, region = code.partition("-")
        point = (float(latitude), float(longitude)) if latitude else None
        weight = max(float(thousands or 0), _NATION)
        geonames_id = int(number) if number else None
        nation = Candidate(country, code if region else None, point, weight, geonames_id, False)
        if thousands:
            capitals[country], populations[country] = folded(capital), weight
        for name in filter(None, names.split(", ")):
            as_written = name.startswith("*") or name.endswith(".")
            places[name if as_written else folded(name)].append(nation)
        for name in filter(None, people.split(", ")):
            peoples[folded(name)].append(nation._replace(point=None))
    return _Nations(_frozen(places), _frozen(peoples), capitals, populations)


def _frozen(index: Mapping[str, list[Candidate]]) -> _Index:
    return {name: tuple(dict.fromkeys(candidates)) for name, candidates in index.items()}


@cache
def _cities() -> list[str]:
    """The lines of cities.tsv, which are in the order of their names."""
    return list(lines("cities.tsv"))


def _cities_named(key: str) -> Iterator[Candidate]:
    cities, beginning = _cities(), f"{key}\t"
    for at in range(bisect_left(cities, beginning), len(cities)):
        if not cities[at].startswith(beginning):
            return
        _, country, region, latitude, longitude, thousands, number, other = cities[at].split("\t")
        weight = float(thousands)
        if _nations().capitals.get(country) == key:
            weight *= _CAPITAL
        if other:
            weight *= _OTHER_NAME
        point = float(latitude), float(longitude)
        yield Candidate(country, region or None, point, weight, int(number))
