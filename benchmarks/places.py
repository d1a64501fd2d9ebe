"""Countries and points of places and nationalities beside labels made by hand.

    python benchmarks/places.py score --data polnear --stories stories

`labels/places.tsv` has mentions that the pipeline's names call a place or a nationality, in
articles of PolNeAR's training half and of two sets of news from the rest of the world (ECB+ and
NewsWCL50), by offsets in code points and without their text. `country` is the code a reader gives
the mention in its article, `-` where it has none: a party, a continent, both Koreas, or no place
at all but a slip of the names. `geonames_id` is the city or state, `-` where it is not asked.
Articles are halved by a hash: on `tune` the weights were set, `check` is for figures. All were
labelled before any output was seen.

- random: drawn from all; every name at most twice.
- namesakes: names that several places bear of which none is by far the largest.
- world: from everywhere but the United States; every name once.

A mention counts as right where the country is the same, both none included; a point, where it is
the labelled place's or lies within 50 km of it.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from claims import interval
from corpora import Data, Stories, texts_of

from transforms.analyse.gazetteer import places_named
from transforms.analyse.language import load_pipeline
from transforms.analyse.names import Mention, find_names
from transforms.analyse.places import Place, distance, find_places

app = typer.Typer(help=__doc__.splitlines()[0], no_args_is_help=True)
Half = Annotated[str, typer.Option(help="tune or check.")]
Show = Annotated[bool, typer.Option(help="Print every miss; of `tune` only, please.")]
Label = dict[str, str]

_LABELS = Path(__file__).with_name("labels") / "places.tsv"
_NONE = "-"
#: Kilometres between two sources' points of one city, at most.
_SAME_POINT = 50


@app.callback()
def _commands() -> None:
    """One command for now, called by its name."""


@app.command()
def score(data: Data, stories: Stories, half: Half = "check", show: Show = False) -> None:
    """Scores the countries and points of one half."""
    countries: dict[str, list[bool]] = defaultdict(list)
    stated: list[bool] = []
    points: list[bool] = []
    for label, mention, place in _found(_labels(half), data, stories):
        wanted, given = label["country"], place.country_code if place else _NONE
        for stratum in ("all", label["stratum"], *(("with a country",) if wanted != _NONE else ())):
            countries[stratum].append(wanted == given)
        if given != _NONE:
            stated.append(wanted == given)
        if label["geonames_id"] != _NONE:
            points.append(_is_there(label, mention, place))
        if show and (wanted != given or (label["geonames_id"] != _NONE and not points[-1])):
            typer.echo(f"{wanted} {label['geonames_id']} / {place}: {mention}")
    for stratum, right in countries.items():
        typer.echo(f"{half}, country, {stratum}: {interval(sum(right), len(right))}")
    typer.echo(f"{half}, country, right where one is stated: {interval(sum(stated), len(stated))}")
    typer.echo(f"{half}, point: {interval(sum(points), len(points))}")


def _labels(half: str) -> dict[tuple[str, str], list[Label]]:
    """The labels of one half, by corpus and article."""
    labels = defaultdict(list)
    with _LABELS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["half"] == half:
                labels[row["corpus"], row["article"]].append(row)
    return labels


def _found(
    labels: dict[tuple[str, str], list[Label]], data: Path, stories: Path
) -> Iterator[tuple[Label, str, Place | None]]:
    """Each label with its words and the place we give them."""
    nlp = load_pipeline()
    for article, text in texts_of(labels, data, stories):
        names = find_names(nlp(text))
        places = find_places(text, names)
        for label in labels[article]:
            start, end = int(label["start"]), int(label["end"])
            mention = _at(names.mentions, start, end)
            entity = mention.entity if mention else None
            yield label, text[start:end], places.get(entity) if entity else None


def _at(mentions: Iterable[Mention], start: int, end: int) -> Mention | None:
    return next((m for m in mentions if m.span.start < end and start < m.span.end), None)


def _is_there(label: Label, mention: str, place: Place | None) -> bool:
    if place is None or place.latitude is None or place.longitude is None:
        return False
    wanted = int(label["geonames_id"])
    point = next((c.point for c in places_named(mention) if c.geonames_id == wanted), None)
    near = point is not None and distance(point, (place.latitude, place.longitude)) < _SAME_POINT
    return near or place.geonames_id == wanted


if __name__ == "__main__":
    app()
