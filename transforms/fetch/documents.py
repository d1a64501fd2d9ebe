"""Addresses → documents: each fetched to a file beside, and read as files are."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import apache_beam as beam
from httpx import codes

from transforms.elements import Passed
from transforms.errors import DocumentError
from transforms.fetch.addresses import host_of
from transforms.fetch.client import Answer, Validators
from transforms.fetch.fetcher import Fetcher, Manners, fetcher_of, trouble
from transforms.fetch.parallel import in_parallel
from transforms.looks import Committed, Look, not_fetched
from transforms.read import Address, MatchedFile, ReadDocuments
from transforms.refusing import BatchesOrReject, Outputs, Refusing


class FetchOutputs(NamedTuple):
    """The outputs of fetching."""

    kept: beam.PCollection
    rejects: beam.PCollection
    passed: beam.PCollection
    looks: beam.PCollection


@dataclass(eq=False)
class FetchDocuments(Refusing):
    """Address → RawDocument, rejects, what was passed over, and what came of each address.

    Attributes:
        reading: How the answers are read.
        manners: How they are fetched.
        load_inputs: Gives the committed rows of `inputs`; called once a process.
    """

    reading: ReadDocuments
    manners: Manners
    load_inputs: Callable[[], Committed]

    def expand(self, addresses: beam.PCollection) -> FetchOutputs:
        """Fetches each address; one host's are with one process."""
        function = partial(_fetched, self.reading.confined, self.manners, self.load_inputs)
        fetched: Outputs = (
            addresses
            | "Key by host" >> beam.WithKeys(lambda address: host_of(address.uri))
            | "Group by host" >> beam.GroupByKey()
            | "Fetch" >> BatchesOrReject(function, lambda _: 1)
        )
        looks = fetched.kept | "Looks" >> beam.Filter(lambda each: isinstance(each, Look))
        return FetchOutputs(*self.reading.outputs(fetched), looks)


class _Fetched(NamedTuple):
    """What came of a request; where it is a 200, `path` holds the body."""

    address: Address
    path: str
    answer: Answer | None
    error: DocumentError | None


def _fetched(
    read: Callable[[MatchedFile], Iterable[Any]],
    manners: Manners,
    load_inputs: Callable[[], Committed],
    groups: Sequence[tuple[str, Iterable[Address]]],
) -> Iterator[Any]:
    ask = partial(_ask, fetcher_of(manners), load_inputs())
    for fetched in in_parallel((group for _, group in groups), ask):
        try:
            yield from _taken(fetched, read)
        finally:
            os.unlink(fetched.path)  # noqa: PTH108


def _ask(fetcher: Fetcher, committed: Committed, address: Address) -> _Fetched:
    handle, path = tempfile.mkstemp(prefix="onrecord-")
    before = committed.get(address.uri)
    known = Validators(before["etag"], before["last_modified"]) if before else Validators()
    try:
        with os.fdopen(handle, "wb") as sink:
            answer = fetcher.named(address.uri, sink, known)
    except DocumentError as error:
        return _Fetched(address, path, None, error)
    except Exception as error:  # what a library did not foresee must not take the run along
        unforeseen = DocumentError("fetch.failed", f"{type(error).__name__}: {error}")
        return _Fetched(address, path, None, unforeseen)
    asked = answer.status == codes.NOT_MODIFIED and known != Validators()
    return _Fetched(
        address, path, answer, None if asked or answer.status == codes.OK else trouble(answer)
    )


def _taken(fetched: _Fetched, read: Callable[[MatchedFile], Iterable[Any]]) -> Iterator[Any]:
    uri, answer = fetched.address.uri, fetched.answer
    if fetched.error is not None:
        code, message = fetched.error.code, fetched.error.message
        yield not_fetched(uri, code, message, answer.retrieved_at if answer else None)
        retry_at = answer.retry_at if answer else None
        yield Look(uri, "url", status="failed", code=code, retry_at=retry_at)
        return
    assert answer is not None, "there is an answer or an error"
    if answer.status == codes.NOT_MODIFIED:
        yield Passed(uri, "unchanged", 1)
        yield Look(uri, "url", status="unchanged")
        return
    yield from read(
        MatchedFile(fetched.path, answer.size, answer.retrieved_at, uri, answer.charset)
    )
    known = answer.validators
    yield Look(uri, "url", answer.size, None, known.etag, known.last_modified)
