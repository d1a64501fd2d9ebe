"""Speakers and their roles beside labels made by hand.

    python benchmarks/speakers.py score --data polnear --scorer score_attribution.py

`labels/speakers.tsv` has attributions of PolNeAR's training half, from the 40 articles that nothing
is trained on, whose source is a pronoun, a surname, a title with a name, or a description that the
article binds to somebody it names: by offsets in code points and without their text. `name` is
where the full name stands, `role` the offices printed for that person; several that will do are
parted by `|`, and `-` is none: a group, or somebody the article does not name. Articles are halved
by a hash: `tune` was looked at while the rules were written, `check` only counted. All were
labelled before any output was seen. The attributions are the annotators', so that the figures do
not depend on how well ours are found.

A name is right where it is the labelled one, letter by letter; a role, where it is one of those
labelled, or the longer of the two holds the shorter. Both are right where there is none and we give
none. `given` is the share of the names that are given at all, `right` of those given.
"""

import csv
from collections import defaultdict
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from claims import Data, Half, Scorer, interval, marked, sources, spans
from gold import load_scorer

from transforms.analyse.attributions import Span
from transforms.analyse.language import load_pipeline

app = typer.Typer(help=__doc__.splitlines()[0], no_args_is_help=True)
Show = Annotated[bool, typer.Option(help="Print every miss; of `tune` only, please.")]

_LABELS = Path(__file__).with_name("labels") / "speakers.tsv"
_NONE = "-"
#: How a noun phrase may begin that is the same role.
_ARTICLES = ("the ", "a ", "an ")


class Label(NamedTuple):
    """One labelled attribution; names and roles are the spans that will do, none where nobody."""

    stratum: str
    content: Span
    names: tuple[Span, ...]
    roles: tuple[Span, ...]


@app.callback()
def _commands() -> None:
    """One command for now, called by its name."""


@app.command()
def score(data: Data, scorer: Scorer, half: Half = "check", show: Show = False) -> None:
    """Scores the speakers of one half."""
    names: dict[str, list[bool]] = defaultdict(list)
    roles: dict[str, list[bool]] = defaultdict(list)
    given: list[bool] = []
    labels = _labels(half)
    module = load_scorer(scorer)
    for article, doc, gold in marked(module, data, labels, load_pipeline()):
        ours = {found.content[0]: speaker for found, speaker in sources(doc, module, gold)}
        for label in labels[article]:
            speaker = ours[label.content]
            wanted = {" ".join(span.of(doc.text).split()) for span in label.names}
            is_right = speaker.name in wanted if wanted else speaker.name is None
            if speaker.name is not None:
                given.append(is_right)
            printed = [span.of(doc.text) for span in label.roles]
            has_role = _is_role(speaker.role, printed)
            for stratum in (label.stratum, "all"):
                names[stratum].append(is_right)
                roles[stratum].append(has_role)
            if show and not (is_right and has_role):
                sentence = doc.text[max(0, label.content.start - 150) : label.content.end + 80]
                typer.echo(f"{label.stratum}: {speaker.name} / {sorted(wanted)}")
                typer.echo(f"   {speaker.role} / {printed}: {sentence!r}")
    for stratum in sorted(names):
        typer.echo(f"{half}, {stratum}: name {interval(sum(names[stratum]), len(names[stratum]))}")
        typer.echo(f"   role {interval(sum(roles[stratum]), len(roles[stratum]))}")
    typer.echo(f"{half}, of the names given: {interval(sum(given), len(given))}")


def _labels(half: str) -> dict[str, list[Label]]:
    """The labelled attributions of one half, by article."""
    labels: dict[str, list[Label]] = defaultdict(list)
    with _LABELS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["half"] == half:
                content = spans(row["content"])[0]
                names, roles = (_any_of(row[column]) for column in ("name", "role"))
                labels[row["article"]].append(Label(row["stratum"], content, names, roles))
    return labels


def _any_of(written: str) -> tuple[Span, ...]:
    return () if written == _NONE else spans(written.replace("|", " "))


def _is_role(given: str | None, wanted: list[str]) -> bool:
    if given is None or not wanted:
        return given is None and not wanted
    ours = _bare(given)
    return any(ours in _bare(each) or _bare(each) in ours for each in wanted)


def _bare(role: str) -> str:
    lower = " ".join(role.lower().split())
    article = next((word for word in _ARTICLES if lower.startswith(word)), "")
    return lower.removeprefix(article)


if __name__ == "__main__":
    app()
