"""Claims across articles beside labels made by hand: which state the same, which conflict.

    onrecord run ecbplus.jsonl newswcl50.jsonl -o TABLES
    python benchmarks/claim_links.py score --tables TABLES --stories stories
    python benchmarks/claim_links.py gate --tables TABLES --stories stories

`labels/claim_pairs.tsv` has pairs of claims of ECB+ (Cybulska and Vossen 2014) and NewsWCL50
(Hamborg et al. 2019), by offsets in code points of the normalised text and without it. Stories are
those of the annotators; who a speaker is goes by the full name. Two samples:

- pool: pairs of claims of one story that share a little or much of their words, from the same or
  another source, with numbers or without, as many of each; drawn and labelled before the rules were
  written. Recall is counted on those that state the same.
- output: pairs that were linked, drawn by form, and every conflict that was found. Precision is
  counted on those that still are. Conflicts are few and of three stories; their rules were written
  with them in sight, so that the tables of `tests/transforms/link/claims` tell more of them.

Pairs are halved by a hash: on `tune` the weights were fitted, `check` was only counted. A pair is
*alike* where the two state the same: the words, or the main statement of the shorter in the other;
*conflicts* where they cannot both hold; else none. A part that is only named in the other, an
announcement and a reaction to it, a charge and its finding are none.
"""

import csv
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from claims import interval
from corpora import Stories
from floor import hold

from pipeline.snapshot import Snapshot
from transforms.link.claims.comparison import ClaimLink, compare
from transforms.link.claims.keys import keys
from transforms.link.claims.statement import Statement, statement

app = typer.Typer(help=__doc__.splitlines()[0], no_args_is_help=True)
Tables = Annotated[list[Path], typer.Option(help="The folder of a run over both; or of one each.")]
Half = Annotated[str, typer.Option(help="tune or check.")]
Show = Annotated[bool, typer.Option(help="Print every pair that is wrong; of `tune` only, please.")]

_LABELS = Path(__file__).with_name("labels") / "claim_pairs.tsv"
_CORPORA = ("ecbplus", "newswcl50")
#: A claim by its corpus, article, content and cue.
Place = tuple[str, str, str, str]


@dataclass(frozen=True)
class Pair:
    """A labelled pair, and what it was found to be."""

    sample: str
    relation: str
    one: Statement
    other: Statement
    link: ClaimLink | None

    @property
    def found(self) -> str:
        """alike, conflicts or none."""
        if self.link is None:
            return "none"
        return "conflicts" if self.link.relation == "conflicts" else "alike"

    @property
    def is_met(self) -> bool:
        """Whether the two share a key, without which they are not compared."""
        return not set(keys(self.one)).isdisjoint(keys(self.other))


@app.command()
def score(tables: Tables, stories: Stories, half: Half = "check", show: Show = False) -> None:
    """Prints the figures of one half."""
    pairs = list(_pairs(tables, stories, half))
    for name, (right, of) in _figures(pairs).items():
        typer.echo(f"{half}, {name}: {interval(right, of)}")
    for pair in pairs if show else ():
        if pair.found != pair.relation:
            typer.echo(f"{pair.relation}, found {pair.found} ({pair.sample})")
            typer.echo(f"    {pair.one.content}\n    {pair.other.content}")


@app.command()
def gate(tables: Tables, stories: Stories) -> None:
    """Fails where the half `check` is below the floor."""
    figures = _figures(list(_pairs(tables, stories, "check")))
    hold("claim-links", lambda name: figures[name][0] / figures[name][1])


def _figures(pairs: list[Pair]) -> dict[str, tuple[int, int]]:
    """How many are right, and of how many, by the name of the figure."""
    linked = [pair for pair in pairs if pair.link is not None and pair.is_met]
    counts = {"precision": _right(pair for pair in linked if pair.sample == "output")}
    for form in sorted({str(pair.link and pair.link.form) for pair in linked}):
        counts[f"precision, {form}"] = _right(
            pair for pair in linked if pair.link is not None and pair.link.form == form
        )
    alike = [pair for pair in pairs if pair.sample == "pool" and pair.relation == "alike"]
    counts["recall"] = sum(pair.found == "alike" and pair.is_met for pair in alike), len(alike)
    counts["recall of the keys"] = sum(pair.is_met for pair in alike), len(alike)
    return counts


def _right(pairs: Iterable[Pair]) -> tuple[int, int]:
    told = [pair.found == pair.relation for pair in pairs]
    return sum(told), len(told)


def _pairs(tables: Iterable[Path], stories: Path, half: str) -> Iterator[Pair]:
    """The pairs of a half whose claims both are found; says how many are not."""
    claims = _statements(tables, stories)
    missing = 0
    with _LABELS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["half"] != half:
                continue
            one, other = (
                claims.get((row["corpus"], *(row[side + name] for name in _PLACE)))
                for side in ("", "other_")
            )
            if one is None or other is None:
                missing += 1
                continue
            yield Pair(row["sample"], row["relation"], one, other, compare(one, other))
    if missing:
        typer.echo(f"{missing} pairs are not counted: a claim of theirs is no longer found")


_PLACE = ("article", "content", "cue_start")


def _statements(tables: Iterable[Path], stories: Path) -> dict[Place, Statement]:
    """The claims of the articles, by place."""
    gold = dict(_gold(stories))
    found: dict[Place, Statement] = {}
    for folder in tables:
        snapshot = Snapshot.current(str(folder))
        articles = {row["article_id"]: row for row in snapshot.read("articles").to_pylist()}
        names: dict[str, dict[str, str]] = defaultdict(dict)
        for row in snapshot.read("entities").to_pylist():
            names["all"][row["entity_id"]] = f"{_folded(row['name'])}|{row['label']}"
        for claim in snapshot.read("claims").to_pylist():
            article = articles[claim["article_id"]]
            corpus, name = _named(article)
            story = f"{corpus} {gold[corpus, name]}"
            place = (corpus, name, *_place(claim))
            found[place] = statement(claim, article, story, name, names["all"])
    return found


def _named(article: dict[str, Any]) -> tuple[str, str]:
    """The corpus and the id of an article: of `…/ecbplus.jsonl#1_7ecbplus`."""
    path, _, name = article["uri"].partition("#")
    corpus = next((each for each in _CORPORA if each in Path(path).name), None)
    if corpus is None:
        raise typer.BadParameter(f"{path} is neither of {', '.join(_CORPORA)}")
    return corpus, name


def _place(claim: dict[str, Any]) -> tuple[str, str]:
    content, cue = claim["content_spans"], claim["cue_spans"] or claim["content_spans"]
    return f"{content[0]['start']}-{content[-1]['end']}", str(cue[0]["start"])


def _gold(stories: Path) -> Iterator[tuple[tuple[str, str], str]]:
    """The story of each article, by corpus and id."""
    for corpus in _CORPORA:
        with gzip.open(stories / f"{corpus}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                yield (corpus, row["id"]), row.get("story") or row["event"]


def _folded(name: str) -> str:
    return re.sub(r"\W+", " ", name.lower()).strip()


if __name__ == "__main__":
    app()
