"""Files → documents → drafts: whatever the bytes, nothing is lost and nothing crashes."""

import gzip
import hashlib
import io
import json
import os
import tracemalloc
import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.eager import eager
from tests.transforms.read.memory import FETCHED, articles, documents
from transforms.elements import RawDocument, Reject
from transforms.limits import MB, Limits
from transforms.read import (
    READERS,
    MatchedFile,
    ParseDocuments,
    ReadDocuments,
    parse,
    read,
    reader_for,
)
from transforms.read.files import Source

OBJECT = b'{"title": "Rain", "text": "It rained."}\n'
PACKED = gzip.compress(OBJECT, mtime=0)  # always the same bytes


@pytest.mark.parametrize(
    ("head", "path", "reader"),
    [
        (b"It rained.", "a.txt", "text"),
        (b"It rained.", "A.TXT", "text"),
        (b"It rained.", "dir.d/README", "text"),
        (b"It rained.", "a.txt.gz", "text"),
        (b"", "a.txt", "text"),
        (OBJECT, "a.jsonl", "jsonl"),
        (OBJECT, "a.txt", "jsonl"),  # content before name
        (OBJECT + OBJECT[:20], "a.json", "jsonl"),
        (OBJECT[:20], "a.json", "jsonl"),  # the first line is longer than the head
        (b"\xef\xbb\xbf \r\n" + OBJECT, "a", "jsonl"),
        (OBJECT.decode().encode("utf-16"), "a", "jsonl"),
        (OBJECT.decode().encode("utf-16-be"), "a", "jsonl"),
        (b"not json", "a.jsonl.gz", "jsonl"),
        (b"{It rained}", "a.txt", "text"),
        (b'Obj\x01..."onrecord.reject_payloads"', "a.txt", "rejects"),
        (b"Obj\x01...", "a.avro", "avro"),
        (b"PAR1...", "a.txt", "parquet"),
        (b"id,text", "a.csv", "csv"),
        (b'"id";"url";"text"\r\n1;', "export", "csv"),
        (b"Hello, text\n", "a", "text"),
        (b"Rain, wind and snow\nIt rained.", "a", "text"),
    ],
)
def test_the_reader_is_told_by_content_then_by_name(head, path, reader):
    assert reader_for(head, path).name == reader


@pytest.mark.parametrize(
    ("data", "uri", "format", "code"),
    [
        (b"<x>", "a.dat", None, "read.format"),
        (b"%PDF-1.7", "a.pdf", None, "read.format"),
        (b"It rained.", "a.txt", "nonsense", "read.format"),
        (b"Obj\x01...", "a.avro", None, "parse.table"),
        (b"%PDF-1.7", "a.jsonl", None, "parse.binary"),
        (gzip.compress(gzip.compress(PACKED, mtime=0), mtime=0), "a.jsonl.gz", None, "read.nested"),
        (b"", "a.jsonl", None, "parse.empty"),
        (b"\n \n", "a.jsonl", None, "parse.empty"),
    ],
)
def test_files_that_are_refused_whole(data, uri, format, code):
    [reject] = documents(data, uri, format=format)
    assert (reject.code, reject.uri, reject.reader) == (code, uri, None)
    assert (reject.payload, reject.stage) == (data, "read")
    assert reject.retrieved_at == FETCHED


def test_a_format_is_forced_by_name():
    [document] = documents(OBJECT, "a.jsonl", format="text")
    assert (document.reader, document.uri) == ("text", "a.jsonl")


def test_the_declared_encoding_goes_along():
    drafts, _ = articles("Да".encode("koi8-r"), encoding="koi8-r")
    assert [draft.text for draft in drafts] == ["Да"]


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_text_and_json_lines(pack):
    drafts, rejects = articles(pack("“Yes,” she said.\r\n".encode()), "a.txt")
    assert [(draft.text, draft.raw.uri) for draft in drafts] == [("“Yes,” she said.\r\n", "a.txt")]
    assert not rejects
    drafts, rejects = articles(pack(OBJECT * 2), "a.jsonl")
    assert [draft.raw.uri for draft in drafts] == ["a.jsonl#1", "a.jsonl#2"]
    assert not rejects


