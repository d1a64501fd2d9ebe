"""Claims into clusters: statements → pairs that are alike → who states the same, who cannot."""

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import apache_beam as beam
import numpy as np

from transforms.filing import Filed, Layout
from transforms.ids import stable_id
from transforms.link.candidates import Index
from transforms.link.changes import Changes, Work, differing, works
from transforms.link.claims.cluster import cluster
from transforms.link.claims.comparison import ClaimLink, age, compare
from transforms.link.claims.keys import keys
from transforms.link.claims.origins import Ancestor, ancestors, origins
from transforms.link.claims.rows import cluster_row, link_row
from transforms.link.claims.statement import Statement, statement
from transforms.link.components import Component, UnionFind
from transforms.link.filing import file_notes, file_rows
from transforms.link.lasting import Lasting, register
from transforms.link.matching import Comparer, Keyed, Known, Match, Staged, order_of
from transforms.link.tables import Place, Tables, kept
from transforms.write import LINKED, WriteShards


def touched(changes: Changes, before: Tables, tables: Tables) -> Iterator[Work]:
    """The articles whose claims may stand otherwise to others than they did.

    Those that are new, those of which somebody named turns out to be somebody else, and all
    articles of a story that one of these belongs to or that has changed: who copies whom in a story
    is told by all of it.
    """
    found: dict[Place, set[str]] = defaultdict(set)
    for work in changes.fresh:
        found[work.place].update(work.article_ids)
    for table, key, column in (
        ("stories", "article_id", "story_id"),
        ("identity_members", "entity_id", "identity_id"),
    ):
        for place, article_ids in differing(before, tables, table, key, column).items():
            found[place].update(article_ids)
    ids = set().union(*found.values())
    told = list(tables.columns("stories", "article_id", "story_id"))
    was = before.columns("stories", "article_id", "story_id")
    moving = {story for article_id, story in (*told, *was) if article_id in ids}
    newest = tables.newest()
    for article_id, story in told:
        if story in moving:
            found[newest[article_id].place].add(article_id)
    yield from works(found)


#: Claims whose statements a process keeps: of 20 kB each with their words, 1.2 GB.
_KEPT = 60_000


@dataclass(frozen=True)
class Claims:
    """The level of claims.

    Attributes:
        stale: Articles that were linked as they are no more.
    """

    stale: tuple[str, ...]

    def known(self, before: Tables, tables: Tables, fresh: Sequence[Keyed]) -> Known:
        """All claims: the fresh, and those of articles that are not touched."""
        now = {each.id: each.keys for each in fresh}
        touched = _articles_of(tables, now) | set(self.stale)
        rows, gone = [(each, list(found), "") for each, found in now.items()], list[int]()
        columns = ("claim_id", "article_id", "keys", "component")
        for claim_id, article_id, found, component in before.columns("claim_clusters", *columns):
            if article_id in touched:
                gone += found
            else:
                rows.append((claim_id, found, component))
        index, places = Index.of(rows), _places(tables)
        near = [places[each] for each in index.ids.tolist()]
        return Known(index, index.at(set(now)), np.array(gone, dtype=np.int64), order_of(near))

    def comparer(self, tables: Tables) -> Comparer:
        """Compares statements."""
        statements = _statements(tables)
        return lambda one, other: compare(statements[one], statements[other])


def _articles_of(tables: Tables, claims: Collection[str]) -> set[str]:
    columns = tables.columns("claims", "claim_id", "article_id")
    return {article_id for claim_id, article_id in columns if claim_id in claims}


class _Loaded:
    """Something of each claim, made for a place at a time; places last asked for are kept."""

    def __init__(self, tables: Tables, load: Callable[[Place, Tables], Mapping[str, Any]]) -> None:
        self._tables, self._load, self._places = tables, load, _places(tables)
        self._kept: OrderedDict[Place, Mapping[str, Any]] = OrderedDict()
        self._claims = 0

    def __getitem__(self, claim_id: str) -> Any:
        place = self._places[claim_id]
        if place in self._kept:
            self._kept.move_to_end(place)
        else:
            self._kept[place] = self._load(place, self._tables)
            self._claims += len(self._kept[place])
            while self._claims > _KEPT and len(self._kept) > 1:
                self._claims -= len(self._kept.popitem(last=False)[1])
        return self._kept[place][claim_id]


@kept()
def _places(tables: Tables) -> Mapping[str, Place]:
    """Where each claim stands."""
    newest = tables.newest()
    return {
        claim_id: newest[article_id].place
        for claim_id, article_id in tables.columns("claims", "claim_id", "article_id")
    }


@kept()
def _statements(tables: Tables) -> "_Loaded":
    return _Loaded(tables, statements_at)


class _Keys(dict[str, tuple[int, ...]]):
    """Blocking keys of each claim, made when first asked for."""

    def __init__(self, tables: Tables) -> None:
        super().__init__()
        self._statements = _statements(tables)

    def __missing__(self, claim_id: str) -> tuple[int, ...]:
        self[claim_id] = keys(self._statements[claim_id])
        return self[claim_id]


