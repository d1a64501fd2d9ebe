"""What the readers make of an input, before any analysis: `onrecord read`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from rich.console import Console
from rich.text import Text

from pipeline.terminal import printable
from transforms.elements import Article, Passed, Reject
from transforms.errors import DocumentError, UsageError
from transforms.limits import Limits
from transforms.normalise import Normalise
from transforms.normalise.paragraphs import BREAK
from transforms.read import Address, ParseDocuments, ReadDocuments, check_inputs
from transforms.warnings import WARNINGS

#: What one input gives, in its order.
Piece = Article | Reject | Passed


def preview(
    inputs: Sequence[str],
    format: str | None = None,
    encoding: str | None = None,
    mapping: tuple[tuple[str, str], ...] = (),
    limits: Limits = Limits(),  # noqa: B008 - immutable
) -> Iterator[Piece]:
    """The clean articles of the inputs, what is refused, and what is passed over.

    Args:
        inputs: As of a run.
        format: The name of a reader, to use whatever the content.
        encoding: The declared encoding of the inputs.
        mapping: Columns of ours, and the fields of records that fill them.
        limits: What a document may cost.

    Raises:
        UsageError: An input that matches nothing.
    """
    read = ReadDocuments(format, encoding, limits, mapping).confined
    parse, normalise = ParseDocuments(limits).confined, Normalise(limits).confined
    for file in check_inputs(inputs):
        if isinstance(file, Address):
            raise UsageError("usage.url", "only `onrecord run` fetches")
        for document in [file] if isinstance(file, Reject) else read(file):
            if isinstance(document, Reject | Passed):
                yield document
                continue
            for draft in parse(document):
                yield from [draft] if isinstance(draft, Reject) else normalise(draft)


def as_record(piece: Piece) -> dict[str, Any]:
    """A piece for scripts: `is` says which it is; an article has its columns, its text and links.

    The bytes of a reject are left out: `onrecord run` keeps them.
    """
    fields = asdict(piece)
    fields.pop("payload", None)
    return {"is": type(piece).__name__.lower()} | fields


@dataclass
class Printer:
    """Prints pieces as they come, and what they add up to.

    Attributes:
        console: Where to.
        articles: How many to print in full; the others are counted.
        paragraphs: How many of each article; None for all.
        counts: Pieces so far, by what they are.
    """

    console: Console
    articles: int
    paragraphs: int | None

    def __post_init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.passed: Counter[str] = Counter()

    def print(self, pieces: Iterable[Piece]) -> None:
        """Prints all of them, and the sum."""
        for piece in pieces:
            if isinstance(piece, Passed):
                self.passed[piece.kind] += piece.count
                continue
            kind = "rejects" if isinstance(piece, Reject) else "articles"
            self.counts[kind] += 1
            if isinstance(piece, Reject):
                self._print_reject(piece)
            elif self.counts[kind] <= self.articles:
                self._print_article(piece)
        self.console.print(self._sum(), soft_wrap=True)

    def _print_reject(self, reject: Reject) -> None:
        self.console.print(Text(printable(reject.uri), "bold"), soft_wrap=True)
        said = Text.assemble("  ", (reject.code, "red"), f": {printable(reject.message)}")
        self.console.print(said, soft_wrap=True)
        remedy = DocumentError.remedies.get(reject.code)
        self.console.print(Text(f"  {remedy}\n", "dim"), soft_wrap=True)

    def _print_article(self, article: Article) -> None:
        self.console.print(Text(printable(article.uri), "bold"), soft_wrap=True)
        for name, value in _metadata(article):
            line = Text.assemble("  ", (f"{name:10}", "dim"), printable(value))
            self.console.print(line, soft_wrap=True)
        for code in article.warnings:
            line = Text.assemble("  ", (f"{'warning':10}", "yellow"), f"{code}: {WARNINGS[code]}")
            self.console.print(line, soft_wrap=True)
        paragraphs = article.text.split(BREAK)
        shown = paragraphs[: self.paragraphs]
        for paragraph in shown:
            self.console.print(Text(f"\n{printable(paragraph)}"))
        if more := len(paragraphs) - len(shown):
            self.console.print(Text(f"\n… and {_counted(more, 'paragraph')} more", "dim"))
        self.console.print()

    def _sum(self) -> Text:
        parts = [_counted(self.counts["articles"], "article")]
        parts += [_counted(self.counts["rejects"], "reject")]
        line = ", ".join(parts)
        if hidden := self.counts["articles"] - self.articles:
            line += f" ({hidden:,} not shown)" if hidden > 0 else ""
        if self.passed:
            kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(self.passed.items()))
            line += f"; passed over: {kinds}"
        return Text(line)


def _metadata(article: Article) -> Iterator[tuple[str, str]]:
    words = f"{_counted(article.word_count, 'word')}, {article.extent}, {article.language}"
    fields = {
        "reader": article.reader,
        "title": article.title,
        "authors": "; ".join(article.authors),
        "published": _time(article.published_at, article.published_zone),
        "modified": _time(article.modified_at, article.modified_zone),
        "publisher": article.publisher,
        "section": article.section,
        "url": article.url,
        "canonical": article.canonical_url,
        "links": f"{len(article.links):,}" if article.links else None,
        "text": words,
        "id": article.article_id,
    }
    return ((name, value) for name, value in fields.items() if value)


def _time(at: datetime | None, zone: str | None) -> str | None:
    """In the zone it was stated in."""
    if at is None:
        return None
    if zone is None:
        return f"{at:%Y-%m-%d %H:%M} UTC"
    sign = -1 if zone[0] == "-" else 1
    offset = sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[4:]))
    return f"{at.astimezone(timezone(offset)):%Y-%m-%d %H:%M} {zone}"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
