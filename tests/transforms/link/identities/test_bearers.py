"""What offices and trades tell of a life."""

import pytest

from transforms.link.identities.bearers import walk_of


@pytest.mark.parametrize(
    ("title", "organisation", "walk"),
    [
        ("manager", "Harrowby", "sport"),
        ("football manager", None, "sport"),
        ("bank manager", None, "business"),
        ("director of football", None, "sport"),
        ("team captain", None, "sport"),
        ("racing driver", None, "sport"),
        ("striker", None, "sport"),
        ("chief financial officer", None, "business"),
        ("chief executive", "TransRegio", "business"),
        ("finance director", None, "business"),
        ("finance chief", None, "business"),
        ("finance minister", None, "state"),
        ("director", "KDRF", "business"),
        ("police officer", None, "state"),
        ("chief of police", None, "state"),
        ("chief justice", None, "state"),
        ("attorney-general", None, "state"),
        ("energy secretary", None, "state"),
        ("deputy defence minister", None, "state"),
        ("head of research", None, "science"),
        ("president", "University of Ghana", "science"),
        ("president", None, "state"),
        ("museum director", None, "arts"),
        ("news director", None, "media"),
        ("church leader", None, "religion"),
        ("survivor", None, "private"),
        ("chief", "Tesla", None),
        ("boss", None, None),
        ("elder", None, None),
    ],
)
def test_walks_of_life(title: str, organisation: str | None, walk: str | None) -> None:
    assert walk_of(title, organisation) == walk
