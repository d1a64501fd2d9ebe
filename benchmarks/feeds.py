"""Feeds beside an inventory of what is in them.

    python benchmarks/feeds.py score --data ../shared/data/feeds
    python benchmarks/feeds.py gate --data ../shared/data/feeds

DATA holds feeds and `INVENTORY.tsv`, which says of some of them how many entries feedparser finds
(`entries`), how many of these carry a full text (`entries_full_text`), and whether the feed is
ill-formed (`bozo`). `score` prints how often we agree, each file where we do not, and the CPU time
of all feeds of the folder, those without a line in the inventory too. `gate` fails where a figure
is below `floor.json`.

Entries are the articles and rejects of the readers of feeds; an inventory by feedparser knows
nothing of JSON Feed, so that those count for time alone. A full text that is cut by its own words
(`Continue reading…`) is none to us.
"""

import csv
import io
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from floor import hold

from transforms.elements import Draft, Passed, Reject
from transforms.limits import Limits
from transforms.read import parse, read
from transforms.read.files import Source

app = typer.Typer(help=__doc__.splitlines()[0], no_args_is_help=True)
Data = Annotated[Path, typer.Option(help="The folder with INVENTORY.tsv.")]

_READERS = ("feed", "sitemap")
_NO_FEEDS = (".tsv", ".gz")


@dataclass(frozen=True)
class Feed:
    """What came of a feed, and what the inventory says."""

    file: str
    entries: tuple[int, int]
    full: tuple[int, int]
    ill_formed: tuple[bool, bool]


@app.command()
def score(data: Data) -> None:
    """Prints how often we agree with the inventory, and where we do not."""
    feeds = list(counted(data))
    for feed in feeds:
        for name, (ours, theirs) in (("entries", feed.entries), ("full text", feed.full)):
            if ours != theirs:
                typer.echo(f"{feed.file}: {name} {ours}, inventory {theirs}")
        if feed.entries[0] and feed.ill_formed[0] != feed.ill_formed[1]:
            typer.echo(f"{feed.file}: ill-formed {feed.ill_formed[0]}")
    for figure in ("well-formed", "entries", "full text"):
        right, all_of_them = figures(feeds, figure)
        typer.echo(f"{figure}: {right} of {all_of_them}")
    files = sorted(path for path in data.rglob("*") if path.is_file() and _is_feed(path))
    read_files = {path: read_all(path) for path in files}
    seconds = {path: took for path, (_, took) in read_files.items()}
    failed = [path for path, (found, _) in read_files.items() if any(map(_failed, found))]
    slowest = max(seconds, key=lambda path: seconds[path])
    typer.echo(f"{len(files)} files: {sum(seconds.values()):.1f} s of CPU, {len(failed)} failed")
    typer.echo(f"slowest: {slowest.relative_to(data)}, {seconds[slowest]:.1f} s")


@app.command()
def gate(data: Data) -> None:
    """Fails where we agree less than the floor says."""
    feeds = list(counted(data))

    def reached(figure: str) -> float:
        right, all_of_them = figures(feeds, figure)
        return right / all_of_them

    hold("feeds", reached)


def figures(feeds: list[Feed], figure: str) -> tuple[int, int]:
    """Right, and all: well-formed feeds by their entries, entries, and entries by their extent."""
    if figure == "well-formed":
        judged = [feed for feed in feeds if not feed.ill_formed[1]]
        return sum(feed.entries[0] == feed.entries[1] for feed in judged), len(judged)
    if figure == "entries":
        return sum(min(feed.entries) for feed in feeds), sum(max(feed.entries) for feed in feeds)
    all_of_them = sum(feed.entries[1] for feed in feeds)
    return all_of_them - sum(abs(feed.full[0] - feed.full[1]) for feed in feeds), all_of_them


def counted(data: Path) -> Iterator[Feed]:
    """The feeds of the inventory, but for JSON Feed."""
    with (data / "INVENTORY.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["file"].endswith(".json"):
                continue
            found, _ = read_all(data / row["file"])
            drafts = [each for each in found if isinstance(each, Draft)]
            ours = [draft for draft in drafts if draft.raw.reader in _READERS]
            refused = sum(isinstance(each, Reject) and each.reader in _READERS for each in found)
            full = sum(draft.extent == "full" for draft in ours)
            ill_formed = any("feed.ill_formed" in draft.warnings for draft in ours)
            yield Feed(
                row["file"],
                (len(ours) + refused, int(row["entries"])),
                (full, int(row["entries_full_text"])),
                (ill_formed, row["bozo"] == "1"),
            )


def read_all(path: Path) -> tuple[list[Draft | Reject], float]:
    """What comes of a file, and the CPU seconds it took."""
    data = path.read_bytes()
    start = time.process_time()
    found: list[Draft | Reject] = []
    for each in read(Source(path.name, lambda: io.BytesIO(data), None)):
        if isinstance(each, Reject):
            found.append(each)
        elif not isinstance(each, Passed):
            found += parse(each, Limits())
    return found, time.process_time() - start


def _failed(found: Draft | Reject) -> bool:
    return isinstance(found, Reject) and found.code == "parse.failed"


def _is_feed(path: Path) -> bool:
    return not path.name.startswith("LICENSE") and path.suffix not in _NO_FEEDS


if __name__ == "__main__":
    app()
