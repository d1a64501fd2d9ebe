"""Figures that may not fall: `floor.json`, by benchmark."""

import json
from collections.abc import Callable
from pathlib import Path

import typer

_FLOOR = Path(__file__).with_name("floor.json")
#: A figure this far above its floor is no longer noise of other libraries' versions.
_SLACK = 0.005


def hold(benchmark: str, reached: Callable[[str], float]) -> None:
    """Compares the figures of a benchmark with their floor.

    Args:
        benchmark: Its name in the file.
        reached: Gives a figure by its name.

    Raises:
        typer.Exit: A figure is below its floor.
    """
    floor: dict[str, float] = json.loads(_FLOOR.read_text(encoding="utf-8"))[benchmark]
    now = {name: round(reached(name), 3) for name in floor}
    typer.echo(f"floor   {floor}\nreached {now}")
    if fallen := [name for name in floor if now[name] < floor[name]]:
        typer.echo(f"below the floor: {', '.join(fallen)}", err=True)
        raise typer.Exit(1)
    if any(now[name] > floor[name] + _SLACK for name in floor):
        typer.echo(f"risen: write the figures reached into {_FLOOR.name}")
