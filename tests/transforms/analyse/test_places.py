"""Where a journalist would put the places of a text on a map."""

import pytest

from tests.transforms.analyse.articles import article
from transforms.analyse.names import find_names
from transforms.analyse.places import Place, distance, find_places
from transforms.analyse.rows import rows_of

TRIPOLI_LIBYA, TRIPOLI_LEBANON = 2210247, 266826
PARIS_FRANCE, PARIS_TEXAS = 2988507, 4717560
GEORGIA, GEORGIA_STATE = 614540, 4197000

PLACES = [
    # text, name in it, country, GeoNames id
    ("The talks were held in Paris on Monday.", "Paris", "FR", PARIS_FRANCE),
    ("She grew up in Paris, Texas, and left early.", "Paris", "US", PARIS_TEXAS),
    ("A tornado hit Paris, Tex., on Monday.", "Paris", "US", PARIS_TEXAS),
    ("The militia left Tripoli and moved on Benghazi.", "Tripoli", "LY", TRIPOLI_LIBYA),
    (
        "Lebanese soldiers entered Tripoli. In Beirut, ministers spoke of a threat to Lebanon.",
        "Tripoli",
        "LB",
        TRIPOLI_LEBANON,
    ),
    ("Russia moved troops into Georgia, officials in Tbilisi said.", "Georgia", "GE", GEORGIA),
    ("Mr. Trump won Alabama, Georgia and Tennessee.", "Georgia", "US", GEORGIA_STATE),
    ("The Senate in Washington voted on Friday.", "Washington", "US", 4140963),
    ("They met in Birmingham, Alabama, on Saturday.", "Birmingham", "US", 4049979),
    ("He lives in London, but works in Leeds.", "London", "GB", 2643743),
    ("Rebels held Raqqa until the army of Syria came.", "Raqqa", "SY", 172955),
    ("The mayor of Kiev, in Ukraine, resigned.", "Kiev", "UA", 703448),
    ("They crossed from Crimea into Russia.", "Crimea", "UA", 703883),
    ("Traders in Frankfurt, Hong Kong and Singapore sold.", "Frankfurt", "DE", 2925533),
    ("It flies to Chicago, Mexico City and Lima.", "Chicago", "US", 4887398),
    ("Police in St. Louis, Missouri, made arrests.", "St. Louis", "US", 4407066),
]

#: text, name in it, country: no point, for a people is not at one
NATIONALITIES = [
    ("The Syrian government denied it.", "Syrian", "SY"),
    ("Three Danes were arrested in Oslo.", "Danes", "DK"),
    ("The British foreign secretary spoke.", "British", "GB"),
    ("Chechen fighters crossed the border of Russia.", "Chechen", "RU"),
    ("Most Texans disagree with the governor.", "Texans", "US"),
    ("In Kinshasa, the Congolese army denied it.", "Congolese", "CD"),
    ("In Brazzaville, the Congolese army denied it.", "Congolese", "CG"),
]

#: text, name in it, label: in no one country, or more than one and nothing tells which
NOWHERE = [
    ("Leaders from all over Europe met.", "Europe", "LOC"),
    ("The war changed the Middle East for good.", "Middle East", "LOC"),
    ("Georgia will vote on Sunday.", "Georgia", "GPE"),
    ("He fled to Springvale Crossing in the night.", "Springvale Crossing", "GPE"),
    ("Officials in the Kremlin said nothing.", "Kremlin", "GPE"),
    ("Republicans opposed the bill.", "Republicans", "NORP"),
    ("The Korean peninsula was quiet.", "Korean", "NORP"),
]


def place_of(nlp, text, name, label="GPE"):
    """The place of a name; the model finds the other names, and this one has that label."""
    doc = nlp(text)
    start = text.index(name)
    named = doc.char_span(start, start + len(name), label=label)
    others = [ent for ent in doc.ents if ent.end <= named.start or named.end <= ent.start]
    doc.ents = [*others, named]
    names = find_names(doc)
    (mention,) = [each for each in names.mentions if each.span.start == start]
    return find_places(text, names).get(mention.entity)


@pytest.mark.parametrize(("text", "name", "country", "geonames_id"), PLACES)
def test_a_place_among_its_namesakes(nlp, text, name, country, geonames_id):
    place = place_of(nlp, text, name)
    assert (place.country_code, place.geonames_id) == (country, geonames_id)
    assert place.latitude is not None


@pytest.mark.parametrize(("text", "name", "country"), NATIONALITIES)
def test_a_nationality_has_a_country_and_no_point(nlp, text, name, country):
    place = place_of(nlp, text, name, "NORP")
    assert (place.country_code, place.latitude, place.longitude) == (country, None, None)


@pytest.mark.parametrize(("text", "name", "label"), NOWHERE)
def test_what_cannot_be_told_is_left_open(nlp, text, name, label):
    assert place_of(nlp, text, name, label) is None


def test_of_a_village_its_state_tells_the_country_alone(nlp):
    text = "The crash near Springvale Crossing, Ohio, killed two."
    assert place_of(nlp, text, "Springvale Crossing") == Place("US")


def test_one_city_of_many_in_a_country_has_no_point(nlp):
    place = place_of(nlp, "American police searched a house in Springfield.", "Springfield")
    assert place == Place("US")


def test_the_columns_of_entities(nlp):
    text = "The Syrian army shelled Damascus, Elena Petrova said."
    rows = {row["name"]: row for row in rows_of(article(text), nlp(text), "run", "m")["entities"]}
    columns = ("country_code", "latitude", "longitude", "geonames_id")
    values = {name: tuple(row[column] for column in columns) for name, row in rows.items()}
    assert values["Damascus"] == (
        "SY",
        pytest.approx(33.5, abs=0.1),
        pytest.approx(36.3, abs=0.1),
        170654,
    )
    assert values["Syrian"] == ("SY", None, None, 163843)
    assert values["Elena Petrova"] == (None, None, None, None)


def test_distance():
    paris, london = (48.857, 2.352), (51.507, -0.128)
    assert distance(paris, london) == pytest.approx(344, abs=1)
    assert distance(paris, paris) == 0
