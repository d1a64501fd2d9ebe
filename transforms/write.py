"""Rows into Parquet shards, each named by the hash of its content.

A shard is all rows of one table, one publication date and one remainder of the article's id. It is
written whole: the rows that stand in it already, less those that this run replaces, and the new
ones. Everything goes to a staging folder; `pipeline.commit` moves it into place.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from typing import Any

import apache_beam as beam
import fastavro
import pyarrow as pa
import pyarrow.compute as pc

from schemas import PAYLOADS, Table, by_name
from transforms.filing import Layout, Note, Relinked, Reread, Row, Superseded, Withdrawn, inputs_of
from transforms.shards import ShardFile, ShardKey, conform, encode_parquet, read_parquet
from transforms.store import open_store

#: Relations of `source_links` that linking finds between articles.
LINKED = ("republishes", "rewrites")


def write_shard(key: ShardKey, values: Iterable[Row | Note], layout: Layout) -> Iterator[ShardFile]:
    """Writes one shard to the staging folder; nothing where nothing changes."""
    if key.table == PAYLOADS.name:
        data, count = _encode_avro(values)
        yield _stage(key, layout, data, count)
        return
    table = by_name(key.table)
    new, notes = _arrow(values, table)
    path = layout.committed(key)
    if path is None and not new.num_rows:
        return
    if key.table == "rejects":
        merged = _log(_committed(path, table, layout), new, notes)
    else:
        merged = pa.concat_tables([_surviving(path, key, new, notes, layout), new])
    if not merged.num_rows:
        yield ShardFile(*key, layout.count(key.partition), "", 0, 0)
        return
    yield stage(key, layout, merged.sort_by([(column, "ascending") for column in table.sort]))


def _arrow(
    values: Iterable[Row | Note], table: Table, batch_rows: int = 10_000
) -> tuple[pa.Table, list[Any]]:
    """The new rows as Arrow, converted in batches so that few are Python objects at a time."""
    notes: list[Note] = []

    def rows() -> Iterator[Row]:
        for value in values:
            if isinstance(value, Note):
                notes.append(value)
            else:
                yield value

    remaining, batches = rows(), []
    while batch := list(islice(remaining, batch_rows)):
        batches.append(pa.RecordBatch.from_pylist(batch, schema=table.arrow))
    return pa.Table.from_batches(batches, schema=table.arrow), notes


def _committed(path: str | None, table: Table, layout: Layout) -> pa.Table:
    if path is None:
        return table.arrow.empty_table()
    return conform(read_parquet(layout.root, path), table)


def _log(old: pa.Table, new: pa.Table, notes: Sequence[Note]) -> pa.Table:
    """Rejects: one that comes again keeps its row; one of an input read without it is gone."""
    table = by_name("rejects")
    inputs = {each.uri for each in notes if isinstance(each, Reread)}
    withdrawn = {each.reject_id for each in notes if isinstance(each, Withdrawn)}
    again = pc.is_in(_keys(old, table), value_set=_keys(new, table))
    stale = [
        reject_id in withdrawn or not inputs.isdisjoint(inputs_of(uri))
        for reject_id, uri in zip(old["reject_id"].to_pylist(), old["uri"].to_pylist(), strict=True)
    ]
    standing = old.filter(pc.or_(again, pc.invert(pa.array(stale, pa.bool_()))))
    added = pc.invert(pc.is_in(_keys(new, table), value_set=_keys(old, table)))
    return pa.concat_tables([standing, new.filter(added)])


def _surviving(
    path: str | None,
    key: ShardKey,
    new: pa.Table,
    notes: Sequence[Note],
    layout: Layout,
) -> pa.Table:
    """The committed rows of a shard that this run does not replace."""
    table = by_name(key.table)
    old = _committed(path, table, layout)
    gone = pc.is_in(_keys(old, table), value_set=_keys(new, table))
    if replacing := [each for each in notes if isinstance(each, Superseded)]:
        gone = pc.or_(gone, _replaced(old, key, replacing, layout))
    for each in notes:
        if isinstance(each, Relinked):
            gone = pc.or_(gone, _relinked(old, key, each))
    return old.filter(pc.invert(gone))


def _relinked(old: pa.Table, key: ShardKey, note: Relinked) -> pa.ChunkedArray:
    named = pc.is_in(old[note.column], value_set=pa.array(note.values, pa.string()))
    if key.table != "source_links":  # all rows of the other tables are linking's own
        return named
    found = pc.is_in(old["relation"], value_set=pa.array(LINKED))
    return pc.and_(named, pc.and_(found, pc.equal(old["from_type"], "article")))


def _keys(rows: pa.Table, table: Table) -> pa.ChunkedArray:
    """One string a row that identifies it; ids are hexadecimal, so a space parts them."""
    columns = [rows[column] for column in table.key]
    return columns[0] if len(columns) == 1 else pc.binary_join_element_wise(*columns, " ")


def _replaced(
    old: pa.Table, key: ShardKey, superseded: Sequence[Superseded], layout: Layout
) -> pa.ChunkedArray:
    articles = pa.array(sorted({each.article_id for each in superseded}), pa.string())
    if key.table == "articles":
        revisions = [f"{each.article_id} {gone}" for each in superseded for gone in each.revisions]
        return pc.is_in(_keys(old, by_name("articles")), value_set=pa.array(revisions))
    if key.table == "entities":  # which do not name their article: its mentions do
        return pc.is_in(old["entity_id"], value_set=_entities_of(articles, key, layout))
    replaced = pc.is_in(old["article_id"], value_set=articles)
    if key.table == "source_links":  # what copies there are does not depend on the text
        here = [each.article_id for each in superseded if each.partition == key.partition]
        staying = pc.is_in(old["article_id"], value_set=pa.array(here, pa.string()))
        copies = pc.and_(pc.equal(old["relation"], "republishes"), staying)
        return pc.and_not(replaced, copies)
    return replaced


def _entities_of(articles: pa.Array, key: ShardKey, layout: Layout) -> pa.Array:
    path = layout.committed(key._replace(table="mentions"))
    if path is None:
        return pa.array([], pa.string())
    mentions = read_parquet(layout.root, path, ["article_id", "entity_id"])
    theirs = mentions.filter(pc.is_in(mentions["article_id"], value_set=articles))
    return theirs["entity_id"].unique().drop_null()


def _encode_avro(values: Iterable[Any]) -> tuple[bytes, int]:
    sink = io.BytesIO()
    rows = sorted(values, key=lambda row: tuple(row[column] for column in PAYLOADS.sort))
    # A fixed sync marker, so that the same rows give the same bytes.
    marker = blake2b(b"onrecord", digest_size=16).digest()
    fastavro.writer(sink, dict(PAYLOADS.avro), rows, codec="deflate", sync_marker=marker)
    return sink.getvalue(), len(rows)


def shard_path(key: ShardKey, data: bytes) -> str:
    """Where a shard lies in the table folder: named by the BLAKE2b-128 of its bytes."""
    name = blake2b(data, digest_size=16).hexdigest()
    if key.table == PAYLOADS.name:
        # Beside the table `rejects`; readers of Parquet folders pass over a leading underscore.
        return f"rejects/_{name}.avro"
    folder = f"published={key.partition}/" if key.partition else ""
    return f"{key.table}/{folder}{name}.parquet"


def stage(key: ShardKey, layout: Layout, rows: pa.Table) -> ShardFile:
    """Writes rows as a shard to the staging folder."""
    return _stage(key, layout, encode_parquet(rows), rows.num_rows)


def _stage(key: ShardKey, layout: Layout, data: bytes, rows: int) -> ShardFile:
    path = shard_path(key, data)
    store = open_store(layout.root)
    staged = f"{layout.staging}/{path}"
    if not store.exists(staged):
        store.write(staged, data)
    shards = layout.count(key.partition) if key.partition else 1
    return ShardFile(*key, shards, path, rows, len(data))


@dataclass(eq=False)
class WriteShards(beam.PTransform):
    """(ShardKey, row or Superseded) → ShardFile, one a shard that changes."""

    layout: Layout

    def expand(self, filed: beam.PCollection) -> beam.PCollection:
        """Groups by shard and writes each."""
        return (
            filed
            # A plain tuple: of those Beam knows a deterministic coder, as keys need.
            | "Key" >> beam.MapTuple(lambda key, value: (tuple(key), value))
            | "Group by shard" >> beam.GroupByKey()
            | "Write each" >> beam.ParDo(_Write(self.layout))
        )


class _Write(beam.DoFn):
    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def process(self, shard: tuple[tuple[Any, ...], Iterable[Row | Note]]) -> Iterator[ShardFile]:
        key, values = shard
        yield from write_shard(ShardKey(*key), values, self._layout)
