"""How many independent sources a claim has, after copies and common sources are folded."""

import pytest

from tests.transforms.link.claims.spoken import spoken
from transforms.link.claims.origins import Ancestor, ancestors, origins, squashed
from transforms.link.claims.statement import Statement

CLAIM = "the minister arrived in Damascus for talks"


def member(article: str, source: str = "Officials", **given: str) -> Statement:
    return spoken(f"{source} | said | {CLAIM}", article=article, **given)  # type: ignore[arg-type]


def count(members: list[Statement], copied: list[tuple[str, str]], via: object = None) -> int:
    found = origins(members, copied, via or {})  # type: ignore[arg-type]
    return len({origin.seed for origin in found.values()})


def test_copies_of_one_report_are_one_source() -> None:
    members = [member(f"copy {number}") for number in range(100)]
    copied = [("copy 0", f"copy {number}") for number in range(1, 100)]
    assert count(members, copied) == 1


def test_copies_by_way_of_an_article_without_the_claim_are_one_source() -> None:
    assert count([member("a"), member("b")], [("a", "elsewhere"), ("elsewhere", "b")]) == 1


def test_two_outlets_that_each_quote_the_minister_are_two_sources() -> None:
    members = [member(each, "Minister Lind", speaker="Lind") for each in ("a", "b")]
    assert count(members, []) == 2
    assert {origin.name for origin in origins(members, [], {}).values()} == {None}


def test_articles_that_cite_one_channel_are_one_source_named() -> None:
    names = ("The Al Arabiya channel", "Al Arabiya TV", "Al Arabiya")
    members = [member(str(n), name, source_type="media") for n, name in enumerate(names)]
    found = origins(members, [], {})
    assert {(each.seed, each.name) for each in found.values()} == {("0", names[0])}


def test_an_article_that_the_others_cite_is_their_source() -> None:
    original = member("a", outlet="english.alarabiya.net")
    cites = member("b", "Al Arabiya", source_type="media", outlet="example.com")
    assert count([member("a", outlet="alarabiya.net"), cites], []) == 1
    assert count([original, member("b", "Reuters", source_type="media")], []) == 2


def cites(article: str, *names: str, outlet: str | None = None) -> Statement:
    return member(article, names[0], source_type="media", outlet=outlet)


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        # Of three that copy each other only the last says where it has it from.
        ([member("0", outlet="daily.com"), member("1"), cites("2", "Reuters")], "daily.com"),
        # The earliest article is that of the outlet that the other cites.
        ([member("0", outlet="reuters.com"), cites("1", "Reuters")], "Reuters"),
        (
            [member("0", outlet="daily.com"), cites("1", "Reuters"), cites("2", "Reuters")],
            "Reuters",
        ),
        ([cites("0", "Reuters", outlet="daily.com"), member("1")], "daily.com"),
        ([cites("0", "Reuters", outlet="daily.com")], "Reuters"),
        ([member("0", outlet="daily.com")], None),
    ],
)
def test_a_source_is_named_where_the_group_has_it_from_there(
    members: list[Statement], expected: str | None
) -> None:
    copied = [("0", each.article_id) for each in members[1:]]
    found = origins(members, copied, {})
    assert {(each.seed, each.name) for each in found.values()} == {("0", expected)}


def test_officials_without_a_name_are_nobody_in_common() -> None:
    links = [
        {"claim_id": each.claim_id, "relation": "via", "anonymous": True, "to_name": "officials"}
        | {"to_type": "unnamed_group", "to_entity": None, "from_type": "named_person"}
        for each in (member("a"), member("b"))
    ]
    assert ancestors(links, {}) == {}
    assert count([member("a"), member("b")], [], ancestors(links, {})) == 2


def test_whom_somebody_told_it_is_where_it_is_had_from() -> None:
    own = member("a", outlet="nairobisun.example")
    others = [member(each, outlet=f"{each}.example") for each in ("b", "c")]
    links = [
        {"claim_id": each.claim_id, "relation": "via", "anonymous": True, "to_name": "an official"}
        | {"to_type": "unnamed_person", "to_entity": None}
        | {"from_type": "media", "from_name": "Nairobi Sun", "from_entity": None}
        for each in others
    ]
    via = ancestors(links, {})
    assert via[others[0].claim_id] == (Ancestor("Nairobi Sun", None, "media"),)
    assert count([own, *others], [], via) == 1


def test_a_common_ancestor_by_identity_is_one_source() -> None:
    one, other = member("a"), member("b")
    links = [
        {"claim_id": each.claim_id, "relation": "via", "anonymous": False, "to_name": name}
        | {"to_type": "media", "to_entity": entity, "from_type": "article"}
        for each, name, entity in ((one, "AP", "e1"), (other, "Associated Press", "e2"))
    ]
    via = ancestors(links, {"e1": "identity", "e2": "identity"})
    assert via[one.claim_id] == (Ancestor("AP", "identity", "media"),)
    assert count([one, other], [], via) == 1


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Al Arabiya", "alarabiya.net"),
        ("The New York Times", "New York Times"),
        ("Al Arabiya TV channel", "Al-Arabiya"),
        ("Le Monde", "www.lemonde.fr"),
    ],
)
def test_names_of_one_outlet_are_told(name: str, other: str) -> None:
    assert squashed(name) == squashed(other)
