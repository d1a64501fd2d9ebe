"""Names beside a corpus of news in the format of CoNLL-2003, and beside a peer.

    python benchmarks/names.py predict eng.testa > predicted
    python benchmarks/names.py score predicted
    python benchmarks/names.py peer eng.testa
    python benchmarks/names.py gate eng.testa

`predict` writes the file back with the tag we give each token (IOB2) as one more column. `score`
gives the entity-level figures of such an output, as conlleval and seqeval count. `peer` does both
for spaCy's small pipeline and ours, on the text as printed and as headlines, and says how many
words a second of CPU takes; `gate` fails where ours is below `floor.json`. Files may be packed by
gzip.

With `--case`, every sentence is set as a headline: in Title Case, or in CAPITALS.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer
from conll import (
    COLUMNS,
    GOLD,
    PREDICTED,
    TOKEN,
    Row,
    articles,
    column,
    names_of,
    read,
    tags_of,
    written,
)
from floor import hold
from names_score import CORE, Scores
from names_systems import System, Systems
from names_text import Case, headline, lay_out

app = typer.Typer(help=__doc__.splitlines()[0], no_args_is_help=True)
File = Annotated[Path, typer.Argument(help="A file of CoNLL-2003.")]
Predicted = Annotated[Path, typer.Argument(help="What `predict` wrote.")]
Which = Annotated[Systems, typer.Option(help="Whose names.")]
As = Annotated[Case, typer.Option(help="How the words are set.")]


@app.command()
def predict(file: File, system: Which = Systems.ONRECORD, case: As = Case.AS_PRINTED) -> None:
    """Writes the file with one more column, the predicted tags."""
    rows = _in_case(read(file), case)
    tags, _ = _predicted(system.load(), rows)
    typer.echo("\n".join(written(rows, tags)))


@app.command()
def score(file: Predicted) -> None:
    """Prints the figures of what `predict` wrote."""
    rows = read(file, COLUMNS + 1)
    _echo(_tags(rows, GOLD), _tags(rows, PREDICTED))


@app.command()
def gate(file: File) -> None:
    """Fails where PER, ORG and LOC are below the floor, as printed or as headlines."""
    rows, system = read(file), Systems.ONRECORD.load()

    def reached(case: str) -> float:
        tags, _ = _predicted(system, _in_case(rows, Case(case)))
        return _scores(_tags(rows, GOLD), tags).of(CORE).f1

    hold("names", reached)


@app.command()
def peer(file: File) -> None:
    """Scores spaCy's small pipeline, then ours, as printed and as headlines."""
    rows = read(file)
    systems = {system: system.load() for system in (Systems.SPACY, Systems.ONRECORD)}
    for case in Case:
        for name, system in systems.items():
            tags, pace = _predicted(system, _in_case(rows, case))
            typer.echo(f"== {name}, {case}: {pace:,.0f} words a CPU-second")
            _echo(_tags(rows, GOLD), tags)


def _predicted(system: System, rows: Sequence[Row]) -> tuple[list[list[str]], float]:
    """The tags a system gives each sentence, and the words it reads a second of CPU."""
    laid = [
        lay_out(column(rows, sentence, TOKEN) for sentence in article) for article in articles(rows)
    ]
    start = time.process_time()
    found = list(system([article.text for article in laid]))
    seconds = time.process_time() - start
    tags = [
        tags_of(names, len(tokens))
        for article, in_text in zip(laid, found, strict=True)
        for tokens, names in zip(article.sentences, article.names(in_text), strict=True)
    ]
    return tags, sum(len(article.text.split()) for article in laid) / seconds


def _in_case(rows: Sequence[Row], case: Case) -> list[Row]:
    """The lines with their tokens set in the case."""
    changed = list(rows)
    for sentence in _sentences(rows):
        tokens = headline(column(rows, sentence, TOKEN), case)
        for number, token in zip(sentence, tokens, strict=True):
            changed[number] = [token, *rows[number][1:]]
    return changed


def _tags(rows: Sequence[Row], which: int) -> Iterator[list[str]]:
    """A column of tags, sentence by sentence."""
    return (column(rows, sentence, which) for sentence in _sentences(rows))


def _sentences(rows: Sequence[Row]) -> Iterator[range]:
    return chain.from_iterable(articles(rows))


def _echo(gold: Iterable[list[str]], found: Iterable[list[str]]) -> None:
    """Prints the figures, given the tags of each sentence."""
    typer.echo("\n".join(_scores(gold, found).table()))


def _scores(gold: Iterable[list[str]], found: Iterable[list[str]]) -> Scores:
    return Scores(zip(map(names_of, gold), map(names_of, found), strict=True))


if __name__ == "__main__":
    app()
