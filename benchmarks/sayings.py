"""Dates of sayings, chains of sources and nested attributions beside labels made by hand.

    python benchmarks/sayings.py dates --data polnear --scorer score_attribution.py
    python benchmarks/sayings.py chains --data polnear --scorer score_attribution.py
    python benchmarks/sayings.py nested --data polnear --scorer score_attribution.py

The labels, in `labels/`, are of PolNeAR's training half: an article, offsets in code points of its
raw file, and what a reader says of the sentence there. Samples were drawn with a seed and by
stratum, read before any output was seen, and halved in turn: `tune` is for looking at, `check` for
figures. `dates` and `chains` put the attributions that people marked on the text and so measure
themselves alone; `nested` measures what the pipeline's finder returns.

- said_on.tsv: attributions with a weekday (45), another date (25) or a word of time (30) near the
  cue, and any (30). No date: the sentence prints none for the saying.
- chains.tsv: sentences with two words of relaying (30), of citing (35), `told` or `according to`
  (20), either (15), and any (15); then, by wider nets, with words of citing beside an outlet (48),
  of citing beside a saying or a source (40 and 56), of telling or broadcasting beside an outlet
  (50), `according to` beside either (28 and 24), an outlet alone (25), and any (25), less 11 that
  do not settle it. A line an edge, from who relies to whom; none without offsets. An outlet relies
  on whom it interviews or lets speak on its air, and on documents that it obtained, saw or
  reported; anybody on the person, outlet, document or data they cite, but not on laws, reasons or
  examples; who vouches (`X said, according to Y`) on X. Who says something in the content of
  another is no edge here: `nested` counts those.
- nested.tsv: contents with a verb of saying (65), of saying or holding (35), and any (10).
  `nested`: the content holds another attribution with this cue and source; `optional`: an attitude
  (`I think`) or a noun, found or not; `none`: nothing of the kind.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from articles import article
from gold import load_scorer
from spacy.tokens import Doc

from transforms.analyse.attributions import Attribution, Kind, Span
from transforms.analyse.language import load_pipeline
from transforms.analyse.links import find_links
from transforms.analyse.nesting import outer_of
from transforms.analyse.reading import Reading
from transforms.analyse.said_dates import SaidDates
from transforms.analyse.sentences import Sentences, find_sentences

app = typer.Typer(help=__doc__.splitlines()[0], no_args_is_help=True)
Data = Annotated[Path, typer.Option(help="The folder that holds the splits.")]
Scorer = Annotated[Path, typer.Option(help="The scorer, a Python file.")]
Half = Annotated[str, typer.Option(help="tune or check.")]
Show = Annotated[bool, typer.Option(help="Print every miss; of `tune` only, please.")]
Labels = dict[str, list[dict[str, str]]]
#: An article's name, its text, and the attributions that people marked in it.
Marked = tuple[str, str, tuple[Attribution, ...]]

_LABELS = Path(__file__).with_name("labels")
_SPLIT = "train"
_MARKS = "“\"‘'`«"


@app.command()
def dates(data: Data, scorer: Scorer, half: Half = "check", show: Show = False) -> None:
    """Scores when the sources said it."""
    right = found = printed = resolved = 0
    labels = _labels("said_on", half)
    for name, text, gold in _gold(data, scorer, labels):
        finder = SaidDates(text, Sentences(find_sentences(text)), gold)
        published = date.fromisoformat(name.split("_")[1])
        for label in labels[name]:
            said = finder.of(_labelled(gold, label), published)
            start = int(label["date_start"] or -1)
            hit = said is not None and said.span.start <= start < said.span.end
            same = hit and said is not None and said.period is not None
            same = same and said.period.first.isoformat() == label["said_on"]
            found, printed = found + (said is not None), printed + (start >= 0)
            right, resolved = right + hit, resolved + same
            if show and (not same if start >= 0 else said is not None):
                place = int(label["cue_start"])
                expected = text[start : int(label["date_end"] or 0)] if start >= 0 else None
                got = (said.span.of(text), said.period) if said else None
                typer.echo(f"{expected} {label['said_on']} / {got}: {_around(text, place)}")
    count = sum(map(len, labels.values()))
    _report(f"{count} attributions, words that say when", right, found, printed)
    typer.echo(f"of {printed} printed, resolved to the right day: {resolved / printed:.3f}")


@app.command()
def chains(data: Data, scorer: Scorer, half: Half = "check", show: Show = False) -> None:
    """Scores who has it from whom."""
    right = found = printed = 0
    labels = _labels("chains", half)
    for name, doc, gold in _analysed(_gold(data, scorer, labels)):
        text, doc._.attributions = doc.text, gold
        links = [
            link
            for link in find_links(article(text), Reading.of(doc))
            if link.relation == "via" and link.span is not None
        ]
        sentences = defaultdict(list)
        for label in labels[name]:
            sentences[int(label["start"]), int(label["end"])].append(label)
        for (start, end), edges in sentences.items():
            here = [link for link in links if link.span.start < end and start < link.span.end]
            wanted = [edge for edge in edges if edge["from_start"]]
            hits = [edge for edge in wanted if any(_is(text, edge, link) for link in here)]
            true = [link for link in here if any(_is(text, edge, link) for edge in wanted)]
            right, found, printed = right + len(hits), found + len(here), printed + len(wanted)
            if show and (len(hits) < len(wanted) or len(true) < len(here)):
                got = [(link.origin.name, link.target.name, link.depth) for link in here]
                typer.echo(f"{len(wanted)} wanted, {got}: {text[start:end]}")
    typer.echo(f"{sum(map(len, labels.values()))} lines")
    _report("edges", right, found, printed)


@app.command()
def nested(data: Data, scorer: Scorer, half: Half = "check", show: Show = False) -> None:
    """Scores attributions inside the content of others, as the pipeline's finder returns them."""
    right = found = printed = sourced = 0
    labels = _labels("nested", half)
    for name, doc, _ in _analysed(_gold(data, scorer, labels)):
        text: str = doc.text
        claims: tuple[Attribution, ...] = doc._.attributions
        outer = {(int(x["content_start"]), int(x["content_end"])) for x in labels[name]}
        for start, end in outer:
            inside = [
                claim
                for claim, outer_claim in zip(claims, outer_of(claims), strict=True)
                if claim.cue
                and all(start <= s.start and s.end <= end for s in _spans(claim))
                and outer_claim is not None
            ]
            here = [x for x in labels[name] if int(x["content_start"]) == start and x["cue_start"]]
            cues = [x for x in here if x["label"] == "nested"]
            hits = [(x, c) for x in cues for c in inside if _covers(c.cue, x, "cue")]
            free = [c for c in inside if any(_covers(c.cue, x, "cue") for x in here)]
            wrong = [c for c in inside if c not in free]
            right, printed = right + len({id(x) for x, _ in hits}), printed + len(cues)
            found += len({id(x) for x, _ in hits}) + len(wrong)
            sourced += sum(not x["source_start"] or _covers(c.source, x, "source") for x, c in hits)
            if show and (wrong or len(hits) < len(cues)):
                got = [[s.of(text) for s in c.cue] for c in inside]
                typer.echo(f"{len(cues)} wanted, {got}: {text[start:end]}")
    _report("nested attributions, by their cue", right, found, printed)
    typer.echo(f"of {right} found, rightly sourced: {sourced / max(right, 1):.3f}")


