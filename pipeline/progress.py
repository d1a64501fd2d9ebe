"""How far a run has come, on a terminal."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text


class _Rate(ProgressColumn):
    """Articles analysed a second, of late."""

    def render(self, task: Task) -> Text:
        """Empty until something is done."""
        return Text(f"{task.speed:.1f} articles/s" if task.speed else "")


@contextmanager
def progress(console: Console) -> Iterator[Callable[[Mapping[str, int]], None]]:
    """Shows a line while the block runs, and takes it away again.

    Yields a function that takes the counts so far: `files`, `read`, `selected` and `analysed`.
    """
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        _Rate(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    ) as shown:
        task = shown.add_task("starting", total=None)

        def watch(counts: Mapping[str, int]) -> None:
            files, read = counts.get("files", 0), counts.get("read", 0)
            if counts.get("selected", 0):
                # By now everything is read. What is unchanged or a duplicate is not analysed, so
                # that the bar may end before its right end.
                done = counts.get("analysed", 0)
                shown.update(task, description="analysing", completed=done, total=read)
            elif files:
                shown.update(task, description=f"reading {files:,} files", completed=read)

        yield watch
