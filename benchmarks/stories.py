"""Stories beside people's judgement: same event, copies, and one event by several outlets.

    python benchmarks/stories.py score --data STORIES --bulk BULK
    python benchmarks/stories.py gate --data STORIES --bulk BULK

STORIES is a folder with `ecbplus.jsonl.gz` (ECB+, Cybulska and Vossen 2014: `id`, `topic`, `story`,
`title`, `text`; a topic holds two events of one kind) and `newswcl50.jsonl.gz` (NewsWCL50, Hamborg
et al. 2019: `id`, `event`, `text`). BULK is a folder with `reuters21578.jsonl.gz` and
`bbc2225.jsonl.gz` (`title`, `body`).

Articles of ECB+, NewsWCL50 and the seeds are read and analysed as a run does it. `B3` is the F1 of
B-cubed (Bagga and Baldwin 1998) over all documents of ECB+ in one pool, `half of topics` the least
and the mean over halves of them, drawn ten times.

`copies` are pairs of an article of BULK, as it stands, and what is made of it: another headline and
a cut, a paragraph of another article, edits here and there. Against them stand pairs of reports
that share a key and differ in many of their numbers, and pairs of ECB+ of two stories.
"""

import gzip
import json
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Annotated, Any

import typer
from floor import hold
from stories_copies import filled_anew, is_copy, made, signature

from transforms.link.stories.cluster import stories
from transforms.link.stories.compare import Likeness, compare
from transforms.link.stories.signature import Signature, sign

app = typer.Typer(help=__doc__.splitlines()[0], no_args_is_help=True)
Data = Annotated[Path, typer.Option(help="The folder of ECB+ and NewsWCL50.")]
Bulk = Annotated[Path, typer.Option(help="The folder of Reuters and BBC.")]
Seeds = Annotated[Path, typer.Option(help="The folder of three rewrites of one event.")]

_SEEDS = Path(__file__).parent.parent / "seeds"
#: Articles that copies are made of, and those among which forms are looked for.
_ORIGINALS, _FORMS = 300, 6_000
#: Words that an article has for its copies to be told.
_WORDS = 60
_HALVES = 10

Record = Mapping[str, Any]


@app.command()
def score(data: Data, bulk: Bulk, seeds: Seeds = _SEEDS) -> None:
    """Prints all figures."""
    for name, value in figures(data, bulk, seeds).items():
        typer.echo(f"{name:32} {value:.3f}")


@app.command()
def gate(data: Data, bulk: Bulk, seeds: Seeds = _SEEDS) -> None:
    """Fails where a figure is below the floor."""
    reached = figures(data, bulk, seeds)
    hold("stories", lambda name: reached[name])


def figures(data: Path, bulk: Path, seeds: Path) -> dict[str, float]:
    """Every figure by its name."""
    ecb, wcl = records(data / "ecbplus.jsonl.gz"), records(data / "newswcl50.jsonl.gz")
    # A document that is but a headline has it for its text.
    read = [{**each, "text": each["text"].strip() or each["title"]} for each in ecb]
    signed = analysed([*read, *wcl], seeds)
    told = {each["id"]: str(each["story"]) for each in ecb}
    events = {each["id"]: str(each["event"]) for each in wcl}
    found = _same_event(signed, told, {each["id"]: each["topic"] for each in ecb})
    groups = linked([signed[each] for each in events])
    found["NewsWCL50.F1"] = bcubed(
        groups, {signed[each].article_id: events[each] for each in events}
    )[2]
    found["NewsWCL50.stories"] = len(groups)
    three = [signed[path.name] for path in sorted(seeds.glob("*.txt"))]
    likened = [compare(*pair) for pair in combinations(three, 2)]
    found["seeds.rewrites"] = sum(
        each is not None and each.relation == "rewrite" for each in likened
    )
    found["seeds.stories"] = len(linked(three))
    hard = [(signed[a], signed[b]) for a, b in combinations(told, 2) if told[a] != told[b]]
    return found | _copies(bulk, hard)


