"""Rows fit their tables."""

from schemas import by_name
from tests.transforms.link.claims.spoken import spoken
from transforms.link.claims.comparison import compare
from transforms.link.claims.keys import keys
from transforms.link.claims.origins import origins
from transforms.link.claims.rows import cluster_row, link_row

ONE = spoken("Police | said | 27 people were killed in the blast")
OTHER = spoken("Police | said | 40 people were killed in the blast", article="b")


def test_a_link_is_a_row() -> None:
    link = compare(ONE, OTHER)
    assert link is not None
    row = link_row(link)
    assert list(row) == by_name("claim_links").arrow.names
    assert (row["claim_id"], row["other_claim_id"]) == (OTHER.claim_id, ONE.claim_id)
    assert (row["evidence"], row["other_evidence"]) == ("40 people", "27 people")


def test_a_claim_of_a_cluster_is_a_row() -> None:
    origin = origins([ONE], [], {})[ONE.claim_id]
    row = cluster_row(ONE, "cluster", ["older"], "origin", origin, keys(ONE), "component")
    assert sorted(row) == sorted(by_name("claim_clusters").arrow.names)
