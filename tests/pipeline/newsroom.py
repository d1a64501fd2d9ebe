"""Hand-built tables of a small newsroom: what the views are tested on.

Three reports of one resignation (the third undated, without headline or outlet) and an article of
another story four days later.
"""

import datetime as dt
from pathlib import Path
from typing import Any

from pipeline.snapshot import Snapshot
from tests.tables import committed

NOON = dt.datetime(2025, 11, 16, 12, tzinfo=dt.UTC)
DAILY, WIRE, BARE, LATER = (f"{number:032x}" for number in (1, 2, 3, 4))
DEFENSE = "ministry of defense"

ARTICLES = [
    {"article_id": DAILY, "uri": "daily.txt", "title": "Minister resigns", "revision": "old",
     "text": "Old.", "publisher": "Daily", "published_at": NOON, "extent": "full"},
    {"article_id": WIRE, "uri": "wire.txt", "title": "A minister steps down", "revision": "w",
     "text": "He went.", "publisher": "Wire", "published_at": NOON + dt.timedelta(hours=2),
     "extent": "full"},
    {"article_id": BARE, "uri": "bare.txt", "title": None, "revision": "b", "publisher": None,
     "text": "The minister of defense is gone, three officials say; nobody knows why.",
     "published_at": None, "extent": "full"},
    {"article_id": LATER, "uri": "later.txt", "title": "Rain", "revision": "l", "text": "Wet.",
     "publisher": "Daily", "published_at": NOON + dt.timedelta(days=4), "extent": "full"},
]  # fmt: skip

STORIES = [
    {"article_id": DAILY, "story_id": "s1", "relation": "original", "component": "s1",
     "first_published": NOON},
    {"article_id": WIRE, "story_id": "s1", "relation": "rewrite", "matched_article_id": DAILY,
     "similarity": 0.75, "component": "s1", "first_published": NOON},
    {"article_id": BARE, "story_id": "s1", "relation": "same_event", "matched_article_id": DAILY,
     "similarity": 0.5, "component": "s1", "first_published": NOON},
    {"article_id": LATER, "story_id": "s2", "relation": "original", "component": "s2",
     "first_published": NOON + dt.timedelta(days=4)},
]  # fmt: skip


def _claim(claim_id: str, article: str, content: str, **given: Any) -> dict[str, Any]:
    span = [{"start": 0, "end": len(content)}]
    defaults = {"claim_id": claim_id, "article_id": article, "content": content, "kind": "indirect",
                "content_spans": span, "sentence": f"{content}.", "polarity": "affirmed",
                "modality": "asserted", "stance": "neutral", "source_type": "named_person",
                "score": 0.9, "model": "m"}  # fmt: skip
    return defaults | given


CLAIMS = [
    _claim("c1", DAILY, "“I am leaving,”", kind="direct", source="Ann Lee, the minister",
           cue="said", speaker="Ann Lee", speaker_entity_id="e-lee-1", speaker_role="the minister"),
    _claim("c2", WIRE, "that she was leaving", source="Lee", cue="said", speaker="A. Lee",
           speaker_entity_id="e-lee-2"),
    _claim("c3", BARE, "the minister is gone", source="three officials, who feared for their jobs",
           cue="say", source_type="unnamed_group", anonymous=True,
           anonymity="who feared for their jobs"),
    _claim("c4", DAILY, "that ten people had gone before her", source="Al Arabiya TV",
           cue="reported", source_type="media"),
    _claim("c5", WIRE, "that twelve people had gone before her", source="the officials",
           cue="say", source_type="unnamed_group", anonymous=True),
    _claim("c6", DAILY, "she was ill", source="she", cue="told", outer_claim_id="c1"),
    _claim("c7", LATER, "it rained", source=None, source_type="none"),
]  # fmt: skip


def _link(link_id: str, claim: str, article: str, relation: str, **given: Any) -> dict[str, Any]:
    defaults = {"link_id": link_id, "claim_id": claim, "article_id": article, "relation": relation,
                "depth": 1, "from_type": "article", "to_type": "named_person", "start": 0,
                "end": 50, "evidence": "…", "score": 0.9}  # fmt: skip
    return defaults | given


_MEDIA = {"to_type": "media", "to_name": "Al Arabiya", "to_entity": "e-arabiya"}
LINKS = [
    _link("l1", "c1", DAILY, "cites", to_name="Ann Lee", to_entity="e-lee-1"),
    _link("l2", "c2", WIRE, "cites", to_name="A. Lee", to_entity="e-lee-2"),
    _link("l3", "c3", BARE, "cites", to_name="three officials", to_type="unnamed_group",
          anonymous=True),
    _link("l4", "c4", DAILY, "cites", start=60, end=120, **_MEDIA),
    _link("l5", "c4", DAILY, "via", depth=2, from_type="media", from_name="Al Arabiya",
          from_entity="e-arabiya", to_type="media", to_name="Reuters", start=60, end=120),
    _link("l6", "c4", DAILY, "via", depth=3, from_type="media", from_name="Reuters",
          to_type="unnamed_group", to_name="two officials", anonymous=True, start=60, end=120),
    _link("l7", "c5", WIRE, "cites", to_name="the officials", to_type="unnamed_group",
          anonymous=True),
    # Another sentence of the article cites the channel without saying whom it has it from.
    _link("l8", None, DAILY, "cites", start=200, end=250, **_MEDIA),
    # A guest whom the outlet is said to have it from, and no edge to the outlet.
    _link("l9", None, LATER, "via", depth=2, from_type="media", from_name="CNN",
          to_name="Bo Li", start=5, end=9),
    _link("l10", None, LATER, "hyperlink", to_type="url", to_url="https://example.org/a"),
]  # fmt: skip

