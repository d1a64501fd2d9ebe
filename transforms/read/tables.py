"""Tables of articles: Parquet, Avro, and CSV or TSV. A row is an article.

A row becomes a record in JSON, so that its columns are understood by the same names as those of any
record (`record.py`), and what is refused is read back the same way.
"""

import base64
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
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
from transforms.read.decode import decode, wide_encoding
from transforms.read.jsonl import with_id
from transforms.read.jsontext import dump, load, text_of
from transforms.read.reader import Context
from transforms.read.record import column_of, draft_of
from transforms.read.spool import seekable

#: A row; or, where it has more cells than there are headers, the row and those that are over.
_Row = Mapping[str, Any] | list[Any]
#: Rows of a Parquet file that are held at once.
_BATCH = 64
#: Bytes that are enough to know an encoding and a separator by.
_HEAD = 1 << 16
_SEPARATORS = "\t;|,"
_SEPARATOR = re.compile(f"[{re.escape(_SEPARATORS)}]")
#: The name of a column, as exports write it: one word, or several joined.
_NAME = re.compile(r"[A-Za-z][\w:.-]{0,40}")
_ESCAPED = re.compile("[\udc80-\udcff]")  # PEP 383: bytes that could not be decoded


class _Table:
    """What the readers of tables share. A row is told by its number, from 1, or by its own id."""

    name: str

    def parse(self, raw: RawDocument, limits: Limits) -> Iterator[Draft]:
        """The article of a row; its own id, if any, stands in for its number.

        Raises DocumentError `parse.table`, `parse.no_text`.
        """
        del limits
        row = load(text_of(raw.data, "utf-8"))  # whatever the encoding of the file was
        if not isinstance(row, Mapping):
            over = len(row[-1]) if isinstance(row, list) and row else 0
            raise DocumentError("parse.table", f"a row with {over} more cells than headers")
        yield with_id(draft_of(row, raw))

    def _documents(
        self, rows: Iterator[_Row], uri: str, context: Context
    ) -> Iterator[RawDocument | Reject]:
        """Every row; a reject of those that are too large.

        Raises DocumentError `parse.table` where the file breaks, `parse.empty` without any row.
        """
        number = 0
        while (row := self._next(rows)) is not None:
            number += 1
            data = dump(row, default=_plain)
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
    def _next(rows: Iterator[_Row]) -> _Row | None:
        try:
            return next(rows, None)
        except (DocumentError, MemoryError):
            raise
        except OSError as error:
            if error.errno is None:  # Arrow says so of bytes that make no sense
                raise DocumentError("parse.table", str(error)) from error
            raise
        except UnicodeDecodeError as error:
            raise DocumentError("parse.encoding", str(error)) from error
        except Exception as error:  # the libraries raise whatever the bytes lead them to
            raise DocumentError("parse.table", f"{type(error).__name__}: {error}") from error


@dataclass(frozen=True)
class ParquetReader(_Table):
    """Reads `.parquet`, from its end: of one that cannot be sought (gzipped) a copy is."""

    name: str = "parquet"
    suffixes: tuple[str, ...] = (".parquet", ".pq")

    def sniff(self, head: bytes) -> bool:
        """Whether it begins as Parquet does."""
        return head.startswith(b"PAR1")

    def split(
        self, stream: BufferedReader, uri: str, context: Context
    ) -> Iterator[RawDocument | Reject]:
        """Every row. Raises DocumentError as `_documents`, and `read.inflated`."""
        return self._documents(_parquet_rows(stream), uri, context)


def _parquet_rows(stream: BufferedReader) -> Iterator[Mapping[str, Any]]:
    with (
        seekable(stream) as whole,
        pq.ParquetFile(pa.PythonFile(whole, mode="r")) as file,
    ):
        for batch in file.iter_batches(_BATCH):
            try:
                yield from batch.to_pylist()
            except UnicodeDecodeError:  # writers need not check that strings are UTF-8
                yield from _bytewise(batch)


def _bytewise(batch: Any) -> Iterator[Mapping[str, Any]]:
    """The rows of a batch, in whose strings the bytes that are no UTF-8 stay escaped."""
    for row in zip(*map(_values, batch.columns), strict=True):
        yield dict(zip(batch.schema.names, row, strict=True))


def _values(column: Any) -> list[Any]:
    if column.type not in (pa.string(), pa.large_string()):
        return list(column.to_pylist())
    strings = column.cast(pa.binary()).to_pylist()
    return [value and value.decode("utf-8", "surrogateescape") for value in strings]


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
        """Whether its first line is names alone, those of a text and another field among them.

        Any other line of text may have a comma.
        """
        line = head.decode(wide_encoding(head) or "utf-8", "replace").partition("\n")[0]
        names = [name.strip(' \r"\ufeff') for name in _SEPARATOR.split(line)]
        known = set(filter(None, map(column_of, names)))
        return len(known) > 1 and "text" in known and all(map(_NAME.fullmatch, names))

    def split(
        self, stream: BufferedReader, uri: str, context: Context
    ) -> Iterator[RawDocument | Reject]:
        """Every row. Raises DocumentError as `_documents` and `decode`."""
        return self._documents(_csv_rows(stream, context), uri, context)


def _csv_rows(stream: BufferedReader, context: Context) -> Iterator[_Row]:
    head = stream.peek(_HEAD)[:_HEAD]
    text, encoding = decode(head, context.encoding)
    encoding = "utf-8" if encoding.replace("-", "_") in ("utf_8", "ascii") else encoding
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    if not first.count(separator):
        raise DocumentError("parse.table", "its first line has one column")
    csv.field_size_limit(max(csv.field_size_limit(), context.document_bytes))
    # Bytes that do not fit stay escaped, row by row, until it is known what can be made of them.
    lines = io.TextIOWrapper(stream, encoding, "surrogateescape", newline="")
    try:
        rows = csv.reader(lines, delimiter=separator)
        headers = _told_apart(next(rows))
        for row in filter(None, rows):
            cells = [_mended(cell) for cell in row] if encoding == "utf-8" else row
            record, over = dict(zip(headers, cells, strict=False)), cells[len(headers) :]
            yield [record, over] if any(map(str.strip, over)) else record
    finally:
        with suppress(ValueError):  # closed already
            lines.detach()


def _told_apart(headers: Sequence[str]) -> list[str]:
    """The names of columns, those that come again with a number."""
    named: list[str] = []
    taken: set[str] = set()
    for number, header in enumerate(headers, 1):
        name = header.lstrip("\ufeff")
        named.append(f"{name} {number}" if name in taken else name)
        taken.add(named[-1])
    return named


def _mended(cell: str) -> str:
    """A cell whose bytes are not all UTF-8, as `decode` reads them; escaped where it cannot."""
    if not _ESCAPED.search(cell):
        return cell
    try:
        text, _ = decode(cell.encode("utf-8", "surrogateescape"))
    except DocumentError:
        return cell
    return text


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
