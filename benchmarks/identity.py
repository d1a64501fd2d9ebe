"""Identity inside an article beside GUM: which names, pronouns and descriptions are one entity.

    python benchmarks/identity.py score --data GUM
    python benchmarks/identity.py score --data GUM --genre speech --show --by-article
    python benchmarks/identity.py peer --data GUM
    python benchmarks/identity.py gate --data GUM

GUM (Zeldes 2017; https://github.com/UniversalDependencies/UD_English-GUM) is a folder of CoNLL-U
files that hold the genre in their names; news and interviews are read unless others are named. What
the figures mean is told in `identity_score.py`.

`peer` sets beside ours what little takes: spaCy's names, and `he` or `she` the person named last.
Other systems that need a Python of their own join by files of predictions, one for each:

    python benchmarks/identity.py texts --data GUM > texts
    PEERPYTHON benchmarks/identity_peer.py MODEL < texts > predicted
    python benchmarks/identity.py peer --data GUM --predictions predicted

A line of such a file is a JSON object: the `name` of the article and its `mentions`, each a list of
start, end (code points) and a key that mentions of one entity share.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from floor import hold
from gum import Article, read_articles
from identity_score import Compared, Outcome, by_article, figure, table
from identity_systems import Predicted, Systems

app = typer.Typer(help=__doc__.splitlines()[0], no_args_is_help=True)
Data = Annotated[Path, typer.Option(help="The folder of GUM's files.")]
Genres = Annotated[list[str], typer.Option("--genre", help="Which articles; more than once.")]
Which = Annotated[Systems, typer.Option(help="Whose mentions.")]
File = Annotated[Path | None, typer.Option(help="What another system said, instead of ours.")]
Files = Annotated[list[Path], typer.Option("--predictions", help="What other systems said.")]
Show = Annotated[bool, typer.Option(help="Print every pronoun and description that is wrong.")]
Each = Annotated[bool, typer.Option(help="A line for each article too.")]

_GENRES = ["news", "interview"]
_NONE: list[Path] = []


@app.command()
def score(
    data: Data,
    genre: Genres = _GENRES,
    system: Which = Systems.ONRECORD,
    predictions: File = None,
    show: Show = False,
    by_article: Each = False,
) -> None:
    """Prints the figures of one system."""
    articles = _articles(data, genre)
    if predictions is None:
        found = _run(system, articles)
    else:
        found = read_predictions(predictions, articles)
    compared = list(map(Compared, articles, found))
    if show:
        typer.echo("\n".join(_wrong(compared)))
    _echo(compared, by_article)


@app.command()
def peer(
    data: Data,
    genre: Genres = _GENRES,
    predictions: Files = _NONE,
    by_article: Each = False,
) -> None:
    """Prints the figures of the naive peer, of files of predictions, and ours."""
    articles = _articles(data, genre)
    runs = {
        str(Systems.NAIVE): _run(Systems.NAIVE, articles),
        **{path.name: read_predictions(path, articles) for path in predictions},
        str(Systems.ONRECORD): _run(Systems.ONRECORD, articles),
    }
    for name, found in runs.items():
        typer.echo(f"== {name}")
        _echo(list(map(Compared, articles, found)), by_article)


@app.command()
def gate(data: Data) -> None:
    """Fails where chains or pronouns of news and interviews are below the floor."""
    articles = _articles(data, _GENRES)
    compared = list(map(Compared, articles, _run(Systems.ONRECORD, articles)))
    hold("identity", lambda name: figure(compared, name))


@app.command()
def texts(data: Data, genre: Genres = _GENRES) -> None:
    """Writes the articles for a system that is run by itself, a JSON object a line."""
    for article in _articles(data, genre):
        typer.echo(json.dumps({"name": article.name, "text": article.text}))


def read_predictions(path: Path, articles: Iterable[Article]) -> list[list[Predicted]]:
    """What a file says of each article.

    Args:
        path: Of the file.
        articles: In the order that is wanted.

    Raises:
        typer.BadParameter: An article is missing.
    """
    with path.open(encoding="utf-8") as file:
        rows = {row["name"]: row["mentions"] for row in map(json.loads, file)}
    if missing := [article.name for article in articles if article.name not in rows]:
        raise typer.BadParameter(f"{path} lacks {', '.join(missing)}")
    return [
        [Predicted(start, end, str(key)) for start, end, key in rows[article.name]]
        for article in articles
    ]


def _articles(data: Path, genres: Iterable[str]) -> list[Article]:
    articles = read_articles(data, genres)
    if not articles:
        raise typer.BadParameter(f"no files of these genres in {data}")
    return articles


def _run(system: Systems, articles: Iterable[Article]) -> list[list[Predicted]]:
    return list(system.load()([article.text for article in articles]))


def _echo(compared: Sequence[Compared], each: bool) -> None:
    if each:
        typer.echo("\n".join(by_article(compared)))
    typer.echo("\n".join(table(compared)))


def _wrong(compared: Iterable[Compared]) -> Iterator[str]:
    for each in compared:
        for group, mention, outcome in each.outcomes():
            if outcome is Outcome.WRONG:
                yield f"{group}: {each.described(mention)}"


if __name__ == "__main__":
    app()
