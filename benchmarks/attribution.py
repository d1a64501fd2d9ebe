"""Attributions beside a gold standard and a peer.

    python benchmarks/attribution.py score --data polnear --scorer score_attribution.py
    python benchmarks/attribution.py gate --data polnear --scorer score_attribution.py
    python benchmarks/attribution.py peer --data polnear --scorer score_attribution.py
    python benchmarks/attribution.py predict DIR > predictions.jsonl

`score` runs our pipeline over a split's raw texts, `peer` textacy's direct quotations beside it,
both under the same scorer, and both say how many words a second of CPU took. `--marks` first sets
the quotation marks of the texts in another style (`marks.py`): ours must not depend on them. `gate`
fails where a figure is below `floor.json`. `predict` writes one line of JSON an article, offsets in
code points of the raw file.
"""

import importlib.util
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import typer
from marks import Marks, Reset, reset_marks
from spacy.language import Language

from transforms.analyse.attributions import Attribution, Span
from transforms.analyse.language import load_pipeline
from transforms.analyse.reading import Reading

app = typer.Typer(help=__doc__.splitlines()[0], no_args_is_help=True)
Finder = Callable[[list[str]], Iterator[list[dict[str, Any]]]]
Data = Annotated[Path, typer.Option(help="The folder that holds the splits.")]
Scorer = Annotated[Path, typer.Option(help="The scorer, a Python file.")]


#: Figures on dev that a change may not fall below.
_FLOOR = Path(__file__).with_name("floor.json")
#: A figure this far above its floor is no longer noise of other libraries' versions.
_SLACK = 0.005


@app.command()
def score(data: Data, scorer: Scorer, split: str = "dev", marks: Marks = Marks.AS_PRINTED) -> None:
    """Scores our pipeline."""
    _report("onrecord", _ours(load_pipeline()), data, _load(scorer), split, marks)


@app.command()
def gate(data: Data, scorer: Scorer) -> None:
    """Fails where accuracy on dev is below the floor; raise the floor when it has risen."""
    summary = _report("onrecord", _ours(load_pipeline()), data, _load(scorer))
    floor = json.loads(_FLOOR.read_text(encoding="utf-8"))
    reached = {name: round(_figure(summary, name), 3) for name in floor}
    typer.echo(f"floor   {floor}\nreached {reached}")
    if fallen := [name for name in floor if reached[name] < floor[name]]:
        typer.echo(f"below the floor: {', '.join(fallen)}", err=True)
        raise typer.Exit(1)
    if any(reached[name] > floor[name] + _SLACK for name in floor):
        typer.echo(f"risen: write the figures reached into {_FLOOR.name}")


@app.command()
def peer(data: Data, scorer: Scorer, split: str = "dev", marks: Marks = Marks.AS_PRINTED) -> None:
    """Scores textacy's direct quotations, then our pipeline."""
    module = _load(scorer)
    _report("textacy", _textacy(), data, module, split, marks)
    _report("onrecord", _ours(load_pipeline()), data, module, split, marks)


@app.command()
def predict(folder: Path) -> None:
    """Writes what our pipeline finds in every .txt file of a folder."""
    paths = sorted(folder.glob("*.txt"))
    found = _ours(load_pipeline())([_read(path) for path in paths])
    for path, attributions in zip(paths, found, strict=True):
        sys.stdout.write(json.dumps({"id": path.stem, "attributions": attributions}) + "\n")


def _report(
    name: str,
    finder: Finder,
    data: Path,
    scorer: ModuleType,
    split: str = "dev",
    marks: Marks = Marks.AS_PRINTED,
) -> dict[str, Any]:
    """Prints a system's figures and returns them as the scorer summarises them."""
    articles = scorer.load_gold(str(data), split)
    resets = [reset_marks(text, marks) for _, text, _, _ in articles]
    start = time.process_time()
    found = list(finder([reset.text for reset in resets]))
    seconds = time.process_time() - start
    # The scorer tells kinds by the marks as printed, so it sees the text as printed.
    counts = [
        scorer.score_article(scorer.Art(text), gold, _back(reset, predicted), discarded)
        for (_, text, gold, discarded), reset, predicted in zip(
            articles, resets, found, strict=True
        )
    ]
    words = sum(len(text.split()) for _, text, _, _ in articles)
    typer.echo(f"== {name}, {split}, {marks.value}: {words / seconds:,.0f} words a CPU-second")
    summary: dict[str, Any] = scorer.summarise(scorer.add(counts))
    scorer.show(summary)
    return summary


def _back(reset: Reset, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with offsets into the text as printed."""
    return [
        {
            role: value if role == "kind" else [reset.back(start, end) for start, end in value]
            for role, value in row.items()
        }
        for row in rows
    ]


def _figure(summary: dict[str, Any], name: str) -> float:
    """`content.overlap.F1` of nested dicts."""
    value: Any = summary
    for part in name.split("."):
        value = value[part]
    return float(value)


def _ours(nlp: Language) -> Finder:
    def find(texts: list[str]) -> Iterator[list[dict[str, Any]]]:
        for doc in nlp.pipe(texts, batch_size=16):
            # What the table of claims holds, not all that the finder found.
            yield [_row(attribution) for attribution in Reading.of(doc).attributions]

    return find


def _row(attribution: Attribution) -> dict[str, Any]:
    return {
        "kind": attribution.kind,
        "content": attribution.content,
        "cue": attribution.cue,
        "source": attribution.source,
    }


def _textacy() -> Finder:
    try:
        from textacy.extract.triples import direct_quotations
    except ImportError:
        raise typer.BadParameter("the peer needs textacy 0.13: pip install textacy") from None
    nlp = load_pipeline()
    nlp.disable_pipe("attribution")

    def find(texts: list[str]) -> Iterator[list[dict[str, Any]]]:
        for text in texts:
            rows: list[dict[str, Any]] = []
            # Paragraph by paragraph: textacy gives up on a whole text with one odd mark.
            for offset, paragraph in _paragraphs(text):
                try:
                    quotations = list(direct_quotations(nlp(paragraph)))
                except ValueError:
                    continue
                rows.extend(
                    {
                        "content": _spans(offset, [found.content]),
                        "cue": _spans(offset, found.cue),
                        "source": _spans(offset, found.speaker),
                    }
                    for found in quotations
                )
            yield rows

    return find


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            yield offset, line
        offset += len(line) + 1


def _spans(offset: int, parts: Iterable[Any]) -> list[Span]:
    """Of spaCy tokens or spans."""
    return [
        Span(offset + start, offset + start + len(part.text))
        for part in parts
        for start in [part.start_char if hasattr(part, "start_char") else part.idx]
    ]


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:  # newline="": offsets into the raw file
        return file.read()


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise typer.BadParameter(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    app()
