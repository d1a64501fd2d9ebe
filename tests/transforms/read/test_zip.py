"""ZIP archives: members are read as files; what is unsafe or broken is refused alone."""

import gzip
import io
import struct
import warnings
import zipfile

import pytest

from tests.transforms.read.memory import articles, documents
from transforms.elements import Passed, RawDocument
from transforms.limits import MB, Limits

TEXT = b"It rained, said the mayor.\n"
LINE = b'{"id": "a1", "text": "It rained."}\n'


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that are there twice
        for name, data in members:
            archive.writestr(name, data)
    return sink.getvalue()


def found(data: bytes, uri: str = "a.zip", **options) -> list[tuple[str, str]]:
    """The URI of each document, reject and kind that is passed over, and what it is."""
    return [
        (each.uri, each.reader if isinstance(each, RawDocument) else each.code)
        if not isinstance(each, Passed)
        else (each.kind, str(each.count))
        for each in documents(data, uri, **options)
    ]


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_members_are_read_as_files(method):
    data = packed(
        *[("a.txt", TEXT), ("b/c.jsonl", LINE * 2), ("d.txt.gz", gzip.compress(TEXT))],
        *[("README", TEXT), ("b/", b""), ("e.png", b"\x89PNG\r\n\x1a\n")],
        method=method,
    )
    expected = [
        ("a.zip#a.txt", "text"),
        ("a.zip#b/c.jsonl#1", "jsonl"),
        ("a.zip#b/c.jsonl#2", "jsonl"),
        ("a.zip#d.txt.gz", "text"),
        ("a.zip#README", "text"),
        ("a.zip#e.png", "read.format"),
        ("folders", "1"),
    ]
    assert found(data) == expected
    assert found(gzip.compress(data)) == expected
    drafts, [refused] = articles(data, "a.zip")
    assert [draft.text for draft in drafts] == [TEXT.decode(), "It rained.", "It rained."] + [
        TEXT.decode()
    ] * 2
    assert (refused.reader, refused.payload) == (None, b"\x89PNG\r\n\x1a\n")


def test_names_are_only_names():
    members = ("../../etc/passwd", "/etc/passwd", "C:\\a.txt", "a.txt", "a.txt", "ü ü.txt")
    assert found(packed(*((name, TEXT) for name in members))) == [
        ("a.zip#../../etc/passwd", "text"),
        ("a.zip#/etc/passwd", "text"),
        ("a.zip#C:\\a.txt", "text"),
        ("a.zip#a.txt", "text"),
        ("a.zip#2:a.txt", "text"),
        ("a.zip#ü ü.txt", "text"),
    ]


def test_a_name_may_be_empty():
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive, archive.open(zipfile.ZipInfo(""), "w") as member:
        member.write(TEXT)
    assert found(sink.getvalue()) == [("a.zip#", "text")]


def test_what_is_no_file_of_an_article_is_passed_over():
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    data = packed(
        *[("__MACOSX/._a.txt", b"x"), (".git/config", b"x"), ("b/.DS_Store", b"x")],
        *[("b/", b""), (link, b"/etc/passwd"), ("a.txt", TEXT)],
    )
    assert found(data) == [
        ("a.zip#a.txt", "text"),
        ("folders", "1"),
        ("hidden files", "3"),
        ("links", "1"),
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("[Content_Types].xml", "Office"),
        ("mimetype", "e-book"),
        ("META-INF/MANIFEST.MF", "Java"),
    ],
)
def test_formats_that_are_zip_archives_are_no_collections(name, kind):
    [reject] = documents(packed((name, b"x"), ("word/document.xml", b"<a/>")), "a.docx")
    assert (reject.code, reject.uri) == ("read.format", "a.docx")
    assert kind in reject.message


def test_an_encrypted_member_is_refused_alone():
    data = bytearray(packed(("a.txt", TEXT), ("b.txt", TEXT)))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags] |= 1
    assert found(bytes(data)) == [("a.zip#a.txt", "read.encrypted"), ("a.zip#b.txt", "text")]


