"""Inputs as people name them → files."""

import os
import pickle
from datetime import UTC, datetime
from pathlib import Path

import apache_beam as beam
import pytest
from apache_beam.io.filesystem import FileMetadata, FileSystem
from apache_beam.options.pipeline_options import PipelineOptions

from tests.eager import eager
from transforms.elements import Reject
from transforms.errors import UsageError
from transforms.read import MatchedFile, MatchInputs, ReadDocuments, check_inputs
from transforms.read.inputs import match


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to be in, with files and things that only look like files."""
    for name in [
        "a.txt",
        "b c.txt",
        "d.jsonl",
        "sub/e.txt",
        "sub/deep/f.txt",
        "sub/[g].txt",
        ".hidden.txt",
        ".git/config.txt",
        "x.txt/inside.md",
        "tables/CURRENT",
        "tables/manifests/1.json",
        "tables/rejects/_1.avro",
    ]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def uris(*inputs: str) -> list[str]:
    return [file.uri for file in match(inputs)]


ALL = [
    "a.txt",
    "b c.txt",
    "d.jsonl",
    "sub/[g].txt",
    "sub/deep/f.txt",
    "sub/e.txt",
    "x.txt/inside.md",
]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a.txt", ["a.txt"]),
        ("./a.txt", ["a.txt"]),
        ("sub//e.txt", ["sub/e.txt"]),
        ("sub/../a.txt", ["sub/../a.txt"]),
        ("b c.txt", ["b c.txt"]),
        (".", ALL),
        ("**", ALL),
        ("sub", ["sub/[g].txt", "sub/deep/f.txt", "sub/e.txt"]),
        ("sub/", ["sub/[g].txt", "sub/deep/f.txt", "sub/e.txt"]),
        ("*.jsonl", ["d.jsonl"]),
        ("*.txt", ["a.txt", "b c.txt", "x.txt/inside.md"]),
        ("s?b/[ef].txt", ["sub/e.txt"]),
        ("sub/[g].txt", ["sub/[g].txt"]),  # what exists is no glob
        ("sub/**/*.txt", ["sub/[g].txt", "sub/deep/f.txt", "sub/e.txt"]),
        ("**/f.*", ["sub/deep/f.txt"]),
        ("s*/**/deep/**", ["sub/deep/f.txt"]),
        (".hidden.txt", [".hidden.txt"]),
        (".git", [".git/config.txt"]),
        ("tables/rejects", ["tables/rejects/_1.avro"]),
        ("tables/rejects/*.avro", ["tables/rejects/_1.avro"]),
        ("tables/**/*.avro", []),
        ("tables", []),
        ("*.nothing", []),
        ("no/such/**", []),
        ("", []),
    ],
)
def test_matching(folder, given, expected):
    assert [uri for uri in uris(given) if uri != given or expected] == expected
    found = match([given])
    if not expected:
        assert [file.code for file in found] == ["read.missing"]
        with pytest.raises(UsageError) as raised:
            check_inputs([given])
        assert raised.value.code == "usage.no_input"
    else:
        assert [file.uri for file in check_inputs([given])] == list(expected)


def test_each_file_once_in_order(folder):
    absolute = str(folder / "a.txt")
    assert uris("sub/e.txt", "a.txt", absolute, "./a.txt", "*.txt", "sub/deep/../e.txt") == [
        "a.txt",
        "b c.txt",
        "sub/e.txt",
        "x.txt/inside.md",
    ]
    assert uris(absolute) == [absolute]


def test_home_is_expanded(folder, monkeypatch):
    monkeypatch.setenv("HOME", str(folder))
    assert uris("~/a.txt") == [str(folder / "a.txt")]


def test_what_a_match_says(folder):
    os.utime("a.txt", (1_709_633_472, 1_709_633_472))
    os.utime("d.jsonl", (0, 0))
    first, second = match(["a.txt", "d.jsonl"])
    assert first == MatchedFile("a.txt", 1, datetime(2024, 3, 5, 10, 11, 12, tzinfo=UTC))
    assert second.modified_at is None
    assert first.source().retrieved_at == first.modified_at


def test_what_is_no_file_is_a_reject(folder):
    Path("dangling.txt").symlink_to("nowhere")
    Path("loop.txt").symlink_to("loop.txt")
    Path("sub/circle").symlink_to(".")
    Path("linked").symlink_to("sub")  # left out of folders, like any link to a folder
    os.mkfifo("pipe.txt")
    rejects = {file.uri: file.code for file in match(["."]) if isinstance(file, Reject)}
    assert rejects == {
        "dangling.txt": "read.missing",
        "loop.txt": "read.unreadable",
        "pipe.txt": "read.unreadable",
    }
    assert [file.code for file in match(["dangling.txt"])] == ["read.missing"]
    assert uris("sub/**") == ["sub/[g].txt", "sub/deep/f.txt", "sub/e.txt"]
    assert uris("linked") == ["linked/[g].txt", "linked/deep/f.txt", "linked/e.txt"]
    check_inputs(["dangling.txt"])  # a link that leads nowhere is still an input


def test_an_unreadable_folder_is_a_reject(folder, monkeypatch):
    scandir = os.scandir

    def deny(path):  # the tests may run as root, who may read everything
        if str(path).endswith("deep"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", deny)
    found = match(["sub"])
    assert [(file.uri, getattr(file, "code", None)) for file in found] == [
        ("sub/[g].txt", None),
        ("sub/deep", "read.unreadable"),
        ("sub/e.txt", None),
    ]


ODD_NAMES = [
    b"line\nbreak.txt",
    b"invalid \xff\xfe.txt",
    b"n" * 251 + b".txt",
    "‘quotes’.txt".encode(),
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_travel_through_a_graph(tmp_path, name):
    (tmp_path / os.fsdecode(name)).write_bytes(b"It rained.")
    [matched] = match([str(tmp_path)])
    matched.uri.encode("utf-8")  # can be stored
    assert pickle.loads(pickle.dumps(matched)) == matched
    read = eager(ReadDocuments(), [matched])
    assert [document.data for document in read.kept] == [b"It rained."]
    assert read.rejects == []


class _Bucket(FileSystem):
    """Just enough of a bucket: names with slashes, no folders."""

    files = (
        "shelf://b/a.txt",
        "shelf://b/.h.txt",
        "shelf://b/t/CURRENT",
        "shelf://b/t/x/y.parquet",
    )
    files += ("shelf://b/t/manifests/1.json", "shelf://b/sub/c.txt")

    @classmethod
    def scheme(cls):
        return "shelf"

    def has_dirs(self):
        return False

    def _list(self, prefix):
        if "denied" in prefix:
            raise PermissionError("no such luck")
        for name in self.files:
            if name.startswith(prefix):
                yield FileMetadata(name, 1, 0.0)

    def exists(self, path):
        return path in self.files

    def metadata(self, path):
        return FileMetadata(path, 1, 0.0)


for _name in FileSystem.__abstractmethods__ - {"has_dirs", "_list", "exists", "metadata", "scheme"}:
    setattr(_Bucket, _name, None)
_Bucket.__abstractmethods__ = frozenset()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("shelf://b/a.txt", ["shelf://b/a.txt"]),
        ("shelf://b", ["shelf://b/a.txt", "shelf://b/sub/c.txt"]),
        ("shelf://b/", ["shelf://b/a.txt", "shelf://b/sub/c.txt"]),
        ("shelf://b/**.txt", ["shelf://b/a.txt", "shelf://b/sub/c.txt"]),
        ("shelf://b/sub/*.txt", ["shelf://b/sub/c.txt"]),
        ("shelf://b/t/x/*", ["shelf://b/t/x/y.parquet"]),
    ],
)
def test_a_bucket(given, expected):
    assert uris(given) == expected
    assert all(
        isinstance(file, MatchedFile) and file.modified_at is None for file in match([given])
    )


def test_a_bucket_that_cannot_be_listed_is_a_reject_and_one_unknown_is_bad_usage():
    assert [file.code for file in match(["shelf://denied/*"])] == ["read.unreadable"]
    with pytest.raises(UsageError, match="nowhere"):
        check_inputs(["nowhere://b/a.txt"])


def test_at_the_root_of_a_graph(folder):
    Path("dangling.txt").symlink_to("nowhere")
    with beam.Pipeline("FnApiRunner", options=PipelineOptions([])) as pipeline:
        matched = pipeline | MatchInputs(("sub", "dangling.txt"))
        both = (matched.kept, matched.rejects) | beam.Flatten()
        _ = both | beam.Map(lambda file: file.uri) | beam.combiners.ToList() | beam.Map(_remember)
    assert sorted(_REMEMBERED.pop()) == [
        "dangling.txt",
        "sub/[g].txt",
        "sub/deep/f.txt",
        "sub/e.txt",
    ]


_REMEMBERED: list[list[str]] = []


def _remember(values: list[str]) -> None:
    _REMEMBERED.append(values)