def test_gzip_cut_short_anywhere_refuses_a_text_with_its_compressed_bytes():
    whole = gzip.compress(b"It rained in Damascus on Monday, the ministry said." * 20)
    for length in range(3, len(whole), 7):
        [reject] = documents(whole[:length], "a.txt.gz")
        assert (reject.code, reject.payload) == ("read.compressed", whole[:length])


def test_gzip_cut_short_keeps_the_lines_before():
    lines = [json.dumps({"text": f"Article {n}: {zlib.crc32(b'%d' % n)}"}) for n in range(2_000)]
    whole = gzip.compress("\n".join(lines).encode())
    for tenth in range(1, 10):
        cut = whole[: len(whole) * tenth // 10]
        drafts, rejects = articles(cut, "a.jsonl.gz")
        assert len(drafts) > 2_000 * (tenth - 2) // 10
        assert [draft.raw.data.decode() for draft in drafts] == lines[: len(drafts)]
        assert [(reject.code, reject.payload) for reject in rejects] == [("read.compressed", cut)]


def test_one_broken_line_among_ten_thousand():
    lines = [b'{"text": "Article %d."}' % number for number in range(10_000)]
    lines[6_789] = b'{"text": "Article 6789."'
    drafts, [reject] = articles(b"\n".join(lines), "a.jsonl")
    assert len(drafts) == 9_999
    assert (reject.code, reject.uri, reject.payload) == ("parse.json", "a.jsonl#6790", lines[6_789])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b'{"text": "cut mid-str', "parse.json"),
        (b"[" * 100_000, "parse.json"),
        (b'{"text":' * 100_000, "parse.json"),
        (b'{"text": "a", "id": ' + b"9" * 5_000 + b"}", "parse.json"),
        (b"not json", "parse.json"),
        (b"[1, 2]", "parse.not_object"),
        (b'"text"', "parse.not_object"),
        (b"null", "parse.not_object"),
        (b"{}", "parse.no_text"),
        (b'{"\\ud800": 1}', "parse.no_text"),
        (b'{"text": ""}', "parse.no_text"),
        (b"\x01\x02\x03\x04\x05", "parse.binary"),
    ],
)
def test_lines_that_are_refused_leave_the_others(line, code):
    drafts, [reject] = articles(OBJECT + line + b"\n" + OBJECT, "a.jsonl")
    assert [draft.raw.uri for draft in drafts] == ["a.jsonl#1", "a.jsonl#3"]
    assert (reject.code, reject.uri, reject.reader) == (code, "a.jsonl#2", "jsonl")
    assert reject.payload == line
    reject.message.encode()


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ('{"text": "a\u2028b"}', "a\u2028b"),
        ('{"text": "a\tb"}', "a\tb"),
        ('{"text": "first", "text": "last"}', "last"),
        ('{"text": "a", "published_at": NaN, "date": -Infinity, "id": 1e400}', "a"),
        (r'{"text": "half \ud800 pair"}', "half \ufffd pair"),
        (r'{"text": "nul \u0000 char"}', "nul \0 char"),
        ('\ufeff{"text": "marked"}', "marked"),
    ],
)
@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16"])
def test_odd_lines_that_are_json_all_the_same(line, text, end, encoding):
    drafts, rejects = articles((line + end).encode(encoding), "a.jsonl")
    assert not rejects
    [draft] = drafts
    assert draft.text == text
    repr(draft).encode()


def test_ids_stand_in_the_uri_and_are_found_there_again():
    data = b'{"text": "a", "id": "x#1"}\n\n{"text": "b"}\n{"text": "c", "guid": 7}'
    drafts, _ = articles(data, "d#1.jsonl")
    assert [draft.raw.uri for draft in drafts] == ["d#1.jsonl#x#1", "d#1.jsonl#3", "d#1.jsonl#7"]
    again = [next(parse(draft.raw, Limits())) for draft in drafts]
    assert again == drafts


