"""Opening files, and refusing them."""

import hashlib
import io
import os
import random

import pytest

from tests.transforms.read.memory import FETCHED
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.read.files import Source, open_path

NOISE = random.Random(7).randbytes(300_000)


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
