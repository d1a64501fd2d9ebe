"""What a run found of each of its inputs: the rows of `inputs`."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

import apache_beam as beam

from schemas import by_name
from schemas.rows import InputsRow
from transforms.elements import Reject
from transforms.errors import TRANSIENT
from transforms.filing import Filed, Layout, Reread, Withdrawn
from transforms.read.inputs import MatchedFile

#: The committed rows, by uri. Of inputs that were read by other versions or with other options the
#: validators are left out: what they stand for must be read again.
Committed = Mapping[str, InputsRow]


@dataclass(frozen=True)
class Look:
    """What came of one input. Fields are columns of `inputs`."""

    uri: str
    kind: Literal["file", "url", "page"]
    size: int | None = None
    modified_at: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    entry_sha256: str | None = None
    status: Literal["read", "unchanged", "failed"] = "read"
    code: str | None = None
    retry_at: datetime | None = None


def without_validators(row: InputsRow) -> InputsRow:
    """The row of an input that is to be read whatever says that it is unchanged."""
    gone = ("size", "modified_at", "etag", "last_modified", "entry_sha256")
    return {**row, **dict.fromkeys(gone)}  # type: ignore[typeddict-item]


def look_at(found: MatchedFile | Reject) -> Look:
    """A file that was found and will be read, or an input that cannot be."""
    if isinstance(found, Reject):
        return Look(found.uri, "file", status="failed", code=found.code)
    return Look(found.uri, "file", found.size, found.modified_at)


def input_row(look: Look, before: InputsRow | None, looked_at: datetime, run_id: str) -> InputsRow:
    """The row of one input.

    An address that failed or is unchanged keeps what is committed of its last answer: with those
    validators it is asked again.

    Args:
        look: What came of it.
        before: Its committed row.
        looked_at: When the run began.
        run_id: The run.
    """
    kept: Mapping[str, Any] = asdict(look)
    if look.kind != "file" and look.status != "read":
        kept = before or {}
    return InputsRow(
        uri=look.uri,
        kind=look.kind,
        size=kept.get("size"),
        modified_at=kept.get("modified_at"),
        etag=kept.get("etag"),
        last_modified=kept.get("last_modified"),
        entry_sha256=kept.get("entry_sha256"),
        status=look.status,
        code=look.code,
        failures=(before["failures"] if before else 0) + 1 if look.status == "failed" else 0,
        retry_at=look.retry_at,
        looked_at=looked_at,
        run_id=run_id,
    )


def outcome(looks: Iterable[Look], refused: Iterable[Reject]) -> Look | None:
    """The one look that says what came of an input; it failed where any of it did.

    None where nobody looked at it as an input: a record within a file was refused.
    """
    ordered = sorted(looks, key=lambda look: (look.status != "failed", look.kind == "page"))
    if not ordered:
        return None
    code = min((reject.code for reject in refused), default=None)
    return replace(ordered[0], status="failed", code=code) if code else ordered[0]


def not_fetched(uri: str, code: str, message: str, retrieved_at: datetime | None) -> Reject:
    """The reject of an address that was not had."""
    return Reject(
        uri=uri,
        stage="read",
        code=code,
        message=message,
        payload=b"",
        reader=None,
        raw_sha256=sha256().hexdigest(),
        raw_bytes=0,
        retrieved_at=retrieved_at,
    )


def withdrawn_by(row: InputsRow, before: InputsRow) -> Withdrawn | None:
    """The committed reject of an address that was not had then, and now was, or not otherwise."""
    code = before["code"]
    if before["kind"] != "url" or not code or code == row["code"]:
        return None
    return Withdrawn(not_fetched(row["uri"], code, "", None).reject_id)


def was_read(look: Look) -> bool:
    """Whether it was had and read to its end, be it that it was refused."""
    return look.status == "read" or (look.status == "failed" and look.code not in TRANSIENT)


@dataclass(eq=False)
class FileInputs(beam.PTransform):
    """Look, and the rejects of reading → (ShardKey, row of `inputs`), one an input.

    Where an input was read and rejects of it are committed, a note to `rejects` as well.
    `load_inputs` and `load_refused` are called once a process: the first gives the committed rows,
    the other the inputs that have committed rejects.
    """

    layout: Layout
    run_id: str
    looked_at: datetime
    load_inputs: Callable[[], Committed]
    load_refused: Callable[[], Collection[str]]

    def expand(self, found: tuple[beam.PCollection, beam.PCollection]) -> beam.PCollection:
        """Brings together what came of each input."""
        looks, rejects = found
        return (
            {
                "looks": looks | "Key looks" >> beam.WithKeys(lambda look: look.uri),
                # Without its bytes: those of a large file need not travel.
                "refused": rejects
                | "Key refused" >> beam.Map(lambda each: (each.uri, replace(each, payload=b""))),
            }
            | "Group by input" >> beam.CoGroupByKey()
            | "File" >> beam.ParDo(_FileInput(self))
        )


class _FileInput(beam.DoFn):
    def __init__(self, filing: FileInputs) -> None:
        self._filing = filing

    def setup(self) -> None:
        self._committed = self._filing.load_inputs()
        self._refused = self._filing.load_refused()

    def process(self, group: tuple[str, Mapping[str, Iterable[Any]]]) -> Iterator[Filed]:
        uri, found = group
        look = outcome(found["looks"], found["refused"])
        if look is not None:
            filing = self._filing
            before = self._committed.get(uri)
            row = input_row(look, before, filing.looked_at, filing.run_id)
            yield filing.layout.key(by_name("inputs"), "", ""), row
            if before and (withdrawn := withdrawn_by(row, before)):
                yield filing.layout.key(by_name("rejects"), "", ""), withdrawn
            if uri in self._refused and was_read(look):
                yield filing.layout.key(by_name("rejects"), "", ""), Reread(uri)
