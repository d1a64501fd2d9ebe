"""Inflating: whatever compresses, told by its content; broken, cut short, and bombs."""

import bz2
import gzip
import io
import lzma
import random
import struct

import pyarrow as pa
import pytest
import zstandard

from tests.transforms.read.memory import articles
from transforms.errors import DocumentError
from transforms.limits import MB, Limits
from transforms.read.inflate import Inflating, inflated

TEXT = b"".join(b"Line %d of the article, said the spokesman.\n" % number for number in range(500))
NOISE = random.Random(7).randbytes(300_000)


def lz4(data: bytes) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "lz4") as stream:
        stream.write(data)
    return sink.getvalue().to_pybytes()


def zstd_checked(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(write_checksum=True).compress(data)


COMPRESS = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "lzma": lambda data: lzma.compress(data, lzma.FORMAT_ALONE),
    "zstd": zstd_checked,
    "lz4": lz4,
}
each_compression = pytest.mark.parametrize("name", COMPRESS)


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


@each_compression
@pytest.mark.parametrize(
    "content", [b"", b"a", TEXT, NOISE, bytes(MB)], ids=["empty", "a", "text", "noise", "zeros"]
)
def test_compression_is_told_by_content(name, content):
    compress = COMPRESS[name]
    assert inflate(content) == (content, None)
    assert inflate(compress(content)) == (content, None)
    members = b"".join(compress(content[start : start + 999]) for start in (0, 999))
    assert inflate(members) == (content[:1998], None)


@pytest.mark.parametrize("name", ["gzip", "bzip2", "xz", "zstd"])
def test_zeros_may_pad_members(name):
    member = COMPRESS[name](TEXT)
    assert inflate(member + bytes(512) + member + bytes(2)) == (TEXT * 2, None)


@each_compression
@pytest.mark.parametrize("tenth", range(1, 10))
@pytest.mark.parametrize("content", [TEXT, NOISE], ids=["text", "noise"])
def test_what_is_cut_short_gives_what_there_was(name, content, tenth):
    whole = COMPRESS[name](content)
    found, code = inflate(whole[: len(whole) * tenth // 10])
    assert code == "read.compressed"
    assert content.startswith(found)
    if name == "gzip" and content is NOISE:
        assert len(found) > len(NOISE) * (tenth - 1) // 10


@each_compression
def test_trailing_garbage_is_an_error_after_all_of_the_content(name):
    found, code = inflate(COMPRESS[name](TEXT) + b"garbage, and so on and on and on and on")
    assert code == "read.compressed"
    assert found == TEXT[: len(found)]
    # Arrow loses what it inflated in one call with the error.
    assert len(found) >= len(TEXT) - (4096 if name == "lz4" else 0)


@pytest.mark.parametrize("name", ["gzip", "bzip2", "xz", "zstd"])
def test_a_wrong_checksum_is_an_error(name):
    data = bytearray(COMPRESS[name](NOISE))
    data[{"gzip": -8, "bzip2": 10, "xz": -40, "zstd": -1}[name]] ^= 1
    found, code = inflate(bytes(data))
    assert code == "read.compressed"
    assert NOISE.startswith(found)
    assert name != "gzip" or found == NOISE


@pytest.mark.parametrize("name", ["gzip", "bzip2", "xz", "lzma"])
def test_a_broken_middle_gives_what_is_before_it(name):
    data = bytearray(COMPRESS[name](NOISE))
    data[150_000:150_100] = bytes(100)
    found, code = inflate(bytes(data))
    assert code == "read.compressed"
    if name == "gzip":
        assert found[:140_000] == NOISE[:140_000]


@each_compression
def test_an_earlier_member_is_read_whole_before_a_broken_one(name):
    member = bytearray(COMPRESS[name](NOISE))
    begin = 4 if name == "lz4" else 30  # whose literals have no checksum
    member[begin : begin + 32] = b"\xff" * 32
    found, code = inflate(COMPRESS[name](TEXT) + bytes(member))
    assert code == "read.compressed"
    assert found[: len(TEXT) - 4096] == TEXT[: len(TEXT) - 4096]


def test_the_ratio_counts_past_a_megabyte():
    assert inflate(gzip.compress(bytes(MB)))[1] is None
    found, code = inflate(gzip.compress(bytes(2 * MB)))
    assert code == "read.inflated"
    assert len(found) <= 2 * MB
    assert inflate(gzip.compress(bytes(2 * MB)), inflation_ratio=2_000)[1] is None


@each_compression
def test_a_bomb_is_left_early(name):
    # Ratio times the bytes that were fed: the rest of the bomb is never inflated.
    found, code = inflate(COMPRESS[name](bytes(100 * MB)))
    assert code == "read.inflated"
    assert len(found) < 10 * MB


def test_a_bomb_within_a_bomb_is_left_early():
    found, code = inflate(gzip.compress(gzip.compress(bytes(300 * MB))))
    assert code == "read.inflated"
    assert len(found) < 10 * MB


@each_compression
def test_compressed_twice_is_read_and_thrice_refused(name):
    twice = gzip.compress(COMPRESS[name](TEXT))
    assert inflate(twice) == (TEXT, None)
    assert inflate(COMPRESS[name](twice)) == (b"", "read.nested")


def test_what_needs_much_memory_is_refused():
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 29}]
    assert inflate(lzma.compress(TEXT, filters=filters)) == (b"", "read.inflated")
    window = zstandard.ZstdCompressionParameters(window_log=30)
    stream = zstandard.ZstdCompressor(compression_params=window).compressobj()
    assert inflate(stream.compress(TEXT) + stream.flush()) == (b"", "read.inflated")


