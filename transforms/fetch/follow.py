"""Entries of feeds whose article stands behind their link: the page goes along with them.

A page is fetched once: while its entry stays as it is, and where its server says that the page
does, the entry is passed over, for its article is committed.
"""

import base64
import io
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

import apache_beam as beam
from httpx import codes

from schemas.rows import InputsRow
from transforms.confine import Confined
from transforms.elements import Passed, RawDocument
from transforms.errors import DocumentError
from transforms.fetch.addresses import host_of
from transforms.fetch.client import Validators
from transforms.fetch.fetcher import Fetcher, Manners, fetcher_of, trouble
from transforms.fetch.parallel import in_parallel
from transforms.limits import Limits
from transforms.looks import Committed, Look
from transforms.read.inflate import inflated
from transforms.read.jsontext import dump, load
from transforms.refusing import BatchesOrReject, Outputs, Refusing


class Linked(NamedTuple):
    """An entry, and the page to fetch for it, if any."""

    url: str | None
    entry: RawDocument


class FollowOutputs(NamedTuple):
    """The outputs of following links."""

    kept: beam.PCollection
    passed: beam.PCollection
    looks: beam.PCollection


@dataclass(eq=False)
class FollowLinks(Refusing):
    """RawDocument → RawDocument, what is passed over, and what came of each page.

    An entry's JSON object gets `page`: its `url`, and `html` in base64 with its `charset`, or the
    code of an `error`.

    Attributes:
        link_of: The page that a document needs, if any.
        manners: How it is fetched.
        load_inputs: Gives the committed rows of `inputs`; called once a process.
        load_refused: Gives the URIs of committed rejects: such an entry has no article yet.
    """

    link_of: Callable[[RawDocument], str | None]
    manners: Manners
    load_inputs: Callable[[], Committed]
    load_refused: Callable[[], Collection[str]] = frozenset

    def expand(self, documents: beam.PCollection) -> FollowOutputs:
        """Follows each link; one host's are with one process."""
        limits = self.manners.limits
        confined = Confined(partial(_linked, self.link_of), _unlinked, limits)
        linked: Outputs = documents | "Find links" >> BatchesOrReject(confined.batch, _size)
        followed: Outputs = (
            linked.kept
            | "Linked" >> beam.Filter(lambda each: each.url is not None)
            | "Key by host" >> beam.WithKeys(lambda linked: host_of(linked.url))
            | "Group by host" >> beam.GroupByKey()
            | "Fetch"
            >> BatchesOrReject(
                partial(_followed, self.manners, self.load_inputs, self.load_refused), _one
            )
        )
        others = (
            linked.kept
            | "Not linked" >> beam.Filter(lambda each: each.url is None)
            | "Entries" >> beam.Map(lambda each: each.entry)
        )
        kept = followed.kept | "With pages" >> beam.Filter(
            lambda each: isinstance(each, RawDocument)
        )
        return FollowOutputs(
            (others, kept) | "Documents" >> beam.Flatten(),
            followed.kept | "Passed over" >> beam.Filter(lambda each: isinstance(each, Passed)),
            followed.kept | "Looks" >> beam.Filter(lambda each: isinstance(each, Look)),
        )


def _linked(
    link_of: Callable[[RawDocument], str | None], document: RawDocument
) -> Iterator[Linked]:
    yield Linked(link_of(document), document)


def _unlinked(document: RawDocument, _: DocumentError) -> Any:
    return Linked(None, document)  # reading it will say what is wrong


def _size(document: RawDocument) -> int:
    return len(document.data)


def _one(_: object) -> int:
    return 1


def _followed(
    manners: Manners,
    load_inputs: Callable[[], Committed],
    load_refused: Callable[[], Collection[str]],
    groups: Sequence[tuple[str, Iterable[Linked]]],
) -> Iterator[Any]:
    committed, refused = load_inputs(), load_refused()
    follow = partial(_follow, fetcher_of(manners), committed, refused, manners.limits)
    for found in in_parallel((group for _, group in groups), follow):
        yield from found


def _follow(
    fetcher: Fetcher,
    committed: Committed,
    refused: Collection[str],
    limits: Limits,
    linked: Linked,
) -> Sequence[Any]:
    url, entry = linked.url or "", linked.entry
    before = committed.get(url) if entry.uri not in refused else None
    known = before["entry_sha256"] if before else None
    if before and known == entry.sha256 and before["status"] != "failed":
        return [Passed(entry.uri, "unchanged", 1), Look(url, "page", status="unchanged")]
    try:
        return _asked(fetcher, url, entry, before, limits)
    except DocumentError as error:
        failure = error
    except Exception as error:  # what a library did not foresee must not take the run along
        failure = DocumentError("fetch.failed", f"{type(error).__name__}: {error}")
    look = Look(url, "page", status="failed", code=failure.code)
    if known:  # its article is committed: the feed's own words would take its place
        return [Passed(entry.uri, "not fetched again", 1), look]
    return [_with_page(entry, {"url": url, "error": failure.code}), look]


def _asked(
    fetcher: Fetcher, url: str, entry: RawDocument, before: InputsRow | None, limits: Limits
) -> Sequence[Any]:
    known = Validators()
    if before and before["entry_sha256"]:
        known = Validators(before["etag"], before["last_modified"])
    sink = io.BytesIO()
    answer = fetcher.linked(url, sink, known)
    if answer.status == codes.NOT_MODIFIED and known != Validators():
        return [Passed(entry.uri, "unchanged", 1), Look(url, "page", status="unchanged")]
    if answer.status != codes.OK:
        raise trouble(answer)
    page = {
        "url": answer.url,
        "html": base64.b64encode(_inflated(sink, limits)).decode("ascii"),
        "charset": answer.charset,
    }
    now = answer.validators
    look = Look(url, "page", answer.size, None, now.etag, now.last_modified, entry.sha256)
    return [_with_page(entry, page), look]


def _inflated(sink: io.BytesIO, limits: Limits) -> bytes:
    sink.seek(0)
    with inflated(sink, limits) as (stream, _):
        data = stream.read(limits.document_bytes + 1)
    if len(data) > limits.document_bytes:
        raise DocumentError(
            "read.inflated", f"inflates to more than {limits.document_bytes:,} bytes"
        )
    return data


def _with_page(entry: RawDocument, page: dict[str, str | None]) -> RawDocument:
    record = load(entry.data.decode("utf-8"))
    assert isinstance(record, dict), "its link was found in it"
    return replace(entry, data=dump(record | {"page": page}))
