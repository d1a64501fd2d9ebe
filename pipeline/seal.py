"""The end of the graph: what was written and what was counted, in one staged file."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import apache_beam as beam

from transforms.elements import Passed
from transforms.filing import Layout
from transforms.shards import ShardFile
from transforms.store import open_store, read


@dataclass(frozen=True)
class Sealed:
    """What a graph leaves behind: the staged shards, and how many elements went where."""

    shards: tuple[ShardFile, ...]
    counts: Mapping[str, int]

    @property
    def kept(self) -> int:
        """Articles whose rows this run wrote."""
        return self.counts["analysed"] + self.counts["older"]

    @property
    def read(self) -> int:
        """Everything that came in, counted where it came in: an article or a reject each."""
        return self.counts["drafts"] + self.counts["unread"]

    @property
    def balanced(self) -> bool:
        """Whether everything that came in is accounted for."""
        counts = self.counts
        apart = counts["unchanged"] + counts["duplicate"] + counts["rejected"]
        return self.read == self.kept + apart


@dataclass(eq=False)
class Seal(beam.PTransform):
    """ShardFile → one file in the staging folder, `sealed.json`.

    Attributes:
        layout: Where that is.
        tallies: Elements to count, by the name of their count; what was passed over is counted
            by kind as well, `passed over: requests`.
    """

    layout: Layout
    tallies: Mapping[str, beam.PCollection]

    def expand(self, shards: beam.PCollection) -> beam.PCollection:
        """Waits for all shards and counts, then writes them."""
        counts = (
            [
                elements | f"Tally {name}" >> beam.Map(_counted, name)
                for name, elements in self.tallies.items()
            ]
            | "All tallies" >> beam.Flatten()
            | "Sum tallies" >> beam.CombinePerKey(sum)
        )
        return (
            shards.pipeline
            | "Once" >> beam.Create([self.layout])
            | "Write seal"
            >> beam.Map(_seal, beam.pvalue.AsList(shards), beam.pvalue.AsList(counts))
        )


def read_sealed(layout: Layout) -> Sealed:
    """What the graph left. Raises FileNotFoundError where it did not come to its end."""
    fields = json.loads(read(open_store(layout.root), _path(layout)))
    shards = tuple(ShardFile(*shard) for shard in fields["shards"])
    return Sealed(shards, Counter(fields["counts"]))  # a step that saw nothing counts 0


def _counted(element: object, name: str) -> tuple[str, int]:
    if isinstance(element, Passed):
        return f"{name}: {element.kind}", element.count
    return name, 1


def _seal(layout: Layout, shards: Iterable[ShardFile], counts: Iterable[tuple[str, int]]) -> None:
    content = {"shards": sorted(shards), "counts": dict(counts)}
    open_store(layout.root).write(_path(layout), json.dumps(content).encode())


def _path(layout: Layout) -> str:
    return f"{layout.staging}/sealed.json"
