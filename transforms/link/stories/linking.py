"""Articles into stories: signatures → pairs that are alike → stories, and who copies whom."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import apache_beam as beam
import numpy as np

from transforms.filing import Filed, Layout
from transforms.link.candidates import Index
from transforms.link.changes import Changes, Work
from transforms.link.components import Component
from transforms.link.filing import file_notes, file_rows
from transforms.link.lasting import UNDATED, register
from transforms.link.matching import Comparer, Keyed, Known, Match, Staged
from transforms.link.stories.cluster import stories
from transforms.link.stories.compare import Likeness, compare
from transforms.link.stories.rows import link_rows, story_rows
from transforms.link.stories.signature import Signature, sign
from transforms.link.tables import Tables, kept
from transforms.write import WriteShards


@dataclass(frozen=True)
class Articles:
    """The level of articles.

    Attributes:
        stale: Articles that were linked as they are no more.
    """

    stale: tuple[str, ...]

    def known(self, before: Tables, tables: Tables, fresh: Sequence[Keyed]) -> Known:
        """All signatures; the component of each is that of its story."""
        component = dict(before.columns("stories", "article_id", "component"))
        new = {each.id for each in fresh}
        rows = [
            (article_id, keys, "" if article_id in new else component.get(article_id, ""))
            for article_id, keys in tables.columns("signatures", "article_id", "keys")
        ]
        index, stale = Index.of(rows), set(self.stale)
        gone = [
            key
            for article_id, keys in before.columns("signatures", "article_id", "keys")
            if article_id in stale
            for key in keys
        ]
        return Known(index, index.at(new), np.array(gone, dtype=np.int64))

    def comparer(self, tables: Tables) -> Comparer:
        """Compares signatures."""
        signatures = _signatures(tables)
        return lambda one, other: compare(signatures[one], signatures[other])


class _Signatures(dict[str, Signature]):
    """Signatures by article, each decoded when it is first asked for."""

    def __init__(self, tables: Tables) -> None:
        super().__init__()
        self._rows = tables.read("signatures")
        self._at = {each: n for n, each in enumerate(self._rows["article_id"].to_pylist())}

    def __missing__(self, article_id: str) -> Signature:
        (row,) = self._rows.slice(self._at[article_id], 1).to_pylist()
        self[article_id] = Signature.from_row(row)
        return self[article_id]


@kept()
def _signatures(tables: Tables) -> _Signatures:
    return _Signatures(tables)


def sign_place(work: Work, tables: Tables) -> Iterator[Mapping[str, object]]:
    """The signatures of articles that stand in one place."""
    newest, wanted = tables.newest(), set(work.article_ids)
    entities = tables.entities(work.place)
    for row in tables.rows("articles", work.place):
        now = newest[row["article_id"]]
        if row["article_id"] in wanted and row["revision"] == now.revision:
            yield sign(row, entities[row["article_id"]]).to_row()


@dataclass(eq=False)
class WriteSignatures(beam.PTransform):
    """Row of `signatures` → ShardFile; rows of articles as they are no more are replaced.

    Attributes:
        changes: What there is to link.
        tables: The tables.
        layout: Where rows go.
    """

    changes: Changes
    tables: Tables
    layout: Layout

    def expand(self, signed: beam.PCollection) -> beam.PCollection:
        """Files and writes."""
        stale = list(file_notes("signatures", "article_id", self.changes.gone()))
        notes = signed.pipeline | "Stale" >> beam.Create(stale)
        rows = signed | "File" >> beam.FlatMap(_file_signature, self.tables)
        return (rows, notes) | beam.Flatten() | "Write shards" >> WriteShards(self.layout)


def _file_signature(row: Mapping[str, Any], tables: Tables) -> Iterator[Filed]:
    yield from file_rows(
        "signatures", [row], {row["article_id"]: tables.newest()[row["article_id"]].place}
    )


@dataclass(eq=False)
class LinkArticles(beam.PTransform):
    """Row of `signatures` → ShardFile of `stories` and `source_links`.

    Attributes:
        changes: What there is to link.
        staged: The tables.
        layout: Where rows go.
        written: ShardFiles of `signatures`.
    """

    changes: Changes
    staged: Staged
    layout: Layout
    written: beam.PCollection

    def expand(self, signed: beam.PCollection) -> beam.PCollection:
        """Matches articles, and tells stories."""
        gone = self.changes.gone()
        stale = tuple(article_id for article_id, _ in gone)
        before, tables = self.staged.tables, self.staged.after(self.written)
        filed = (
            signed
            | "Keys" >> beam.Map(lambda row: Keyed(row["article_id"], tuple(row["keys"])))
            | "Match articles" >> Match(Articles(stale), before, tables)
            | "Tell stories" >> beam.FlatMap(file_stories, before, tables)
        )
        notes = signed.pipeline | "Stale" >> beam.Create(
            [
                note
                for table in ("stories", "source_links")
                for note in file_notes(table, "article_id", gone)
            ]
        )
        return (filed, notes) | beam.Flatten() | "Write shards" >> WriteShards(self.layout)


def file_stories(component: Component, before: Tables, tables: Tables) -> Iterator[Filed]:
    """The rows of the stories of one component."""
    signatures, newest = _signatures(tables), tables.newest()
    known = register(before, tables, "story")
    likenesses = [found for _, _, found in component.edges]
    groups = stories([signatures[each] for each in component.items], likenesses)
    ids = [[each.article_id for each in group] for group in groups]
    named = known.name(ids, lambda each: signatures[each].published_at or UNDATED)
    places = {each: newest[each].place for each in component.items}
    yield from file_notes("source_links", "article_id", places.items())
    inside = _inside(ids, likenesses)
    for group, (story_id, former), alike in zip(groups, named, inside, strict=True):
        rows = story_rows(story_id, component.items[0], group, alike, former)
        yield from file_rows("stories", rows, places)
        yield from file_rows("source_links", link_rows(rows, alike), places)


def _inside(
    groups: Sequence[Sequence[str]], likenesses: Iterable[Likeness]
) -> list[list[Likeness]]:
    """The likenesses within each group."""
    group_of = {item: at for at, group in enumerate(groups) for item in group}
    found: list[list[Likeness]] = [[] for _ in groups]
    for each in likenesses:
        if group_of[each.first] == group_of[each.second]:
            found[group_of[each.first]].append(each)
    return found
