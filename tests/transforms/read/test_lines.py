"""Streams → lines, in bounded memory."""

import hashlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.read.lines import Line, cut_lines


def cut(data: bytes, most: int = 100, keep: int = 10, newline: bytes = b"\n") -> list[Line]:
    return list(cut_lines(io.BufferedReader(io.BytesIO(data)), most, keep, newline))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", []),
        (b"a", [b"a"]),
        (b"a\nb\n", [b"a", b"b"]),
        (b"a\r\nb\r\n", [b"a", b"b"]),
        (b"a\n\nb", [b"a", b"", b"b"]),
        ("a\u2028b\x0bc\x85d\ne".encode(), ["a\u2028b\x0bc\x85d".encode(), b"e"]),
    ],
)
def test_lines(data, expected):
    assert [line.data for line in cut(data)] == expected
    assert [line.number for line in cut(data)] == list(range(1, len(expected) + 1))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_characters_that_hold_the_byte_of_a_newline_do_not_end_a_line(encoding):
    lines = ["ਊ਀Ċ", "", "ਁ\u0a0d a", "Ċ"]
    data = "\r\n".join(lines).encode(encoding)
    cut_up = cut(data, newline="\n".encode(encoding))
    assert [line.data.decode(encoding) for line in cut_up] == lines


def test_an_over_long_line_is_described_and_the_next_are_read():
    long = b"x" * 1_000
    first, second, third = cut(b"a\n" + long + b"\nb", most=100, keep=10)
    assert (first.data, third.data, third.number) == (b"a", b"b", 3)
    assert second == Line(2, b"x" * 10, 1_000, hashlib.sha256(long).hexdigest())


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
@pytest.mark.parametrize(("length", "fits"), [(99, True), (100, True), (101, False), (102, False)])
def test_the_limit_is_of_the_line_without_its_end(length, fits, end):
    [line] = cut(b"x" * length + end)
    assert (line.size is None) == fits


@given(
    st.text("ab\r\nĊ਀"),
    st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-be"]),
)
def test_lines_are_those_that_split_finds(text, encoding):
    data = text.encode(encoding)
    expected = [line.removesuffix("\r") for line in text.split("\n")]
    if expected[-1] == "" and not text.endswith("\r"):
        expected.pop()
    found = [line.data.decode(encoding) for line in cut(data, newline="\n".encode(encoding))]
    if found and text.endswith("\r"):  # a carriage return is an end only before a newline
        expected[-1] += "\r"
    assert found == expected
