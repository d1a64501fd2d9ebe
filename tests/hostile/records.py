"""JSON, JSON Lines, and tables."""

import io
import json
import struct
from collections.abc import Iterator

import fastavro
import pyarrow as pa
import pyarrow.parquet as pq

from tests.hostile.kinds import MB, File, Trap, kind, repeated
from tests.hostile.samples import RECORD, SAMPLES, TEXT, avro, parquet

_LINE = json.dumps(RECORD).encode() + b"\n"
_JSON = {
    "cut": _LINE[:-30],
    "duplicate-keys": b'{"text": "One.", "text": "Two.", "title": 1, "title": "T"}\n',
    "nan": b'{"text": "One.", "score": NaN, "published_at": Infinity, "x": -Infinity}\n',
    "large-numbers": b'{"text": "One.", "published_at": 1e400, "id": 1' + b"0" * 5000 + b"}\n",
    "digits": b'{"text": ' + b"9" * 100_000 + b"}\n",
    "deep-lists": b"[" * 100_000 + b"\n",
    "deep-objects": b'{"text":' * 100_000 + b"\n",
    "deep-closed": b'{"text": "One.", "x": ' + b"[" * 900 + b"]" * 900 + b"}\n",
    "utf-16": _LINE.decode().encode("utf-16"),
    "utf-32": _LINE.decode().encode("utf-32"),
    "crlf": _LINE.replace(b"\n", b"\r\n") * 3,
    "cr": _LINE.replace(b"\n", b"\r") * 3,
    "mark": b"\xef\xbb\xbf" + _LINE,
    "separators": '{"text": "One\u2028two\u2029three\x85four."}\n'.encode(),
    "surrogates": b'{"text": "One \\ud800 two \\udc00.", "title": "\\udfff"}\n',
    "nuls": b'{"text": "One \\u0000 two."}\n{"te\\u0000xt": "x"}\n',
    "controls": b'{"text": "One \x00\x01\x02 two."}\n',
    "not-objects": b'1\n"text"\nnull\ntrue\n[]\n[{"text": "One."}]\n',
    "array": b"[" + _LINE * 2 + b"]",
    "commas": _LINE.strip() + b",\n" + _LINE,
    "single-quotes": b"{'text': 'One.'}\n",
    "comment": b"// articles\n" + _LINE,
    "keys": json.dumps({"text": "One.", **{f"k{n}": n for n in range(100_000)}}).encode() + b"\n",
    "long-key": b'{"' + b"k" * 1_000_000 + b'": 1, "text": "One."}\n',
    "authors": json.dumps({"text": "One.", "authors": ["A B"] * 100_000}).encode() + b"\n",
    "links": json.dumps({"text": "One.", "links": [{"url": "http://a.b"}] * 100_000}).encode(),
    "latin-1": '{"text": "Café à la crème."}\n'.encode("latin-1"),
}


@kind
def json_lines(_: Trap) -> Iterator[File]:
    for name, data in _JSON.items():
        yield f"{name}.jsonl", data
    yield "one-in-ten-thousand.jsonl", _LINE * 500 + b'{"text": broken\n' + _LINE * 500
    yield "blank-lines.jsonl", (*repeated(b"\n", 2 * MB), _LINE)
    yield "long-line.jsonl", (_LINE, b'{"text": "', *repeated(b"x", 30 * MB), b'"}\n', _LINE)


@kind
def json_documents(_: Trap) -> Iterator[File]:
    for name, data in _JSON.items():
        yield f"{name}.json", data


@kind
def separated_values(_: Trap) -> Iterator[File]:
    row = f'"{TEXT}",x\n'.encode()
    contents = {
        "open-quote": b'text,title\n"never closed, x\n' + row * 100,
        "too-many": b"text,title\n" + b"a," * 100_000 + b"\n",
        "too-few": b"text,title\n" + b"a\n" * 1000,
        "headers": b",".join(b"c%d" % n for n in range(100_000)) + b"\n" + row,
        "same-headers": b"text,text,text\n" + row,
        "no-headers": row * 5,
        "nuls": b"text,title\na\x00b,c\n" + row,
        "cr": b"text,title\r" + row.replace(b"\n", b"\r"),
        "mixed": b"text,title\r\n" + row + row.replace(b"\n", b"\r\n"),
        "mark": b"\xef\xbb\xbftext,title\n" + row,
        "utf-16": (b"text,title\n" + row).decode().encode("utf-16"),
        "long-field": b"text,title\n" + b"x" * 15 * MB + b",y\n",
        "formula": b"text,title\n=cmd|' /C calc'!A0,x\n",
        "only-headers": b"text,title\n",
        "quotes": b"text,title\n" + b'"' * 100_001 + b"\n" + row,
    }
    for name, data in contents.items():
        yield f"{name}.csv", data
    yield "tabs.tsv", row.replace(b",x", b"\tx") * 3


def _table(column: pa.Array, **options: object) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.table({"text": column}), buffer, **options)
    return buffer.getvalue()


@kind
def parquet_files(_: Trap) -> Iterator[File]:
    good = SAMPLES["parquet"]
    footer = len(good) - 8
    contents = {
        "no-rows": _table(pa.array([], pa.string())),
        "magic-only": b"PAR1",
        "magic-twice": b"PAR1PAR1",
        "long-footer": good[:footer] + struct.pack("<I", 2**31 - 1) + b"PAR1",
        "negative-footer": good[:footer] + b"\xff\xff\xff\xff" + b"PAR1",
        "no-footer": good[:footer] + struct.pack("<I", 0) + b"PAR1",
        "zeroed-footer": good[: footer - 200] + bytes(200) + good[footer:],
        "zeroed-pages": good[:4] + bytes(len(good) - 504) + good[-500:],
        "bomb": _table(pa.array(["x" * 10 * MB] * 20), compression="zstd"),
        "run-length": _table(pa.array(["x"] * 2_000), use_dictionary=True),
        "numbers": _table(pa.array([1, 2, 3])),
        "nested": _table(pa.array([[{"a": [1]}], None])),
        "nul-name": parquet([{"te\x00xt": TEXT, "text": TEXT}]),
        "binary": parquet([{"text": bytes(range(256))}]),
        "wide": parquet([{f"c{number}": "x" for number in range(5_000)}]),
        "trailing": good + b"x" * 100,
    }
    for name, data in contents.items():
        yield f"{name}.parquet", data


@kind
def avro_files(_: Trap) -> Iterator[File]:
    good = SAMPLES["avro"]
    node = {"name": "next", "type": ["null", "Node"]}
    recursive = {"type": "record", "name": "Node", "fields": [node]}
    buffer = io.BytesIO()
    chain: dict[str, object] = {"next": None}
    for _ in range(200):
        chain = {"next": chain}
    fastavro.writer(buffer, recursive, [chain])
    contents = {
        "magic": b"Obj\x01",
        "version": b"Obj\x02" + good[4:],
        "bomb": avro([{"text": "x" * 30 * MB}]),
        "bombs": avro([{"text": "x" * 10 * MB}] * 5),
        "recursive": buffer.getvalue(),
        "codec": good.replace(b"deflate", b"explode"),
        "schema": good.replace(b'"record"', b'"recurd"'),
        "long-count": good[:-100] + b"\xff" * 9 + b"\x7f" + good[-50:],
        "sync": good[:-16] + bytes(16),
        "trailing": good + b"x" * 100,
        "plain": avro([{"text": TEXT}], "null"),
    }
    for name, data in contents.items():
        yield f"{name}.avro", data