def _report(what: str, right: int, found: int, printed: int) -> None:
    precision, recall = right / max(found, 1), right / max(printed, 1)
    typer.echo(
        f"{what}: {right} right of {found} found and {printed} labelled, "
        f"P {precision:.3f} R {recall:.3f}"
    )


def _labels(name: str, half: str) -> Labels:
    """The labels of one half, by article."""
    labels: Labels = defaultdict(list)
    with (_LABELS / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["half"] == half:
                labels[row["article"]].append(row)
    return labels


def _gold(data: Path, scorer: Path, labels: Labels) -> list[Marked]:
    """The labelled articles with the attributions that people marked."""
    module = load_scorer(scorer)
    return [
        (name, text, tuple(_attribution(text, each) for each in gold if each["content"]))
        for name, text, gold, _ in module.load_gold(str(data), _SPLIT)
        if name in labels
    ]


def _analysed(
    articles: list[Marked],
) -> Iterator[tuple[str, Doc, tuple[Attribution, ...]]]:
    """The articles as the pipeline analyses them, and what people marked."""
    nlp = load_pipeline()
    docs = nlp.pipe((text for _, text, _ in articles), batch_size=16)
    for (name, _, gold), doc in zip(articles, docs, strict=True):
        yield name, doc, gold


def _attribution(text: str, gold: dict[str, Any]) -> Attribution:
    content, cue, source = (
        tuple(Span(*span) for span in sorted(gold[role])) for role in ("content", "cue", "source")
    )
    kind: Kind = "direct" if text[content[0].start] in _MARKS else "indirect"
    return Attribution(kind, content, cue, source, 1.0)


def _labelled(gold: tuple[Attribution, ...], label: dict[str, str]) -> Attribution:
    cue, content = int(label["cue_start"]), int(label["content_start"])
    return next(
        each
        for each in gold
        if each.cue and each.cue[0].start == cue and each.content[0].start == content
    )


def _is(text: str, edge: dict[str, str], link: Any) -> bool:
    """Whether both ends share a word with those labelled; a pronoun may be anyone."""
    return all(
        _shares(text[int(edge[f"{end}_start"]) : int(edge[f"{end}_end"])], name or "")
        for end, name in (("from", link.origin.name), ("to", link.target.name))
    )


def _shares(labelled: str, name: str) -> bool:
    words = {_bare(word) for word in labelled.split()}
    if words <= {"he", "she", "they", "it"}:
        return True
    small = {"the", "a", "an", "of", "by", "new", "in", ""}
    return bool((words - small) & {_bare(word) for word in name.split()})


def _bare(word: str) -> str:
    """The word without marks and possessive ending, in small letters."""
    return re.sub(r"[’']s$", "", word.strip("“”\"'’,.").lower())


def _spans(claim: Attribution) -> tuple[Span, ...]:
    return (*claim.content, *claim.cue, *claim.source)


def _covers(spans: tuple[Span, ...], label: dict[str, str], role: str) -> bool:
    start, end = int(label[f"{role}_start"]), int(label[f"{role}_end"])
    return any(span.start < end and start < span.end for span in spans)


def _around(text: str, place: int) -> str:
    return text[max(0, place - 120) : place + 120].replace("\n", " ¶ ")


if __name__ == "__main__":
    app()
