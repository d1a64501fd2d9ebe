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
from transforms.elements import RawDocument, Reject
from transforms.limits import Limits
from transforms.read import parse

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


def test_a_row_with_more_cells_than_headers_is_refused_and_can_be_read_again() -> None:
    data = b"id,text\na1,It rained, more, cells\na2,It snowed.,,\na3,Sun.\na4\n"
    drafts, rejects = articles(data, "a.csv")
    assert [(draft.raw.uri, draft.text) for draft in drafts] == [
        ("a.csv#a2", "It snowed."),
        ("a.csv#a3", "Sun."),
    ]
    assert [(each.code, each.uri) for each in rejects] == [
        ("parse.table", "a.csv#1"),
        ("parse.no_text", "a.csv#4"),
    ]
    assert json.loads(rejects[0].payload) == [
        {"id": "a1", "text": "It rained"},
        [" more", " cells"],
    ]
    again = RawDocument(rejects[0].uri, rejects[0].payload, "csv", None, "cp1252")
    assert [each.code for each in parse(again, Limits())] == ["parse.table"]


def test_columns_that_come_twice_are_told_apart() -> None:
    [row] = documents(b"\xef\xbb\xbfid,text,text\na1,It rained.,It poured.\n", "a.csv")
    assert json.loads(row.data) == {"id": "a1", "text": "It rained.", "text 3": "It poured."}


ENCODED = [
    # (bytes of the row, encoding that is declared, text, warnings)
    (b"caf\xc3\xa9 cr\xc3\xa8me \x96 hard", None, "café crème – hard", ()),
    ("«Дождь» сказал он в Москве".encode("cp1251"), None, "«Дождь» сказал он в Москве", ()),
    (b"It rained \x81 hard", "cp1252", "It rained \ufffd hard", ("encoding.replaced",)),
    ("Дождь".encode("cp1251"), "cp1251", "Дождь", ()),
    ("雨が降った".encode("shift_jis"), "shift_jis", "雨が降った", ()),
]


@pytest.mark.parametrize(("cell", "declared", "text", "warnings"), ENCODED)
def test_bytes_behind_the_head_that_do_not_fit(cell, declared, text, warnings) -> None:
    data = b"id,text\n" + b"a1,It rained.\n" * 10_000 + b"z," + cell + b"\n"
    drafts, rejects = articles(data, "a.csv", encoding=declared)
    assert rejects == []
    assert (drafts[-1].text, drafts[-1].warnings) == (text, warnings)


def test_strings_of_parquet_that_are_no_utf_8() -> None:
    strings = pa.array([b"It rained.", b"It \xff snowed."]).cast(pa.binary()).view(pa.string())
    sink = io.BytesIO()
    pq.write_table(pa.table({"id": [1, 2], "text": strings}), sink)
    drafts, rejects = articles(sink.getvalue(), "a.parquet")
    assert rejects == []
    assert [(draft.raw.uri, draft.text, draft.warnings) for draft in drafts] == [
        ("a.parquet#1", "It rained.", ()),
        ("a.parquet#2", "It \ufffd snowed.", ("encoding.replaced",)),
    ]


IDS = ["7", "a b", "a#b", "ü/é", "https://x.org/?a=1#b", "0"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.parquet", "a.avro"])
def test_the_id_and_url_of_a_row_come_through(name: str) -> None:
    rows = [{"id": id, "url": f"https://x.org/{n}", "text": "Rain."} for n, id in enumerate(IDS)]
    write = {
        "a.jsonl": lambda: "\n".join(map(json.dumps, rows)).encode(),
        "a.json": lambda: json.dumps(rows).encode(),
        "a.csv": lambda: table(rows),
        "a.parquet": lambda: parquet(rows),
        "a.avro": lambda: avro(rows),
    }[name]
    drafts, rejects = articles(write(), name)
    assert rejects == []
    assert [draft.raw.uri for draft in drafts] == [f"{name}#{id}" for id in IDS]
    assert [draft.url for draft in drafts] == [row["url"] for row in rows]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.parquet"])
def test_ids_that_are_numbers(name: str) -> None:
    rows = [{"id": 42, "text": "Rain."}, {"id": 2**60, "text": "Snow."}]
    lines = {"a.jsonl": b"\n".join(json.dumps(row).encode() for row in rows)}
    data = lines.get(name) or (parquet(rows) if "parquet" in name else json.dumps(rows).encode())
    assert [draft.raw.uri for draft in articles(data, name)[0]] == [f"{name}#42", f"{name}#{2**60}"]


def test_rows_that_share_an_id_stay_apart_by_their_bytes() -> None:
    rows = [{"id": "x", "body": "Rain."}, {"id": "x", "body": "Snow."}]
    drafts, _ = articles(parquet(rows), "a.parquet")
    assert [draft.raw.uri for draft in drafts] == ["a.parquet#x"] * 2
    assert len({draft.raw.sha256 for draft in drafts}) == 2


MAPPING = (("text", "content.body"), ("published_at", "ts"), ("authors", "by.0"), ("id", "nr"))
FOREIGN = {
    "id": "no",
    "nr": 5,
    "text": "A teaser.",
    "content": {"body": "It rained."},
    "ts": "2024-03-05",
    "by": ["Ann Lee", "Bo Li"],
}


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.parquet"])
def test_fields_that_are_named_fill_columns(name: str) -> None:
    data = parquet([FOREIGN]) if "parquet" in name else json.dumps([FOREIGN]).encode()
    data = json.dumps(FOREIGN).encode() if name == "a.jsonl" else data
    [draft], rejects = articles(data, name, mapping=MAPPING)
    assert rejects == []
    assert (draft.text, draft.authors, draft.raw.uri) == ("It rained.", ("Ann Lee",), f"{name}#5")
    assert draft.published_at == datetime(2024, 3, 5, tzinfo=UTC)


def test_of_two_fields_for_one_column_the_first_that_holds_something_counts() -> None:
    rows = [
        {"a": "Rain.", "b": "Hail.", "text": ""},
        {"a": "", "b": "Snow.", "text": ""},
        {"a": "", "b": "", "text": "Sun."},
    ]
    drafts, _ = articles(table(rows), "a.csv", mapping=(("text", "a"), ("text", "b")))
    assert [draft.text for draft in drafts] == ["Rain.", "Snow.", "Sun."]


def test_what_is_refused_without_a_mapping_is_read_with_one() -> None:
    _, [refused] = articles(table([{"id": "x", "inhalt": "Regen."}]), "a.csv")
    again = RawDocument(refused.uri, refused.payload, "csv", None, mapping=(("text", "inhalt"),))
    [draft] = parse(again, Limits())
    assert (draft.text, draft.raw.uri) == ("Regen.", "a.csv#x")
