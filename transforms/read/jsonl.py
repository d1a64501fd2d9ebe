"""JSON Lines: a line is an article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BufferedReader

from transforms.elements import Draft, RawDocument, Reject
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.read.decode import decode, magic, wide_encoding
from transforms.read.jsontext import load
from transforms.read.lines import Line, cut_lines
from transforms.read.reader import Context
from transforms.read.record import draft_of

# An object that begins with a key and, where the head shows the end of its line, ends on it: not
# so a single JSON document printed over many lines.
_OBJECT_LINE = re.compile(r'\s*\{\s*"[^\n]*(?:\}\s*(?:\n|\Z)|\Z)')
_HEAD = 1 << 13  # bytes that are enough to know an encoding by


@dataclass(frozen=True)
class JsonLinesReader:
    """Reads `.jsonl` and whatever else begins with a line that is a JSON object."""

    name: str = "jsonl"
    suffixes: tuple[str, ...] = (".jsonl", ".ndjson", ".jsonlines")

    def sniff(self, head: bytes) -> bool:
        """Whether the first line is a JSON object."""
        text = head.decode(wide_encoding(head) or "utf-8", "replace").lstrip("\ufeff")
        return _OBJECT_LINE.match(text) is not None

    def split(
        self, stream: BufferedReader, uri: str, context: Context
    ) -> Iterator[RawDocument | Reject]:
        """Every line that is not blank; a reject for each that is too long.

        Raises DocumentError `parse.binary` for what is no lines of text at all.
        """
        head = stream.peek(_HEAD)[:_HEAD]
        if (kind := magic(head)) is not None:
            raise DocumentError("parse.binary", f"this is {kind}, not JSON Lines")
        encoding = wide_encoding(head)
        newline = "\n".encode(encoding or "utf-8")
        empty = True
        keep = context.limits.payload_bytes
        for line in cut_lines(stream, context.document_bytes, keep, newline):
            if line.size is not None:
                yield self._refused(line, uri, context)
            elif line.data.strip(b" \t\r\n\x00\xef\xbb\xbf\xfe\xff"):
                yield RawDocument(
                    f"{uri}#{line.number}",
                    line.data,
                    self.name,
                    context.retrieved_at,
                    encoding or context.encoding,
                )
            else:
                continue
            empty = False
        if empty:
            raise DocumentError("parse.empty", "no bytes, or nothing but white space")

    def parse(self, raw: RawDocument, limits: Limits) -> Iterator[Draft]:
        """The article of the line; its own id, if any, stands in for the line number.

        Raises DocumentError `parse.json`, `parse.not_object`, `parse.no_text`, or as `decode`.
        """
        del limits
        text, _ = decode(raw.data, raw.encoding)
        record = load(text.lstrip("\ufeff"))
        if not isinstance(record, dict):
            message = f"a JSON {type(record).__name__}, not an object"
            raise DocumentError("parse.not_object", message)
        yield with_id(draft_of(record, raw))

    def _refused(self, line: Line, uri: str, context: Context) -> Reject:
        error = context.too_large()
        return Reject(
            uri=f"{uri}#{line.number}",
            stage="read",
            code=error.code,
            message=error.message,
            payload=line.data,
            reader=self.name,
            raw_sha256=line.sha256 or "",
            raw_bytes=line.size or 0,
            retrieved_at=context.retrieved_at,
        )


def with_id(draft: Draft) -> Draft:
    """The draft under the uri with its own id, if any, instead of the line number.

    The same again when the id stands there already. What shares an id in one file is told apart by
    its bytes: `raw_sha256`, and `revision` where the texts differ.
    """
    uri, record_id = draft.raw.uri, draft.record_id
    if record_id is None or uri.endswith(f"#{record_id}"):
        return draft
    return replace(draft, raw=replace(draft.raw, uri=f"{uri.rpartition('#')[0]}#{record_id}"))
