"""Rejects of earlier runs, read again: `rejects/*.avro`."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import partial
from io import BufferedReader
from typing import Any

import fastavro

from schemas import PAYLOADS
from transforms.elements import Draft, Passed, RawDocument, Reject
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.read.files import Source
from transforms.read.inputs import find
from transforms.read.reader import Context

_NAME = f"{PAYLOADS.avro['namespace']}.{PAYLOADS.name}"


@dataclass(frozen=True)
class RejectsReader:
    """Reads the refused bytes as if from where they were first read.

    It cuts; what it cuts out belongs to other readers, so that it has nothing to parse.
    """

    name: str = "rejects"
    suffixes: tuple[str, ...] = (".avro",)

    def sniff(self, head: bytes) -> bool:
        """Whether it is an Avro file with our schema of payloads."""
        if not head.startswith(b"Obj\x01"):
            return False
        return f'"{PAYLOADS.name}"'.encode() in head or f'"{_NAME}"'.encode() in head

    def split(
        self, stream: BufferedReader, uri: str, context: Context
    ) -> Iterator[RawDocument | Reject | Passed]:
        """The documents and files that were refused, under their own URIs.

        Raises DocumentError `read.format` for other Avro, `read.compressed` for broken Avro.
        """
        del uri
        if context.depth:
            raise DocumentError("read.format", "a file of rejects within a file of rejects")
        try:
            records = fastavro.reader(stream)
            schema: Any = records.writer_schema
        except Exception as error:  # fastavro raises whatever the bytes lead it to
            raise DocumentError("read.format", f"not Avro: {error!r}") from error
        if not isinstance(schema, dict) or schema.get("name") not in (_NAME, PAYLOADS.name):
            raise DocumentError("read.format", "Avro, but not of onrecord's rejects")
        for record in _each(records):
            yield from _again(record, context)

    def parse(self, raw: RawDocument, limits: Limits) -> Iterator[Draft]:
        """Never called: no document is of this format. Raises DocumentError `read.format`."""
        del raw, limits
        raise DocumentError("read.format", "a file of rejects is no article")


def _each(records: Any) -> Iterator[Mapping[str, Any]]:
    while True:
        try:
            record = next(records)
        except StopIteration:
            return
        except MemoryError:
            raise
        except Exception as error:  # fastavro raises whatever the bytes lead it to
            raise DocumentError("read.compressed", f"Avro broken: {error!r}") from error
        yield record


def _again(record: Mapping[str, Any], context: Context) -> Iterator[RawDocument | Reject | Passed]:
    payload = record["payload"]
    complete = len(payload) == record["raw_bytes"]
    if record["reader"] is not None:
        yield _document(record, context) if complete else _reject(record)
    elif payload and complete:
        open_payload = partial(io.BytesIO, payload)
        yield from _read(Source(record["uri"], open_payload, record["retrieved_at"]), context)
    else:
        yield from _from_its_place(record, context)


def _document(record: Mapping[str, Any], context: Context) -> RawDocument | Reject:
    limits = context.limits
    most = limits.document_bytes if record["code"] == "read.too_large" else limits.inflated_bytes
    if len(record["payload"]) > most:
        return _reject(record)
    return RawDocument(
        uri=record["uri"],
        data=record["payload"],
        reader=record["reader"],
        retrieved_at=record["retrieved_at"],
        encoding=context.encoding,
    )


def _from_its_place(
    record: Mapping[str, Any], context: Context
) -> Iterator[RawDocument | Reject | Passed]:
    """Of a file that could not be read, or only its beginning be kept: it may be there now."""
    found = find(record["uri"])
    if not found:
        yield _reject(record)
    for file in found:
        if isinstance(file, Reject):
            yield replace(file, retrieved_at=record["retrieved_at"])
        else:
            yield from _read(file.source(), context)


def _read(source: Source, context: Context) -> Iterator[RawDocument | Reject | Passed]:
    assert context.read is not None, "split has asked"
    return context.read(source)


def _reject(record: Mapping[str, Any]) -> Reject:
    """The same reject once more."""
    return Reject(**{field.name: record[field.name] for field in fields(Reject)})
