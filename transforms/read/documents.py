"""Files → documents → drafts: every file through its reader, every failure a reject."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import BinaryIO, NamedTuple, cast

import apache_beam as beam

from transforms.confine import Confined
from transforms.elements import Draft, Passed, RawDocument, Reject
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.read.files import Source, trouble
from transforms.read.inflate import inflated
from transforms.read.inputs import MatchedFile
from transforms.read.progress import Progressing
from transforms.read.reader import Context
from transforms.read.registry import READERS, is_known, reader_for
from transforms.refusing import BatchesOrReject, FlatMapOrReject, Outputs, Refusing

# A file of rejects holds a folder as a .zip, which holds a web archive, which holds a feed.
_DEPTH = 3
_HEAD = 1 << 13  # bytes that readers are told by: formats show in the first line or header


def read(
    source: Source,
    format: str | None = None,
    encoding: str | None = None,
    limits: Limits = Limits(),  # noqa: B008 - immutable
    mapping: tuple[tuple[str, str], ...] = (),
) -> Iterator[RawDocument | Reject | Passed]:
    """The documents of a file. What cannot be read is a reject of the whole file.

    A file that breaks midway gives the documents before the break and then the reject, whose
    payload is the file from its beginning: read again, it gives the same. MemoryError is for
    whoever set a ceiling (`transforms.confine`) to catch.

    Args:
        source: The file.
        format: The name of a reader, to use whatever the content.
        encoding: The declared encoding of its text.
        limits: What a document may cost.
        mapping: Columns of ours, and the fields of records that fill them (`RawDocument.mapping`).
    """
    context = Context(source.retrieved_at, encoding, limits, knows=is_known)
    return _read(source, context, format, mapping)


def _read(
    source: Source,
    context: Context,
    format: str | None,
    mapping: tuple[tuple[str, str], ...],
) -> Iterator[RawDocument | Reject | Passed]:
    limits = context.limits
    context = replace(context, retrieved_at=source.retrieved_at)
    if context.depth < _DEPTH:
        inner = replace(context, depth=context.depth + 1, read=None)
        context = replace(
            context, read=partial(_read, context=inner, format=format, mapping=mapping)
        )
    try:
        with (
            Progressing(source.open(), limits.parse_seconds) as raw,
            inflated(cast(BinaryIO, raw), limits) as (stream, compressed),
        ):
            reader = reader_for(stream.peek(_HEAD)[:_HEAD], source.uri, format)
            if reader.name == "feed":
                raw.allow(limits.feed_seconds)
            for each in reader.split(stream, source.uri, replace(context, compressed=compressed)):
                yield replace(each, mapping=mapping) if isinstance(each, RawDocument) else each
    except (DocumentError, OSError) as error:
        known = trouble(error)
        yield source.refused(known.code, known.message, limits)
    except MemoryError:
        raise
    except Exception as error:  # a fault of a reader must not take the run along
        yield source.refused("parse.failed", f"{type(error).__name__}: {error}", limits)


def parse(raw: RawDocument, limits: Limits) -> Iterator[Draft | Reject]:
    """The articles of a document, or its reject. Raises MemoryError as `read` does."""
    if raw.reader not in READERS:
        yield Reject.of(raw, "parse", "read.format", f"there is no reader {raw.reader!r}")
        return
    try:
        yield from READERS[raw.reader].parse(raw, limits)
    except DocumentError as error:
        yield Reject.of(raw, "parse", error.code, error.message)
    except MemoryError:
        raise
    except Exception as error:  # a fault of a reader must not take the run along
        yield Reject.of(raw, "parse", "parse.failed", f"{type(error).__name__}: {error}")


class ReadOutputs(NamedTuple):
    """The outputs of reading files."""

    kept: beam.PCollection
    rejects: beam.PCollection
    passed: beam.PCollection


@dataclass(eq=False)
class ReadDocuments(Refusing):
    """MatchedFile → RawDocument, rejects, and what was passed over.

    Attributes:
        format: The name of a reader, to use whatever the content; None to tell by content.
        encoding: The declared encoding of the inputs; None to detect it.
        limits: What a document may cost.
        mapping: Columns of ours, and the fields of records that fill them.
    """

    format: str | None = None
    encoding: str | None = None
    limits: Limits = field(default_factory=Limits)
    mapping: tuple[tuple[str, str], ...] = ()

    def expand(self, files: beam.PCollection) -> ReadOutputs:
        """Reads each file."""
        return self.outputs(files | FlatMapOrReject(self.confined))

    @staticmethod
    def outputs(read: Outputs) -> ReadOutputs:
        """Tells apart what came of files."""
        kept = read.kept | "Documents" >> beam.Filter(_is_document)
        passed = read.kept | "Passed over" >> beam.Filter(lambda each: isinstance(each, Passed))
        return ReadOutputs(kept, read.rejects, passed)

    @property
    def confined(self) -> Confined:
        """What reads one file."""
        function = partial(_read_file, self.format, self.encoding, self.limits, self.mapping)
        return Confined(function, partial(_refused_file, self.limits), self.limits)


def _is_document(element: object) -> bool:
    return isinstance(element, RawDocument)


def _read_file(
    format: str | None,
    encoding: str | None,
    limits: Limits,
    mapping: tuple[tuple[str, str], ...],
    file: MatchedFile,
) -> Iterator[RawDocument | Reject | Passed]:
    return read(file.source(), format, encoding or file.charset, limits, mapping)


def _refused_file(limits: Limits, file: MatchedFile, error: DocumentError) -> Reject:
    return file.source().refused(error.code, error.message, limits)


@dataclass(eq=False)
class ParseDocuments(Refusing):
    """RawDocument → Draft and rejects.

    Attributes:
        limits: What a document may cost.
    """

    limits: Limits = field(default_factory=Limits)

    def expand(self, documents: beam.PCollection) -> Outputs:
        """Parses each document."""
        outputs: Outputs = documents | BatchesOrReject(
            self.confined.batch, lambda raw: len(raw.data)
        )
        return outputs

    @property
    def confined(self) -> Confined:
        """What parses one document."""
        return Confined(partial(parse, limits=self.limits), _refused_document, self.limits)


def _refused_document(raw: RawDocument, error: DocumentError) -> Reject:
    return Reject.of(raw, "parse", error.code, error.message)
