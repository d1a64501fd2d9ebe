"""One run, from options to a committed snapshot."""

import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import apache_beam as beam

from pipeline.commit import Transaction, transaction
from pipeline.graph import Plan, build
from pipeline.interrupts import uninterrupted
from pipeline.linking import UNLINKED, Linked, link, link_step
from pipeline.options import LinkOptions, RunOptions
from pipeline.seal import Sealed, read_sealed
from pipeline.snapshot import Snapshot
from schemas.rows import RunsRow, StepCountRow
from transforms.analyse.model import analysis_version
from transforms.confine import prepare
from transforms.errors import CommitError
from transforms.ids import stable_id
from transforms.link.identities.wikidata import read_items
from transforms.metering import read_meters
from transforms.read import Found, check_inputs
from transforms.shards import read_parquet

#: Seconds between two looks at how far the run has come.
_WATCH_EVERY = 0.25

#: Called with counts so far: `files`, articles `read`, and of these `selected`: told new or not,
#: and, Beam fusing the two steps, analysed but for the batch in hand; last those `linked`: signed.
Watcher = Callable[[Mapping[str, int]], None]


@dataclass(frozen=True)
class RunResult:
    """What a run did: read = kept + unchanged + duplicate + rejected; `linked` articles anew."""

    snapshot: Snapshot
    run: RunsRow
    read: int
    kept: int
    unchanged: int
    duplicate: int
    rejected: int
    linked: int


def run(options: RunOptions, watch: Watcher | None = None) -> RunResult:
    """Runs the graph and commits what it wrote.

    Raises:
        UsageError: An input that matches nothing, or an option that cannot be used.
        CommitError: The tables stay as they were.
    """
    result = _run(options, check_inputs(options.inputs), None, watch)
    assert result is not None, "only a batch can bring nothing"
    return result


def run_batch(
    options: RunOptions, batch: Sequence[Found], watch: Watcher | None = None
) -> RunResult | None:
    """As `run`, over these of the inputs; what cannot be had of them is no reject.

    None where nothing is new: then nothing is committed.

    Raises:
        CommitError: The tables stay as they were.
    """
    return _run(options, batch, tuple(batch), watch)


def link_again(options: LinkOptions, watch: Watcher | None = None) -> RunResult | None:
    """Links what is committed, and commits the links; None where all is linked as it is.

    Raises:
        UsageError: usage.no_snapshot, where nothing is committed; usage.option.
        CommitError: The tables stay as they were.
    """
    pipeline_options = options.pipeline_options()
    Snapshot.open(options.output)
    with (
        ExitStack() as committing,
        transaction(options.output) as held,
        _metering(watch if options.local else None) as meters,
    ):
        started, versions = datetime.now(UTC), analysis_version()
        # Items that are given are looked up for all identities, not for those that change alone.
        anew = replace(options, anew=options.anew or options.wikidata is not None)
        linked = link(held, (), anew, pipeline_options, meters)
        if not linked.shards:
            return None
        run_id = stable_id("link", held.parent.manifest.digest, *sorted(versions.items()))
        committing.enter_context(uninterrupted())
        row = RunsRow(
            run_id=run_id,
            started_at=started,
            finished_at=datetime.now(UTC),
            inputs=[],
            options=options.recorded(),
            versions=versions,
            counts=[link_step(linked)],
        )
        snapshot = held.commit(linked.shards, row, options.keep_snapshots)
        return RunResult(snapshot, row, 0, 0, 0, 0, 0, linked.articles)


