"""The readers there are, and which of them takes a file."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from transforms.errors import DocumentError
from transforms.fetch.addresses import is_url
from transforms.read.compression import SUFFIXES
from transforms.read.feed import FeedReader
from transforms.read.html import HtmlReader
from transforms.read.iptc7901 import Iptc7901Reader
from transforms.read.jsondoc import JsonReader
from transforms.read.jsonfeed import JsonFeedReader
from transforms.read.jsonl import JsonLinesReader
from transforms.read.mail import MailReader
from transforms.read.markdown import MarkdownReader
from transforms.read.mhtml import MhtmlReader
from transforms.read.newsml import NewsmlReader
from transforms.read.ninjs import NinjsReader
from transforms.read.nitf import NitfReader
from transforms.read.reader import Reader
from transforms.read.replay import RejectsReader
from transforms.read.sitemap import SitemapReader
from transforms.read.tables import AvroReader, CsvReader, ParquetReader
from transforms.read.text import TextReader
from transforms.read.warc import WarcReader
from transforms.read.zip import ZipReader

#: Readers of what holds files of any format.
HOLDERS: Sequence[Reader] = (RejectsReader(), ZipReader())

#: By name, in the order they are asked. A new format is a module with a reader, and a line here.
READERS: Mapping[str, Reader] = {
    reader.name: reader
    for reader in (
        *HOLDERS,
        ParquetReader(),
        AvroReader(),
        FeedReader(),
        SitemapReader(),
        JsonFeedReader(),
        WarcReader(),
        NewsmlReader(),
        NitfReader(),
        Iptc7901Reader(),
        NinjsReader(),
        JsonReader(),
        JsonLinesReader(),
        MhtmlReader(),
        MailReader(),
        HtmlReader(),
        CsvReader(),
        MarkdownReader(),
        TextReader(),
    )
}


def is_known(head: bytes) -> bool:
    """Whether a reader is sure of a file that begins so."""
    return any(reader.sniff(head) for reader in READERS.values())


def reader_for(head: bytes, path: str, forced: str | None = None) -> Reader:
    """The reader of a file: told by its content, else by the end of its name.

    Args:
        head: How the (inflated) file begins.
        path: Its name or URL; endings of compression are passed over.
        forced: The name of a reader, to use whatever the content; but for what holds files of any
            format, ZIP archives and our own files of rejects.

    Raises:
        DocumentError: `read.format`.
    """
    sniffed = next((reader for reader in READERS.values() if reader.sniff(head)), None)
    if forced is not None and sniffed not in HOLDERS:
        if forced not in READERS:
            raise DocumentError("read.format", f"there is no reader {forced!r}")
        return READERS[forced]
    if sniffed is not None:
        return sniffed
    if is_url(path) and "#" not in path:
        path = urlsplit(path).path
    # A member of an archive is named behind `#`.
    name = path.replace("\\", "/").rpartition("/")[2].rpartition("#")[2].lower()
    while name.endswith(SUFFIXES):
        name = name.rpartition(".")[0]
    suffix = "".join(name.rpartition(".")[1:]) if "." in name else ""
    for reader in READERS.values():
        if suffix in reader.suffixes:
            return reader
    raise DocumentError("read.format", f"no reader knows {suffix!r} files with this content")
