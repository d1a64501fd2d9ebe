"""The graph: read → parse → normalise → select → analyse → write, and the rejects of each step.

It ends in a sealed list of staged shards; `pipeline.commit` makes them the tables.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import apache_beam as beam

from pipeline.known import load_inputs, load_known, load_refused, load_reject_ids
from pipeline.options import RunOptions
from pipeline.seal import Seal
from pipeline.snapshot import Snapshot
from transforms.analyse.model import Analyse
from transforms.analyse.rows import article_only
from transforms.elements import Reject
from transforms.errors import TRANSIENT
from transforms.fetch.addresses import is_url
from transforms.fetch.documents import FetchDocuments, FetchOutputs
from transforms.fetch.follow import FollowLinks
from transforms.filing import FileArticles, FileCopies, FileRejects, Layout
from transforms.looks import Committed, FileInputs, look_at
from transforms.metering import Meter
from transforms.normalise import Normalise
from transforms.read import (
    Address,
    Found,
    MatchedFile,
    MatchInputs,
    ParseDocuments,
    ReadDocuments,
)
from transforms.read.linked import needs_page
from transforms.select import STATUSES, ArticlesOf, SelectNew
from transforms.write import WriteShards


@dataclass(frozen=True)
class Plan:
    """All that the graph of one run is built from.

    Attributes:
        options: What was asked for.
        run_id: Id of the run.
        started: When it began.
        versions: What decides what the rows say.
        parent: The committed state it builds upon.
        layout: Where its shards go.
        batch: What of the inputs to read, where that is settled: all of it unless given. What
            cannot be had of a batch is no reject, for it is looked at again.
        meters: Local folder of `transforms.metering`; None for no progress.
    """

    options: RunOptions
    run_id: str
    started: datetime
    versions: Mapping[str, str]
    parent: Snapshot
    layout: Layout
    batch: tuple[Found, ...] | None = None
    meters: str | None = None


def build(pipeline: beam.Pipeline, plan: Plan) -> None:
    """Lays the graph of one run."""
    options, limits, meters = plan.options, plan.options.limits, plan.meters
    versions = tuple(sorted(plan.versions.items()))
    known = partial(load_known, plan.parent, versions)
    inputs = partial(load_inputs, plan.parent, versions, tuple(sorted(options.shaping().items())))
    reject_ids = partial(load_reject_ids, plan.parent)
    refused = partial(load_refused, plan.parent)

    # read
    matched = pipeline | "Match inputs" >> MatchInputs(options.inputs, plan.batch)
    files = matched.kept | "Reshuffle paths" >> beam.Reshuffle() | Meter("files", meters)
    documents = _documents(files, plan, inputs)
    if options.follow_links:
        documents = _with_pages(documents, plan, inputs)

    # parse, normalise
    drafts = documents.kept | "Parse articles" >> ParseDocuments(limits)
    articles = drafts.kept | Meter("read", meters) | "Normalise" >> Normalise(limits)

    # analyse what is new
    selected = articles.kept | "Select what is new" >> SelectNew(known) | Meter("selected", meters)
    by_status: dict[str, beam.PCollection] = {
        status: selected | f"The {status}" >> ArticlesOf(status) for status in STATUSES
    }
    analysed = by_status["newest"] | "Analyse" >> Analyse(plan.run_id)
    older = by_status["older"] | "Row of an older revision" >> beam.Map(article_only, plan.run_id)

    # what was refused, at any step
    unhad = (matched.rejects, documents.rejects) | "Unhad" >> beam.Flatten()
    if plan.batch is not None:
        unhad = unhad | "But what may come good" >> beam.Filter(_lasts)
    unread = (unhad, drafts.rejects) | "Unread" >> beam.Flatten()
    rejects = (unread, articles.rejects, analysed.rejects) | "Rejects" >> beam.Flatten()

    # what became of the inputs
    missing = matched.rejects | "Missing" >> beam.Map(look_at)
    looks = (documents.looks, missing) | "Inputs" >> beam.Flatten()
    looked = FileInputs(plan.layout, plan.run_id, plan.started, inputs, refused)

    # write
    kept = (analysed.kept, older) | "Kept" >> beam.Flatten()
    filed = (
        kept | "File rows" >> FileArticles(plan.layout, known),
        selected | "File copies" >> FileCopies(plan.layout),
        rejects | "File rejects" >> FileRejects(plan.layout, plan.run_id, reject_ids),
        (looks, documents.rejects) | "File inputs" >> looked,
    ) | "Filed" >> beam.Flatten()
    shards = filed | "Write shards" >> WriteShards(plan.layout)

    tallies = {
        "files": files,
        "documents": documents.kept,
        "passed over": documents.passed,
        "drafts": drafts.kept,
        "articles": articles.kept,
        **by_status,
        "analysed": analysed.kept,
        "unread": unread,
        "rejected": rejects,
        "rows": filed,
        "shards": shards,
    }
    _ = shards | "Seal" >> Seal(plan.layout, tallies)


def _documents(
    found: beam.PCollection, plan: Plan, inputs: Callable[[], Committed]
) -> FetchOutputs:
    """The documents of files and addresses."""
    options = plan.options
    reading = ReadDocuments(options.format, options.encoding, options.limits, options.map)
    files = found | "Files" >> beam.Filter(lambda each: isinstance(each, MatchedFile))
    read = files | "Read documents" >> reading
    looks = files | "Looks" >> beam.Map(look_at)
    if not any(map(is_url, options.inputs)):
        return FetchOutputs(read.kept, read.rejects, read.passed, looks)
    addresses = found | "Addresses" >> beam.Filter(lambda each: isinstance(each, Address))
    fetching = FetchDocuments(reading, options.manners(plan.run_id), inputs)
    fetched = addresses | "Fetch documents" >> fetching
    return FetchOutputs(
        kept=(read.kept, fetched.kept) | "All documents" >> beam.Flatten(),
        rejects=(read.rejects, fetched.rejects) | "All rejects" >> beam.Flatten(),
        passed=(read.passed, fetched.passed) | "All passed over" >> beam.Flatten(),
        looks=(looks, fetched.looks) | "All looks" >> beam.Flatten(),
    )


def _with_pages(
    documents: FetchOutputs, plan: Plan, inputs: Callable[[], Committed]
) -> FetchOutputs:
    """The documents, entries of feeds with the pages that they link to."""
    refused = partial(load_refused, plan.parent)
    following = FollowLinks(needs_page, plan.options.manners(plan.run_id), inputs, refused)
    followed = documents.kept | "Follow links" >> following
    return FetchOutputs(
        kept=followed.kept,
        rejects=documents.rejects,
        passed=(documents.passed, followed.passed) | "Passed over as well" >> beam.Flatten(),
        looks=(documents.looks, followed.looks) | "Looks at pages as well" >> beam.Flatten(),
    )


def _lasts(reject: Reject) -> bool:
    return reject.code not in TRANSIENT
