"""Web archives: every record is accounted for, whatever is wrong with its neighbours."""

import gzip
import io
import re
import zlib
from collections import Counter
from datetime import UTC, datetime

import brotli
import pytest
import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.transforms.read.memory import FETCHED, articles, documents
from tests.transforms.read.test_inflate import lz4
from transforms.elements import Passed, RawDocument, Reject
from transforms.limits import Limits

# warcio leaves its temporary files to be collected.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

SAID = "“It will rain all week,” the mayor said on Tuesday, and asked people to stay at home."
PAGE = (
    "<!doctype html><html><head><title>Rain ahead</title></head><body><article>"
    f"<h1>Rain ahead</h1>{f'<p>{SAID}</p>' * 4}</article></body></html>"
).encode()
URL = "https://example.org/rain"


class Writer:
    """An archive as it is written; `data` is what there is of it."""

    def __init__(self, gzip: bool = False) -> None:
        self._sink = io.BytesIO()
        self._writer = WARCWriter(self._sink, gzip=gzip)
        self.ends = [0]

    @property
    def data(self) -> bytes:
        return self._sink.getvalue()

    def add(self, kind: str, block: bytes, url: str = URL, http=None, **fields: str) -> "Writer":
        headers = http and StatusAndHeaders(http[0], http[1], protocol="HTTP/1.1")
        date = {"WARC-Date": "2024-03-05T10:00:00Z"}
        named = {f"WARC-{name.replace('_', '-')}": value for name, value in fields.items()}
        record = self._writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(block),
            http_headers=headers,
            warc_headers_dict=date | named,
        )
        self._writer.write_record(record)
        self.ends.append(len(self.data))
        return self

    def page(self, body: bytes = PAGE, status: str = "200 OK", url: str = URL, **headers: str):
        fields = {"Content-Type": "text/html; charset=utf-8"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        return self.add("response", body, url, (status, list(fields.items())))


def record(head: str, block: bytes, length: int | str | None = None) -> bytes:
    """A record by hand."""
    length = len(block) if length is None else length
    return f"WARC/1.0\r\n{head}Content-Length: {length}\r\n\r\n".encode() + block + b"\r\n\r\n"


HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE


def response(number: int, block: bytes = HTTP, length: int | str | None = None) -> bytes:
    head = (
        f"WARC-Type: response\r\nWARC-Record-ID: <urn:{number}>\r\n"
        f"WARC-Target-URI: {URL}/{number}\r\n"
        "WARC-Date: 2024-03-05T10:00:00Z\r\nContent-Type: application/http;msgtype=response\r\n"
    )
    return record(head, block, length)


def passed(data: bytes) -> dict[str, int]:
    found = [each for each in documents(data, "a.warc") if isinstance(each, Passed)]
    return {each.kind: each.count for each in found}


def urls(data: bytes, **options) -> tuple[list[str], list[str]]:
    """The last part of the articles' URLs, and the codes of the rejects."""
    drafts, rejects = articles(data, "a.warc", **options)
    return [draft.url.rpartition("/")[2] for draft in drafts], [each.code for each in rejects]


@pytest.mark.parametrize(
    "compress",
    [lambda data: data, gzip.compress, lz4, zstandard.compress],
    ids=["plain", "gzip", "lz4", "zstd"],
)
def test_a_page_is_an_article(compress):
    [draft], rejects = articles(compress(Writer().page().data), "a.warc")
    assert rejects == []
    assert (draft.url, draft.title, draft.raw.reader) == (URL, "Rain ahead", "warc")
    assert SAID in draft.text
    assert draft.raw.retrieved_at == datetime(2024, 3, 5, 10, tzinfo=UTC)
    assert draft.raw.uri.startswith("a.warc#urn:uuid:")
    [again] = [each for each in documents(draft.raw.data, "b") if isinstance(each, RawDocument)]
    assert again.data.rstrip() == draft.raw.data.rstrip()


def test_every_record_is_accounted_for():
    writer = Writer(gzip=True)
    writer.add("warcinfo", b"software: x\r\n").page()
    writer.add("request", b"", http=("GET / HTTP/1.1", [])).add("metadata", b"a: b\r\n")
    for status in ("301 Moved", "404 Not Found", "500 Oops"):
        writer.page(status=status)
    for media in ("image/png", "text/css", "application/json", "application/pdf", "foo/bar"):
        writer.page(b"x", Content_Type=media)
    writer.page(b"User-agent: *\nDisallow:", url="https://example.org/robots.txt")
    writer.page(b"<svg/>", Content_Type="text/xml")
    writer.add("resource", b"log", url="urn:crawler:log").add("made-up", b"x")
    assert passed(writer.data) == {
        "JSON": 1,
        "PDF documents": 1,
        "XML of no known format": 1,
        "answers with an error": 2,
        "images": 1,
        "logs and settings of the crawler": 1,
        "metadata records": 1,
        "other media": 1,
        "records of other types": 1,
        "redirects": 1,
        "request records": 1,
        "robots.txt": 1,
        "styles and scripts": 1,
        "warcinfo records": 1,
    }
    assert urls(writer.data) == (["rain"], [])


def test_texts_resources_and_conversions():
    head = "WARC-Type: {}\r\nWARC-Target-URI: <https://example.org/{}>\r\nContent-Type: {}\r\n"
    data = record(head.format("conversion", "a", "text/plain"), SAID.encode())
    data += record(head.format("resource", "b", "text/html"), PAGE)
    drafts, rejects = articles(data, "a.warc")
    assert [(draft.url, SAID in draft.text) for draft in drafts] == [
        ("https://example.org/a", True),
        ("https://example.org/b", True),
    ]
    assert rejects == []
    assert drafts[-1].raw.retrieved_at == FETCHED  # where the record has no date


def test_a_page_may_be_served_as_xml():
    page = PAGE.replace(b"<!doctype html><html>", b'<html xmlns="http://www.w3.org/1999/xhtml">')
    writer = Writer().page(page, Content_Type="application/xml")
    assert urls(writer.data) == (["rain"], [])


def test_a_news_item_is_read_by_its_own_reader():
    item = (
        '<?xml version="1.0"?><nitf><head><title>Rain</title></head><body><body.head><hedline>'
        f"<hl1>Rain</hl1></hedline></body.head><body.content><p>{SAID}</p></body.content></body></nitf>"
    )
    for limits in ({}, {"Content_Encoding": "gzip"}):
        body = gzip.compress(item.encode()) if limits else item.encode()
        data = Writer().page(body, Content_Type="text/xml", **limits).data
        [draft], rejects = articles(data, "a.warc")
        assert (draft.raw.reader, SAID in draft.text, rejects) == ("nitf", True, [])
        assert draft.raw.uri.startswith("a.warc#urn:uuid:")
    broken = Writer().page(body[:-30], Content_Type="text/xml", Content_Encoding="gzip")
    [reject] = [each for each in documents(broken.data, "a.warc") if isinstance(each, Reject)]
    assert reject.code == "read.compressed"


def chunked(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n%x;name=x\r\n%s\r\n0\r\n\r\n" % (20, body[:20], len(body) - 20, body[20:])


ENCODED = [
    (PAGE, {}),
    (gzip.compress(PAGE), {"Content_Encoding": "gzip"}),
    (gzip.compress(PAGE), {"Content_Encoding": "X-GZIP"}),
    (zlib.compress(PAGE), {"Content_Encoding": "deflate"}),
    (zlib.compress(PAGE)[2:-4], {"Content_Encoding": "deflate"}),
    (brotli.compress(PAGE), {"Content_Encoding": "br"}),
    (zstandard.compress(PAGE), {"Content_Encoding": "zstd"}),
    (gzip.compress(zlib.compress(PAGE)), {"Content_Encoding": "deflate, gzip"}),
    (PAGE, {"Content_Encoding": "identity"}),
    (PAGE, {"Content_Encoding": "made-up"}),
    # Declared and not so.
    *((PAGE, {"Content_Encoding": name}) for name in ("gzip", "deflate", "br", "zstd")),
    (PAGE, {"Transfer_Encoding": "chunked"}),
    (chunked(PAGE), {"Transfer_Encoding": "chunked"}),
    (chunked(gzip.compress(PAGE)), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
    (chunked(PAGE)[:-5], {"Transfer_Encoding": "chunked"}),
    (b"fffff\r\n" + PAGE, {"Transfer_Encoding": "chunked"}),
    (b"40\r\n" + PAGE[:64] + b"\r\nnonsense" + PAGE[64:], {"Transfer_Encoding": "chunked"}),
]


@pytest.mark.parametrize(("body", "headers"), ENCODED)
def test_encodings_of_the_body(body, headers):
    [draft], rejects = articles(Writer().page(body, **headers).data, "a.warc")
    assert SAID in draft.text
    assert rejects == []


BROKEN_BODIES = [
    (gzip.compress(PAGE)[:-20], {"Content_Encoding": "gzip"}, "read.compressed"),
    (brotli.compress(PAGE)[:-3], {"Content_Encoding": "br"}, "read.compressed"),
    (zlib.compress(PAGE)[:-20], {"Content_Encoding": "deflate"}, "read.compressed"),
    (gzip.compress(bytes(60_000_000)), {"Content_Encoding": "gzip"}, "read.inflated"),
    (brotli.compress(bytes(60_000_000)), {"Content_Encoding": "br"}, "read.inflated"),
    (zlib.compress(bytes(60_000_000)), {"Content_Encoding": "deflate"}, "read.inflated"),
]


@pytest.mark.parametrize(("body", "headers", "code"), BROKEN_BODIES)
def test_bodies_that_are_broken_or_bombs(body, headers, code):
    data = Writer().page(body, **headers).page().data
    [draft], [reject] = articles(data, "a.warc")
    assert (reject.code, reject.reader, SAID in draft.text) == (code, "warc", True)


LENGTHS = [
    (-10, ["1", "2", "3"], []),
    (10, ["1", "3"], ["parse.archive"]),
    (2 * len(HTTP), ["1", "3"], ["parse.archive"]),
    (1 << 40, ["1", "3"], ["parse.archive"]),
    (None, ["1", "2", "3"], []),
]


@pytest.mark.parametrize(("more", "articles_", "codes"), LENGTHS)
def test_lengths_that_are_wrong(more, articles_, codes):
    length = None if more is None else len(HTTP) + more
    data = response(1) + response(2, length=length) + response(3)
    assert urls(data) == (articles_, codes)
    # Nothing that stands there is lost: the record ends where the next begins.
    drafts, rejects = articles(data, "a.warc")
    found = [each.raw.data for each in drafts] + [each.payload for each in rejects]
    assert all(HTTP in each for each in found)
    warned = [each.raw.uri for each in drafts if "archive.length" in each.warnings]
    assert warned == (["a.warc#urn:2"] if more == -10 else [])


@pytest.mark.parametrize("length", ["-1", "x", str(1 << 63), "", "1e3"])
def test_lengths_that_are_none(length):
    data = response(1) + response(2, length=length) + response(3)
    assert urls(data) == (["1", "3"], ["parse.archive"])


def test_records_that_are_none():
    data = record("WARC-Target-URI: x\r\n", HTTP) + b"garbage\r\n" + response(2, b"no HTTP")
    drafts, rejects = articles(data + response(3), "a.warc")
    assert [draft.url for draft in drafts] == [f"{URL}/3"]
    assert [reject.message for reject in rejects] == [
        "a record without WARC-Type",
        "no record of an archive",
        "no HTTP response",
    ]
    assert {reject.code for reject in rejects} == {"parse.archive"}
    assert rejects[1].payload.strip() == b"garbage"


def test_line_ends_and_padding_may_differ():
    data = response(1) + b"\r\n" * 3 + bytes(100) + response(2)
    assert urls(data) == (["1", "2"], [])
    lines = (response(1) + response(2)).replace(b"\r\n\r\nHTTP", b"\r\r\n\r\r\nHTTP")
    assert urls(lines) == (["1", "2"], [])


@pytest.mark.parametrize("tenth", range(1, 10))
def test_an_archive_cut_short(tenth):
    whole = Writer(gzip=True).page().page().page()
    cut = whole.data[: len(whole.data) * tenth // 10]
    complete = sum(end <= len(cut) for end in whole.ends[1:])
    drafts, rejects = articles(cut, "a.warc.gz")
    assert len(drafts) == complete
    assert [(each.code, each.payload) for each in rejects] == [("read.compressed", cut)]
    plain = gzip.decompress(whole.data)
    cut = plain[: len(plain) * tenth // 10]
    drafts, [reject] = articles(cut, "a.warc")
    assert (len(drafts), reject.code) == (3 * tenth // 10, "parse.archive")
    assert cut.endswith(reject.payload)


def test_a_broken_member_is_refused_alone():
    writer = Writer(gzip=True).page(url=f"{URL}/1").page(url=f"{URL}/2").page(url=f"{URL}/3")
    begin, end = writer.ends[1:3]
    for position in (begin + 40, (begin + end) // 2, end - 6):
        data = bytearray(writer.data)
        data[position] ^= 0xFF
        found, codes = urls(bytes(data))
        assert found == ["1", "3"]
        assert codes == ["parse.archive"]
    found, codes = urls(writer.data[:begin] + b"\x00GARBAGE\xff" * 9 + writer.data[begin:])
    assert (found, codes) == (["1", "2", "3"], ["parse.archive"])


def test_revisits_are_the_original_once_more():
    writer = Writer().page(url=f"{URL}/1")
    digest = {"Payload_Digest": re.search(r"Payload-Digest: (\S+)", writer.data.decode())[1]}
    profile = {"Profile": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"}
    writer.add("revisit", b"", f"{URL}/2", ("200 OK", []), **digest, **profile)
    unmodified = {"Profile": "http://netpreserve.org/warc/1.1/revisit/server-not-modified"}
    writer.add("revisit", b"", f"{URL}/1", ("304 Not Modified", []), **unmodified)
    writer.add("revisit", b"", f"{URL}/4", ("200 OK", []), Payload_Digest="sha1:XYZ", **profile)
    assert urls(writer.data) == (["1", "2", "1"], [])
    assert passed(writer.data) == {"revisits without original": 1}
    drafts, _ = articles(writer.data, "a.warc")
    assert len({draft.text for draft in drafts}) == 1
    assert len({draft.raw.uri for draft in drafts}) == 3


def test_a_record_that_is_too_large_is_refused_alone():
    big = HTTP + b"x" * 100_000
    data = response(1) + response(2, big) + response(3)
    limits = Limits(document_bytes=50_000, payload_bytes=1_000)
    found = documents(data, "a.warc", limits=limits)
    assert [type(each) for each in found] == [RawDocument, Reject, RawDocument]
    assert (found[1].code, len(found[1].payload)) == ("read.too_large", 1_000)
    assert found[1].raw_bytes > len(big)
    packed = documents(gzip.compress(data), "a.warc", limits=Limits(inflated_bytes=50_000))
    assert [type(each) for each in packed] == [RawDocument, Reject, RawDocument]
    assert packed[1].code == "read.inflated"
    # A large record of another kind is no loss.
    video = HTTP.replace(b"text/html", b"video/mp4") + b"x" * 100_000
    kept = documents(response(1) + response(2, video) + response(3), "a.warc", limits=limits)
    assert Counter(type(each).__name__ for each in kept) == {"RawDocument": 2, "Passed": 1}


def test_the_crawler_may_have_cut_a_page():
    data = response(1).replace(b"WARC-Date:", b"WARC-Truncated: length\r\nWARC-Date:")
    [draft], _ = articles(data, "a.warc")
    assert "archive.truncated" in draft.warnings


def test_an_empty_archive():
    [reject] = documents(b"\r\n\r\n", "a.warc")
    assert reject.code == "parse.empty"


ARC_HEAD = (
    "filedesc://a.arc 0.0.0.0 20240305100000 text/plain 75\n1 0 Capture\n"
    "URL IP-address Archive-date Content-type Archive-length\n"
)


def arc(*lines: tuple[str, str], block: bytes = HTTP) -> bytes:
    data = (ARC_HEAD + " " * (75 - 68) + "\n").encode()
    for url, length in lines:
        head = f"\n{url} 93.184.216.34 20240305100000 text/html {length}\n"
        data += head.encode() + block
    return data + b"\n"


def test_arc_files():
    size = str(len(HTTP))
    data = arc((f"{URL}/1", size), (f"{URL}/a b/2", size), ("dns:example.org", size))
    drafts, rejects = articles(data, "a.arc")
    assert [draft.url for draft in drafts] == [f"{URL}/1", f"{URL}/a b/2", "dns:example.org"]
    assert rejects == []
    assert drafts[0].raw.retrieved_at == datetime(2024, 3, 5, 10, tzinfo=UTC)
    found, codes = urls(arc((f"{URL}/1", "-1"), (f"{URL}/2", "abc"), (f"{URL}/3", size)))
    assert (found, codes) == (["3"], ["parse.archive"] * 2)
