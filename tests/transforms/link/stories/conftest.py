"""Signatures of the seeds, made once a session."""

import pytest

from tests.rows import rows
from transforms.link.stories.signature import Signature, sign


@pytest.fixture(scope="session")
def seed_signatures(seeds) -> list[Signature]:
    entity_of = {row["entity_id"]: row for row in rows(seeds, "entities")}
    named = {}
    for mention in rows(seeds, "mentions"):
        if mention["entity_id"]:
            named.setdefault(mention["article_id"], set()).add(mention["entity_id"])
    return [
        sign(row, [entity_of[each] for each in sorted(named[row["article_id"]])])
        for row in rows(seeds, "articles")
    ]
