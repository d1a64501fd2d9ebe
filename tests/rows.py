"""Helpers over committed tables."""

from typing import Any

from pipeline.snapshot import Snapshot
from schemas import TABLES


def rows(snapshot: Snapshot, table: str) -> list[dict[str, Any]]:
    """A table as dicts."""
    return snapshot.read(table).to_pylist()


def logical(snapshot: Snapshot) -> dict[str, list[str]]:
    """All tables, whatever the files and order, but `runs` and `inputs`: they tell of the runs."""
    return {
        table.name: sorted(map(str, rows(snapshot, table.name)))
        for table in TABLES
        if table.name not in {"runs", "inputs"}
    }


def logical_but_when(snapshot: Snapshot) -> dict[str, list[str]]:
    """As `logical`, but for what tells which run read a row, when, and in which order they came.

    Ids that last are of what came first: a group goes by its least item here. `keys` are hashes of
    such ids, in part.
    """
    when = {"run_id", "retrieved_at", "former_ids", "keys"}
    named = _least_items(snapshot)
    return {
        table: sorted(
            str(
                {
                    name: named.get(str(value), value)
                    for name, value in row.items()
                    if name not in when
                }
            )
            for row in rows(snapshot, table)
        )
        for table in logical(snapshot)
    }


def _least_items(snapshot: Snapshot) -> dict[str, str]:
    """The least item of every group that has an id that lasts."""
    least: dict[str, str] = {}
    for table, group, item in (
        ("stories", "story_id", "article_id"),
        ("identity_members", "identity_id", "entity_id"),
        ("claim_clusters", "cluster_id", "claim_id"),
        ("claim_clusters", "origin_id", "claim_id"),
    ):
        for row in rows(snapshot, table):
            least[row[group]] = min(least.get(row[group], row[item]), row[item])
    return least


def check_spans(snapshot: Snapshot) -> int:
    """Asserts that every span of every table holds the stored string; how many were checked."""
    texts = {
        (row["article_id"]): row["text"]
        for row in sorted(rows(snapshot, "articles"), key=lambda row: row["retrieved_at"])
    }
    checked = 0
    for table in ("mentions", "source_links"):
        stored = "text" if table == "mentions" else "evidence"
        for row in rows(snapshot, table):
            if row["start"] is not None:
                found = texts[row["article_id"]][row["start"] : row["end"]]
                assert found == row[stored], (table, row)
                checked += 1
    for row in rows(snapshot, "claim_links"):
        for side in ("", "other_"):
            text, spans = texts[row[f"{side}article_id"]], row[f"{side}evidence_spans"]
            joined = " ".join(text[span["start"] : span["end"]] for span in spans)
            assert joined == row[f"{side}evidence"], row
            checked += len(spans)
    for row in rows(snapshot, "roles"):
        text = texts[row["article_id"]]
        assert text[row["start"] : row["end"]] == row["role"], row
        assert text[row["name_start"] : row["name_end"]] == row["name"], row
        checked += 2
    for row in rows(snapshot, "claims"):
        text = texts[row["article_id"]]
        assert row["sentence"] in text, row
        if row["said_on_text"] is not None:
            assert text[row["said_on_start"] : row["said_on_end"]] == row["said_on_text"], row
            checked += 1
        for role in ("content", "cue", "source"):
            spans = [(span["start"], span["end"]) for span in row[f"{role}_spans"]]
            assert spans == sorted(spans), row
            assert all(0 <= start < end <= len(text) for start, end in spans), row
            joined = " ".join(text[start:end] for start, end in spans)
            assert joined == (row[role] or ""), (role, row)
            checked += len(spans)
    return checked
