"""The graph of what stands across articles: sign → stories → identities → claims.

It reads the tables as they will be and ends, as that of a run does, in a sealed list of staged
shards. What it writes is the same whether the articles came at once or one by one: whatever a new
article can have changed is linked anew, and nothing else can be another.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions

from pipeline.commit import Transaction
from pipeline.options import LinkOptions
from pipeline.seal import Seal, read_sealed
from schemas.rows import StepCountRow
from transforms.filing import Layout
from transforms.link.changes import Changes, changes
from transforms.link.claims.linking import LinkClaims
from transforms.link.identities.linking import LinkIdentities
from transforms.link.identities.wikidata import Items, read_items
from transforms.link.matching import Staged
from transforms.link.stories.linking import LinkArticles, WriteSignatures, sign_place
from transforms.link.tables import forget
from transforms.metering import Meter
from transforms.shards import ShardFile


@dataclass(frozen=True)
class Linked:
    """What linking wrote.

    Attributes:
        shards: The staged shards.
        articles: How many articles were new to it.
    """

    shards: tuple[ShardFile, ...]
    articles: int


#: Nothing was linked.
UNLINKED = Linked((), 0)


@dataclass(frozen=True)
class LinkPlan:
    """All that the graph is built from.

    Attributes:
        changes: What there is to link.
        staged: The tables as they will be, and where linking writes.
        layout: Where its shards go.
        items: Wikidata's, where a file of them was given.
        meters: Local folder of `transforms.metering`; None for no progress.
    """

    changes: Changes
    staged: Staged
    layout: Layout
    items: Items | None = None
    meters: str | None = None


def build(pipeline: beam.Pipeline, plan: LinkPlan) -> None:
    """Lays the graph."""
    changes, staged, layout = plan.changes, plan.staged, plan.layout

    # sign
    work = pipeline | "Articles" >> beam.Create(changes.fresh) | beam.Reshuffle()
    signing = work | "Sign" >> beam.FlatMap(sign_place, staged.tables)
    signed = signing | Meter("linked", plan.meters)
    signatures = signed | "Write signatures" >> WriteSignatures(changes, staged.tables, layout)

    # articles into stories
    stories = signed | "Link articles" >> LinkArticles(changes, staged, layout, signatures)

    told = (signatures, stories) | "Stories told" >> beam.Flatten()

    # entities into identities
    identities = told | "Link identities" >> LinkIdentities(changes, staged, layout, plan.items)
    resolved = (told, identities) | "Identities resolved" >> beam.Flatten()

    # claims into clusters
    claims = resolved | "Link claims" >> LinkClaims(changes, staged, layout)

    shards = (resolved, claims) | "Shards" >> beam.Flatten()
    _ = shards | "Seal" >> Seal(layout, {"signed": signed, "linked": shards})


def link(
    held: Transaction,
    written: Sequence[ShardFile],
    options: LinkOptions,
    pipeline_options: PipelineOptions,
    meters: str | None = None,
) -> Linked:
    """Links the tables of a transaction, with what its run has staged.

    Args:
        held: The hold on the table folder.
        written: What the run has staged.
        options: How.
        pipeline_options: Beam's view of them.
        meters: Local folder of `transforms.metering`; None for no progress.

    Raises:
        UsageError: usage.option, where the file of Wikidata's items cannot be used.
        CommitError: commit.damaged.
    """
    tables = held.tables(written)
    items = read_items(options.wikidata) if options.wikidata else None
    found = changes(tables, options.anew)
    if not found.fresh and not found.stale:
        return UNLINKED
    layout = Layout(tables.root, held.staging, 1, tables.files)
    pipeline = beam.Pipeline(options=pipeline_options)
    build(pipeline, LinkPlan(found, Staged(tables, held.staging), layout, items, meters))
    try:
        pipeline.run().wait_until_finish()
    finally:
        forget()
    linked = read_sealed(layout).shards
    tables.after(held.staging, linked)  # no shard twice
    return Linked(linked, found.articles)


def link_step(linked: Linked) -> StepCountRow:
    """What `runs.counts` says of it."""
    return StepCountRow(step="link", elements_in=linked.articles, elements_out=len(linked.shards))
