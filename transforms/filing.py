"""Where rows go: the shard that each row, and each note that old rows are replaced, belongs to."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import apache_beam as beam

from schemas import PAYLOADS, Table, by_name
from transforms.elements import Reject
from transforms.ids import stable_id
from transforms.normalise.urls import domain_of
from transforms.select import Known, Selected, Standing
from transforms.shards import ShardFile, ShardKey
from transforms.versions import rank, version_of

Row = Mapping[str, Any]


class Superseded(NamedTuple):
    """Says that the committed rows of an article are replaced.

    Of `articles` only the rows of these revisions are: the table keeps the others. Links from
    copies of the article stay where it stays.

    Attributes:
        article_id: The article.
        revisions: Those whose rows are replaced or turn out to be copies.
        partition: Where its rows will be.
    """

    article_id: str
    revisions: tuple[str, ...]
    partition: str


class Withdrawn(NamedTuple):
    """Says that a committed reject is of the past: what was refused then was had since."""

    reject_id: str


class Reread(NamedTuple):
    """Says that an input was read anew: of its committed rejects those stand that came again.

    Attributes:
        uri: The input.
    """

    uri: str


class Relinked(NamedTuple):
    """Says that rows are linked anew: of those that linking wrote, these are replaced.

    Attributes:
        column: The column that tells which.
        values: What it holds in them.
    """

    column: str
    values: tuple[str, ...]


#: What says that committed rows are replaced.
Note = Superseded | Reread | Withdrawn | Relinked

#: A row, or a note about old rows, with the shard it belongs to.
Filed = tuple[ShardKey, Row | Note]


def inputs_of(uri: str) -> Iterator[str]:
    """The inputs that a uri can be of: itself, and what stands before a `#` of it."""
    end = len(uri)
    while end > 0:
        yield uri[:end]
        end = uri.rfind("#", 0, end)


@dataclass(frozen=True)
class Layout:
    """Where rows go and what stands there.

    Attributes:
        root: The table folder.
        staging: Folder under it that this run writes to.
        shards: Shards of a partition that does not exist yet; an existing one keeps its own.
        files: The committed shards.
    """

    root: str
    staging: str
    shards: int = 1
    files: tuple[ShardFile, ...] = ()
    _shards: dict[str, int] = field(init=False, repr=False, compare=False, default_factory=dict)
    _paths: dict[ShardKey, str] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for file in self.files:
            if file.rows and by_name(file.table).partitioned:
                self._shards[file.partition] = file.shards
            if file.table != PAYLOADS.name:
                self._paths[file.key] = file.path

    def key(self, table: Table, partition: str, row_id: str) -> ShardKey:
        """The shard that rows of an id belong to."""
        if not table.partitioned:
            return ShardKey(table.name, "", 0)
        return ShardKey(table.name, partition, int(row_id[:8], 16) % self.count(partition))

    def count(self, partition: str) -> int:
        """How many shards the partition has."""
        return self._shards.get(partition, self.shards)

    def committed(self, key: ShardKey) -> str | None:
        """Path of the committed shard, if there is one."""
        return self._paths.get(key)


def file_article(
    tables: Mapping[str, Sequence[Row]], standing: Standing | None, layout: Layout
) -> Iterator[Filed]:
    """The rows of one article with their shards, and a note to every shard that holds old ones.

    Args:
        tables: Rows by table; exactly one of `articles`.
        standing: What is committed of the article.
        layout: Where rows go.
    """
    (article,) = tables["articles"]
    version, committed = version_of(article), standing.versions if standing else ()
    article_id, partition = article["article_id"], version.partition
    _, lighter = rank({each.revision: each for each in (*committed, version)}.values())
    gone = tuple(sorted({version.revision, *lighter}))
    superseded = Superseded(article_id, gone, partition)
    for name, rows in tables.items():
        table = by_name(name)
        for old in sorted(standing.partitions) if standing else ():
            yield layout.key(table, old, article_id), superseded
        for row in rows:
            yield layout.key(table, partition, article_id), row


def file_copies(selected: Selected, layout: Layout) -> Iterator[Filed]:
    """A `republishes` link from each copy that an article was found with."""
    for article_id, url, partition, copy in selected.copied:
        origin = ("url", copy.publisher, copy.url) if copy.url else ("document", copy.uri, None)
        row = dict.fromkeys(by_name("source_links").columns) | {
            "link_id": stable_id("link", article_id, "republishes", *origin),
            "article_id": article_id,
            "relation": "republishes",
            "depth": 1,
            "from_type": origin[0],
            "from_name": origin[1],
            "from_url": origin[2],
            "from_domain": domain_of(copy.url) if copy.url else None,
            "to_type": "article",
            "to_url": url,
            "to_domain": domain_of(url) if url else None,
            "to_article": article_id,
            "anonymous": False,
            "score": 1.0,
        }
        yield layout.key(by_name("source_links"), partition, article_id), row


def file_reject(
    reject: Reject, run_id: str, layout: Layout, committed: bool = False
) -> Iterator[Filed]:
    """A reject's row, and its payload's unless that is committed, or nothing was fetched."""
    shared = {
        "reject_id": reject.reject_id,
        "uri": reject.uri,
        "stage": reject.stage,
        "code": reject.code,
        "message": reject.message,
        "raw_sha256": reject.raw_sha256,
        "raw_bytes": reject.raw_bytes,
        "retrieved_at": reject.retrieved_at,
    }
    row = shared | {"run_id": run_id}
    payload = shared | {"reader": reject.reader, "payload": reject.payload}
    yield layout.key(by_name("rejects"), "", reject.reject_id), row
    if not committed and not reject.code.startswith("fetch."):
        yield layout.key(PAYLOADS, "", reject.reject_id), payload


@dataclass(eq=False)
class FileArticles(beam.PTransform):
    """Rows of one article, by table → (ShardKey, row or Superseded).

    `load_known` is called once a process: it tells where older rows stand.
    """

    layout: Layout
    load_known: Callable[[], Known]

    def expand(self, tables: beam.PCollection) -> beam.PCollection:
        """Files each article."""
        return tables | beam.ParDo(_FileArticle(self.layout, self.load_known))


class _FileArticle(beam.DoFn):
    def __init__(self, layout: Layout, load_known: Callable[[], Known]) -> None:
        self._layout = layout
        self._load_known = load_known

    def setup(self) -> None:
        self._known = self._load_known()

    def process(self, tables: Mapping[str, Sequence[Row]]) -> Iterator[Filed]:
        standing = self._known.get(tables["articles"][0]["article_id"])
        yield from file_article(tables, standing, self._layout)


@dataclass(eq=False)
class FileCopies(beam.PTransform):
    """Selected → (ShardKey, row of `source_links`), one a copy."""

    layout: Layout

    def expand(self, selected: beam.PCollection) -> beam.PCollection:
        """Files the copies of each article, each once."""
        return (
            selected
            | "Copies" >> beam.FlatMap(file_copies, self.layout)
            | "Key by link" >> beam.Map(lambda filed: (filed[1]["link_id"], filed))
            | "Group by link" >> beam.GroupByKey()
            | "Once" >> beam.Map(lambda group: next(iter(group[1])))
        )


@dataclass(eq=False)
class FileRejects(beam.PTransform):
    """Reject → (ShardKey, row); the row of one that is committed says that it came again."""

    layout: Layout
    run_id: str
    load_reject_ids: Callable[[], frozenset[str]]

    def expand(self, rejects: beam.PCollection) -> beam.PCollection:
        """Files each reject once, however often it was refused."""
        return (
            rejects
            | "Key by reject" >> beam.WithKeys(lambda reject: reject.reject_id)
            | "Group by reject" >> beam.GroupByKey()
            | "File" >> beam.ParDo(_FileReject(self.layout, self.run_id, self.load_reject_ids))
        )


class _FileReject(beam.DoFn):
    def __init__(
        self, layout: Layout, run_id: str, load_reject_ids: Callable[[], frozenset[str]]
    ) -> None:
        self._layout = layout
        self._run_id = run_id
        self._load_reject_ids = load_reject_ids

    def setup(self) -> None:
        self._committed = self._load_reject_ids()

    def process(self, group: tuple[str, Iterable[Reject]]) -> Iterator[Filed]:
        reject_id, rejects = group
        committed = reject_id in self._committed
        yield from file_reject(next(iter(rejects)), self._run_id, self._layout, committed)
