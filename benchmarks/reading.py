"""What reading and normalising cost beside the analysis, in CPU time, on files of articles.

    python benchmarks/reading.py speed DATA/bulk/bbc2225.jsonl.gz --articles 200

Both are timed in one run, article by article in turn, on the texts of the file.
"""

import io
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from transforms.analyse.attribution import make_learned_finder
from transforms.analyse.language import load_pipeline
from transforms.analyse.rows import rows_of
from transforms.elements import Article, Passed, RawDocument, Reject
from transforms.limits import Limits
from transforms.normalise import normalise
from transforms.read import parse, read
from transforms.read.files import Source

app = typer.Typer(add_completion=False, no_args_is_help=True)


@app.callback()
def reading() -> None:
    """What reading costs."""


@app.command()
def speed(
    path: Annotated[Path, typer.Argument(help="A file that the readers know.")],
    articles: Annotated[int, typer.Option(help="Articles to take, from its beginning.")] = 200,
) -> None:
    """Prints the share that reading and normalising have in the analysis."""
    nlp, model = load_pipeline(), make_learned_finder().model
    limits, data = Limits(), path.read_bytes()
    source = Source(path.name, lambda: io.BytesIO(data), None)
    spent = {"read": 0.0, "analyse": 0.0}

    def analyse(article: Article) -> None:
        rows_of(article, nlp(article.text), "run", model)

    documents = read(source, None, None, limits)
    first = next(_articles(next(documents), limits))
    analyse(first)  # so that everything is loaded
    words = 0
    start = time.process_time()
    for document in islice(documents, articles):
        for article in _articles(document, limits):
            spent["read"] += time.process_time() - start
            start = time.process_time()
            analyse(article)
            spent["analyse"] += time.process_time() - start
            words += article.word_count
            start = time.process_time()
    for step, seconds in spent.items():
        typer.echo(f"{step:8} {seconds:7.2f} s  {words / seconds:10,.0f} words a CPU-second")
    typer.echo(
        f"reading and normalising cost {spent['read'] / spent['analyse']:.1%} of the analysis"
    )


def _articles(document: RawDocument | Reject | Passed, limits: Limits) -> Iterator[Article]:
    for draft in parse(document, limits) if isinstance(document, RawDocument) else ():
        if not isinstance(draft, Reject):
            yield normalise(draft, limits)


if __name__ == "__main__":
    app()