def _run(
    options: RunOptions,
    matched: Sequence[Found],
    batch: tuple[Found, ...] | None,
    watch: Watcher | None,
) -> RunResult | None:
    pipeline_options = options.pipeline_options()
    if options.wikidata:
        read_items(options.wikidata)  # what is wrong with it is told before anything is read
    if options.local and options.workers == 1:  # else the files are read in other processes
        prepare()
    with (
        ExitStack() as committing,
        transaction(options.output) as held,
        _metering(watch if options.local else None) as meters,
    ):
        started, versions = datetime.now(UTC), analysis_version()
        run_id = stable_id(
            "run",
            held.parent.manifest.digest,
            *(f"{file}" for file in matched),
            *sorted(options.shaping().items()),
            *sorted(versions.items()),
        )
        layout = held.layout(options.shards)
        plan = Plan(options, run_id, started, versions, held.parent, layout, batch, meters)
        pipeline = beam.Pipeline(options=pipeline_options)
        build(pipeline, plan)
        pipeline.run().wait_until_finish()
        sealed = read_sealed(layout)
        if batch is not None and not _is_news(sealed, plan):
            return None
        linked = UNLINKED
        if options.link:
            linked = link(held, sealed.shards, options.linking(), pipeline_options, meters)
        # To the end of the run, so that one that is interrupted has committed nothing.
        committing.enter_context(uninterrupted())
        return _commit(held, plan, sealed, linked)


def _is_news(sealed: Sealed, plan: Plan) -> bool:
    """Whether there is more to commit than that addresses were asked and had nothing new."""
    committed = {file.path for file in plan.parent.manifest.files}
    written = [file for file in sealed.shards if file.path not in committed]
    if any(file.table != "inputs" for file in written):
        return True
    root, staging = plan.layout.root, plan.layout.staging
    looked = [
        row
        for file in written
        for row in read_parquet(root, f"{staging}/{file.path}").to_pylist()
        if row["run_id"] == plan.run_id
    ]
    before = {row["uri"]: row for row in plan.parent.read("inputs").to_pylist()}
    return any(
        row["kind"] == "file"
        or row["failures"]
        or row["uri"] not in before
        or before[row["uri"]]["failures"]
        for row in looked
    )


def _commit(held: Transaction, plan: Plan, sealed: Sealed, linked: Linked) -> RunResult:
    if not sealed.balanced:
        raise CommitError("commit.unbalanced", f"counts: {dict(sealed.counts)}")
    row = RunsRow(
        run_id=plan.run_id,
        started_at=plan.started,
        finished_at=datetime.now(UTC),
        inputs=list(plan.options.inputs),
        options=plan.options.recorded(),
        versions=dict(plan.versions),
        counts=[*_steps(sealed, len(plan.options.inputs)), link_step(linked)],
    )
    return RunResult(
        snapshot=held.commit([*sealed.shards, *linked.shards], row, plan.options.keep_snapshots),
        run=row,
        read=sealed.read,
        kept=sealed.kept,
        unchanged=sealed.counts["unchanged"],
        duplicate=sealed.counts["duplicate"],
        rejected=sealed.counts["rejected"],
        linked=linked.articles,
    )


def _steps(sealed: Sealed, inputs: int) -> list[StepCountRow]:
    """`runs.counts`, in the order of the graph."""
    counts = sealed.counts
    kept = counts["newest"] + counts["older"]
    return [
        StepCountRow(step="match", elements_in=inputs, elements_out=counts["files"]),
        StepCountRow(step="read", elements_in=counts["files"], elements_out=counts["documents"]),
        *(
            StepCountRow(step=name, elements_in=count, elements_out=0)
            for name, count in sorted(counts.items())
            if name.startswith("passed over: ")
        ),
        StepCountRow(step="parse", elements_in=counts["documents"], elements_out=counts["drafts"]),
        StepCountRow(
            step="normalise", elements_in=counts["drafts"], elements_out=counts["articles"]
        ),
        StepCountRow(step="select", elements_in=counts["articles"], elements_out=kept),
        StepCountRow(step="analyse", elements_in=counts["newest"], elements_out=counts["analysed"]),
        StepCountRow(step="reject", elements_in=counts["rejected"], elements_out=0),
        StepCountRow(step="write", elements_in=counts["rows"], elements_out=counts["shards"]),
    ]


@contextmanager
def _metering(watch: Watcher | None) -> Iterator[str | None]:
    """A folder for the meters of a local run, watched by a thread; None where nobody watches."""
    if watch is None:
        yield None
        return
    folder, over = tempfile.mkdtemp(prefix="onrecord-"), threading.Event()

    def look() -> None:
        while not over.wait(_WATCH_EVERY):
            watch(read_meters(folder))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield folder
    finally:
        over.set()
        thread.join()
        watch(read_meters(folder))
        shutil.rmtree(folder, ignore_errors=True)
