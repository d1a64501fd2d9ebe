"""Who is who in a family of names."""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.link.identities.bearers import Bearer, Role
from transforms.link.identities.names import keys
from transforms.link.identities.resolving import Group, pair_score, resolve
from transforms.link.identities.rows import identity_row, member_rows

_IDS = count()


def bearer(name: str, label: str = "PERSON", **known: object) -> Bearer:
    number = next(_IDS)
    return Bearer(f"e{number:05}", f"a{number:05}", label, name, **known)  # type: ignore[arg-type]


def names(groups: Iterable[Group]) -> list[list[str]]:
    return sorted(sorted(member.bearer.name for member in group.members) for group in groups)


def test_spellings_of_one_name_are_one() -> None:
    spelled = ["Yunus-Bek Yevkurov", "Yunus-Bek Evkurov", "Yunus-Bek Yevkurov"]
    (group,) = resolve(bearer(name) for name in spelled)
    assert group.name == "Yunus-Bek Yevkurov"
    assert [member.evidence for member in group.members] == ["name", "spelling", "name"]


def test_a_surname_is_the_one_of_its_story() -> None:
    groups = resolve(
        [
            bearer("Boris Johnson", story_id="london"),
            bearer("Ron Johnson", story_id="madison"),
            bearer("Johnson", story_id="london"),
            bearer("Johnson", story_id="elsewhere"),
        ]
    )
    assert names(groups) == [["Boris Johnson", "Johnson"], ["Johnson"], ["Ron Johnson"]]
    (johnson,) = (group for group in groups if group.name == "Boris Johnson")
    assert {member.evidence for member in johnson.members} == {"name", "story"}


@pytest.mark.parametrize(
    ("known", "evidence"),
    [
        ({"roles": (Role("senator", None, "Wisconsin"),)}, "role"),
        ({"neighbours": frozenset({"chuck grassley"})}, "neighbours"),
    ],
)
def test_a_surname_is_the_one_of_its_post_or_company(
    known: dict[str, object], evidence: str
) -> None:
    groups = resolve(
        [bearer("Ron Johnson", **known), bearer("Boris Johnson"), bearer("Johnson", **known)]
    )
    assert names(groups) == [["Boris Johnson"], ["Johnson", "Ron Johnson"]]
    (johnson,) = (group for group in groups if group.name == "Ron Johnson")
    assert evidence in {member.evidence for member in johnson.members}


def test_a_rare_surname_is_the_only_one_who_has_it() -> None:
    assert len(resolve([bearer("Yevkurov"), bearer("Yunus-Bek Yevkurov")])) == 1
    assert len(resolve([bearer("Smith"), bearer("John Smith")])) == 2


def test_namesakes_are_apart() -> None:
    player, professor = Role("basketball player"), Role("professor", "University of California")
    groups = resolve(
        [
            *(bearer("Michael Jordan", roles=(player,)) for _ in range(5)),
            *(bearer("Michael Jordan", roles=(professor,)) for _ in range(2)),
            bearer("Michael Jordan"),
        ]
    )
    assert sorted(len(group.members) for group in groups) == [2, 6]


def test_what_articles_share_makes_two_callings_one() -> None:
    company = frozenset({"jemima goldsmith"})
    groups = resolve(
        [
            bearer("Imran Khan", roles=(Role("cricketer"),), neighbours=company),
            bearer("Imran Khan", roles=(Role("prime minister"),), neighbours=company),
        ]
    )
    assert len(groups) == 1


GOVERNOR, MANAGER = Role("governor", None, "Montana"), Role("manager", "Harrowby")
FINANCE = Role("chief financial officer")
MINISTER = Role("energy minister", None, "Ghana")


