"""Files in memory, read through the readers."""

import io
from datetime import UTC, datetime

from transforms.elements import Passed, RawDocument, Reject
from transforms.limits import Limits
from transforms.read import parse, read
from transforms.read.files import Source

FETCHED = datetime(2024, 3, 5, tzinfo=UTC)


def source(data: bytes, uri: str = "a.txt") -> Source:
    return Source(uri, lambda: io.BytesIO(data), FETCHED)


def documents(data: bytes, uri: str = "a.txt", **options) -> list[RawDocument | Reject]:
    return list(read(source(data, uri), **options))


def articles(data: bytes, uri: str = "a.txt", **options):
    """The drafts of a file, and the rejects of reading and parsing it."""
    drafts, rejects = [], []
    for document in documents(data, uri, **options):
        if isinstance(document, Passed):
            continue
        found = [document] if isinstance(document, Reject) else parse(document, Limits())
        for each in found:
            (rejects if isinstance(each, Reject) else drafts).append(each)
    return drafts, rejects
