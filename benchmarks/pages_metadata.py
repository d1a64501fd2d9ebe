"""The metadata of pages beside a gold standard, and beside trafilatura and htmldate.

    python benchmarks/pages_metadata.py score --data ../shared/data/html
    python benchmarks/pages_metadata.py gate --data ../shared/data/html

DATA holds `metadata/` (pages with `gold.json`, from postlight/parser) and `fundus/` (pages with
`gold.jsonl`, from flairNLP/fundus). `score` prints the part that each system gets right, by set
and by half of the pages (told by a hash of their name: we look at the pages of half `a` only,
`b` shows whether what was learnt there holds), and the CPU time for all of them. `gate` fails
where ours is below `floor.json`.

Counted over the pages whose gold has the field:

- title: equal but for white space.
- author: the sets of names are equal but for case and white space; a leading `By` is no part of a
  name, and commas, semicolons, `and`, `&`, `|` and line breaks part names, in both alike.
- day: of publication. The same day in UTC or in the zone that the page states; where a page shows
  but a day, gold's time may lie on that day anywhere on earth.
- day, UTC: the same day in UTC, and nothing else.
"""

import gzip
import hashlib
import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from floor import hold
from htmldate import find_date
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata

from transforms.read.page.metadata import read_metadata
from transforms.read.page.tree import read_tree
from transforms.read.times import Stamp, parse_stamp

app = typer.Typer(help=__doc__.splitlines()[0], no_args_is_help=True)
Data = Annotated[Path, typer.Option(help="The folder with metadata/ and fundus/.")]

FIELDS = ("title", "author", "day", "day, UTC")
_BETWEEN_NAMES = re.compile(r",|;|\n| and |&|\|")
# How far a day on earth reaches beyond the day in UTC: UTC+14 to UTC-12.
_EARLIEST, _LATEST = timedelta(hours=-14), timedelta(hours=24 + 12)


@dataclass(frozen=True)
class Found:
    """What a system says of a page."""

    title: str | None = None
    author: str | None = None
    published: Stamp | None = None


@dataclass(frozen=True)
class Page:
    """A page and what is right of it; None where gold has no such field."""

    set: str
    name: str
    packed: bytes
    url: str | None
    gold: Found

    @property
    def half(self) -> str:
        return "ab"[hashlib.sha256(f"{self.set}/{self.name}".encode()).digest()[0] % 2]

    @property
    def tree(self) -> HtmlElement:
        return read_tree(gzip.decompress(self.packed)).tree


System = Callable[[HtmlElement, Page], Found]


@app.command()
def score(data: Data) -> None:
    """Prints the figures of every system, by set and half."""
    read = list(pages(data))
    for name, system in SYSTEMS.items():
        right, seconds = run(system, read)
        typer.echo(f"== {name}: {seconds:.2f} s of CPU for {len(read)} pages")
        for group in ("all", "metadata", "fundus", "half a", "half b"):
            typer.echo(f"  {group:9}" + "".join(f"{_shown(right, group, f):>22}" for f in FIELDS))


@app.command()
def gate(data: Data) -> None:
    """Fails where ours is below the floor."""
    right, _ = run(ours, list(pages(data)))

    def reached(figure: str) -> float:
        return _part(right, "all", figure)

    hold("pages-metadata", reached)


def run(system: System, read: list[Page]) -> tuple[Counter[tuple[str, str, bool]], float]:
    """How often each field is right and wrong, by group of pages, and the CPU seconds it took."""
    right: Counter[tuple[str, str, bool]] = Counter()
    seconds = 0.0
    for page in read:
        tree = page.tree
        start = time.process_time()
        found = system(tree, page)
        seconds += time.process_time() - start
        for field, is_right in judged(found, page.gold):
            for group in ("all", page.set, f"half {page.half}"):
                right[group, field, is_right] += 1
    return right, seconds


def judged(found: Found, gold: Found) -> Iterator[tuple[str, bool]]:
    """Field by field, whether it is right."""
    if gold.title:
        yield "title", _spaced(found.title) == _spaced(gold.title)
    if gold.author:
        yield "author", _names(found.author) == _names(gold.author)
    if gold.published:
        strict = bool(found.published) and found.published.at.date() == gold.published.at.date()
        yield "day", strict or _same_day(found.published, gold.published.at)
        yield "day, UTC", strict


def pages(data: Path) -> Iterator[Page]:
    """The pages with their gold."""
    gold = json.loads((data / "metadata/gold.json").read_text(encoding="utf-8"))
    for name, record in gold.items():
        known = Found(record.get("title"), record.get("author"), _time(record, "date_published"))
        yield _page(data / "metadata" / f"{name}.gz", record, known)
    for line in (data / "fundus/gold.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        authors = ";".join(record["authors"])
        known = Found(record["title"], authors, _time(record, "publishing_date"))
        yield _page(data / "fundus" / record["file"], record, known)


def _page(path: Path, record: dict[str, Any], gold: Found) -> Page:
    return Page(path.parent.name, path.name, path.read_bytes(), record.get("url"), gold)


def _time(record: dict[str, Any], name: str) -> Stamp | None:
    return parse_stamp(record.get(name))


def ours(tree: HtmlElement, page: Page) -> Found:
    found = read_metadata(tree, page.url)
    return Found(found.title, ";".join(found.authors), found.published)


def trafilatura(tree: HtmlElement, page: Page) -> Found:
    found = extract_metadata(tree, default_url=page.url)
    return Found(found.title, found.author, parse_stamp(found.date))


def extraction(tree: HtmlElement, page: Page) -> Found:
    found = bare_extraction(tree, url=page.url, with_metadata=True)
    return Found(found.title, found.author, parse_stamp(found.date)) if found else Found()


def htmldate(tree: HtmlElement, page: Page) -> Found:
    return Found(published=parse_stamp(find_date(tree, original_date=True, url=page.url)))


SYSTEMS: dict[str, System] = {
    "trafilatura, extract_metadata": trafilatura,
    "trafilatura, bare_extraction (with the text)": extraction,
    "htmldate, original date": htmldate,
    "onrecord": ours,
}


def _spaced(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def _names(text: str | None) -> set[str]:
    parts = (" ".join(part.casefold().split()) for part in _BETWEEN_NAMES.split(text or ""))
    return {name for part in parts if (name := part.removeprefix("by ").strip())}


def _same_day(found: Stamp | None, gold: datetime) -> bool:
    if found is None:
        return False
    if found.zone is not None:
        zone = datetime.strptime(found.zone, "%z").tzinfo
        return found.at.astimezone(zone).date() == gold.astimezone(zone).date()
    day = found.at.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=UTC)
    return found.at == day and _EARLIEST <= gold - day < _LATEST


def _part(right: Counter[tuple[str, str, bool]], group: str, field: str) -> float:
    of = right[group, field, True] + right[group, field, False]
    return right[group, field, True] / of if of else 0.0


def _shown(right: Counter[tuple[str, str, bool]], group: str, field: str) -> str:
    count = right[group, field, True]
    of = count + right[group, field, False]
    return f"{field} {_part(right, group, field):.3f} ({count}/{of})"


if __name__ == "__main__":
    app()
