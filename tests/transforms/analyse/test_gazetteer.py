"""The lists of countries, regions and cities, and names looked up in them."""

from itertools import pairwise

import pytest

from transforms.analyse.cities import city_lines
from transforms.analyse.gazetteer import first_region, folded, peoples_named, places_named
from transforms.analyse.lexicons import lines


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("São Paulo", "sao paulo"),
        ("ST. LOUIS", "saint louis"),
        ("St.-Étienne", "saint etienne"),
        ("the U.S.", "us"),
        ("Cote d’Ivoire", "cote divoire"),
        ("The", "the"),
        ("…", ""),
    ],
)
def test_names_are_compared_without_typography(name, key):
    assert folded(name) == key


@pytest.mark.parametrize(
    ("words", "region"),
    [
        ("Texas", "US-TX"),
        ("N.M., and", "US-NM"),
        ("TX 75460", "US-TX"),
        ("New South Wales on Monday", "AU-NSW"),
        ("Washington", "US-WA"),
        ("N.M. The man", "US-NM"),
        ("Georgia State University", None),
        ("In April", None),
        ("Monday", None),
    ],
)
def test_the_region_behind_a_comma(words, region):
    found = first_region(words.replace(",", "").split())
    assert (found and found.region) == region


def test_washington_alone_is_the_capital():
    best = max(places_named("Washington"), key=lambda each: each.weight)
    assert (best.region, best.is_city) == ("US-DC", True)


def test_a_plural_is_its_people():
    assert peoples_named("Syrians") == peoples_named("Syrian") != ()


def test_cities_are_listed_in_the_order_they_are_looked_up_in():
    rows = list(lines("cities.tsv"))
    assert len(rows) > 30_000
    assert all(one < other for one, other in pairwise(rows))


def test_every_name_of_the_lists_is_found_at_a_point_of_the_earth():
    rows = [line.split("\t") for line in lines("nations.tsv")]
    names = [name for row in rows if row[0] != "-" for name in row[6].split(", ") if name]
    names += [line.split("\t")[0] for line in list(lines("cities.tsv"))[::100]]
    for name in names:
        if name.startswith("*"):
            continue
        found = places_named(name)
        assert found, name
        for place in found:
            latitude, longitude = place.point
            assert -90 <= latitude <= 90
            assert -180 <= longitude <= 180
            assert len(place.country) == 2


def test_every_country_is_listed_once():
    codes = [line.split("\t")[0] for line in lines("nations.tsv") if line.split("\t")[4]]
    assert len(set(codes)) == len(codes) > 190


def test_other_names_are_listed_of_large_cities_alone():
    def city(name, population, *others):
        return {
            "name": name,
            "countrycode": "UA",
            "admin1code": "12",
            "latitude": 50.4547,
            "longitude": 30.5238,
            "population": population,
            "geonameid": 1,
            "alternatenames": others,
        }

    large = city("Kyiv", 2_952_301, "Kiev", "IEV", "Киев", "Kyiv")
    small = city("Zhmerynka", 35_000, "Zhmerinka")
    assert city_lines({"1": large, "2": small}) == [
        "kiev\tUA\t\t50.4547\t30.5238\t2952\t1\t+",
        "kyiv\tUA\t\t50.4547\t30.5238\t2952\t1\t",
        "zhmerynka\tUA\t\t50.4547\t30.5238\t35\t1\t",
    ]
