"""Rows of claim_links and claim_clusters."""

from collections.abc import Sequence

from schemas.rows import ClaimClustersRow, ClaimLinksRow
from transforms.link.claims.comparison import ClaimLink
from transforms.link.claims.origins import Origin
from transforms.link.claims.statement import Statement


def link_row(link: ClaimLink) -> ClaimLinksRow:
    """A row of claim_links."""
    return {
        "claim_id": link.claim_id,
        "article_id": link.article_id,
        "other_claim_id": link.other_claim_id,
        "other_article_id": link.other_article_id,
        "relation": link.relation,
        "form": link.form,
        "score": link.score,
        "evidence": link.evidence,
        "evidence_spans": [{"start": span.start, "end": span.end} for span in link.spans],
        "other_evidence": link.other_evidence,
        "other_evidence_spans": [
            {"start": span.start, "end": span.end} for span in link.other_spans
        ],
    }


def cluster_row(
    statement: Statement,
    cluster_id: str,
    former_ids: Sequence[str],
    origin_id: str,
    origin: Origin,
    keys: Sequence[int],
    component: str,
) -> ClaimClustersRow:
    """A row of claim_clusters.

    Args:
        statement: The claim.
        cluster_id: Its cluster.
        former_ids: Ids that the cluster had before.
        origin_id: The id made of the origin's seed.
        origin: Whom the claim is had from.
        keys: Its blocking keys.
        component: The id of its component.
    """
    return {
        "cluster_id": cluster_id,
        "claim_id": statement.claim_id,
        "article_id": statement.article_id,
        "outlet": statement.outlet,
        "origin_id": origin_id,
        "origin": origin.name,
        "former_ids": list(former_ids),
        "keys": list(keys),
        "component": component,
    }