def records(path: Path) -> list[Record]:
    """The records of a compressed file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def analysed(articles: Iterable[Record], seeds: Path) -> dict[str, Signature]:
    """The signatures of articles by their id, and of the seeds by the name of their file."""
    from pipeline.options import RunOptions
    from pipeline.run import run

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "articles.jsonl")
        kept = [
            {key: each[key] for key in ("id", "title", "text") if key in each} for each in articles
        ]
        path.write_text("\n".join(map(json.dumps, kept)), encoding="utf-8")
        tables = run(RunOptions((str(path), str(seeds)), str(Path(folder, "tables")))).snapshot
        rows = {
            name: tables.read(name).to_pylist() for name in ("articles", "entities", "mentions")
        }
    entities = {row["entity_id"]: row for row in rows["entities"]}
    named: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows["mentions"]:
        if row["entity_id"] is not None:
            named[row["article_id"]].add(row["entity_id"])
    return {
        row["uri"].rpartition("#")[2].rpartition("/seeds/")[2]: sign(
            row, [entities[each] for each in sorted(named[row["article_id"]])]
        )
        for row in rows["articles"]
    }


def linked(items: Sequence[Signature]) -> list[tuple[Signature, ...]]:
    """The stories of articles: those that share a key are compared, what is joined is parted."""
    by_id = {each.article_id: each for each in items}
    edges = [edge for one, other in blocked(items) if (edge := compare(by_id[one], by_id[other]))]
    joined = {each: {each} for each in by_id}
    for edge in edges:
        one, other = joined[edge.first], joined[edge.second]
        if one is not other:
            one |= other
            joined.update(dict.fromkeys(other, one))
    components = {id(each): each for each in joined.values()}.values()
    inside: defaultdict[int, list[Likeness]] = defaultdict(list)
    for edge in edges:
        inside[id(joined[edge.first])].append(edge)
    return [
        group
        for component in components
        for group in stories([by_id[each] for each in component], inside[id(component)])
    ]


def blocked(items: Iterable[Signature]) -> set[tuple[str, str]]:
    """Ids of the pairs that share a key, the lesser first."""
    blocks: defaultdict[int, list[str]] = defaultdict(list)
    for item in items:
        for key in item.keys:
            blocks[key].append(item.article_id)
    return {pair for block in blocks.values() for pair in combinations(sorted(block), 2)}


def bcubed(
    groups: Iterable[Sequence[Signature]], gold: Mapping[str, str]
) -> tuple[float, float, float]:
    """Precision, recall and F1 of B-cubed.

    Args:
        groups: The stories found.
        gold: The true story of each article_id.
    """
    sizes = Counter(gold.values())
    precision = recall = 0.0
    for group in groups:
        told = Counter(gold[each.article_id] for each in group)
        for story, count in told.items():
            precision += count * count / len(group)
            recall += count * count / sizes[story]
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _same_event(
    signed: Mapping[str, Signature], told: Mapping[str, str], topics: Mapping[str, str]
) -> dict[str, float]:
    def measured(ids: Iterable[str]) -> tuple[float, float, float]:
        items = [signed[each] for each in ids]
        gold = {signed[each].article_id: story for each, story in told.items()}
        inside = {item.article_id: gold[item.article_id] for item in items}
        return bcubed(linked(items), inside)

    precision, recall, balanced = measured(told)
    drawn, halves = random.Random(1), []
    names = sorted(set(topics.values()))
    for _ in range(_HALVES):
        half = set(drawn.sample(names, len(names) // 2))
        halves.append(measured(each for each in told if topics[each] in half)[2])
    return {
        "B3.P": precision,
        "B3.R": recall,
        "B3.F1": balanced,
        "half of topics.least F1": min(halves),
        "half of topics.mean F1": sum(halves) / len(halves),
    }


def _copies(bulk: Path, hard: Iterable[tuple[Signature, Signature]]) -> dict[str, float]:
    pool = [*records(bulk / "bbc2225.jsonl.gz"), *records(bulk / "reuters21578.jsonl.gz")]
    pool = [each for each in pool if each["title"] and len((each["body"] or "").split()) >= _WORDS]
    drawn = random.Random(1)
    drawn.shuffle(pool)
    found: defaultdict[str, list[bool]] = defaultdict(list)
    for kind, original, copy in made(pool, _ORIGINALS, drawn):
        found[kind].append(is_copy(original, copy))
    forms = [
        (signature(str(at), each["title"], each["body"]), each) for at, each in enumerate(pool)
    ]
    by_id = {signed.article_id: (signed, each["body"]) for signed, each in forms[:_FORMS]}
    anew = [
        (one, other)
        for a, b in sorted(blocked(signed for signed, _ in by_id.values()))
        for (one, text), (other, differing) in [(by_id[a], by_id[b])]
        if filled_anew(text, differing)
    ]
    right = sum(map(sum, found.values()))
    wrong = sum(is_copy(*pair) for pair in (*hard, *anew))
    return {
        "copies.P": right / (right + wrong),
        "copies.R": right / sum(map(len, found.values())),
        **{f"copies.R, {kind}": sum(each) / len(each) for kind, each in found.items()},
        "copies.wrong": wrong,
        "copies.forms": len(anew),
    }


if __name__ == "__main__":
    app()