def test_documents_past_a_limit():
    limits = Limits(document_bytes=50, inflated_bytes=70, payload_bytes=20)
    [reject] = documents(b"x" * 51, limits=limits)
    assert (reject.code, reject.payload, reject.raw_bytes) == ("read.too_large", b"x" * 20, 51)
    [document] = documents(b"x" * 50, limits=limits)
    assert document.data == b"x" * 50
    [document] = documents(gzip.compress(b"x" * 70), limits=limits)
    assert document.data == b"x" * 70
    [reject] = documents(packed := gzip.compress(b"x" * 71), limits=limits)
    assert (reject.code, reject.raw_bytes) == ("read.inflated", len(packed))

    lines = OBJECT + b"y" * 71 + b"\n" + OBJECT
    for data, code in [(lines, "read.too_large"), (gzip.compress(lines), "read.inflated")]:
        first, reject, last = documents(data, "a.jsonl", limits=limits)
        assert (first.data, last.data) == (OBJECT.strip(), OBJECT.strip())
        assert (reject.code, reject.payload, reject.uri) == (code, b"y" * 20, "a.jsonl#2")
        assert (reject.raw_bytes, reject.reader) == (71, "jsonl")
        assert reject.raw_sha256 == hashlib.sha256(b"y" * 71).hexdigest()


def test_a_compressed_file_of_many_documents_may_be_larger_than_one_document():
    limits = Limits(inflated_bytes=100)
    assert len(documents(gzip.compress(OBJECT * 50), "a.jsonl", limits=limits)) == 50


@pytest.mark.parametrize("name", ["line.txt", "line.jsonl"])
def test_a_line_of_fifty_megabytes(tmp_path, name):
    path = tmp_path / name
    chunk = b"It rained and rained. " * 50_000
    with path.open("wb") as file:
        for _ in range(46):
            file.write(chunk)
    tracemalloc.start()
    [reject] = read(MatchedFile(str(path), 0, None).source(), limits=Limits(payload_bytes=MB))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert reject.code == "read.too_large"
    assert reject.raw_bytes == path.stat().st_size > 50 * MB
    assert reject.raw_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert len(reject.payload) == MB
    assert peak < 3 * Limits().document_bytes + 10 * MB


@pytest.mark.parametrize("uri", ["a.txt", "a.jsonl"])
def test_a_bomb_is_one_reject_with_its_compressed_bytes(uri):
    compressor = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    data = b"".join(compressor.compress(bytes(MB)) for _ in range(200)) + compressor.flush()
    [reject] = documents(data, uri)
    assert (reject.code, reject.payload) == ("read.inflated", data)


def test_lines_before_a_bomb_are_kept():
    data = gzip.compress(OBJECT * 3) + gzip.compress(bytes(200 * MB))
    *kept, reject = documents(data, "a.jsonl")
    assert [document.uri for document in kept] == ["a.jsonl#1", "a.jsonl#2", "a.jsonl#3"]
    assert reject.code == "read.inflated"


class _Failing:
    """A reader with a fault."""

    name = "failing"
    suffixes = (".fail",)

    def sniff(self, head):
        return False

    def split(self, stream, uri, context):
        yield RawDocument(uri + "#1", stream.read(3), self.name, context.retrieved_at)
        raise IndexError("a fault")

    def parse(self, raw, limits):
        raise KeyError("a fault")
        yield


def test_a_fault_of_a_reader_is_a_reject(monkeypatch):
    monkeypatch.setitem(READERS, "failing", _Failing())
    first, second = documents(b"abcdef", "a.fail")
    assert (second.code, second.payload) == ("parse.failed", b"abcdef")
    [reject] = parse(first, Limits())
    assert (reject.code, reject.payload, reject.stage) == ("parse.failed", b"abc", "parse")
    assert "KeyError" in reject.message


