"""Files of every format that are cut short, damaged, misnamed, or no such thing at all."""

import bz2
import gzip
import lzma
import random
from collections.abc import Iterator

import pyarrow as pa
import zstandard

from tests.hostile.kinds import File, Trap, kind
from tests.hostile.samples import SAMPLES, TEXT

PACKERS = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "lzma": lambda data: lzma.compress(data, lzma.FORMAT_ALONE),
    "zst": zstandard.compress,
    "lz4": lambda data: bytes(pa.compress(data, "lz4", asbytes=True)),
}


def _cuts(data: bytes) -> Iterator[tuple[int, bytes]]:
    for tenth in range(1, 10):
        yield tenth, data[: len(data) * tenth // 10]


@kind
def cut_short(_: Trap) -> Iterator[File]:
    for end, data in SAMPLES.items():
        for tenth, part in _cuts(data):
            yield f"{tenth}.{end}", part


@kind
def compressed_and_cut_short(_: Trap) -> Iterator[File]:
    for end, pack in PACKERS.items():
        for format in ("txt", "jsonl", "html", "warc"):
            for tenth, part in _cuts(pack(SAMPLES[format])):
                yield f"{tenth}.{format}.{end}", part


@kind
def damaged(_: Trap) -> Iterator[File]:
    draw = random.Random(20240305)
    for end, data in SAMPLES.items():
        for number in range(8):
            broken = bytearray(data)
            for _ in range(2**number):
                broken[draw.randrange(len(broken))] = draw.randrange(256)
            yield f"{number}.{end}", bytes(broken)


@kind
def spliced(_: Trap) -> Iterator[File]:
    """The beginning of one format and the end of another."""
    ends = list(SAMPLES)
    for one, other in zip(ends, ends[1:] + ends[:1], strict=True):
        first, second = SAMPLES[one], SAMPLES[other]
        yield f"{other}.{one}", first[: len(first) // 2] + second[len(second) // 2 :]


@kind
def misnamed(_: Trap) -> Iterator[File]:
    ends = list(SAMPLES)
    for step in (1, 2, 5):
        for one, other in zip(ends, ends[step:] + ends[:step], strict=True):
            yield f"{one}-{step}.{other}", SAMPLES[one]


@kind
def empty_or_blank(_: Trap) -> Iterator[File]:
    for end in SAMPLES:
        yield f"empty.{end}", b""
        yield f"blank.{end}", b" \n\t\r\n"


@kind
def random_bytes(_: Trap) -> Iterator[File]:
    draw = random.Random(7)
    for end in SAMPLES:
        yield f"random.{end}", draw.randbytes(5000)
        yield f"zeros.{end}", bytes(5000)


@kind
def other_formats(_: Trap) -> Iterator[File]:
    """What lies in folders of articles and is none: pictures, programs, documents of offices."""
    heads = {
        "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        "png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        "jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
        "gif": b"GIF89a\x01\x00\x01\x00",
        "7z": b"7z\xbc\xaf\x27\x1c\x00\x04",
        "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "rtf": b"{\\rtf1\\ansi",
        "exe": b"MZ\x90\x00\x03\x00\x00\x00",
        "so": b"\x7fELF\x02\x01\x01\x00",
        "sqlite": b"SQLite format 3\x00",
        "class": b"\xca\xfe\xba\xbe\x00\x00\x00\x34",
        "wasm": b"\x00asm\x01\x00\x00\x00",
    }
    for end, head in heads.items():
        for name in (f"a.{end}", f"{end}.txt", f"{end}.html"):
            yield name, head + bytes(range(256)) * 8


@kind
def encodings(_: Trap) -> Iterator[File]:
    """Encoded in one way, declared in another."""
    names = [
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-8-sig",
        "cp1252",
        "cp037",
        "cp1251",
        "gb18030",
        "utf-7",
    ]
    for name in names:
        yield f"{name}.txt", TEXT.encode(name, "replace")
        page = f'<html><head><meta charset="iso-2022-jp"></head><body><p>{TEXT}</p></body></html>'
        yield f"{name}.html", page.encode(name, "replace")
        feed = f'<?xml version="1.0" encoding="koi8-r"?><rss><channel><item><title>{TEXT}</title>'
        yield f"{name}.xml", (feed + "</item></channel></rss>").encode(name, "replace")
