"""Printed roles beside labels made by hand.

    python benchmarks/roles.py score --data polnear --stories stories
    python benchmarks/roles.py offices --data polnear --stories stories

`labels/roles.tsv` has people's names in articles of PolNeAR's training half, and of two other sets
of news (ECB+ and NewsWCL50), with the roles printed beside them, by offsets in code points and
without their text; a name without one has `-`. They are
a sample of what a wide net finds: a word that may be an office in front of the name, a noun phrase
behind it and a comma, or a person's noun in front of it and a comma. Names that the pipeline misses
are not among them, so recall is that of roles beside found names. Articles are halved by a hash:
`tune` was looked at while the rules were written, `check` only counted; `fresh` was drawn and
labelled after the rules were written, and only counted. All were labelled before any output was
seen. `labels/offices.tsv` has a hundred of the fresh ones taken apart.

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
from claims import interval, share
from corpora import Data, Key, Stories, texts_of

from transforms.analyse.attributions import Span
from transforms.analyse.language import load_pipeline
from transforms.analyse.names import find_names
from transforms.analyse.offices import Office, read_office
from transforms.analyse.roles import Roles

app = typer.Typer(help=__doc__.splitlines()[0], no_args_is_help=True)
Half = Annotated[str, typer.Option(help="tune, check or fresh.")]
Show = Annotated[bool, typer.Option(help="Print every miss; of `tune` only, please.")]
#: The roles beside a name, by its first code point.
Roled = dict[int, list[Span]]

_FOLDER = Path(__file__).with_name("labels")
_LABELS, _OFFICES = _FOLDER / "roles.tsv", _FOLDER / "offices.tsv"
_NONE = "-"
#: The parts of a role; the last two are printed within it.
_PARTS = ("title", "status", "organisation", "place")
_OF = _PARTS[2:]
_OVERLAP = 0.5


@app.command()
def score(data: Data, stories: Stories, half: Half = "check", show: Show = False) -> None:
    """Scores the roles of one half."""
    nlp = load_pipeline()
    right, exact, met = list[bool](), list[bool](), list[bool]()
    every = _labels(half)
    for article, text in texts_of(every, data, stories):
        doc, labels = nlp(text), every[article]
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


@app.command()
def offices(data: Data, stories: Stories, show: Show = False) -> None:
    """Scores how roles are taken apart: title, status, organisation and place."""
    right: dict[str, list[bool]] = defaultdict(list)
    rows: dict[Key, list[dict[str, str]]] = defaultdict(list)
    with _OFFICES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            rows[row["corpus"], row["article"]].append(row)
    nlp = load_pipeline()
    for article, text in texts_of(rows, data, stories):
        names = find_names(nlp(text))
        for row in rows[article]:
            span = Span(int(row["start"]), int(row["end"]))
            given = _parts(read_office(text, span, names))
            wanted = [row["title"], row["status"], *(_printed(text, row[x]) for x in _OF)]
            for part, ours, theirs in zip(_PARTS, given, wanted, strict=True):
                right[part].append(ours == theirs)
            if show and given != wanted:
                typer.echo(f"{span.of(text)!r}: {given} / {wanted}")
    for part, each in right.items():
        typer.echo(f"{part}: {interval(sum(each), len(each))}")


def _parts(office: Office | None) -> list[str]:
    if office is None:
        return [_NONE] * len(_PARTS)
    parts = (office.title, office.status, office.organisation, office.place)
    return [part or _NONE for part in parts]


def _printed(text: str, span: str) -> str:
    return Span(*map(int, span.split("-"))).of(text) if span != _NONE else _NONE


def _labels(half: str) -> dict[Key, Roled]:
    """The labelled roles of one half, by corpus and article."""
    labels: dict[Key, Roled] = defaultdict(lambda: defaultdict(list))
    with _LABELS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["half"] == half:
                spans = labels[row["corpus"], row["article"]][int(row["name_start"])]
                if row["start"] != _NONE:
                    spans.append(Span(int(row["start"]), int(row["end"])))
    return labels


def _is_among(span: Span, others: Iterable[Span]) -> bool:
    return any(share(span, each) >= _OVERLAP or span.end == each.end for each in others)


if __name__ == "__main__":
    app()
