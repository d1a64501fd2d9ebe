"""What a reader of a format is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BufferedReader
from typing import Protocol

from transforms.elements import Draft, Passed, RawDocument, Reject
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.read.files import Source


@dataclass(frozen=True)
class Context:
    """What a reader may know of the file it cuts into documents.

    Attributes:
        retrieved_at: When the file was fetched, aware, in UTC.
        encoding: The declared one, if any.
        limits: What one document may cost.
        compressed: Whether the stream is being inflated.
        depth: How many files this one lies in.
        read: Reads a file that lies in this one the same way; None where that is too deep.
        knows: Whether a reader is sure of a file that begins so (by default, of any but an empty
            one).
    """

    retrieved_at: datetime | None
    encoding: str | None
    limits: Limits
    compressed: bool = False
    depth: int = 0
    read: Callable[[Source], Iterator[RawDocument | Reject | Passed]] | None = None
    knows: Callable[[bytes], bool] = bool

    @property
    def document_bytes(self) -> int:
        """The most bytes that one document of this file may have."""
        limits = self.limits
        return limits.inflated_bytes if self.compressed else limits.document_bytes

    def whole(self, stream: BufferedReader) -> bytes:
        """All bytes of a file that is one document. Raises DocumentError as `too_large`."""
        data = stream.read(self.document_bytes + 1)
        if len(data) > self.document_bytes:
            raise self.too_large()
        return data

    def too_large(self) -> DocumentError:
        """The error of a document past `document_bytes`."""
        if self.compressed:
            message = f"inflates to more than {self.document_bytes:,} bytes"
            return DocumentError("read.inflated", message)
        return DocumentError("read.too_large", f"more than {self.document_bytes:,} bytes")


class Reader(Protocol):
    """Understands one format.

    Both methods may raise `DocumentError`, which refuses the rest of the file or the document.
    """

    @property
    def name(self) -> str:
        """Its name: `--format`, `articles.reader`."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Ends of file names it takes, in lower case; `""` is no ending at all."""

    def sniff(self, head: bytes) -> bool:
        """Whether a file that begins so (some kilobytes) is surely of this format."""

    def split(
        self, stream: BufferedReader, uri: str, context: Context
    ) -> Iterator[RawDocument | Reject | Passed]:
        """Cuts a file into documents, without parsing them; says what it passes over."""

    def parse(self, raw: RawDocument, limits: Limits) -> Iterator[Draft | Reject]:
        """The articles of one document."""
