"""Printed roles beside labels made by hand.

    python benchmarks/roles.py score --data polnear

`labels/roles.tsv` has people's names in articles of PolNeAR's training half with the roles printed
beside them, by offsets in code points and without their text; a name without one has `-`. They are
a sample of what a wide net finds: a word that may be an office in front of the name, a noun phrase
behind it and a comma, or a person's noun in front of it and a comma. Names that the pipeline misses
are not among them, so recall is that of roles beside found names. Articles are halved by a hash:
`tune` was looked at while the rules were written, `check` only counted. All were labelled before
any output was seen.

A role is an office, post, rank, trade or candidacy; kin, rivals, supporters and membership of a
party alone are none. A row is right where it shares half of its characters with a labelled role of
that name, or is its end (`aide` of `longtime Jane Doe aide`); exact where it is the same.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from claims import interval

from transforms.analyse.attributions import Span
from transforms.analyse.language import load_pipeline
from transforms.analyse.names import find_names
from transforms.analyse.offices import read_office
from transforms.analyse.roles import Roles

app = typer.Typer(help=__doc__.splitlines()[0], no_args_is_help=True)
Data = Annotated[Path, typer.Option(help="The folder that holds PolNeAR's splits.")]
Half = Annotated[str, typer.Option(help="tune or check.")]
Show = Annotated[bool, typer.Option(help="Print every miss; of `tune` only, please.")]
#: The roles beside a name, by its first code point.
Roled = dict[int, list[Span]]

_LABELS = Path(__file__).with_name("labels") / "roles.tsv"
_OVERLAP = 0.5


@app.callback()
def _commands() -> None:
    """One command for now, called by its name."""


@app.command()
def score(data: Data, half: Half = "check", show: Show = False) -> None:
    """Scores the roles of one half."""
    nlp = load_pipeline()
    right, exact, met = list[bool](), list[bool](), list[bool]()
    for article, labels in _labels(half).items():
        doc = nlp((data / "train" / "text" / f"{article}.txt").read_text(encoding="utf-8"))
        names = find_names(doc)
        found: Roled = defaultdict(list)
        for role in Roles(doc, names).printed:
            if read_office(doc.text, role.span, names) is not None:
                found[role.name.span.start].append(role.span)
        for start, wanted in labels.items():
            right += [_is_among(span, wanted) for span in found[start]]
            exact += [span in wanted for span in found[start]]
            met += [_is_among(span, found[start]) for span in wanted]
            if show and set(found[start]) != set(wanted):
                printed = [[s.of(doc.text) for s in spans] for spans in (wanted, found[start])]
                typer.echo(f"{article} {start}: {printed[0]} / {printed[1]}")
    for figure, values in (("precision", right), ("exact", exact), ("recall", met)):
        typer.echo(f"{half}, {figure}: {interval(sum(values), len(values))}")


def _labels(half: str) -> dict[str, Roled]:
    """The labelled roles of one half, by article."""
    labels: dict[str, Roled] = defaultdict(lambda: defaultdict(list))
    with _LABELS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["half"] == half:
                spans = labels[row["article"]][int(row["name_start"])]
                if row["start"] != "-":
                    spans.append(Span(int(row["start"]), int(row["end"])))
    return labels


def _is_among(span: Span, others: Iterable[Span]) -> bool:
    return any(_shared(span, each) >= _OVERLAP or span.end == each.end for each in others)


def _shared(one: Span, other: Span) -> float:
    """The part of the characters of both that they have in common."""
    common = max(0, min(one.end, other.end) - max(one.start, other.start))
    return common / (one.end - one.start + other.end - other.start - common)


if __name__ == "__main__":
    app()