IDENTITIES = [
    {"identity_id": "i-lee", "name": "Ann Lee", "label": "PERSON"},
    {"identity_id": "i-arabiya", "name": "Al Arabiya TV", "label": "ORG"},
    {"identity_id": "i-li", "name": "Bo Li", "label": "PERSON"},
]
MEMBERS = [
    {"entity_id": entity, "article_id": article, "identity_id": identity, "label": "PERSON"}
    for entity, article, identity in (
        ("e-lee-1", DAILY, "i-lee"),
        ("e-lee-2", WIRE, "i-lee"),
        ("e-lee-3", BARE, "i-lee"),
        ("e-lee-4", LATER, "i-lee"),
        ("e-arabiya", DAILY, "i-arabiya"),
        ("e-li-1", DAILY, "i-li"),
        ("e-li-2", LATER, "i-li"),
    )
]
CLUSTERS = [
    {"claim_id": claim, "article_id": article, "cluster_id": cluster, "origin_id": origin,
     "origin": named, "outlet": outlet}
    for claim, article, cluster, origin, named, outlet in (
        ("c1", DAILY, "k1", "o1", None, "daily.example"),
        ("c2", WIRE, "k1", "o1", None, "wire.example"),
        ("c3", BARE, "k1", "o2", "three officials", None),
        ("c4", DAILY, "k4", "o4", "Al Arabiya", "daily.example"),
        ("c5", WIRE, "k5", "o5", None, "wire.example"),
        ("c7", LATER, "k7", "o7", None, "daily.example"),
    )
]  # fmt: skip
CLAIM_LINKS = [
    {"claim_id": "c2", "article_id": WIRE, "other_claim_id": "c1", "other_article_id": DAILY,
     "relation": "reworded", "form": "indirect", "score": 0.9},
    {"claim_id": "c3", "article_id": BARE, "other_claim_id": "c1", "other_article_id": DAILY,
     "relation": "reworded", "form": "paraphrase", "score": 0.8},
    {"claim_id": "c5", "article_id": WIRE, "other_claim_id": "c4", "other_article_id": DAILY,
     "relation": "conflicts", "form": "number", "score": 0.95, "evidence": "twelve people",
     "evidence_spans": [{"start": 5, "end": 18}], "other_evidence": "ten people",
     "other_evidence_spans": [{"start": 5, "end": 15}]},
]  # fmt: skip


def role(role_id: str, article: str, entity: str, printed: str, **given: Any) -> dict[str, Any]:
    """A row of `roles`."""
    defaults = {"role_id": role_id, "article_id": article, "entity_id": entity, "role": printed,
                "title": printed.lower(), "start": 3, "end": 3 + len(printed)}  # fmt: skip
    return defaults | given


ROLES = [
    role("r1", DAILY, "e-lee-1", "Defense Minister", post=DEFENSE, rank="head"),
    role("r2", WIRE, "e-lee-2", "Deputy Minister of Defense", post=DEFENSE, rank="deputy",
          post_country="SY"),
    role("r3", BARE, "e-lee-3", "head of the Ministry of Defense", post=DEFENSE, rank="head"),
]  # fmt: skip
SIGNATURES = [
    {"article_id": DAILY, "revision": "new", "outlet": "daily.example"},
    {"article_id": WIRE, "revision": "w", "outlet": "wire.example"},
    {"article_id": BARE, "revision": "b", "outlet": None},
    {"article_id": LATER, "revision": "l", "outlet": "daily.example"},
]


def newsroom(root: Path, roles: list[dict[str, Any]] = ROLES, linked: bool = True) -> Snapshot:
    """The tables; those of linking only where `linked`."""
    tables: dict[str, Any] = {"roles": roles}
    if linked:
        tables |= {
            "stories": STORIES,
            "identities": IDENTITIES,
            "identity_members": MEMBERS,
            "claim_clusters": CLUSTERS,
            "claim_links": CLAIM_LINKS,
            "signatures": SIGNATURES,
        }
    committed(root, articles=ARTICLES, claims=CLAIMS, source_links=LINKS, **tables)
    # The first article is read again: the rows of the older text stay in `articles`.
    newer = ARTICLES[0] | {"revision": "new", "text": "New.", "run_id": "again",
                           "retrieved_at": NOON + dt.timedelta(days=1)}  # fmt: skip
    return committed(root, articles=[newer], run_id="again")
