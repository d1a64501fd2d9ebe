"""The text of pages beside gold standards, and beside trafilatura.

    python benchmarks/pages.py score --data ../shared/data/html
    python benchmarks/pages.py gate --data ../shared/data/html

DATA holds `article_bodies/` (scrapinghub/article-extraction-benchmark), `segments/` (trafilatura's
evaluation), `fundus/` (flairNLP/fundus) and `metadata/` (postlight/parser; for speed alone).
`score` prints the figures of both systems in one run, for all pages and by half (told by a hash of
their name: we look at the pages of half `a` only, `b` shows whether what was learnt there holds).
`gate` fails where ours is below `floor.json`.

- body: precision and recall of 4-grams of words, averaged over the pages of `article_bodies`, and
  F1 of the two averages, as that benchmark counts.
- segments: of the strings that must and must not appear, how many do as they must.
- paragraphs: how many of gold's paragraphs in `fundus` are paragraphs of the text, white space
  aside.
- speed: the CPU time of ours for every page of every set, as a part of trafilatura's
  (`bare_extraction` with metadata, without comments).
"""

import gzip
import hashlib
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from floor import hold
from trafilatura import bare_extraction

from transforms.elements import RawDocument
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.read.html import page_draft

app = typer.Typer(help=__doc__.splitlines()[0], no_args_is_help=True)
Data = Annotated[Path, typer.Option(help="The folder with article_bodies/, segments/ and fundus/.")]

_WORD = re.compile(r"\w+")
_BLANK_LINE = re.compile(r"\n\s*\n")
_GRAM = 4
_GROUPS = ("all", "a", "b")


@dataclass(frozen=True)
class Page:
    """A page and what gold says of it: a text, or strings, by the set that it is of."""

    set: str
    name: str
    html: bytes
    url: str | None
    gold: Any

    @property
    def half(self) -> str:
        return "ab"[hashlib.sha256(f"{self.set}/{self.name}".encode()).digest()[0] % 2]


System = Callable[[Page], str]


def pages(data: Path) -> Iterator[Page]:
    """Every page of every set."""
    for name, record in _read(data / "article_bodies/gold.json").items():
        path = data / f"article_bodies/{name}.html.gz"
        yield _page(path, "body", record["url"], record["articleBody"])
    for url, record in _read(data / "segments/gold.json").items():
        address = url if url.startswith("http") else None
        yield _page(data / "segments" / record["file"], "segments", address, record)
    for line in (data / "fundus/gold.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        path = data / "fundus" / record["file"]
        yield _page(path, "paragraphs", record["url"], record["plaintext"])
    for name, record in _read(data / "metadata/gold.json").items():
        yield _page(data / f"metadata/{name}.gz", "metadata", record.get("url"), None)


def _read(path: Path) -> dict[str, Any]:
    records: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return records


def _page(path: Path, set: str, url: str | None, gold: Any) -> Page:
    return Page(set, path.name, gzip.decompress(path.read_bytes()), url, gold)


def ours(page: Page) -> str:
    """The text as onrecord has it; empty where the page is refused."""
    raw = RawDocument(page.url or page.name, page.html, "html", None)
    try:
        return page_draft(raw, page.html, page.url, None, Limits()).text
    except DocumentError:
        return ""


def trafilatura(page: Page) -> str:
    """The text as trafilatura has it."""
    options = {"include_comments": False, "with_metadata": True}
    found = bare_extraction(page.html, url=page.url, **options)
    return (found.text if found else None) or ""


SYSTEMS: dict[str, System] = {"trafilatura": trafilatura, "onrecord": ours}


def grams(text: str) -> Counter[tuple[str, ...]]:
    """How often each run of four words stands in a text; a shorter text is one run."""
    words = _WORD.findall(text)
    count = max(1, len(words) - _GRAM + 1) if words else 0
    return Counter(tuple(words[at : at + _GRAM]) for at in range(count))


def precision_recall(gold: str, text: str) -> tuple[float, float]:
    """Of one page. Nothing found where there is nothing is right."""
    wanted, found = grams(gold), grams(text)
    both = (wanted & found).total()
    precision = both / found.total() if found else float(not wanted)
    recall = both / wanted.total() if wanted else float(not found)
    return precision, recall


def strings(record: dict[str, list[str]], text: str) -> tuple[int, int]:
    """How many strings of a page are there or absent as they must, of how many."""
    right = sum(each in text for each in record["with"])
    right += sum(each not in text for each in record["without"])
    return right, len(record["with"]) + len(record["without"])


def paragraphs(gold: str, text: str) -> tuple[int, int]:
    """How many paragraphs of gold are lines of the text, of how many."""
    lines = {_spaced(line) for line in text.splitlines()}
    wanted = list(filter(None, map(_spaced, _BLANK_LINE.split(gold))))
    return sum(each in lines for each in wanted), len(wanted)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def figures(read: Sequence[Page], texts: Sequence[str]) -> dict[str, float]:
    """The figures of a system, from its text of each page."""
    by_set = {
        name: [
            (page.gold, text) for page, text in zip(read, texts, strict=True) if page.set == name
        ]
        for name in ("body", "segments", "paragraphs")
    }
    rates = [precision_recall(gold, text) for gold, text in by_set["body"]]
    precision, recall = (sum(each) / len(rates) for each in zip(*rates, strict=True))
    return {
        "body F1": 2 * precision * recall / (precision + recall),
        "body P": precision,
        "body R": recall,
        "segments": _part(strings(*each) for each in by_set["segments"]),
        "paragraphs": _part(paragraphs(*each) for each in by_set["paragraphs"]),
    }


def _part(counts: Iterable[tuple[int, int]]) -> float:
    right, of = map(sum, zip(*counts, strict=True))
    return right / of


def run(system: System, read: Sequence[Page]) -> tuple[list[str], float]:
    """The texts of a system, and the CPU seconds it took."""
    start = time.process_time()
    texts = [system(page) for page in read]
    return texts, time.process_time() - start


@app.command()
def score(data: Data) -> None:
    """Prints the figures of both systems, by half."""
    read = list(pages(data))
    seconds = {}
    for name, system in SYSTEMS.items():
        run(system, read[:5])  # what is loaded and compiled once is no matter of a page
        texts, seconds[name] = run(system, read)
        typer.echo(f"== {name}: {seconds[name]:.2f} s of CPU for {len(read)} pages")
        for group in _GROUPS:
            chosen = [at for at, page in enumerate(read) if group in ("all", page.half)]
            found = figures([read[at] for at in chosen], [texts[at] for at in chosen])
            shown = "".join(f"  {figure} {value:.4f}" for figure, value in found.items())
            typer.echo(f"  {group:4}{shown}")
    typer.echo(f"speed: {seconds['onrecord'] / seconds['trafilatura']:.3f} of trafilatura's time")


@app.command()
def gate(data: Data) -> None:
    """Fails where ours is below the floor."""
    read = [page for page in pages(data) if page.gold is not None]
    hold("pages", figures(read, run(ours, read)[0]).__getitem__)


if __name__ == "__main__":
    app()
