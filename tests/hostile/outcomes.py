"""What comes of a file, as a run would have it, and whether anything of it was lost."""

import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socket import create_server

from transforms.elements import Article, Passed, RawDocument, Reject
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.normalise import Normalise
from transforms.read import MatchedFile, ParseDocuments, ReadDocuments
from transforms.read.inputs import match

SECRET = "The password is xylophone-quicksilver-42."

#: Those of a run, but for the time: so that what is ended is not waited for so long.
LIMITS = Limits(parse_seconds=5, feed_seconds=5)


@dataclass
class Outcome:
    """What came of a file.

    Attributes:
        seconds: The longest that was waited for a document.
    """

    path: Path
    articles: list[Article] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)
    seconds: float = 0.0


def outcome_of(path: Path) -> Outcome:
    """Reads, parses and normalises the file, each in a worker."""
    outcome = Outcome(path)
    since = time.monotonic()
    for found in _documents(path):
        if isinstance(found, Reject):
            outcome.rejects.append(found)
        elif isinstance(found, Passed):
            outcome.passed.append(found)
        else:
            outcome.articles += _articles(found, outcome.rejects)
        outcome.seconds = max(outcome.seconds, time.monotonic() - since)
        since = time.monotonic()
    return outcome


def _documents(path: Path) -> Iterator[RawDocument | Reject | Passed]:
    read = ReadDocuments(limits=LIMITS).confined
    for file in match([str(path)]):
        if isinstance(file, MatchedFile):
            yield from read(file)
        else:
            yield file


def _articles(raw: RawDocument, rejects: list[Reject]) -> Iterator[Article]:
    for draft in ParseDocuments(LIMITS).confined(raw):
        results = [draft] if isinstance(draft, Reject) else Normalise(LIMITS).confined(draft)
        for result in results:
            if isinstance(result, Reject):
                rejects.append(result)
            else:
                yield result


def faults(outcome: Outcome) -> list[str]:
    """What must not be: in words, for a person."""
    found = []
    if not (outcome.articles or outcome.rejects or outcome.passed):
        found.append("neither kept nor rejected nor passed over")
    for reject in outcome.rejects:
        if reject.code not in DocumentError.remedies:
            found.append(f"no code: {reject.code}")
        if reject.code.endswith(".failed"):
            found.append(f"a fault of ours: {reject.code}: {reject.message}")
        found += _lost(reject, outcome.path)
    for article in outcome.articles:
        if SECRET in f"{article}":
            found.append("the secret was read")
    return found


def _lost(reject: Reject, path: Path) -> Iterator[str]:
    size, digest = reject.raw_bytes, reject.raw_sha256
    unread = reject.code in ("read.missing", "read.unreadable") and not size
    if unread:
        return
    if reject.reader is None and reject.uri == MatchedFile(str(path), 0, None).uri:
        with path.open("rb") as file:
            start = file.read(LIMITS.payload_bytes)
            file.seek(0)
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                yield f"{reject.code}: not the file's sha256"
        if reject.payload != start or size != path.stat().st_size:
            yield f"{reject.code}: not the file's bytes"
    elif len(reject.payload) == size:
        if hashlib.sha256(reject.payload).hexdigest() != digest:
            yield f"{reject.code}: not the sha256 of its bytes"
    elif reject.reader is None and not reject.payload:
        return  # a member of an archive that is not to be inflated: the archive holds it
    elif not 0 < len(reject.payload) < size or len(digest) != 64:
        yield f"{reject.code}: {len(reject.payload)} bytes kept of {size}"


@contextmanager
def listening() -> Iterator[tuple[str, list[object]]]:
    """An address of this machine, and who has called there so far."""
    callers: list[object] = []
    with create_server(("127.0.0.1", 0)) as server:

        def take() -> None:
            while True:
                try:
                    connection, address = server.accept()
                except OSError:  # closed
                    return
                callers.append(address)
                connection.close()

        thread = threading.Thread(target=take, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/called", callers
