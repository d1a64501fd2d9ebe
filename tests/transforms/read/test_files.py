"""Opening and inflating."""

import gzip
import hashlib
import io
import os
import random

import pytest

from tests.transforms.read.memory import FETCHED
from transforms.errors import DocumentError
from transforms.limits import MB, Limits
from transforms.read.files import Source, inflated, open_path

TEXT = b"".join(b"Line %d of the article, said the spokesman.\n" % number for number in range(500))
NOISE = random.Random(7).randbytes(300_000)


def inflate(data: bytes, **limits: int) -> tuple[bytes, str | None]:
    """All that could be read, and the code of the error that ended it."""
    found = bytearray()
    try:
        with inflated(io.BytesIO(data), Limits(**limits)) as (stream, _):
            while chunk := stream.read1(1 << 16):
                found += chunk
    except DocumentError as error:
        return bytes(found), error.code
    return bytes(found), None


@pytest.mark.parametrize(
    "content", [b"", b"a", TEXT, NOISE], ids=["empty", "a byte", "text", "noise"]
)
def test_gzip_is_told_by_its_content(content):
    assert inflate(content) == (content, None)
    assert inflate(gzip.compress(content)) == (content, None)
    members = b"".join(gzip.compress(content[start : start + 999]) for start in (0, 999))
    assert inflate(members) == (content[:1998], None)
    assert inflate(members + b"\x00" * 512) == (content[:1998], None)


@pytest.mark.parametrize("tenth", range(1, 10))
@pytest.mark.parametrize("content", [TEXT, NOISE], ids=["text", "noise"])
def test_gzip_cut_short_gives_what_there_was(content, tenth):
    whole = gzip.compress(content)
    found, code = inflate(whole[: len(whole) * tenth // 10])
    assert code == "read.compressed"
    assert content.startswith(found)
    assert content is TEXT or len(found) > len(NOISE) * (tenth - 1) // 10


def test_trailing_garbage_is_an_error_after_all_of_the_content():
    assert inflate(gzip.compress(TEXT) + b"garbage") == (TEXT, "read.compressed")
    assert inflate(gzip.compress(TEXT) + b"\x1f") == (TEXT, "read.compressed")


def test_a_wrong_checksum_is_an_error_after_all_of_the_content():
    data = bytearray(gzip.compress(TEXT))
    data[-8] ^= 1
    assert inflate(bytes(data)) == (TEXT, "read.compressed")


def test_a_broken_middle_gives_what_is_before_it():
    data = bytearray(gzip.compress(NOISE))
    data[150_000:150_100] = bytes(100)
    found, code = inflate(bytes(data))
    assert code == "read.compressed"
    assert found[:140_000] == NOISE[:140_000]


def test_the_ratio_counts_past_a_megabyte():
    assert inflate(gzip.compress(bytes(MB)))[1] is None
    found, code = inflate(gzip.compress(bytes(2 * MB)))
    assert code == "read.inflated"
    assert len(found) <= 2 * MB
    assert inflate(gzip.compress(bytes(2 * MB)), inflation_ratio=2_000)[1] is None


def test_a_bomb_is_left_early():
    # Ratio times the first chunk that is read: the rest of the bomb is never inflated.
    found, code = inflate(gzip.compress(bytes(300 * MB)))
    assert code == "read.inflated"
    assert len(found) < 30 * MB


def test_a_refused_file_keeps_its_beginning_and_describes_all_of_it():
    source = Source("a", lambda: io.BytesIO(NOISE), FETCHED)
    reject = source.refused("read.format", "why", Limits(payload_bytes=1_000))
    assert reject.payload == NOISE[:1_000]
    assert (reject.raw_bytes, reject.reader) == (len(NOISE), None)
    assert reject.raw_sha256 == hashlib.sha256(NOISE).hexdigest()
    assert (reject.uri, reject.retrieved_at, reject.message) == ("a", FETCHED, "why")


def test_a_refused_file_that_cannot_be_read_has_no_payload(tmp_path):
    source = Source("a", lambda: open_path(str(tmp_path / "gone")), None)
    reject = source.refused("read.missing", "why", Limits())
    assert (reject.payload, reject.raw_bytes) == (b"", 0)
    kept = "why; its bytes could be kept only in part: No such file or directory"
    assert reject.message == kept
    again = source.refused("read.missing", "No such file or directory", Limits())
    assert again.message == "No such file or directory"
    assert reject.raw_sha256 == hashlib.sha256().hexdigest()


def test_opening(tmp_path, monkeypatch):
    path = tmp_path / "a.gz"  # opened as it is, whatever its name
    path.write_bytes(b"plain")
    with open_path(str(path)) as stream:
        assert stream.read() == b"plain"
    os.mkfifo(tmp_path / "pipe")
    for name, code in [
        ("gone", "read.missing"),
        (".", "read.unreadable"),
        ("pipe", "read.unreadable"),
    ]:
        with pytest.raises(DocumentError) as raised:
            open_path(str(tmp_path / name))
        assert raised.value.code == code

    def deny(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    # The tests may run as root, who may read everything.
    monkeypatch.setattr("apache_beam.io.filesystems.FileSystems.open", deny)
    with pytest.raises(DocumentError, match="Permission denied") as raised:
        open_path(str(path))
    assert raised.value.code == "read.unreadable"
