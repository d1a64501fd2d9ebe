"""Web archives beside another hand's count: `archives.py score --data DIR`, and `gate`.

DIR holds archives and INVENTORY.tsv: file, records, HTML responses, and the error that ended the
count. Counted by warcio, which reads no LZ4 and stops at the first error. Ours are counted as the
pieces that are accounted for: documents, rejects, and what is passed over. One file differs, and
is why the floor is below 1: of six_wrong_content_length.warc, which has 7 records, warcio counts
11, for it takes lines of a page for the headers of records.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from floor import hold

from transforms.elements import Passed, Reject
from transforms.limits import Limits
from transforms.read import parse, read
from transforms.read.files import Source, open_path

app = typer.Typer(add_completion=False)
Data = Annotated[Path, typer.Option(help="The folder with INVENTORY.tsv.")]


@dataclass
class Count:
    """What an archive gave, beside what it was counted to hold."""

    file: str
    records: int
    html: int
    error: str
    #: Records that gave documents, each once, though a feed gives one an entry; ids may repeat.
    documents: set[tuple[str, int]] = field(default_factory=set)
    passed: int = 0
    articles: int = 0
    #: Rejects by code: of the reading, which stand for a piece each, and of the parsing.
    rejects: Counter[str] = field(default_factory=Counter)
    unparsed: Counter[str] = field(default_factory=Counter)

    @property
    def pieces(self) -> int:
        return len(self.documents) + self.passed + self.rejects.total()

    @property
    def agrees(self) -> bool:
        """As many as counted; or more, where the count stopped at an error or knew no LZ4."""
        return self.pieces >= self.records if self.error else self.pieces == self.records


def count(data: Path, row: dict[str, str]) -> Count:
    found = Count(row["file"], int(row["records"]), int(row["html_responses"]), row["error"] or "")
    path = str(data / found.file)
    for each in read(Source(found.file, partial(open_path, path), None)):
        if isinstance(each, Passed):
            found.passed += each.count
        elif isinstance(each, Reject):
            found.rejects[each.code] += 1
        else:
            record, nested, _ = each.uri.removeprefix(f"{found.file}#").partition("#")
            found.documents.add((record, 0 if nested else len(found.documents)))
            for article in parse(each, Limits()):
                if isinstance(article, Reject):
                    found.unparsed[article.code] += 1
                else:
                    found.articles += 1
    return found


def counts(data: Path) -> Iterator[Count]:
    with (data / "INVENTORY.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            yield count(data, row)


@app.command()
def score(data: Data) -> None:
    """A line a file: records counted and accounted for, HTML responses, articles, rejects."""
    typer.echo(f"{'':1} {'records':>7} {'ours':>5} {'html':>5} {'articles':>8}  file")
    for each in counts(data):
        rejects = ", ".join(
            f"{code} {number}" for code, number in sorted((each.rejects + each.unparsed).items())
        )
        stopped = "  (the count stopped at an error)" if each.error else ""
        typer.echo(
            f"{' ' if each.agrees else '!'} {each.records:7} {each.pieces:5} {each.html:5}"
            f" {each.articles:8}  {each.file}  {rejects}{stopped}"
        )


@app.command()
def gate(data: Data) -> None:
    """Fails where a record is unaccounted for, or the pages of news45 are not all articles."""
    found = list(counts(data))
    news = next(each for each in found if each.file.endswith("/news45.warc.gz"))
    reached = {
        "files": sum(each.agrees for each in found) / len(found),
        "news": news.articles / news.html,
    }
    hold("archives", reached.__getitem__)


if __name__ == "__main__":
    app()
