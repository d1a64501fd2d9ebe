"""Claims of one component in groups: surest links first, no chains, no order."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.link.claims.spoken import spoken
from transforms.link.claims.cluster import cluster
from transforms.link.claims.comparison import ClaimLink, compare
from transforms.link.claims.statement import Statement

LINES = [
    "Police | said | 27 people were killed in the blast at the market in Kano",
    "Police | said | 27 people were killed in the blast at the market in Kano",
    "Officials | said | a blast at the market in Kano killed 27 people",
    "The governor | said | 40 people were killed in the blast at the market in Kano",
    "The governor | said | 40 people were killed in the blast at the Kano market",
    "Police | said | a suspect was arrested near the market in Kano",
    "Police | said | a suspect was arrested near the Kano market after the blast",
    "A nurse | said | the hospital had run out of blood",
]
STATEMENTS = [spoken(line, article=str(number)) for number, line in enumerate(LINES)]


def links(statements: list[Statement]) -> list[ClaimLink]:
    found = (compare(one, other) for one, other in combinations(statements, 2))
    return [link for link in found if link is not None]


def numbers(groups: list[list[str]]) -> list[list[int]]:
    return [[int(claim.split(":")[0]) for claim in group] for group in groups]


def test_claims_that_state_the_same_are_a_group_and_conflicts_part_groups() -> None:
    assert numbers(cluster(STATEMENTS, links(STATEMENTS))) == [[0, 1, 2], [3, 4], [5, 6], [7]]


@given(st.permutations(STATEMENTS), st.randoms())
def test_the_order_does_not_matter(statements: list[Statement], random: object) -> None:
    found = links(statements)
    random.shuffle(found)  # type: ignore[attr-defined]
    assert cluster(statements, found) == cluster(STATEMENTS, links(STATEMENTS))


def test_copies_count_once() -> None:
    copies = [spoken(LINES[0], article=f"copy {number}") for number in range(100)]
    statements = [*copies, *STATEMENTS]
    groups = cluster(statements, links(statements))
    assert [len(group) for group in groups] == [103, 2, 2, 1]
