"""What linking costs as articles grow to 100,000: CPU time, memory, and the exponent of N.

    python benchmarks/linking.py scale TABLES
    python benchmarks/linking.py scale TABLES --sizes 1000,10000 --keep grown
    python benchmarks/linking.py grow TABLES DIR --count 10000

TABLES is a folder that `onrecord run` has written; how articles are made of it that look like more
of the same is told in `linking_growth.py`. `scale` links each size from nothing and then 100 more
articles, in a process each, and prints what each took: CPU seconds of the process, start and commit
included, and of which part of it a sample of its stacks tells; memory at its highest; how many
pairs were compared of each item. The exponent is the slope of the least squares line through the
logarithms of articles and CPU seconds, less those of a process that finds nothing to link.
"""

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from linking_growth import BLOCK, Base

from pipeline.commit import transaction
from pipeline.snapshot import Snapshot
from schemas.rows import RunsRow
from transforms.filing import file_article
from transforms.ids import stable_id
from transforms.shards import ShardKey
from transforms.write import write_shard

app = typer.Typer(help=__doc__.splitlines()[0], no_args_is_help=True)
From = Annotated[Path, typer.Argument(metavar="TABLES", help="Tables of analysed articles.")]
To = Annotated[Path, typer.Argument(metavar="DIR", help="Where the grown tables go.")]
Count = Annotated[int, typer.Option(help="How many articles, rounded up to blocks of 50.")]
Sizes = Annotated[str, typer.Option(help="Numbers of articles, joined by commas.")]

#: So many articles can be made: all sizes are samples of these.
_MOST = 110_000
#: Articles that are added to what is linked.
_MORE = 100
#: Blocks that are committed at a time, so that memory stays small.
_AT_A_TIME = 200
_PARTS = (
    "signatures",
    "stories",
    "identities",
    "claims",
    "pairs and components",
    "writing",
    "Beam",
)
_HEAD = (
    f"| articles | linked | CPU s | {' | '.join(_PARTS)} | RSS GiB | article pairs | name pairs"
    f" | claim pairs |\n|--:|{'--:|' * (len(_PARTS) + 6)}"
)


@dataclass(frozen=True)
class Cost:
    """What linking once took.

    Attributes:
        articles: How many were linked.
        seconds: CPU time of the process, start and commit included.
        rss: Bytes of memory at its highest.
        parts: CPU seconds by what was done.
        compared: Of articles, names and claims: how many were in scope, and how many pairs.
    """

    articles: int
    seconds: float
    rss: int
    parts: Mapping[str, float]
    compared: Sequence[tuple[int, int]]

    @classmethod
    def of(cls, folder: str) -> "Cost":
        """Links a folder in a process of its own."""
        script = str(Path(__file__).with_name("linking_measured.py"))
        done = subprocess.run([sys.executable, script, folder], stdout=subprocess.PIPE, check=True)
        return cls(**json.loads(done.stdout))

    def row(self, held: int) -> str:
        """A line of the table; `held` articles are in the folder."""
        parts = (f"{self.parts.get(part, 0.0):.1f}" for part in _PARTS)
        pairs = (f"{pairs / max(1, items):.1f}" for items, pairs in self.compared)
        counts = f"{held:,} | {self.articles:,} | {self.seconds:.1f}"
        return f"| {counts} | {' | '.join(parts)} | {self.rss / 2**30:.1f} | {' | '.join(pairs)} |"


class Grown:
    """Tables that grow by blocks of articles."""

    def __init__(self, base: Base, folder: Path) -> None:
        self._base, self._folder = base, folder
        self._blocks = base.blocks(_MOST // len(base.articles) + 1)
        self._done = 0

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return self._done * BLOCK

    def add(self, count: int) -> None:
        """Commits so many articles more, or somewhat more than that."""
        until = self._done + -(-count // BLOCK)
        blocks, self._done = sorted(self._blocks[self._done : until]), until
        for start in range(0, len(blocks), _AT_A_TIME):
            self._commit(blocks[start : start + _AT_A_TIME])

    def _commit(self, blocks: Sequence[tuple[int, int]]) -> None:
        now = datetime.now(UTC)
        run = RunsRow(
            run_id=stable_id("grown", *blocks),
            started_at=now,
            finished_at=now,
            inputs=[],
            options={},
            versions={},
            counts=[],
        )
        with transaction(str(self._folder)) as held:
            layout, shards = held.layout(1), defaultdict[ShardKey, list[Any]](list)
            for block in blocks:
                for tables in self._base.block(*block):
                    for key, row in file_article(tables, None, layout):
                        shards[key].append(row)
            written = [file for key in shards for file in write_shard(key, shards[key], layout)]
            held.commit(written, run)


def _linked(grown: Grown, folder: str) -> Cost:
    cost = Cost.of(folder)
    typer.echo(cost.row(grown.articles))
    return cost


@app.command()
def grow(tables: From, to: To, count: Count = 10_000) -> None:
    """Makes tables of so many articles."""
    Grown(Base.of(Snapshot.open(str(tables))), to).add(count)


@app.command()
def scale(tables: From, sizes: Sizes = "1000,10000,100000") -> None:
    """Prints what linking so many articles takes, and 100 more."""
    base = Base.of(Snapshot.open(str(tables)))
    counts = [int(size) for size in sizes.split(",")]
    typer.echo(_HEAD)
    whole = []
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            grown = Grown(base, Path(folder))
            grown.add(count)
            whole.append(_linked(grown, folder))
            grown.add(_MORE)
            _linked(grown, folder)
            start = _linked(grown, folder).seconds
    # Nothing is left to link: what remains is the start of a process and a look at the tables.
    typer.echo(f"start: {start:.1f} CPU s")
    logs = np.log([(cost.articles, cost.seconds - start) for cost in whole])
    typer.echo(f"exponent: {np.polyfit(*logs.T, 1)[0]:.2f}")
    for (n, cost), (more, larger) in pairwise(logs):
        typer.echo(f"  {np.exp(n):,.0f} to {np.exp(more):,.0f}: {(larger - cost) / (more - n):.2f}")


if __name__ == "__main__":
    app()
