"""Bodies that every country has one of."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.link.identities.bearers import Bearer
from transforms.link.identities.generic import scope_of
from transforms.link.identities.resolving import resolve

#: Article, story, setting, name.
Row = tuple[str, str | None, str | None, str]


def bearers_of(rows: Sequence[Row]) -> list[Bearer]:
    return [
        Bearer(f"e{at:05}", article, "ORG", name, story_id=story, setting=setting)
        for at, (article, story, setting, name) in enumerate(rows)
    ]


def parted(rows: Sequence[Row]) -> list[list[int]]:
    groups = resolve(bearers_of(rows))
    return sorted(
        [int(member.bearer.entity_id[1:]) for member in group.members] for group in groups
    )


@pytest.mark.parametrize(
    ("name", "scope"),
    [
        ("Supreme Court", "country"),
        ("Interior Ministry", "country"),
        ("Ministry of Foreign Affairs", "country"),
        ("Parliament", "country"),
        ("Central Bank", "country"),
        ("Armed Forces", "country"),
        ("House of Representatives", "country"),
        ("Police", "story"),
        ("Attorney General's Office", "story"),
        ("Teachers Union", "story"),
        ("Court of Appeal", "story"),
        ("Texas Supreme Court", None),
        ("Ghana Privacy League", None),
        ("National Football League", None),
        ("Security Council", None),
        ("European Parliament", None),
        ("Ministry of Sound", None),
        ("White House", None),
        ("Justice Department", None),
        ("Human Rights Watch", None),
        ("Apple", None),
    ],
)
def test_which_bodies_every_country_has(name: str, scope: str | None) -> None:
    assert scope_of("body", name) == scope


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # Of two stories, nothing else known.
        ([("a", "s", None, "Supreme Court"), ("b", "t", None, "Supreme Court")], [[0], [1]]),
        ([("a", "s", None, "Police"), ("b", "t", None, "Police")], [[0], [1]]),
        # Of one story.
        ([("a", "s", None, "Supreme Court"), ("b", "s", None, "Supreme Court")], [[0, 1]]),
        ([("a", "s", None, "Defence Ministry"), ("b", "s", None, "Ministry of Defense")], [[0, 1]]),
        # Of articles set in two countries, and in one.
        ([("a", "s", "KE", "Supreme Court"), ("b", "t", "GH", "Supreme Court")], [[0], [1]]),
        ([("a", "s", "KE", "Supreme Court"), ("b", "s", "GH", "Supreme Court")], [[0], [1]]),
        ([("a", "s", "KE", "Supreme Court"), ("b", "t", "KE", "Supreme Court")], [[0, 1]]),
        (
            [("a", "s", "KE", "Interior Ministry"), ("b", "t", "KE", "Ministry of Interior")],
            [[0, 1]],
        ),
        (
            [("a", "s", "KE", "Interior Ministry"), ("b", "t", "GH", "Ministry of Interior")],
            [[0], [1]],
        ),
        # Police forces of one country are many.
        ([("a", "s", "US", "Police"), ("b", "t", "US", "Police")], [[0], [1]]),
        # The country's of its story; of another story only by the country of its article.
        (
            [("a", "s", None, "Defence Ministry"), ("b", "s", None, "Georgian Defence Ministry")],
            [[0, 1]],
        ),
        (
            [("a", "s", None, "Defence Ministry"), ("b", "t", None, "Georgian Defence Ministry")],
            [[0], [1]],
        ),
        (
            [("a", "s", "GE", "Defence Ministry"), ("b", "t", None, "Georgian Defence Ministry")],
            [[0, 1]],
        ),
        (
            [("a", "s", "UA", "Defence Ministry"), ("b", "s", None, "Georgian Defence Ministry")],
            [[0], [1]],
        ),
        # Not the one that its article names in full, nor one of several.
        (
            [("a", "s", None, "Defence Ministry"), ("a", "s", None, "Ukrainian Defense Ministry")],
            [[0], [1]],
        ),
        (
            [
                ("a", "s", None, "Defence Ministry"),
                ("a", "s", None, "Ukrainian Defense Ministry"),
                ("b", "s", None, "Ministry of Defense of Ukraine"),
                ("b", "s", None, "Georgian Defense Ministry"),
            ],
            [[0], [1, 2], [3]],
        ),
        (
            [
                ("a", "s", "GE", "Defence Ministry"),
                ("a", "s", "GE", "Ukrainian Defense Ministry"),
                ("b", "s", None, "Ministry of Defense of Ukraine"),
                ("b", "s", None, "Georgian Defense Ministry"),
            ],
            [[0, 3], [1, 2]],
        ),
        (
            [
                ("a", "s", None, "Defence Ministry"),
                ("b", "s", None, "Ministry of Defence"),
                ("c", "s", None, "Ukrainian Defense Ministry"),
                ("c", "s", None, "Georgian Defense Ministry"),
            ],
            [[0], [1], [2], [3]],
        ),
        # A region's beside its country's.
        (
            [
                ("a", "s", "US", "Supreme Court"),
                ("b", "s", "US", "Texas Supreme Court"),
                ("c", "t", "US", "Supreme Court"),
                ("d", "u", "US", "U.S. Supreme Court"),
            ],
            [[0, 1], [2, 3]],
        ),
    ],
)
def test_whose_body_it_is(rows: list[Row], expected: list[list[int]]) -> None:
    assert parted(rows) == expected


def test_a_body_is_called_by_the_name_with_its_country() -> None:
    rows: list[Row] = [
        *((f"a{at}", "s", None, "Defence Ministry") for at in range(4)),
        ("b", "s", None, "Ukrainian Defense Ministry"),
    ]
    (group,) = resolve(bearers_of(rows))
    assert group.name == "Ukrainian Defense Ministry"


ROWS = st.lists(
    st.tuples(
        st.sampled_from("abcdef"),
        st.sampled_from(["s", "t", None]),
        st.sampled_from(["KE", "GH", None]),
        st.sampled_from(
            [
                "Defence Ministry",
                "Ministry of Defense",
                "Kenyan Defence Ministry",
                "Ministry of Defence of Ghana",
                "MOD",
                "Police",
            ]
        ),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=200, deadline=None)
@given(ROWS, st.randoms())
def test_the_order_of_articles_is_of_no_account(rows: list[Row], random) -> None:  # type: ignore[no-untyped-def]
    bearers = bearers_of(rows)
    groups = resolve(bearers)
    assert sum(len(group.members) for group in groups) == len(rows)
    random.shuffle(bearers)
    assert resolve(bearers) == groups
