"""Attributions beside a gold standard and a peer.

    python benchmarks/attribution.py score --data polnear --scorer score_attribution.py
    python benchmarks/attribution.py gate --data polnear --scorer score_attribution.py
    python benchmarks/attribution.py peer --data polnear --scorer score_attribution.py
    python benchmarks/attribution.py errors --data polnear --scorer score_attribution.py
    python benchmarks/attribution.py card --data polnear --scorer score_attribution.py
    python benchmarks/attribution.py speed DIR
    python benchmarks/attribution.py predict DIR > predictions.jsonl

`score` runs our pipeline over a split's raw texts; `--marks` first sets their quotation marks in
another style (`marks.py`), which should change little; `--marks every` tries all. `peer` scores
textacy's direct quotations and ours. `gate` fails where a figure is below `floor.json`. `errors`
counts what is missed and invented by class. `card` prints the figures of docs/attribution.md.
`speed` says how many words a second of CPU takes. `predict` writes one line of JSON an article,
offsets in code points of the raw file.

The gold standard marks the outermost attributions only, so claims inside the content of others are
left out everywhere; `predict --nested` and `score --nested` put them in.
"""

import json
import sys
import time
from pathlib import Path
from typing import Annotated

import card as model_card
import spacy
import typer
from failures import tally
from floor import hold
from gold import Counts, Gold, Summary, figure
from marks import Marks, Reset, reset_marks
from speed import paces, readers
from systems import Rows, System, ours, textacy

from transforms.analyse.language import MODEL, load_pipeline

app = typer.Typer(help=__doc__.splitlines()[0], no_args_is_help=True)
Data = Annotated[Path, typer.Option(help="The folder that holds the splits.")]
Scorer = Annotated[Path, typer.Option(help="The scorer, a Python file.")]
Split = Annotated[str, typer.Option(help="The split.")]
Style = Annotated[str, typer.Option(help=f"{', '.join(Marks)}, or every.")]
Boot = Annotated[int, typer.Option(help="Resamples for 95 % intervals; 0 for none.")]
Nested = Annotated[
    bool,
    typer.Option(help="With claims inside the content of others; the gold standard has none."),
]
Folder = Annotated[Path, typer.Argument(help="A folder of .txt files.")]

_EVERY = "every"


@app.command()
def score(
    data: Data,
    scorer: Scorer,
    split: Split = "dev",
    marks: Style = Marks.AS_PRINTED.value,
    boot: Boot = 0,
    nested: Nested = False,
) -> None:
    """Scores our pipeline."""
    gold, system = Gold(data, scorer, split), ours(load_pipeline(), nested)
    for style in list(Marks) if marks == _EVERY else [Marks(marks)]:
        _report("onrecord", system, gold, style, boot)


@app.command()
def gate(data: Data, scorer: Scorer) -> None:
    """Fails where accuracy on dev is below the floor; raise the floor when it has risen."""
    summary = _report("onrecord", ours(load_pipeline()), Gold(data, scorer, "dev"))
    hold("attribution", lambda name: figure(summary, name))


@app.command()
def peer(
    data: Data,
    scorer: Scorer,
    split: Split = "dev",
    marks: Style = Marks.AS_PRINTED.value,
    boot: Boot = 0,
) -> None:
    """Scores textacy's direct quotations, then our pipeline."""
    gold = Gold(data, scorer, split)
    for name, system in (("textacy", textacy()), ("onrecord", ours(load_pipeline()))):
        _report(name, system, gold, Marks(marks), boot)


@app.command()
def errors(data: Data, scorer: Scorer, split: Split = "dev") -> None:
    """Counts what is missed, wrongly sourced and invented, by class."""
    gold = Gold(data, scorer, split)
    found, _ = _run(ours(load_pipeline()), gold, Marks.AS_PRINTED)
    _echo_failures(gold, found)


@app.command()
def card(data: Data, scorer: Scorer, split: Split = "dev", boot: Boot = 1000) -> None:
    """Prints the figures of the model card and of the README's table, as Markdown."""
    gold, system = Gold(data, scorer, split), ours(load_pipeline())
    found: dict[Marks, list[Rows]] = {}
    counts: dict[Marks, list[Counts]] = {}
    for style in Marks:
        found[style], _ = _run(system, gold, style)
        counts[style] = gold.counts(found[style])
    printed = counts[Marks.AS_PRINTED]
    typer.echo("\n".join(model_card.figures(gold, printed, boot)))
    typer.echo("\n| marks | content | triple | direct | rightly sourced | indirect, recall |")
    typer.echo(f"|---|{'--:|' * len(model_card.STYLED)}")
    for style in Marks:
        typer.echo(model_card.row(style.value, gold, counts[style], model_card.STYLED))
    typer.echo()
    _echo_failures(gold, found[Marks.AS_PRINTED])
    typer.echo("\nREADME:")
    typer.echo(model_card.row("**onrecord**", gold, printed, model_card.COMPARED))


@app.command()
def speed(
    folder: Folder,
    rounds: Annotated[int, typer.Option(help="How often all is read.")] = 3,
    most: Annotated[int, typer.Option(help="Files read.")] = 84,
) -> None:
    """Words a second of CPU: the finder alone, the whole analysis, and spaCy's own pipeline."""
    texts = [_read(path) for path in sorted(folder.glob("*.txt"))[:most]]
    for name, pace in paces(readers(), texts, rounds):
        slowest, fastest = f"{pace.slowest:,.0f}", f"{pace.fastest:,.0f}"
        typer.echo(f"{name}: {pace.middle:,.0f} words a CPU-second ({slowest} to {fastest})")


@app.command()
def predict(folder: Folder, nested: Nested = False) -> None:
    """Writes what our pipeline finds in every .txt file of a folder."""
    paths = sorted(folder.glob("*.txt"))
    found = ours(load_pipeline(), nested)([_read(path) for path in paths])
    for path, attributions in zip(paths, found, strict=True):
        sys.stdout.write(json.dumps({"id": path.stem, "attributions": attributions}) + "\n")


def _report(
    name: str, system: System, gold: Gold, style: Marks = Marks.AS_PRINTED, boot: int = 0
) -> Summary:
    """Prints a system's figures and returns them as the scorer summarises them."""
    found, seconds = _run(system, gold, style)
    pace = gold.words / seconds
    typer.echo(f"== {name}, {gold.split}, {style.value}: {pace:,.0f} words a CPU-second")
    summary = gold.summary(gold.counts(found), boot)
    gold.show(summary)
    return summary


def _run(system: System, gold: Gold, style: Marks) -> tuple[list[Rows], float]:
    """What a system finds in the texts set in a style, and the seconds of CPU it took.

    Offsets are into the texts as printed, because the scorer tells kinds by their marks.
    """
    resets = [reset_marks(article.text, style) for article in gold.articles]
    start = time.process_time()
    found = list(system([reset.text for reset in resets]))
    seconds = time.process_time() - start
    return [_back(reset, rows) for reset, rows in zip(resets, found, strict=True)], seconds


def _back(reset: Reset, rows: Rows) -> Rows:
    """The rows with offsets into the text as printed."""
    return [
        {
            name: [reset.back(start, end) for start, end in value]
            if name in ("content", "cue", "source")
            else value
            for name, value in row.items()
        }
        for row in rows
    ]


def _echo_failures(gold: Gold, found: list[Rows]) -> None:
    tagger = spacy.load(MODEL, exclude=["parser", "ner"])
    typer.echo("\n".join(tally(gold, found, tagger).markdown()))


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:  # newline="": offsets into the raw file
        return file.read()


if __name__ == "__main__":
    app()