@pytest.mark.parametrize(
    ("name", "one", "other", "same"),
    [
        # Offices of walks that are apart.
        ("John Marsh", (GOVERNOR, "US"), (MANAGER, "GB"), False),
        ("John Marsh", (GOVERNOR, "US"), (FINANCE, None), False),
        ("John Marsh", (MANAGER, "GB"), (FINANCE, None), False),
        ("John Marsh", (GOVERNOR, "US"), (FINANCE, "US"), False),
        ("John Marsh", (Role("police officer"), "US"), (Role("striker"), "US"), False),
        ("John Marsh", (Role("teacher"), "US"), (GOVERNOR, "US"), False),
        ("John Marsh", (Role("bishop"), "US"), (Role("coach"), "US"), False),
        # An office and a company, of two countries and of one.
        ("James Mwangi", (Role("attorney general"), "KE"), (Role("director"), "GH"), False),
        (
            "James Mwangi",
            (Role("attorney general"), "KE"),
            (Role("director", "Ghana Privacy League"), None),
            False,
        ),
        ("Kofi Yiadom", (MINISTER, "GH"), (Role("director", "Volta Energy"), "GH"), True),
        ("Kofi Adu", (MINISTER, None), (Role("chairman", "Bank of Ghana"), None), True),
        # One walk, whatever it is called.
        ("Kofi Adu", (Role("finance chief"), None), (FINANCE, None), True),
        ("Kofi Adu", (Role("football coach"), "GH"), (Role("manager"), "TG"), True),
        ("Kofi Yiadom", (Role("reporter"), None), (Role("director"), None), True),
        ("Kofi Adu", (Role("chief"), None), (MINISTER, None), True),
    ],
)
def test_a_name_of_two_lives_is_of_two_people(
    name: str,
    one: tuple[Role, str | None],
    other: tuple[Role, str | None],
    same: bool,
) -> None:
    groups = resolve(
        bearer(name, roles=(role,), setting=setting, story_id=story)
        for story, (role, setting) in (("s", one), ("t", other))
    )
    assert (len(groups) == 1) == same


def test_father_and_son_are_apart_and_who_could_be_either_stays_open() -> None:
    groups = resolve(
        [
            *(bearer("George W. Bush", story_id="iraq") for _ in range(3)),
            *(bearer("George H. W. Bush", story_id="kuwait") for _ in range(3)),
            bearer("George Bush", story_id="kuwait"),
            bearer("George Bush"),
        ]
    )
    assert sorted(len(group.members) for group in groups) == [1, 3, 4]


def test_a_son_is_told_from_his_father_though_they_share_stories() -> None:
    groups = resolve(
        [
            *(bearer("Donald Trump", story_id="campaign") for _ in range(4)),
            *(bearer("Donald J. Trump", story_id="campaign") for _ in range(2)),
            *(bearer("Donald Trump Jr.", story_id="campaign") for _ in range(2)),
            bearer("Ivanka Trump", story_id="campaign"),
            bearer("President Trump", story_id="campaign"),
        ]
    )
    assert sorted(len(group.members) for group in groups if group.name != "President Trump")[
        :2
    ] == [1, 2]
    assert {len(group.members) for group in groups if group.name == "Donald Trump"} == {6}


def test_who_is_named_apart_in_one_article_is_somebody_else() -> None:
    known = {"article_id": "a", "story_id": "s"}
    people = [
        Bearer("e1", label="PERSON", name="George Bush", **known),  # type: ignore[arg-type]
        Bearer("e2", label="PERSON", name="George W. Bush", **known),  # type: ignore[arg-type]
    ]
    assert len(resolve(people)) == 2


def test_ministries_of_two_countries_are_apart() -> None:
    groups = resolve(
        [
            bearer("Russian Defence Ministry", "ORG", story_id="moscow"),
            bearer("Ministry of Defense of Russia", "ORG"),
            bearer("Syrian Ministry of Defense", "ORG", story_id="damascus"),
            bearer("Defense Ministry", "ORG", story_id="damascus"),
            bearer("Ministry of Defence", "ORG"),
        ]
    )
    assert names(groups) == [
        ["Defense Ministry", "Syrian Ministry of Defense"],
        ["Ministry of Defence"],
        ["Ministry of Defense of Russia", "Russian Defence Ministry"],
    ]


def test_an_acronym_is_the_body_that_articles_call_so() -> None:
    broadcasters = ("American Broadcasting Company", "Australian Broadcasting Company")
    groups = resolve(
        [
            *(bearer(broadcasters[0], "ORG", forms=("ABC",)) for _ in range(3)),
            bearer(broadcasters[1], "ORG"),
            bearer("ABC", "ORG"),
        ]
    )
    assert names(groups) == [
        ["ABC", *[broadcasters[0]] * 3],
        [broadcasters[1]],
    ]