def test_a_broken_member_is_refused_alone():
    data = bytearray(packed(("a.txt", TEXT), ("b.txt", TEXT), method=zipfile.ZIP_STORED))
    data[data.index(b"rained")] ^= 1  # its checksum is wrong
    assert found(bytes(data)) == [("a.zip#a.txt", "read.compressed"), ("a.zip#b.txt", "text")]
    method = bytearray(packed(("a.txt", TEXT)))
    method[method.index(b"PK\x01\x02") + 10] = 98
    assert found(bytes(method)) == [("a.zip#a.txt", "read.compressed")]


BROKEN = [
    (packed(), "parse.empty"),
    (packed(("a.txt", TEXT))[:-10], "read.compressed"),
    (b"PK\x03\x04", "read.compressed"),
    (b"PK\x05\x06", "read.compressed"),
    (b"not a zip", "read.compressed"),
]


@pytest.mark.parametrize(("data", "code"), BROKEN)
def test_archives_that_cannot_be_read(data, code):
    [reject] = documents(data, "a.zip")
    assert (reject.code, reject.payload) == (code, data)


def test_bombs_are_refused_without_being_inflated():
    bomb = packed(("a.txt", bytes(3 * MB)), ("b.txt", TEXT))
    assert found(bomb) == [("a.zip#a.txt", "read.inflated"), ("a.zip#b.txt", "text")]
    [refused, _] = documents(bomb, "a.zip")
    assert (refused.payload, refused.raw_bytes) == (b"", 3 * MB)
    # A size that lies: no more than it says is ever inflated.
    lying = bytearray(packed(("a.txt", bytes(3 * MB))))
    for signature, size in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", lying, lying.index(signature) + size, 10)
    assert found(bytes(lying)) == [("a.zip#a.txt", "read.compressed")]
    # Each is harmless, and all of them together are not.
    many = packed(*((f"{n}.txt", bytes(MB)) for n in range(20)))
    codes = [code for _, code in found(many, limits=Limits(inflation_ratio=500))]
    assert codes.count("read.inflated") > 5
    whole = packed(("a.txt", b"x" * 21 * MB), method=zipfile.ZIP_STORED)
    assert found(whole) == [("a.zip#a.txt", "read.too_large")]


def test_a_hundred_thousand_members():
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for number in range(100_000):
            archive.writestr(zipfile.ZipInfo(f"{number}/"), b"")
    assert found(sink.getvalue()) == [("folders", "100000")]


def test_too_many_members_are_not_even_listed():
    end = bytearray(packed(("a.txt", TEXT)))
    struct.pack_into("<I", end, end.index(b"PK\x05\x06") + 12, 40_000_000)
    data = bytes(50_000_000) + bytes(end)
    [reject] = documents(data, "a.zip")
    assert reject.code == "read.too_large"


def test_archives_within_archives():
    inner = packed(("a.txt", TEXT))
    twice = packed(("b.zip", inner), ("c.txt", TEXT))
    assert found(twice) == [("a.zip#b.zip#a.txt", "text"), ("a.zip#c.txt", "text")]
    fourth = packed(("e.zip", packed(("d.zip", twice))), ("f.txt", TEXT))
    assert found(fourth) == [
        ("a.zip#e.zip#d.zip#b.zip", "read.nested"),
        ("a.zip#e.zip#d.zip#c.txt", "text"),
        ("a.zip#f.txt", "text"),
    ]


def test_a_named_reader_is_for_the_members():
    data = packed(("a.html", TEXT))
    assert found(data, format="text") == [("a.zip#a.html", "text")]


def test_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    drafts, _ = articles(packed(("../x.txt", TEXT), ("y.txt", TEXT)), "a.zip")
    assert len(drafts) == 2
    assert list(tmp_path.iterdir()) == []
    assert not (tmp_path.parent / "x.txt").exists()
