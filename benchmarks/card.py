"""The figures of the model card, as Markdown."""

from collections.abc import Iterator, Sequence

from gold import Counts, Gold, figure

#: The figures of the card: how they are called, and where the scorer has them.
FIGURES = (
    ("content, exact, F1", "content.exact.F1"),
    ("content, overlap, F1", "content.overlap.F1"),
    ("content, overlap, precision", "content.overlap.P"),
    ("content, overlap, recall", "content.overlap.R"),
    ("cue, overlap, F1", "cue.overlap.F1"),
    ("source, overlap, F1", "source.overlap.F1"),
    ("triple, F1", "triple.F1"),
    ("direct, precision", "direct.P"),
    ("direct, recall", "direct.R"),
    ("direct, F1", "direct.F1"),
    ("direct, found and rightly sourced", "direct.src_end2end"),
    ("indirect, precision", "indirect.P"),
    ("indirect, recall", "indirect.R"),
    ("mixed, precision", "mixed.P"),
    ("mixed, recall", "mixed.R"),
    ("source right, of contents found", "src_acc_matched"),
)
#: Those of the table that compares systems, in the order of its columns.
COMPARED = (
    "content.exact.F1",
    "content.overlap.F1",
    "cue.overlap.F1",
    "source.overlap.F1",
    "triple.F1",
    "direct.F1",
    "direct.src_end2end",
    "indirect.R",
)
#: Those shown for each way of setting quotation marks.
STYLED = ("content.overlap.F1", "triple.F1", "direct.F1", "direct.src_end2end", "indirect.R")


def figures(gold: Gold, counts: Sequence[Counts], resamples: int) -> Iterator[str]:
    """Every figure with its 95 % interval."""
    summary = gold.summary(counts)
    intervals = gold.intervals(counts, [path for _, path in FIGURES], resamples)
    yield "| figure | | 95 % interval |"
    yield "|---|--:|---|"
    for name, path in FIGURES:
        low, high = (_printed(bound) for bound in intervals[path])
        yield f"| {name} | {_printed(figure(summary, path))} | {low} to {high} |"


def row(name: str, gold: Gold, counts: Sequence[Counts], paths: Sequence[str]) -> str:
    """One line of a table: a name and some figures."""
    summary = gold.summary(counts)
    return f"| {name} | {' | '.join(_printed(figure(summary, path)) for path in paths)} |"


def _printed(share: float) -> str:
    return f"{share:.3f}".removeprefix("0")
