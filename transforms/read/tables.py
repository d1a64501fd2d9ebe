"""Tables of articles: Parquet, Avro, and CSV or TSV. A row is an article.

A row becomes the record that a line of JSON Lines would be, so that its columns are understood by
the same names (`record.py`), and what is refused is read back the same way.
"""

import base64
import csv
import io
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from io import BufferedReader
from typing import Any

import fastavro
import pyarrow as pa
import pyarrow.parquet as pq

from transforms.elements import Draft, RawDocument, Reject
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.read.decode import decode
from transforms.read.jsonl import JsonLinesReader
from transforms.read.reader import Context

_LINES = JsonLinesReader()
#: Rows of a Parquet file that are held at once.
_BATCH = 64
#: Bytes that are enough to know an encoding and a separator by.
_HEAD = 1 << 16
_SEPARATORS = "\t;|,"


class _Table:
    """What the readers of tables share. A row is told by its number, from 1, or by its own id."""

    name: str

    def parse(self, raw: RawDocument, limits: Limits) -> Iterator[Draft]:
        """The article of a row. Raises DocumentError as the reader of JSON Lines."""
        return _LINES.parse(raw, limits)

    def _documents(
        self, rows: Iterator[Mapping[str, Any]], uri: str, context: Context
    ) -> Iterator[RawDocument | Reject]:
        """Every row; a reject of those that are too large.

        Raises DocumentError `parse.table` where the file breaks, `parse.empty` without any row.
        """
        number = 0
        while (row := self._next(rows)) is not None:
            number += 1
            data = json.dumps(row, ensure_ascii=False, default=_plain).encode("utf-8", "replace")
            raw = RawDocument(f"{uri}#{number}", data, self.name, context.retrieved_at, "utf-8")
            if len(data) <= context.document_bytes:
                yield raw
                continue
            error = context.too_large()
            reject = Reject.of(raw, "read", error.code, error.message)
            yield replace(reject, payload=data[: context.limits.payload_bytes])
        if not number:
            raise DocumentError("parse.empty", "a table without rows")

    @staticmethod
    def _next(rows: Iterator[Mapping[str, Any]]) -> Mapping[str, Any] | None:
        try:
            return next(rows, None)
        except (DocumentError, OSError, MemoryError):
            raise
        except Exception as error:  # the libraries raise whatever the bytes lead them to
            raise DocumentError("parse.table", f"{type(error).__name__}: {error}") from error


@dataclass(frozen=True)
class ParquetReader(_Table):
    """Reads `.parquet`, from its end: one that cannot be sought (gzipped) is held whole."""

    name: str = "parquet"
    suffixes: tuple[str, ...] = (".parquet", ".pq")

    def sniff(self, head: bytes) -> bool:
        """Whether it begins as Parquet does."""
        return head.startswith(b"PAR1")

    def split(
        self, stream: BufferedReader, uri: str, context: Context
    ) -> Iterator[RawDocument | Reject]:
        """Every row. Raises DocumentError as `_documents`, and `read.inflated`."""
        return self._documents(_parquet_rows(stream, context), uri, context)


def _parquet_rows(stream: BufferedReader, context: Context) -> Iterator[Mapping[str, Any]]:
    whole: Any = stream
    if not stream.seekable():
        data = stream.read(context.document_bytes + 1)
        if len(data) > context.document_bytes:
            raise context.too_large()
        whole = io.BytesIO(data)
    with pq.ParquetFile(pa.PythonFile(whole, mode="r")) as file:
        for batch in file.iter_batches(_BATCH):
            yield from batch.to_pylist()


@dataclass(frozen=True)
class AvroReader(_Table):
    """Reads Avro container files of records, but for our own files of rejects."""

    name: str = "avro"
    suffixes: tuple[str, ...] = ()  # `.avro` is asked of the reader of rejects, which looks first

    def sniff(self, head: bytes) -> bool:
        """Whether it begins as Avro does."""
        return head.startswith(b"Obj\x01")

    def split(
        self, stream: BufferedReader, uri: str, context: Context
    ) -> Iterator[RawDocument | Reject]:
        """Every record. Raises DocumentError as `_documents`."""
        return self._documents(_avro_rows(stream), uri, context)


def _avro_rows(stream: BufferedReader) -> Iterator[Mapping[str, Any]]:
    for record in fastavro.reader(stream):
        if not isinstance(record, dict):
            raise DocumentError("parse.table", f"Avro of {type(record).__name__}, not of records")
        yield record


@dataclass(frozen=True)
class CsvReader(_Table):
    """Reads `.csv` and `.tsv` with a line of headers; separated by comma, semicolon, tab or bar."""

    name: str = "csv"
    suffixes: tuple[str, ...] = (".csv", ".tsv", ".tab")

    def sniff(self, head: bytes) -> bool:
        """Never: any line of text may have a comma."""
        del head
        return False

    def split(
        self, stream: BufferedReader, uri: str, context: Context
    ) -> Iterator[RawDocument | Reject]:
        """Every row. Raises DocumentError as `_documents` and `decode`."""
        return self._documents(_csv_rows(stream, context), uri, context)


def _csv_rows(stream: BufferedReader, context: Context) -> Iterator[Mapping[str, Any]]:
    head = stream.peek(_HEAD)[:_HEAD]
    text, encoding = decode(head, context.encoding)
    encoding = "utf-8-sig" if encoding.replace("-", "_") in ("utf_8", "ascii") else encoding
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    if not first.count(separator):
        raise DocumentError("parse.table", "its first line has one column")
    csv.field_size_limit(max(csv.field_size_limit(), context.document_bytes))
    lines = io.TextIOWrapper(stream, encoding, "replace", newline="")
    try:
        for row in csv.DictReader(lines, delimiter=separator):
            yield {key: value for key, value in row.items() if key is not None}
    finally:
        with suppress(ValueError):  # closed already
            lines.detach()


def _plain(value: object) -> object:
    """What JSON has no word for."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return base64.b64encode(value).decode()
    return str(value)