@kept()
def _keys(tables: Tables) -> _Keys:
    return _Keys(tables)


@kept()
def _via(tables: Tables) -> "_Loaded":
    return _Loaded(tables, ancestors_at)


def ancestors_at(place: Place, tables: Tables) -> dict[str, Sequence[Ancestor]]:
    """Whom each claim that stands in one place is had from."""
    claims = dict.fromkeys(each for (each,) in tables.columns("claims", "claim_id", place=place))
    identity = dict(tables.columns("identity_members", "entity_id", "identity_id", place=place))
    found = ancestors(tables.rows("source_links", place), identity)
    return {each: found.get(each, ()) for each in claims}


def statements_at(place: Place, tables: Tables) -> dict[str, Statement]:
    """The statements of all claims that stand in one place."""
    newest = tables.newest()
    articles = {
        row["article_id"]: row
        for row in tables.rows("articles", place)
        if newest[row["article_id"]].revision == row["revision"]
    }
    story = dict(tables.columns("stories", "article_id", "story_id", place=place))
    outlet = dict(tables.columns("signatures", "article_id", "outlet", place=place))
    identity = dict(tables.columns("identity_members", "entity_id", "identity_id", place=place))
    return {
        row["claim_id"]: statement(
            row,
            articles[row["article_id"]],
            story[row["article_id"]],
            outlet[row["article_id"]],
            identity,
        )
        for row in tables.rows("claims", place)
    }


def keyed(work: Work, tables: Tables) -> Iterator[Keyed]:
    """The claims of articles of one place, with their keys."""
    wanted = set(work.article_ids)
    columns = ("claim_id", "article_id")
    for claim_id, article_id in tables.columns("claims", *columns, place=work.place):
        if article_id in wanted:
            yield Keyed(claim_id, _keys(tables)[claim_id])


@dataclass(eq=False)
class LinkClaims(beam.PTransform):
    """ShardFiles of stories and identities → ShardFile of `claim_links` and `claim_clusters`.

    Attributes:
        changes: What there is to link.
        staged: The tables.
        layout: Where rows go.
    """

    changes: Changes
    staged: Staged
    layout: Layout

    def expand(self, written: beam.PCollection) -> beam.PCollection:
        """Matches claims, and joins those that state the same."""
        before, tables = self.staged.tables, self.staged.after(written)
        stale = tuple(article_id for article_id, _ in self.changes.gone())
        fresh = (
            written.pipeline
            | "Changes" >> beam.Create([self.changes])
            | "Touched" >> beam.FlatMap(touched, before, tables)
            | "Reshuffle articles" >> beam.Reshuffle()
            | "Keys" >> beam.FlatMap(keyed, tables)
        )
        filed = (
            fresh
            | "Match claims" >> Match(Claims(stale), before, tables)
            | "Join claims" >> beam.FlatMap(file_claims, before, tables)
        )
        gone = written.pipeline | "Stale" >> beam.Create(
            [
                note
                for table in ("claim_links", "claim_clusters")
                for note in file_notes(table, "article_id", self.changes.gone())
            ]
        )
        return (filed, gone) | beam.Flatten() | "Write shards" >> WriteShards(self.layout)


def file_claims(component: Component, before: Tables, tables: Tables) -> Iterator[Filed]:
    """The rows of the claims of one component."""
    statements, newest = _statements(tables), tables.newest()
    known = register(before, tables, "claim cluster")
    items = [statements[each] for each in component.items]
    links: list[ClaimLink] = [found for _, _, found in component.edges]
    places = {each.article_id: newest[each.article_id].place for each in items}
    here = [(each.claim_id, places[each.article_id]) for each in items]
    yield from file_notes("claim_links", "claim_id", here)
    yield from file_rows("claim_links", map(link_row, links), places)
    groups = cluster(items, links)
    named = known.name(groups, lambda each: age(statements[each]))
    for group, lasting in zip(groups, named, strict=True):
        members = [statements[each] for each in group]
        rows = _cluster_rows(members, lasting, component.items[0], tables)
        yield from file_rows("claim_clusters", rows, places)


def _cluster_rows(
    group: Sequence[Statement], lasting: Lasting, component: str, tables: Tables
) -> Iterator[Mapping[str, Any]]:
    lineage, via = _lineage(tables), _via(tables)
    copied = [(each.article_id, lineage.find(each.article_id)) for each in group]
    found = origins(group, copied, {each.claim_id: via[each.claim_id] for each in group})
    for each in group:
        origin = found[each.claim_id]
        origin_id = stable_id("origin", lasting.id, origin.seed)
        own = _keys(tables)[each.claim_id]
        yield cluster_row(each, *lasting, origin_id, origin, own, component)


@kept()
def _lineage(tables: Tables) -> UnionFind[str]:
    """Articles that copy or rewrite one another, if only by way of others."""
    lineage: UnionFind[str] = UnionFind()
    columns = ("relation", "from_type", "from_article", "to_article")
    for relation, kind, one, other in tables.columns("source_links", *columns):
        if relation in LINKED and kind == "article":
            lineage.union(one, other)
    return lineage
