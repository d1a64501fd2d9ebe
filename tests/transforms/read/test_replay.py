"""Rejects → rejects/*.avro → the same documents again."""

import gzip
import io

import fastavro
import pytest

from schemas import PAYLOADS
from tests.transforms.read.memory import FETCHED, articles, documents
from transforms.elements import RawDocument, Reject
from transforms.limits import Limits
from transforms.read import READERS, MatchedFile, parse, read
from transforms.read.inputs import match

OBJECT = b'{"title": "Rain", "text": "It rained.", "id": "x"}'


def avro(*rejects: Reject, codec: str = "deflate", **changes) -> bytes:
    """The file that a run writes."""
    sink = io.BytesIO()
    rows = [
        {column: getattr(reject, column) for column in PAYLOADS.columns} | changes
        for reject in rejects
    ]
    fastavro.writer(sink, dict(PAYLOADS.avro), rows, codec=codec)
    return sink.getvalue()


def reject(data: bytes, uri: str, **options) -> Reject:
    """The reject of a file that gives but one."""
    _, [only] = articles(data, uri, **options)
    return only


def test_a_refused_line_that_was_mended_is_an_article():
    refused = reject(OBJECT + b'\n{"text": "cut', "a.jsonl")
    [document] = documents(avro(refused, payload=OBJECT, raw_bytes=len(OBJECT)), "r.avro")
    [draft] = parse(document, Limits())
    assert (draft.text, draft.raw.uri, draft.raw.reader) == ("It rained.", "a.jsonl#x", "jsonl")
    assert draft.raw.retrieved_at == FETCHED


def test_a_document_refused_later_keeps_its_uri():
    raw = RawDocument("a.jsonl#x", OBJECT, "jsonl", FETCHED)
    refused = Reject.of(raw, "normalise", "normalise.too_long", "long")
    [document] = documents(avro(refused), "r.avro")
    assert document == raw
    [draft] = parse(document, Limits())
    assert draft.raw.uri == "a.jsonl#x"


@pytest.mark.parametrize(
    ("data", "uri"),
    [
        (b"%PDF-1.7 and so on", "a.txt"),
        (b"  ", "a.txt"),
        (b"<html>", "a.html"),
        (b"", "a.jsonl"),
        (b"%PDF-1.7 and so on", "a.jsonl"),
        (b'{"text": "cut', "a.jsonl"),
        (gzip.compress(b"It rained.", mtime=0)[:-5], "a.txt.gz"),
        (gzip.compress(b"It rained.", mtime=0) + b"garbage", "a.txt.gz"),
        ('{"text": "cut'.encode("utf-16"), "a.jsonl"),
    ],
)
def test_what_is_still_wrong_is_the_same_reject(data, uri):
    once = reject(data, uri)
    for _ in range(2):
        again = reject(avro(once), "r.avro") if once.payload else once
        assert again == once


def test_a_whole_file_is_opened_again_as_the_file_it_was():
    refused = reject(gzip.compress(OBJECT), "a.xyz.gz", format="nonsense")
    drafts, rejects = articles(avro(refused), "r.avro")
    assert [(draft.raw.uri, draft.raw.retrieved_at) for draft in drafts] == [
        ("a.xyz.gz#x", FETCHED)
    ]
    assert not rejects


def test_a_forced_format_is_for_the_files_within():
    refused = reject(b"<p>It rained.", "a.dat")
    drafts, _ = articles(avro(refused), "r.avro", format="text")
    assert [(draft.text, draft.raw.uri) for draft in drafts] == [("<p>It rained.", "a.dat")]


def test_compressed_rejects_are_read_too():
    refused = reject(b"<p>It rained.", "a.dat")
    assert reject(gzip.compress(avro(refused)), "r.avro.gz") == refused


def test_a_file_that_was_missing_is_looked_for_again(tmp_path):
    path = tmp_path / "a.txt"
    path.symlink_to("nowhere")
    [missing] = match([str(path)])
    data = avro(missing)
    assert [each.code for each in documents(data, "r.avro")] == ["read.missing"]
    path.unlink()
    assert documents(data, "r.avro") == [missing]
    path.write_bytes(b"It rained.")
    [document] = documents(data, "r.avro")
    assert (document.uri, document.data) == (str(path), b"It rained.")


def test_documents_past_a_limit_are_taken_once_the_limit_is_raised():
    tight = Limits(document_bytes=20)
    refused = reject(OBJECT, "a.jsonl", limits=tight)
    data = avro(refused)
    assert documents(data, "r.avro", limits=tight) == [refused]
    drafts, rejects = articles(data, "r.avro")
    assert [draft.raw.uri for draft in drafts] == ["a.jsonl#x"]
    assert not rejects


def test_of_what_only_the_beginning_was_kept_the_rest_is_in_the_input(tmp_path):
    tight = Limits(document_bytes=5, payload_bytes=5)
    line = reject(OBJECT, "a.jsonl", limits=tight)
    assert documents(avro(line), "r.avro") == [line]

    path = tmp_path / "a.txt"
    path.write_bytes(b"It rained.")
    [file] = read(MatchedFile(str(path), 10, FETCHED).source(), limits=tight)
    [document] = documents(avro(file), "r.avro")
    assert document.data == b"It rained."
    path.unlink()
    assert documents(avro(file), "r.avro") == [file]


def test_rejects_do_not_nest(tmp_path):
    path = tmp_path / "r.avro"
    refused = Reject.of(RawDocument(str(path), b"", "text", None), "read", "read.missing", "gone")
    path.write_bytes(avro(refused, reader=None))  # a file that asks for itself
    [reject] = read(MatchedFile(str(path), 0, None).source())
    assert reject.code == "read.format"


def test_avro_that_is_not_ours():
    sink = io.BytesIO()
    schema = {"type": "record", "name": "other", "fields": [{"name": "text", "type": "string"}]}
    fastavro.writer(sink, schema, [{"text": "reject_payloads"}])
    for name in ("a.avro", "a"):  # it is read as any Avro is
        [draft], rejects = articles(sink.getvalue(), name)
        assert (draft.text, rejects) == ("reject_payloads", [])


def test_broken_avro_gives_what_is_before_the_break():
    refused = [reject(b"<p>%d" % number * 200, f"{number}.dat") for number in range(300)]
    data = avro(*refused, codec="null")
    *before, last = documents(data[: len(data) // 2], "r.avro")
    assert before == refused[: len(before)]
    assert len(before) > 50
    assert (last.code, last.uri) == ("read.compressed", "r.avro")


def test_the_reader_of_rejects_has_nothing_to_parse():
    [rejected] = parse(RawDocument("r.avro", b"", READERS["rejects"].name, None), Limits())
    assert rejected.code == "read.format"
