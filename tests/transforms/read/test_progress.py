"""What reading a file says of its progress."""

import io

import pytest

from tests.transforms.read.memory import source
from transforms.limits import Limits
from transforms.read import read
from transforms.read.progress import Progressing


@pytest.fixture
def signs(monkeypatch):
    """The seconds of every sign of life, of which a worker would send some."""
    given: list[float] = []
    monkeypatch.setattr("transforms.read.progress.allow", given.append)
    return given


def test_bytes_not_read_before_are_progress(signs):
    stream = io.BufferedReader(Progressing(io.BytesIO(b"0123456789"), 30), 5)
    assert stream.read(5) == b"01234"
    assert signs == [30]
    for _ in range(3):
        stream.seek(0)
        assert stream.read(5) == b"01234"
    assert signs == [30]
    assert stream.read(5) == b"56789"
    assert signs == [30, 30]
    assert stream.read() == b""
    assert signs == [30, 30]


def test_it_seeks_as_the_stream_does_and_closes_it():
    raw = io.BytesIO(b"0123456789")
    with Progressing(raw, 30) as stream:
        assert stream.seekable()
        assert stream.seek(-3, io.SEEK_END) == stream.tell() == 7
        assert stream.read() == b"789"
    assert raw.closed


def test_a_file_is_read_under_the_limit_of_a_document(signs):
    limits = Limits(parse_seconds=7)
    assert list(read(source(b'{"text": "Good day."}\n', "a.jsonl"), limits=limits))
    assert set(signs) == {7}