def test_a_short_acronym_needs_an_article_that_has_both() -> None:
    softbank = bearer("Softbank Corporation Holding", "ORG")
    assert len(resolve([softbank, bearer("SCH", "ORG")])) == 2
    called_so = bearer("Softbank Corporation Holding", "ORG", forms=("SCH",))
    assert len(resolve([softbank, called_so, bearer("SCH", "ORG")])) == 1


def test_places_are_told_by_their_ids() -> None:
    groups = resolve(
        [
            bearer("Kyiv", "GPE", geonames_id=703448, country_code="UA"),
            bearer("Kiev", "GPE", geonames_id=703448, country_code="UA"),
            bearer("Paris", "GPE", geonames_id=2988507, country_code="FR"),
            bearer("Paris", "GPE", geonames_id=4717560, country_code="US"),
        ]
    )
    assert names(groups) == [["Kiev", "Kyiv"], ["Paris"], ["Paris"]]


BUSHES = """
George Bush, George W. Bush, George H. W. Bush, Bush, G. Bush, Jeb Bush, Busch, Georg Bush,
President Bush, Bush Jr., George Bush Jr.
"""


def test_a_place_is_called_by_its_name_and_not_by_its_people() -> None:
    russia = {"geonames_id": 2017370, "country_code": "RU"}
    (group,) = resolve(
        [
            *(bearer("Russian", "GPE", forms=("Russian",), **russia) for _ in range(3)),
            bearer("Russians", "GPE", forms=("Russians", "Russia"), **russia),
        ]
    )
    assert group.name == "Russia"


def test_a_body_is_called_by_the_name_that_its_acronym_stands_for() -> None:
    full, longer = "New York Police Department", "NYPD Pizza"
    groups = resolve(
        [
            *(bearer("NYPD", "ORG", story_id="s") for _ in range(3)),
            bearer(full, "ORG", story_id="s"),
            bearer(longer, "ORG", story_id="t"),
        ]
    )
    assert {group.name for group in groups} == {full, longer}


@pytest.mark.parametrize(
    ("called", "expected"),
    [
        # Initials and surnames are shorter than names, in however many articles.
        ((("M. Otieno", 1), ("Miriam Otieno", 1)), "Miriam Otieno"),
        ((("O. Hrytsenko", 5), ("Hrytsenko", 9), ("Olena Hrytsenko", 1)), "Olena Hrytsenko"),
        ((("J.D. Yevkurov", 2), ("Joe Yevkurov", 1)), "Joe Yevkurov"),
        # Of those that are as full, that of most articles, then of most mentions.
        ((("Yunus-Bek Evkurov", 2), ("Yunus-Bek Yevkurov", 3)), "Yunus-Bek Yevkurov"),
    ],
)
def test_a_person_is_called_by_the_fullest_name(
    called: tuple[tuple[str, int], ...], expected: str
) -> None:
    groups = resolve(
        bearer(name, story_id="s", roles=(Role("foreign minister", None, "Ukraine"),))
        for name, times in called
        for _ in range(times)
    )
    assert [group.name for group in groups] == [expected]


def test_of_names_of_as_many_articles_the_one_of_most_mentions() -> None:
    names_of = [("Irakli Dzhaparidze", 1), ("Irakli Japaridze", 4)]
    (group,) = resolve(bearer(name, mentions=times) for name, times in names_of)
    assert group.name == "Irakli Japaridze"


DIRECTOR = (Role("director", "KDRF"),)
JUSTICE = (Role("chief justice"),)


@pytest.mark.parametrize(
    ("one", "other", "known", "same"),
    [
        ("Wanjiru Njoroge", "Njoroge Wanjiru", {"story_id": "s", "roles": DIRECTOR}, True),
        ("Wanjiru Njoroge", "Njoroge Wanjiru", {"story_id": "s", "roles": JUSTICE}, True),
        ("Wanjiru Njoroge", "Njoroge Wanjiru", {"story_id": "s"}, True),
        ("Wanjiru Njoroge", "Njoroge Wanjiru", {}, False),
        ("James Thomas", "Thomas James", {"story_id": "s", "roles": DIRECTOR}, True),
        ("James Thomas", "Thomas James", {"story_id": "s"}, False),
        ("James Thomas", "Thomas James", {"roles": JUSTICE}, False),
    ],
)
def test_names_turned_are_one_by_story_and_office(
    one: str, other: str, known: dict[str, object], same: bool
) -> None:
    assert (len(resolve([bearer(one, **known), bearer(other, **known)])) == 1) == same


