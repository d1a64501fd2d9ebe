"""Archives and whatever inflates: bombs, lies about sizes, names that lead elsewhere."""

import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from tests.hostile.breakage import PACKERS
from tests.hostile.kinds import MB, File, Trap, kind, repeated
from tests.hostile.samples import (
    EML,
    HTML,
    JSONL,
    MHTML,
    SAMPLES,
    TEXT,
    WARC,
    http_response,
    warc_record,
    zipped,
)

_GIB = 1 << 30


def _zeros(size: int, head: bytes = b"") -> Iterator[bytes]:
    """A gzip member of so many zeros: the same deflated block again and again."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    yield b"\x1f\x8b\x08" + bytes(7)
    yield packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(64 * MB)) + packer.flush(zlib.Z_FULL_FLUSH)
    for _ in range(size // (64 * MB)):
        yield block
    # The checksum is wrong: who has come so far as to see it has inflated everything.
    yield packer.flush() + struct.pack("<II", 0, size & 0xFFFFFFFF)


@kind
def bombs(_: Trap) -> Iterator[File]:
    for end in ("txt", "jsonl", "html", "xml", "csv", "json"):
        yield f"{end}.{end}.gz", _zeros(10 * _GIB, SAMPLES.get(end, b"<rss>"))
    once = b"".join(_zeros(10 * _GIB))
    yield "nested.txt.gz", gzip.compress(once)
    yield "nested-deep.txt.gz", gzip.compress(gzip.compress(gzip.compress(once)))
    yield "warc.warc.gz", _zeros(4 * _GIB, warc_record(b"", 4 * _GIB)[:-4])
    for end, pack in PACKERS.items():
        yield f"small.txt.{end}", pack(bytes(60 * MB))
        yield f"article.txt.{end}", pack(TEXT.encode() + b" " * 60 * MB)


@kind
def compressed(_: Trap) -> Iterator[File]:
    for end, pack in PACKERS.items():
        data = pack(JSONL)
        yield f"trailing.jsonl.{end}", data + b"trailing garbage"
        yield f"padded.jsonl.{end}", data + bytes(1000)
        yield f"members.jsonl.{end}", data * 50
        yield f"empty.txt.{end}", pack(b"")
        yield f"twice.jsonl.{end}", pack(data)
        yield f"five-times.jsonl.{end}", pack(pack(pack(pack(data))))
        yield f"bad-end.jsonl.{end}", data[:-4] + b"\x00\x01\x02\x03"
        yield f"header-only.txt.{end}", data[:12]
        yield f"misnamed.{end}", JSONL
    yield "many-empty-members.txt.gz", gzip.compress(b"", mtime=0) * 200_000


def _zip_of(entries: Iterable[tuple[zipfile.ZipInfo, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for info, data in entries:
            file.writestr(info, data)
    return buffer.getvalue()


@kind
def zip_files(trap: Trap) -> Iterator[File]:
    names = [
        "../../etc/a.html",
        "/etc/a.html",
        "C:\\a.html",
        "a/../../b.html",
        "..",
        "",
        "a//b.txt",
    ]
    yield "names.zip", _zip_of((zipfile.ZipInfo(name), HTML) for name in names)
    yield "nul.zip", zipped({"aXb.html": HTML}).replace(b"aXb", b"a\x00b")
    link = zipfile.ZipInfo("link.txt")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    yield "link.zip", _zip_of([(link, str(trap.secret).encode())])
    one = zipped({"a.html": HTML, "b.html": HTML})
    yield "same-names.zip", one.replace(b"b.html", b"a.html")
    yield "empty.zip", zipped({})
    yield "many-empty.zip", zipped(dict.fromkeys((f"{n}.txt" for n in range(20_000)), b""))
    yield "bomb.zip", zipped({"a.txt": bytes(300 * MB)})
    yield "bombs.zip", zipped({f"{n}.txt": bytes(30 * MB) for n in range(10)})
    inner = zipped({"a.html": HTML})
    for depth in range(12):
        inner = zipped({f"{depth}.zip": inner})
    yield "nested.zip", inner
    yield "gz.zip", zipped({"a.jsonl.gz": gzip.compress(JSONL), "b.warc.gz": gzip.compress(WARC)})
    yield (
        "encrypted.zip",
        one.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01").replace(
            b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
        ),
    )
    yield "method.zip", one.replace(b"\x14\x00\x00\x00\x08\x00", b"\x14\x00\x00\x00\x63\x00")
    yield "sizes.zip", one.replace(struct.pack("<I", len(HTML)), struct.pack("<I", 2**32 - 2))
    yield "checksum.zip", one.replace(struct.pack("<I", zlib.crc32(HTML)), b"\x00\x01\x02\x03")
    yield "prefix.zip", b"#!/bin/sh\n" * 100 + one
    yield "comment.zip", one[:-2] + struct.pack("<H", 60_000) + b"PK\x05\x06" * 15_000
    yield "end-only.zip", b"PK\x05\x06" + bytes(18)
    yield "count.zip", one[:-14] + b"\xff\xff\xff\xff" + one[-10:]
    yield "all.zip", zipped(SAMPLES)


@kind
def tar_files(trap: Trap) -> Iterator[File]:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as file:
        for name, type, target in [
            ("../../a.html", tarfile.REGTYPE, ""),
            ("/etc/a.html", tarfile.REGTYPE, ""),
            ("link.txt", tarfile.SYMTYPE, str(trap.secret)),
            ("hard.txt", tarfile.LNKTYPE, str(trap.secret)),
            ("fifo.txt", tarfile.FIFOTYPE, ""),
            ("device.txt", tarfile.CHRTYPE, ""),
        ]:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = type, target
            info.size = len(HTML) if type == tarfile.REGTYPE else 0
            file.addfile(info, io.BytesIO(HTML))
    yield "odd.tar", buffer.getvalue()
    yield "odd.tar.gz", gzip.compress(buffer.getvalue())
    yield "cut.tar", buffer.getvalue()[:700]


@kind
def web_archives(_: Trap) -> Iterator[File]:
    kind_of = "Content-Type: text/html"
    block = http_response(HTML, kind_of)
    sizes = (0, 10, len(block) - 50, len(block) + 50, -1, 2**63, 2**64, "many", "")
    for number, size in enumerate(sizes):
        yield f"size-{number}.warc", warc_record(block, size) + WARC
        yield (
            f"size-{number}.warc.gz",
            gzip.compress(warc_record(block, size)) + gzip.compress(WARC),
        )
    yield "no-type.warc", WARC.replace(b"WARC-Type: response\r\n", b"") + WARC
    yield "no-uri.warc", WARC.replace(b"WARC-Target-URI: https://example.org/bridge\r\n", b"")
    yield "no-date.warc", WARC.replace(b"WARC-Date: 2024-03-05T10:00:00Z\r\n", b"")
    yield "odd-date.warc", WARC.replace(b"2024-03-05T10:00:00Z", b"32 Jan 0000")
    yield "long-record.warc", (warc_record(b"", 3 * _GIB)[:-4], *repeated(b"x", 100 * MB))
    bodies = {
        "chunk-size": (HTML, kind_of, "Transfer-Encoding: chunked"),
        "chunk-large": (b"fffffffffffffff\r\n" + HTML, kind_of, "Transfer-Encoding: chunked"),
        "chunk-negative": (b"-5\r\n" + HTML, kind_of, "Transfer-Encoding: chunked"),
        "not-gzip": (HTML, kind_of, "Content-Encoding: gzip"),
        "not-brotli": (HTML, kind_of, "Content-Encoding: br"),
        "not-zstd": (HTML, kind_of, "Content-Encoding: zstd"),
        "unknown-encoding": (HTML, kind_of, "Content-Encoding: aws-chunked, x-snappy"),
        "many-encodings": (HTML, kind_of, "Content-Encoding: " + "gzip, " * 1000),
        "bomb": (gzip.compress(bytes(100 * MB)), kind_of, "Content-Encoding: gzip"),
        "charset": (HTML, "Content-Type: text/html; charset=zlib_codec"),
        "type": (HTML, "Content-Type: " + "text/" * 10_000),
        "headers": (HTML, *(["X-Filler: x"] * 100_000), kind_of),
        "folded": (HTML, kind_of, " folded", "\tfolded: too"),
        "no-body": (b"", kind_of),
        "binary": (bytes(range(256)) * 100, kind_of),
    }
    for name, (body, *headers) in bodies.items():
        yield f"{name}.warc", warc_record(http_response(body, *headers)) + WARC
    for status in ("404 Not Found", "301 Moved", "999 ?", "-1", "", "200"):
        record = warc_record(http_response(HTML, kind_of, status=status))
        yield f"status-{status[:3].strip() or 'none'}.warc", record
    yield "no-http.warc", warc_record(HTML)
    yield "revisit.warc", warc_record(b"", type="revisit")
    for type in ("request", "metadata", "conversion", "resource", "continuation", "unheard-of"):
        yield f"{type}.warc", warc_record(block, type=type)
    yield "twice.warc", WARC * 2
    yield "blank-lines.warc", b"\r\n" * 100_000 + WARC
    yield "no-separator.warc", WARC.rstrip() + WARC
    yield "long-header.warc", WARC.replace(b"WARC-Date", b"X: " + b"x" * 5 * MB + b"\r\nWARC-Date")
    yield "many-headers.warc", WARC.replace(b"WARC-Date", b"X: x\r\n" * 200_000 + b"WARC-Date")
    yield "version.warc", WARC.replace(b"WARC/1.0", b"WARC/9.9")
    yield "lines.warc", WARC.replace(b"\r\n", b"\n")
    yield "whole-gzip.warc.gz", gzip.compress(WARC * 10)
    yield (
        "damaged-member.warc.gz",
        (gzip.compress(WARC) + gzip.compress(WARC)[:-20] + gzip.compress(WARC)),
    )
    yield "old.arc", b"filedesc://a.arc 0.0.0.0 20240305 text/plain 76\n1 0 Org\nURL IP Date\n\n"


@kind
def messages(trap: Trap) -> Iterator[File]:
    nested = EML
    for number in range(300):
        nested = (
            f'Subject: {number}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="'
            f'{number}"\r\n\r\n--{number}\r\nContent-Type: message/rfc822\r\n\r\n'
        ).encode() + nested
    external = f"message/external-body; access-type=local-file; name={trap.secret}"
    contents = {
        "nested": nested,
        "parts": EML.replace(b"--b\r\n", b"--b\r\n\r\nx\r\n--b\r\n" * 50_000, 1),
        "no-boundary": EML.replace(b"--b", b"--c"),
        "no-end": EML.replace(b"--b--", b""),
        "empty-boundary": EML.replace(b'boundary="b"', b'boundary=""'),
        "base64": EML.replace(b"base64\r\n\r\n", b"base64\r\n\r\n!!!!"),
        "encoding": EML.replace(b"base64", b"x-uuencode"),
        "charset": EML.replace(b"charset=utf-8", b"charset=zlib_codec"),
        "charset-utf7": EML.replace(b"charset=utf-8", b"charset=utf-7"),
        "headers": b"X-Filler: x\r\n" * 100_000 + EML,
        "long-header": b"X-Filler: " + b"x" * 5 * MB + b"\r\n" + EML,
        "encoded-words": b"Subject: " + b"=?utf-8?q?x?= " * 50_000 + b"\r\n" + EML,
        "encoded-bad": EML.replace(b"Subject: ", b"Subject: =?zlib_codec?b?eJw=?= =?x?y?z?="),
        "date": EML.replace(b"05 Mar 2024", b"99 Mar 99999"),
        "external": EML.replace(b"text/html; charset=utf-8", external.encode()),
        "parameters": EML.replace(b"boundary=", b"a*0*=x''%; " * 20_000 + b"boundary="),
        "no-body": EML.partition(b"\r\n\r\n")[0],
        "nuls": EML.replace(b"Bridge", b"Br\x00dge"),
    }
    for name, data in contents.items():
        yield f"{name}.eml", data
    yield "mailbox.mbox", b"".join(b"From jo Tue Mar  5 10:00:00 2024\r\n" + EML for _ in range(5))
    for name, place in (("url", trap.url), ("file", trap.secret.as_uri())):
        yield f"{name}.mhtml", MHTML.replace(b"https://example.org/bridge", place.encode())
    yield "no-root.mhtml", MHTML.replace(b"text/html", b"image/png")
    yield "many.mhtml", MHTML.replace(b"--b\r\n", b"--b\r\n\r\nx\r\n" * 50_000, 1)
