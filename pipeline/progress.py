"""How far a run has come, on a terminal."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text


class _Done(ProgressColumn):
    """How many articles, and of how many where that is known."""

    def render(self, task: Task) -> Text:
        """Empty until something is done."""
        if task.total:
            return Text(f"{task.completed:,.0f} of {task.total:,.0f} articles")
        return Text(f"{task.completed:,.0f} articles" if task.completed else "")


class _Rate(ProgressColumn):
    """Articles a second, of late."""

    def render(self, task: Task) -> Text:
        """Empty until something is done."""
        return Text(f"{task.speed:,.1f}/s" if task.speed else "")


@contextmanager
def progress(console: Console) -> Iterator[Callable[[Mapping[str, int]], None]]:
    """Shows a line while the block runs, and takes it away again.

    Yields a function that takes the counts so far: `files`, `read`, `selected` and `linked`.
    """
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        _Done(),
        _Rate(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        # What others write is not ours to show: see pipeline.logs.
        redirect_stdout=False,
        redirect_stderr=False,
    ) as shown:
        task = shown.add_task("starting", total=None)

        def watch(counts: Mapping[str, int]) -> None:
            read = counts.get("read", 0)
            if linked := counts.get("linked", 0):
                shown.update(task, description="linking", completed=linked, total=read or None)
            elif done := counts.get("selected", 0):
                # By now everything is read.
                shown.update(task, description="analysing", completed=done, total=read)
            elif counts.get("files", 0):
                shown.update(task, description="reading", completed=read)

        yield watch