@pytest.mark.parametrize(
    ("person", "body", "same"),
    [
        ("KDRF", "KDRF", True),
        ("KDRF", "Kenya Digital Rights Forum", True),
        ("Norvane", "Norvane", True),
        ("Norvane", "Norvane Energy", True),
        ("Ford", "Ford Motor", False),
        ("Ford", "Ford", False),
        ("Norvane", "Northern Valley Networks", False),
        ("Merkel", "Merkel Foundation", False),
    ],
)
def test_a_body_once_taken_for_a_person_is_the_body(person: str, body: str, same: bool) -> None:
    groups = resolve([bearer(person, story_id="s"), bearer(body, "ORG", story_id="s")])
    assert (len(groups) == 1) == same
    assert set(keys(person, "PERSON")) & set(keys(body, "ORG")) or not same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Interstate 75", "Interstate 805"),
        ("Gulf Coast", "New England"),
        ("East Germany", "West Germany"),
    ],
)
def test_places_that_look_alike_are_apart(one: str, other: str) -> None:
    known = {"country_code": "US"} if "Germany" not in one else {}
    assert len(resolve([bearer(one, "LOC", **known), bearer(other, "LOC", **known)])) == 2


NAMES = st.sampled_from([name.strip() for name in BUSHES.split(",")])
ROLES = st.sampled_from(
    [
        (),
        (Role("president", None, "U.S."),),
        (Role("governor", None, "Texas"),),
        (Role("striker"),),
        (Role("mayor", None, "Paris"),),
    ]
)
STORIES = st.sampled_from([None, "one", "two"])
COMPANY = st.frozensets(st.sampled_from(["dick cheney", "tony blair", "karl rove"]), max_size=2)
KNOWN = st.tuples(NAMES, ROLES, STORIES, COMPANY)


@settings(max_examples=150, deadline=None)
@given(st.lists(KNOWN, min_size=1, max_size=14), st.randoms())
def test_the_order_of_articles_is_of_no_account(known, random) -> None:  # type: ignore[no-untyped-def]
    bearers = [
        Bearer(f"e{at}", f"a{at}", "PERSON", name, (), roles, None, None, story, company)
        for at, (name, roles, story, company) in enumerate(known)
    ]
    groups = resolve(bearers)
    assert sorted(m.bearer.entity_id for group in groups for m in group.members) == sorted(
        bearer.entity_id for bearer in bearers
    )
    random.shuffle(bearers)
    assert resolve(bearers) == groups


@given(KNOWN, KNOWN)
def test_two_are_one_whichever_comes_first(one, other) -> None:  # type: ignore[no-untyped-def]
    a, b = (
        Bearer(f"e{at}", f"a{at}", "PERSON", name, (), roles, None, None, story, company)
        for at, (name, roles, story, company) in enumerate((one, other))
    )
    assert pair_score(a, b) == pair_score(b, a)


def test_many_bearers_of_one_name_take_time_in_proportion() -> None:
    bearers = [
        bearer("Donald Trump" if at % 3 else "Trump", story_id=f"s{at // 4}", mentions=2)
        for at in range(4000)
    ]
    assert sum(len(group.members) for group in resolve(bearers)) == 4000


def test_rows_tell_names_times_and_places() -> None:
    when = [datetime(2025, 1, day, tzinfo=UTC) for day in (1, 2, 3)]
    (group,) = resolve(
        [
            bearer("Kyiv", "GPE", geonames_id=703448, country_code="UA", published_at=when[1]),
            bearer("Kyiv", "GPE", geonames_id=703448, country_code="UA", published_at=when[2]),
            bearer("Kiev", "GPE", geonames_id=703448, country_code="UA", published_at=when[0]),
        ]
    )
    row = identity_row(group, "id", "family", ["old", "id"])
    assert (row["name"], row["label"], row["articles"]) == ("Kyiv", "GPE", 3)
    assert (row["country_code"], row["geonames_id"]) == ("UA", 703448)
    assert (row["first_seen"], row["last_seen"]) == (when[0], when[2])
    assert [(alias["text"], alias["articles"]) for alias in row["aliases"]] == [
        ("Kyiv", 2),
        ("Kiev", 1),
    ]
    assert row["former_ids"] == ["old"]
    assert [member["evidence"] for member in member_rows(group, "id")] == ["place"] * 3
