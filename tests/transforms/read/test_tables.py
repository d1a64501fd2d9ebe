"""Tables of articles: a row is an article, its columns are known by name."""

import gzip
import io
import json
from datetime import UTC, datetime

import fastavro
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.transforms.read.memory import articles, documents
from transforms.elements import Reject
from transforms.limits import Limits

ROWS = [
    {"id": "a1", "url": "https://example.org/1", "headline": "One", "body": "It rained; “hard”."},
    {"id": "a2", "url": "https://example.org/2", "headline": "Zwei", "body": "Es regnete\nviel."},
]


def parquet(rows=ROWS, **columns) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), sink, **columns)
    return sink.getvalue()


def avro(rows=ROWS) -> bytes:
    sink = io.BytesIO()
    fields = [{"name": name, "type": ["null", "string"]} for name in rows[0]]
    fastavro.writer(sink, {"type": "record", "name": "article", "fields": fields}, rows)
    return sink.getvalue()


def table(rows=ROWS, separator: str = ",", encoding: str = "utf-8") -> bytes:
    def cell(value: str) -> str:
        return '"' + value.replace('"', '""') + '"'

    lines = [rows[0], *(row.values() for row in rows)]
    return "\n".join(separator.join(map(cell, line)) for line in lines).encode(encoding)


FILES = [
    (parquet(), "a.parquet", "parquet"),
    (parquet(), "a", "parquet"),
    (parquet(compression="zstd"), "a.parquet", "parquet"),
    (gzip.compress(parquet()), "a.parquet.gz", "parquet"),
    (avro(), "a.avro", "avro"),
    (avro(), "a", "avro"),
    (table(), "a.csv", "csv"),
    (table(separator=";"), "a.csv", "csv"),
    (table(separator="\t"), "a.tsv", "csv"),
    (b"\xef\xbb\xbf" + table(), "a.csv", "csv"),
    (table(encoding="utf-16"), "a.csv", "csv"),
    (gzip.compress(table()), "a.csv.gz", "csv"),
]


@pytest.mark.parametrize(("data", "name", "reader"), FILES)
def test_rows_are_articles(data: bytes, name: str, reader: str) -> None:
    drafts, rejects = articles(data, name)
    assert rejects == []
    assert [(d.raw.uri, d.url, d.title, d.text) for d in drafts] == [
        (f"{name}#a1", "https://example.org/1", "One", "It rained; “hard”."),
        (f"{name}#a2", "https://example.org/2", "Zwei", "Es regnete\nviel."),
    ]
    assert {d.raw.reader for d in drafts} == {reader}


def test_values_of_every_type() -> None:
    row = {
        "text": "It rained.",
        "published_at": datetime(2024, 3, 5, 12, tzinfo=UTC),
        "authors": ["Ann Lee", "Bo Li"],
        "raw": b"\xff\x00",
        "score": 0.5,
        "nothing": None,
    }
    [draft], rejects = articles(parquet([row]), "a.parquet")
    assert rejects == []
    assert draft.published_at == datetime(2024, 3, 5, 12, tzinfo=UTC)
    assert draft.authors == ("Ann Lee", "Bo Li")


def test_a_row_without_text_is_refused_and_can_be_read_again() -> None:
    rows = [{"id": "x", "body": None}, {"id": "y", "body": "It rained."}]
    drafts, [refused] = articles(parquet(rows), "a.parquet")
    assert [draft.raw.uri for draft in drafts] == ["a.parquet#y"]
    assert (refused.code, refused.uri, refused.reader) == (
        "parse.no_text",
        "a.parquet#1",
        "parquet",
    )
    assert json.loads(refused.payload) == rows[0]


BROKEN = [
    (parquet()[:-20], "a.parquet", ["parse.table"]),
    (b"PAR1", "a", ["parse.table"]),
    (avro()[:-10], "a.avro", ["parse.table"]),
    (b"Obj\x01", "a", ["parse.table"]),
    (b"", "a.csv", ["parse.empty"]),
    (b"one column\nonly", "a.csv", ["parse.table"]),
    (b"text,title\n", "a.csv", ["parse.empty"]),
]


@pytest.mark.parametrize(("data", "name", "codes"), BROKEN)
def test_broken_tables(data: bytes, name: str, codes: list[str]) -> None:
    found = [each for each in documents(data, name) if isinstance(each, Reject)]
    assert [each.code for each in found] == codes
    assert all(each.payload == data for each in found)


def test_rows_before_a_break_are_read() -> None:
    *rows, last = documents(avro()[:-10], "a.avro")
    assert [row.uri for row in rows] == ["a.avro#1", "a.avro#2"]
    assert (last.uri, last.code) == ("a.avro", "parse.table")


def test_a_row_that_is_too_large_is_refused_alone() -> None:
    rows = [{"text": "x" * 5000}, {"text": "It rained."}]
    refused, kept = documents(parquet(rows), "a.parquet", limits=Limits(document_bytes=4000))
    assert (refused.code, refused.raw_bytes > 5000) == ("read.too_large", True)
    assert kept.uri == "a.parquet#2"


def test_cells_without_a_header_do_no_harm() -> None:
    [draft], rejects = articles(b"id,text\na1,It rained.,more,cells\n", "a.csv")
    assert (draft.text, rejects) == ("It rained.", [])
