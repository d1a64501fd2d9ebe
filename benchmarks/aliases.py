"""Names of one bearer and names that look alike: pairs, held for one or not.

    python benchmarks/aliases.py score
    python benchmarks/aliases.py score --half tune --show
    python benchmarks/aliases.py gate

The pairs are those of tests/transforms/link/identities/aliases.tsv. Thresholds and lists were made
with an eye on the half `tune`; the half `check` was scored and not looked into.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer
from aliases_pairs import Pair, Score, read_pairs, score_pairs
from floor import hold

app = typer.Typer(help=__doc__.splitlines()[0], no_args_is_help=True)
Half = Annotated[str, typer.Option(help="tune or check; both where it is not given.")]
Show = Annotated[bool, typer.Option(help="Print every pair that is wrong.")]


@app.command()
def score(half: Half = "", show: Show = False) -> None:
    """Prints the figures by kind."""
    pairs = [pair for pair in read_pairs() if half in ("", pair.half)]
    if show:
        typer.echo("\n".join(_wrong(pairs)))
    typer.echo("\n".join(_table(pairs)))


@app.command()
def gate() -> None:
    """Fails where the half `check` is below the floor."""
    found = score_pairs(pair for pair in read_pairs() if pair.half == "check")
    hold("aliases", lambda name: {"F1": found.f1, "precision": found.precision}[name])


def _table(pairs: Sequence[Pair]) -> Iterator[str]:
    yield f"{'':34}{'pairs':>6}{'same':>6}{'P':>7}{'R':>7}{'F1':>7}"
    for half in ("tune", "check"):
        those = [pair for pair in pairs if pair.half == half]
        if those:
            yield _line(half, those, score_pairs(those))
    for kind in dict.fromkeys(pair.kind for pair in pairs):
        those = [pair for pair in pairs if pair.kind == kind]
        yield _line(f"  {kind}", those, score_pairs(those))


def _line(name: str, pairs: Sequence[Pair], found: Score) -> str:
    same = sum(pair.same for pair in pairs)
    figures = (
        found.precision if found.right + found.wrong else None,
        found.recall if same else None,
        found.f1 if same else None,
    )
    shown = "".join(f"{f'{figure:.3f}' if figure is not None else '':>7}" for figure in figures)
    wrong = f"  {found.wrong} wrong" if found.wrong else ""
    return f"{name:34}{len(pairs):6}{same:6}{shown}{wrong}"


def _wrong(pairs: Sequence[Pair]) -> Iterator[str]:
    for pair in pairs:
        if pair.found() != pair.same:
            yield f"{'missed' if pair.same else 'WRONG '} {pair}"


if __name__ == "__main__":
    app()
