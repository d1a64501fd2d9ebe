"""Plain text: a file is an article."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader

from transforms.elements import Draft, RawDocument
from transforms.limits import Limits
from transforms.read.decode import decode
from transforms.read.reader import Context


@dataclass(frozen=True)
class TextReader:
    """Reads `.txt`, and files without an ending."""

    name: str = "text"
    suffixes: tuple[str, ...] = (".txt", ".text", "")

    def sniff(self, head: bytes) -> bool:
        """Never: any format's source is text too."""
        del head
        return False

    def split(self, stream: BufferedReader, uri: str, context: Context) -> Iterator[RawDocument]:
        """The whole file. Raises DocumentError `read.too_large` or `read.inflated`."""
        data = context.whole(stream)
        yield RawDocument(uri, data, self.name, context.retrieved_at, context.encoding)

    def parse(self, raw: RawDocument, limits: Limits) -> Iterator[Draft]:
        """The text, decoded. Raises DocumentError as `decode` does."""
        del limits
        text, _ = decode(raw.data, raw.encoding)
        yield Draft(raw, text)
