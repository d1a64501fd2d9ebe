import pytest

from transforms.abbreviations import leaves_open


def _open(first: str, second: str, names: str = "") -> bool:
    return leaves_open(first, second, frozenset(names.split()))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("‘Russia has always been cautious,’ noted Dr.", "Elena Petrova, a Middle East analyst"),
        ("The order came from Lt. Gen.", "Michael Flynn on Monday."),
        ("A vote against Sen.", "Marco Rubio of Florida"),
        ("It was signed by Prof.", "al-Assad of Damascus."),
        ("The talks were held in St.", "Petersburg last week."),
        ("In St.", "Louis, they marched."),
        ("He lives at No.", "10 Downing Street."),
        ("It was first reported on Nov.", "16 by Al Arabiya."),
        ("The case of Trump vs.", "Clinton goes on."),
        ("It was sold to Acme Inc.", "for an undisclosed sum."),
        ("Troops left the U.S.", "and went home."),
        ("He met former U.S.", "Secretary of State John Kerry."),
        ("The polls close at 8 p.m.", "EDT on Tuesday."),
    ],
)
def test_an_abbreviation_leaves_the_paragraph_open(first: str, second: str) -> None:
    assert _open(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The talks were held in the U.S.", "President Trump did not attend."),
        ("It was sold to Acme Inc.", "The price was not disclosed."),
        ("He was named after Martin Luther King Jr.", "Officials declined to comment."),
        ("The meeting began at 8 p.m.", "Nobody spoke."),
        ("The meeting began at 8 p.m.", "de Blasio spoke first."),
        ("She lives on Main St.", "Police searched the house."),
        ("She lives on 42nd St.", "Police searched the house."),
        ("She lives at 12 Mulberry Dr.", "Police searched the house."),
        ("It is over.", "The talks failed."),
        ("It is over.", "iPhone sales fell."),
        ("There is no Plan B.", "Officials said so."),
        ("He said no.", "10 others agreed."),
        ("‘It is over,’ noted Dr.", "‘Nothing is over.’"),
        ("The talks were held by Dr", "Elena Petrova"),
    ],
)
def test_a_paragraph_that_has_ended(first: str, second: str) -> None:
    assert not _open(first, second)


def test_an_initial_waits_for_a_surname_the_text_knows() -> None:
    assert _open("He was close to John F.", "Kennedy, the president.", names="Kennedy")
    assert not _open("He was close to John F.", "Kennedy, the president.")
    assert not _open("There is no Plan B.", "Kennedy said so.", names="Kennedy")