def test_frames_that_are_to_be_skipped():
    skipped = struct.pack("<II", 0x184D2A50, 5) + b"hello"
    frame = zstd_checked(TEXT)
    assert inflate(skipped + frame + skipped + frame) == (TEXT * 2, None)


@pytest.mark.parametrize("packed", [False, True])
def test_a_dictionary_goes_before_the_records_of_an_archive(packed):
    records = [b"WARC/1.0 record %d of the crawl of example.org" % n for n in range(2000)]
    dictionary = zstandard.train_dictionary(4096, records)
    data = zstandard.compress(dictionary.as_bytes()) if packed else dictionary.as_bytes()
    compressor = zstandard.ZstdCompressor(dict_data=dictionary)
    frames = b"".join(map(compressor.compress, records))
    head = struct.pack("<II", 0x184D2A5D, len(data)) + data
    assert inflate(head + frames) == (b"".join(records), None)
    assert inflate(head[:4] + b"\xff" * 4 + frames)[1] == "read.compressed"


@pytest.mark.parametrize("name", ["gzip", "bzip2", "xz", "zstd"])
@pytest.mark.parametrize(
    "gap", [b"garbage", b"\x1f\x8b\x08 BZh91AY&SY \xfd7zXZ\0 \x28\xb5\x2f\xfd"]
)
def test_members_behind_a_break_can_be_had(name, gap):
    records = [b"WARC/1.0 %d" % n + NOISE[n : n + 90_000] for n in range(4)]
    one, two, three, four = map(COMPRESS[name], records)
    data = io.BytesIO(one + two[:50_000] + gap + three + gap + four)
    found = []
    with inflated(data, Limits()) as (stream, _):
        assert isinstance(stream.raw, Inflating)
        more = True
        while more:
            try:
                while chunk := stream.read1(1 << 16):
                    found.append(chunk)
                break
            except DocumentError:
                more = stream.raw.resume(lambda begin: begin.startswith(b"WARC/1.0"))
    content = b"".join(found)
    assert content.startswith(records[0])
    assert content.endswith(records[2] + records[3])
    assert len(content) <= sum(map(len, records))


@pytest.mark.parametrize("name", COMPRESS)
def test_files_are_read_whatever_compressed_them(name):
    for uri in ("a.txt.gz", "a.txt", "a.txt.zst.lz4", "a"):
        [draft], rejects = articles(COMPRESS[name](TEXT), uri)
        assert (draft.text, rejects) == (TEXT.decode(), [])


def test_a_dictionary_that_is_none_is_passed_over():
    drafts, (reject,) = articles(b"\x5d\x2a\x4d\x18" + bytes(4) + b"no dictionary", "a.warc.zst")
    assert not drafts
    assert reject.code == "read.compressed"
