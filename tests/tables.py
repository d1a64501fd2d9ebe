"""Committed tables to test with, from rows of which only what matters is given."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.commit import transaction
from pipeline.snapshot import Snapshot
from schemas import by_name
from transforms.elements import Reject
from transforms.filing import file_article, file_reject
from transforms.ids import stable_id
from transforms.write import write_shard

DAY = dt.datetime(2025, 11, 16, 8, tzinfo=dt.UTC)

Given = Sequence[Mapping[str, Any]]


def row(table: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """A row of a table: what is given, and an empty value of its type for every other column."""
    return {column.name: given.get(column.name, _empty(column)) for column in by_name(table).arrow}


def _empty(column: pa.Field) -> Any:
    if column.nullable:
        return None
    if pa.types.is_list(column.type) or pa.types.is_map(column.type):
        return []
    if pa.types.is_timestamp(column.type):
        return DAY
    if pa.types.is_string(column.type):
        return ""
    return b"" if pa.types.is_binary(column.type) else pa.scalar(0).cast(column.type).as_py()


def committed(
    root: Path | str,
    articles: Given = ({},),
    claims: Given = (),
    source_links: Given = (),
    rejects: Given = (),
    run_id: str = "run",
    keep: int = 1,
    **others: Given,
) -> Snapshot:
    """Commits the rows as a run would; rows are of the first article by default.

    `others` are rows of other tables by name, whose ids are given.
    """
    tables: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for number, given in enumerate(articles):
        defaults = {
            "article_id": stable_id(run_id, number),
            "uri": f"{number}.txt",
            "published_at": DAY,
            "language": "en",
            "run_id": run_id,
        }
        article = row("articles", defaults | dict(given))
        tables[article["article_id"]] = defaultdict(list, articles=[article])
    of_none: list[tuple[str, dict[str, Any]]] = []
    for table, rows in {"claims": claims, "source_links": source_links, **others}.items():
        key = by_name(table).key[0]
        for number, given in enumerate(rows):
            defaults = {key: stable_id(run_id, table, number), "article_id": next(iter(tables))}
            known = defaults | dict(given)
            full = row(table, known)
            if by_name(table).partitioned:
                tables[known["article_id"]][table].append(full)
            else:
                of_none.append((table, full))
    with transaction(str(root)) as held:
        layout = held.layout(1)
        filed = [
            each for article in tables.values() for each in file_article(article, None, layout)
        ] + [each for given in rejects for each in file_reject(_reject(given), run_id, layout)]
        filed += [(layout.key(by_name(table), "", ""), each) for table, each in of_none]
        shards = defaultdict(list)
        for key, each in filed:
            shards[key].append(each)
        written = [file for key in shards for file in write_shard(key, shards[key], layout)]
        run = row("runs", {"run_id": run_id, "started_at": DAY, "finished_at": DAY})
        return held.commit(written, run, keep)


def _reject(given: Mapping[str, Any]) -> Reject:
    defaults = {
        "uri": "broken.txt",
        "stage": "parse",
        "code": "parse.empty",
        "message": "no bytes",
        "payload": b"",
        "reader": None,
        "raw_sha256": "",
        "raw_bytes": 0,
        "retrieved_at": DAY,
    }
    return Reject(**(defaults | dict(given)))
