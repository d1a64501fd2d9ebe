"""Entities of articles into identities: names that are alike → families → who or what they are."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

import apache_beam as beam
import numpy as np

from schemas.rows import EntitiesRow
from transforms.analyse.gazetteer import folded
from transforms.filing import Filed, Layout, Relinked
from transforms.link.candidates import Index
from transforms.link.changes import Changes, Work, differing, works
from transforms.link.components import Component
from transforms.link.filing import file_notes, file_rows
from transforms.link.identities.bearers import Bearer, Role
from transforms.link.identities.names import akin, keys, kind_of
from transforms.link.identities.resolving import resolve
from transforms.link.identities.rows import identity_row, member_rows
from transforms.link.identities.wikidata import Items
from transforms.link.lasting import UNDATED, register
from transforms.link.matching import Comparer, Keyed, Known, Match, Staged
from transforms.link.tables import Place, Tables, kept
from transforms.shards import ShardKey
from transforms.write import WriteShards

#: Where the rows of `identities` stand, which are of no article.
_IDENTITIES = ShardKey("identities", "", 0)

#: What neighbours are: others are in too many articles to tell anything.
_TELLING = ("person", "body")
#: An article is set in the country that it names so many times as often as any other.
_CLEARLY = 2


def item_of(label: str, name: str) -> str:
    """A name as an item of matching; a hash leads, so that the order of items tells nothing."""
    digest = blake2b(f"{label} {name}".encode("utf-8", "surrogatepass"), digest_size=8)
    return f"{digest.hexdigest()} {label} {name}"


def name_of(item: str) -> tuple[str, str]:
    """Label and name of an item."""
    _, label, name = item.split(" ", 2)
    return label, name


@dataclass(frozen=True)
class Names:
    """The level of names.

    Attributes:
        stale: Articles that were linked as they are no more.
    """

    stale: tuple[str, ...]

    def known(self, before: Tables, tables: Tables, fresh: Sequence[Keyed]) -> Known:
        """All names of entities; the component of each is its family."""
        del tables
        found: dict[str, tuple[list[int], str]] = {}
        for names, family in before.columns("identities", "names", "family"):
            for each in names:
                found[item_of(each["label"], each["name"])] = each["keys"], family
        left, gone = self._left(before)
        gone_keys = [key for item in gone for key in found[item][0]]
        found = {item: known for item, known in found.items() if item not in gone}
        now = {each.id: each.keys for each in fresh}
        found |= {item: (found[item][0], "") for item in left}
        found |= {item: (list(each), "") for item, each in now.items()}
        index = Index.of([(item, *known) for item, known in found.items()])
        return Known(index, index.at({*now, *left}), np.array(gone_keys, dtype=np.int64))

    def _left(self, before: Tables) -> tuple[set[str], set[str]]:
        """Names of stale articles: those that others have as well, and those that none has."""
        if not self.stale:
            return set(), set()
        stale = set(self.stale)
        ours, others = set[tuple[str, str]](), set[tuple[str, str]]()
        columns = ("article_id", "label", "name")
        for article_id, label, name in before.columns("identity_members", *columns):
            (ours if article_id in stale else others).add((label, name))
        return (
            {item_of(*each) for each in ours & others},
            {item_of(*each) for each in ours - others},
        )

    def comparer(self, tables: Tables) -> Comparer:
        """Compares names."""
        del tables
        return _akin


def _akin(one: str, other: str) -> float | None:
    (label, name), (other_label, other_name) = name_of(one), name_of(other)
    return akin(name, label, other_name, other_label)


def touched(changes: Changes, before: Tables, tables: Tables) -> Iterator[Work]:
    """Articles that are new or tell another story: what speaks for their entities is another."""
    found = differing(before, tables, "stories", "article_id", "story_id")
    for place, article_ids in changes.fresh:
        found[place].update(article_ids)
    yield from works(found)


def names_at(work: Work, tables: Tables) -> Iterator[str]:
    """The names of the entities of articles of one place, as items."""
    entities = tables.entities(work.place)
    for article_id in work.article_ids:
        for row in entities.get(article_id, ()):
            yield item_of(row["label"], row["name"])


def bearers_at(place: Place, families: Mapping[str, str], tables: Tables) -> Iterator[Bearer]:
    """The entities of one place whose name is of one of these families."""
    entities = tables.entities(place)
    wanted = {
        article_id: found
        for article_id, rows in entities.items()
        if (found := [row for row in rows if item_of(row["label"], row["name"]) in families])
    }
    if not wanted:
        return
    story = dict(tables.columns("stories", "article_id", "story_id", place=place))
    published = dict(tables.columns("signatures", "article_id", "published_at", place=place))
    roles: dict[str, set[Role]] = defaultdict(set)
    columns = ("entity_id", "title", "organisation", "place")
    for entity_id, *role in tables.columns("roles", *columns, place=place):
        roles[entity_id].add(Role(*role))
    for article_id, rows in wanted.items():
        near, setting = _neighbours(entities[article_id]), _setting(entities[article_id])
        for row in rows:
            yield _bearer(row, article_id, roles, story, published, near, setting)


def _neighbours(rows: Iterable[EntitiesRow]) -> frozenset[str]:
    return frozenset(folded(row["name"]) for row in rows if kind_of(row["label"]) in _TELLING)


def _setting(rows: Iterable[EntitiesRow]) -> str | None:
    """The country whose places and people an article names most, where none comes near."""
    times: Counter[str] = Counter()
    for row in rows:
        if row["country_code"] is not None:
            times[row["country_code"]] += row["mentions"]
    ranked = sorted(times.items(), key=lambda each: (-each[1], each[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] < _CLEARLY * ranked[1][1]):
        return None
    return ranked[0][0]


def _bearer(
    row: EntitiesRow,
    article_id: str,
    roles: Mapping[str, set[Role]],
    story: Mapping[str, str],
    published: Mapping[str, datetime | None],
    near: frozenset[str],
    setting: str | None,
) -> Bearer:
    given = roles.get(row["entity_id"], ())
    return Bearer(
        entity_id=row["entity_id"],
        article_id=article_id,
        label=row["label"],
        name=row["name"],
        forms=tuple(alias["text"] for alias in row["aliases"]),
        roles=tuple(sorted(given, key=str)),
        country_code=row["country_code"],
        geonames_id=row["geonames_id"],
        story_id=story[article_id],
        neighbours=near - {folded(row["name"])},
        published_at=published[article_id],
        mentions=row["mentions"],
        setting=setting,
    )


@dataclass(eq=False)
class LinkIdentities(beam.PTransform):
    """ShardFiles of stories → ShardFile of `identities` and `identity_members`.

    Attributes:
        changes: What there is to link.
        staged: The tables.
        layout: Where rows go.
        items: Wikidata's; None leaves identities the ids that they have.
    """

    changes: Changes
    staged: Staged
    layout: Layout
    items: Items | None = None

    def expand(self, written: beam.PCollection) -> beam.PCollection:
        """Matches names, and resolves who bears them."""
        pipeline, before = written.pipeline, self.staged.tables
        tables = self.staged.after(written)
        stale = tuple(article_id for article_id, _ in self.changes.gone())
        items = beam.pvalue.AsSingleton(pipeline | "Items" >> beam.Create([self.items]))
        families = (
            pipeline
            | "Changes" >> beam.Create([self.changes])
            | "Touched" >> beam.FlatMap(touched, before, tables)
            | "Reshuffle articles" >> beam.Reshuffle()
            | "Names" >> beam.FlatMap(names_at, tables)
            | "Each once" >> beam.Distinct()
            | "Keys" >> beam.Map(_keyed)
            | "Match names" >> Match(Names(stale), before, tables)
            | "Families" >> beam.FlatMap(_family)
        )
        filed = (
            pipeline
            | "Places" >> beam.Create(before.places("entities"))
            | "Reshuffle places" >> beam.Reshuffle()
            | "Bearers" >> beam.FlatMap(_bearers, beam.pvalue.AsDict(families), tables)
            | "Gather families" >> beam.GroupByKey()
            | "Resolve" >> beam.FlatMap(file_family, before, tables, items)
        )
        notes = pipeline | "Stale" >> beam.Create(list(_gone(self.changes, before)))
        return (filed, notes) | beam.Flatten() | "Write shards" >> WriteShards(self.layout)


def _keyed(item: str) -> Keyed:
    label, name = name_of(item)
    return Keyed(item, keys(name, label))


def _family(component: Component) -> Iterator[tuple[str, str]]:
    for item in component.items:
        yield item, component.items[0]


def _bearers(
    place: Place, families: Mapping[str, str], tables: Tables
) -> Iterator[tuple[str, Bearer]]:
    for each in bearers_at(place, families, tables):
        yield families[item_of(each.label, each.name)], each


def file_family(
    gathered: tuple[str, Iterable[Bearer]],
    before: Tables,
    tables: Tables,
    items: Items | None = None,
) -> Iterator[Filed]:
    """The rows of the identities of one family of names."""
    family, bearers = gathered
    known = register(before, tables, "identity")
    newest, by_id = tables.newest(), {each.entity_id: each for each in bearers}
    groups = resolve(by_id.values())
    ids = [[member.bearer.entity_id for member in group.members] for group in groups]
    named = known.name(ids, lambda each: by_id[each].published_at or UNDATED)
    if replaced := {known.held[each] for each in by_id if each in known.held}:
        yield _IDENTITIES, Relinked("identity_id", tuple(sorted(replaced)))
    places = {each.article_id: newest[each.article_id].place for each in by_id.values()}
    for group, (identity_id, former) in zip(groups, named, strict=True):
        item = _item(before, (identity_id, *former))
        if items is not None:
            item = items.of(group) or item
        yield _IDENTITIES, identity_row(group, identity_id, family, former, item)
        yield from file_rows("identity_members", member_rows(group, identity_id), places)


def _gone(changes: Changes, before: Tables) -> Iterator[Filed]:
    """Notes that rows of articles as they are no more are replaced."""
    stale = changes.gone()
    yield from file_notes("identity_members", "article_id", stale)
    articles = {article_id for article_id, _ in stale}
    columns = ("article_id", "identity_id")
    replaced = {
        identity_id
        for place in {place for _, place in stale}
        for article_id, identity_id in before.columns("identity_members", *columns, place=place)
        if article_id in articles
    }
    if replaced:
        yield _IDENTITIES, Relinked("identity_id", tuple(sorted(replaced)))


def _item(before: Tables, identities: Iterable[str]) -> str | None:
    """The item of the first of them that has one."""
    return next(filter(None, map(_items(before).get, identities)), None)


@kept()
def _items(before: Tables) -> Mapping[str, str]:
    columns = before.columns("identities", "identity_id", "wikidata_id")
    return {identity_id: item for identity_id, item in columns if item is not None}
