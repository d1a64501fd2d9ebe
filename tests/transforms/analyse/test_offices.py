"""The offices a journalist would note beside the names of a text."""

import pytest

from tests.transforms.analyse.articles import article
from transforms.analyse.rows import rows_of

ROLES = [
    # text, name, role as printed, title, status, organisation, place, found
    (
        "Russian Deputy Defense Minister Yunus-Bek Yevkurov arrived in Damascus.",
        ("Yunus-Bek Yevkurov", "Russian Deputy Defense Minister"),
        ("deputy defense minister", None, None, "Russian", "prenominal"),
    ),
    (
        "It was led by Murhaf Abu Kasra, head of Syria’s Ministry of Defense.",
        ("Murhaf Abu Kasra", "head of Syria’s Ministry of Defense"),
        ("head", None, "Ministry of Defense", "Syria", "apposition"),
    ),
    (
        "It was led by Murhaf Abu Kasra, head of the Syrian Ministry of Defense, on Monday.",
        ("Murhaf Abu Kasra", "head of the Syrian Ministry of Defense"),
        ("head", None, "Syrian Ministry of Defense", "Syrian", "apposition"),
    ),
    (
        "“It rained,” said former Florida Gov. Jeb Bush.",
        ("Jeb Bush", "former Florida Gov."),
        ("former governor", "former", None, "Florida", "prenominal"),
    ),
    (
        "On Monday Secretary of State John Kerry left.",
        ("John Kerry", "Secretary of State"),
        ("secretary of state", None, None, None, "prenominal"),
    ),
    (
        "The party’s acting chairwoman, Donna Brazile, said so.",
        ("Donna Brazile", "The party’s acting chairwoman"),
        ("acting chairwoman", "acting", None, None, "apposition"),
    ),
    (
        "“It rained,” said Ann Lee, 45, a professor of history at Ohio State University.",
        ("Ann Lee", "a professor of history at Ohio State University"),
        ("professor of history", None, "Ohio State University", "Ohio", "apposition"),
    ),
]

NO_OFFICE = [
    "He thanked his wife, Melania Trump, on Monday.",
    "Republican rival Ted Cruz left early.",
    "In a letter to the president, Ann Lee said that it rained.",
    "Ann Lee, Bob Day and John Smith left.",
]


def roles(nlp, text):
    return rows_of(article(text), nlp(text), "run", "m")["roles"]


@pytest.mark.parametrize(("text", "printed", "office"), ROLES)
def test_an_office(nlp, text, printed, office):
    (row,) = roles(nlp, text)
    assert (row["name"], row["role"]) == printed
    assert text[row["start"] : row["end"]] == row["role"]
    assert text[row["name_start"] : row["name_end"]] == row["name"]
    assert tuple(row[c] for c in ("title", "status", "organisation", "place", "found")) == office


@pytest.mark.parametrize("text", NO_OFFICE)
def test_no_office(nlp, text):
    assert roles(nlp, text) == []


def test_two_offices_of_one_man_are_two_rows(nlp):
    text = (
        "Murhaf Abu Kasra, head of the Syrian Ministry of Defense, came.\n\n"
        "Syrian Deputy Minister of Defense Murhaf Abu Kasra left."
    )
    first, second = roles(nlp, text)
    assert (first["title"], second["title"]) == ("head", "deputy minister of defense")
    assert first["entity_id"] == second["entity_id"]