def test_a_document_of_a_reader_there_is_not():
    [reject] = parse(RawDocument("a", b"x", "nonsense", None), Limits())
    assert (reject.code, reject.payload) == ("read.format", b"x")


def test_a_file_that_vanishes_or_is_denied_or_breaks(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"It rained.")
    file = MatchedFile(str(path), 10, FETCHED)
    with monkeypatch.context() as patch:

        def deny(*_args, **_options):
            raise PermissionError(13, "Permission denied")

        patch.setattr("apache_beam.io.filesystems.FileSystems.open", deny)
        [reject] = read(file.source())
        assert (reject.code, reject.payload) == ("read.unreadable", b"")
    path.unlink()
    [reject] = read(file.source())
    assert (reject.code, reject.uri, reject.retrieved_at) == ("read.missing", str(path), FETCHED)
    path.mkdir()
    [reject] = read(file.source())
    assert reject.code == "read.unreadable"
    path.rmdir()
    os.mkfifo(path)
    [reject] = read(file.source())
    assert reject.code == "read.unreadable"


def test_an_error_of_the_disk_midway(tmp_path):
    class Failing(io.FileIO):
        reads = 0

        def readinto(self, buffer):
            self.reads += 1
            if self.reads > 1:
                raise OSError(5, "Input/output error")
            return super().readinto(buffer)

    (tmp_path / "x").write_bytes(OBJECT * 10_000)
    broken = Source("a.jsonl", lambda: Failing(tmp_path / "x"), None)
    *kept, reject = read(broken)
    assert reject.code == "read.unreadable"
    assert len(kept) > 1_000
    assert reject.payload


def test_as_steps_of_a_graph(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(OBJECT + b"broken\n")
    (tmp_path / "b.dat").write_bytes(b"<p>")
    files = [MatchedFile(str(tmp_path / name), 1, None) for name in ("a.jsonl", "b.dat")]
    read_outputs = eager(ReadDocuments(None, None, Limits()), files)
    assert len(read_outputs.kept) == 2
    assert [reject.code for reject in read_outputs.rejects] == ["read.format"]
    parsed = eager(ParseDocuments(Limits()), read_outputs.kept)
    assert [draft.title for draft in parsed.kept] == ["Rain"]
    assert [reject.code for reject in parsed.rejects] == ["parse.json"]


_HOSTILE = st.one_of(
    st.binary(),
    st.binary().map(gzip.compress),
    st.binary().map(lambda data: gzip.compress(data)[:-4]),
    st.text().map(lambda text: text.encode("utf-16", "surrogatepass")),
    st.lists(st.sampled_from([OBJECT, b"\n", b"\r", b'{"text": 1}', b"\xff", b"\x00", b'"'])).map(
        b"".join
    ),
)


@settings(deadline=None)  # the first call of a detector loads its model
@given(_HOSTILE, st.sampled_from(["a.txt", "a.jsonl", "a.avro", "a"]))
def test_any_bytes_give_documents_or_rejects_and_none_is_lost(data, uri):
    found = documents(data, uri)
    drafts, rejects = articles(data, uri)
    assert len(drafts) + len(rejects) == len(found) > 0
    for reject in rejects:
        assert reject.code.partition(".")[0] in {"read", "parse"}
        assert reject.code != "parse.failed"
    whole = [each.payload for each in found if isinstance(each, Reject) and each.reader is None]
    if whole:
        assert whole == [data]
        return
    content = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    if found[0].reader == "text":
        assert [document.data for document in found] == [content]
    else:
        lines = b"".join(document.data for document in found)
        assert lines.translate(None, _BLANKS) == content.translate(None, _BLANKS)


# What a line that is passed over, or the end of one, may hold in any encoding.
_BLANKS = b" \t\r\n\x00\xef\xbb\xbf\xfe\xff"


def test_retrieved_at_is_when_the_file_was_modified(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"It rained.")
    when = datetime(2024, 3, 5, tzinfo=UTC)
    [document] = read(MatchedFile(str(path), 10, when).source())
    assert document.retrieved_at == when
