"""What travels between the steps: plain, small, comparable values."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

from transforms.ids import stable_id

Stage = Literal["read", "parse", "normalise", "analyse"]

#: Whether a text is the whole article, or a feed's or sitemap's words about it.
Extent = Literal["full", "summary"]


@dataclass(frozen=True)
class RawDocument:
    """The bytes of one document and where they are from.

    `uri` is the path or URL of the file, and for one record of many `#` and its id or line
    number. `reader` names the reader (`transforms.read`) that cut it out and can parse it.
    `encoding` is the declared one, if any. `retrieved_at` is aware, in UTC. `mapping` holds pairs
    of a column of ours and the field of a record that fills it, the likeliest first.
    """

    uri: str
    data: bytes
    reader: str
    retrieved_at: datetime | None
    encoding: str | None = None
    mapping: tuple[tuple[str, str], ...] = ()

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of data, 64 hex characters."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Passed:
    """Pieces of a file that are no articles by their nature: an archive's requests and images.

    They are counted, not kept: nothing of an article is in them.

    Attributes:
        uri: The file.
        kind: What they are, in a word or two.
        count: How many.
    """

    uri: str
    kind: str
    count: int


@dataclass(frozen=True)
class Hyperlink:
    """A link out of the article: its URL and the words it stands on, where they are known."""

    url: str
    anchor: str | None = None


@dataclass(frozen=True)
class Draft:
    """An article as its reader understood it: text and metadata as given, nothing mended yet.

    Times are aware, in UTC; `published_zone` and `modified_zone` are the offset they were stated
    in (`+02:00`), None where they lacked one and were taken as UTC. `title` is None where the
    format has no field for it (the title may still be the text's first line). `record_id` is the
    feed's guid or the record's own id. `warnings` are codes of `transforms.warnings`.
    """

    raw: RawDocument
    text: str
    title: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    record_id: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    published_zone: str | None = None
    modified_at: datetime | None = None
    modified_zone: str | None = None
    section: str | None = None
    language: str | None = None
    extent: Extent = "full"
    links: tuple[Hyperlink, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Article:
    """A clean article. Fields are the columns of `articles`, and its hyperlinks."""

    article_id: str
    revision: str
    uri: str
    url: str | None
    canonical_url: str | None
    publisher: str | None
    title: str | None
    authors: tuple[str, ...]
    published_at: datetime | None
    modified_at: datetime | None
    retrieved_at: datetime | None
    language: str
    text: str
    word_count: int
    reader: str
    raw_sha256: str
    links: tuple[Hyperlink, ...] = ()
    published_zone: str | None = None
    modified_zone: str | None = None
    section: str | None = None
    extent: Extent = "full"
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reject:
    """A piece of input that was refused, with its bytes.

    `reader` is the reader that had cut the document out of its file, None where the whole file
    was refused. `raw_sha256` and `raw_bytes` describe the input's bytes, of which `payload` is
    the beginning where a limit cut it.
    """

    uri: str
    stage: Stage
    code: str
    message: str
    payload: bytes
    reader: str | None
    raw_sha256: str
    raw_bytes: int
    retrieved_at: datetime | None

    @property
    def reject_id(self) -> str:
        """The same whenever the same bytes are refused for the same reason."""
        return stable_id("reject", self.uri, self.raw_sha256, self.stage, self.code)

    @classmethod
    def of(cls, raw: RawDocument, stage: Stage, code: str, message: str) -> "Reject":
        """The reject of a whole document."""
        return cls(
            uri=raw.uri,
            stage=stage,
            code=code,
            message=message,
            payload=raw.data,
            reader=raw.reader,
            raw_sha256=raw.sha256,
            raw_bytes=len(raw.data),
            retrieved_at=raw.retrieved_at,
        )
