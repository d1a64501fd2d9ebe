"""What a claim also says, beside labels made by hand: its source's type, denial, hedging, stance.

    python benchmarks/claims.py score --data polnear --scorer score_attribution.py
    python benchmarks/claims.py anonymity --data polnear --scorer score_attribution.py

The attributions are those of PolNeAR's annotators, so that the figures do not depend on how well
ours are found. `labels/claims.tsv` names each by article and place and holds no text. Half of the
articles (`tune`) were looked at while the rules were written, the other half (`check`) only
counted. A quarter was drawn at random; the rest from attributions with words that may matter (a
source in small letters, `not`, `may`, `if`, a cue other than `said`), since the rarer values would
hardly be met otherwise: overall accuracy is lower than on news as it comes.

How it was labelled:

- source_type: by the head of the source; pronouns and offices by whom they stand for. Two named
  people are a named group; members of a party or a people are an unnamed one; reports of the press
  are documents.
- anonymous: a person, group or outlet that nowhere in the article has a name. A body that speaks
  as one (`police`, `the government`) and a pronoun nobody stands behind are not.
- anonymity: the clause that says why or on what terms the source is not named.
- polarity: denied where the source denies the content, or is said not to hold, say or do it
  (`declined to comment`, `has yet to confirm`, `refused to vote`). To oppose a thing is no denial.
- modality: hedged where the source, or the writer, leaves open whether it is so: modals of
  possibility, `would` in a quotation, `I think`, doubts, fears, questions; conditional where it
  hangs on a condition. By the first sentence of the content, and its main clause.
- stance: endorsing where the cue takes the content for true (`noted`, `found`, `admitted`),
  distancing where it marks it as contested or unproven (`claimed`, `accused`), else neutral.

Printed reasons are rare, so `labels/anonymity.tsv` has a sample of its own: every sentence of the
training half with words that reasons are made of (`anonym`, `authorized to`, `withheld`, `freely`,
`be named`, …; 108), others with an official, a source or a `declined` (35), and any with an unnamed
source (15). A line is one, and where it prints a reason, the offsets of that clause and of the
source in the claim it is about, which may stand in a sentence beside it. One without offsets prints
none: somebody else's anonymity, or a reason of somebody who is no claim's source.
"""

import csv
import math
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import typer
from gold import load_scorer
from spacy.language import Language
from spacy.tokens import Doc

from transforms.analyse.attributions import Attribution, Span
from transforms.analyse.language import load_pipeline
from transforms.analyse.modality import modality, polarity
from transforms.analyse.names import find_names
from transforms.analyse.sentences import Sentences
from transforms.analyse.speakers import Speaker, Speakers
from transforms.analyse.stance import cue_lemma, stance

Data = Annotated[Path, typer.Option(help="The folder that holds the splits.")]
Scorer = Annotated[Path, typer.Option(help="The scorer, a Python file.")]
Half = Annotated[str, typer.Option(help="tune or check.")]
Show = Annotated[bool, typer.Option(help="Print every miss; of `tune` only, please.")]

_LABELS = Path(__file__).parent / "labels"
#: The label that says: not to be counted.
_OPEN = "?"
#: Standard normal quantile of a 95 % interval.
_Z = 1.96
#: A printed reason is right where it shares this much of its characters with the labelled one.
_OVERLAP = 0.5

app = typer.Typer(help=__doc__.splitlines()[0], no_args_is_help=True)


@dataclass(frozen=True)
class Labelled:
    """A labelled attribution: `values` by property, as the columns of the file are called."""

    half: str
    stratum: str
    article: str
    content: tuple[Span, ...]
    values: dict[str, str]


@app.command()
def score(data: Data, scorer: Scorer) -> None:
    """Scores every property, on both halves."""
    labels = read_labels(_LABELS / "claims.tsv")
    pairs = list(predict(load_scorer(scorer), data, labels, load_pipeline()))
    for half in ("tune", "check"):
        here = [pair for pair in pairs if pair[0].half == half]
        for name in ("source_type", "anonymous", "anonymity", "polarity", "modality", "stance"):
            typer.echo(f"== {half} {name}: {report(name, here)}")


@app.command()
def anonymity(data: Data, scorer: Scorer, half: Half = "check", show: Show = False) -> None:
    """Scores the printed reasons why sources are not named."""
    right = found = printed = 0
    passages = _passages(half)
    module = load_scorer(scorer)
    for name, doc, gold in marked(module, data, passages, load_pipeline()):
        given = _reasons(doc, module, gold)
        for passage in passages[name]:
            here = [each for each in given if _meet(each, Span(passage.start, passage.end))]
            hits = [each for each in here if passage.is_reason(each, given[each])]
            right, found = right + bool(hits), found + len(here)
            printed += passage.reason is not None
            if show and (len(hits) < len(here) or (passage.reason and not hits)):
                wanted = passage.reason.of(doc.text) if passage.reason else None
                got = [each.of(doc.text) for each in here]
                typer.echo(f"{wanted} / {got}: {doc.text[passage.start : passage.end]}")
    typer.echo(f"{sum(map(len, passages.values()))} passages, {half}")
    typer.echo(f"   precision {interval(right, found)}\n   recall {interval(right, printed)}")


@dataclass(frozen=True)
class Passage:
    """A stretch of an article, and the reason it prints for not naming a source, if any."""

    start: int
    end: int
    reason: Span | None
    source: Span | None

    def is_reason(self, given: Span, sources: Iterable[Span]) -> bool:
        """Whether the reason given is the printed one, and of that source."""
        if self.reason is None or self.source is None:
            return False
        of_source = any(_meet(source, self.source) for source in sources)
        return of_source and share(given, self.reason) >= _OVERLAP


def _passages(half: str) -> dict[str, list[Passage]]:
    """The labelled passages of one half, by article."""
    passages: dict[str, list[Passage]] = {}
    with (_LABELS / "anonymity.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["half"] == half:
                reason, source = (
                    Span(int(row[f"{role}_start"]), int(row[f"{role}_end"]))
                    if row[f"{role}_start"]
                    else None
                    for role in ("reason", "source")
                )
                passage = Passage(int(row["start"]), int(row["end"]), reason, source)
                passages.setdefault(row["article"], []).append(passage)
    return passages


def _reasons(
    doc: Doc, scorer: ModuleType, gold: Iterable[dict[str, Any]]
) -> dict[Span, list[Span]]:
    """The reasons that we read off an article, each with the sources it is said to be of."""
    reasons: dict[Span, list[Span]] = {}
    for found, speaker in sources(doc, scorer, gold):
        for reason in spans(_place(doc.text, found, speaker.anonymity).strip("-")):
            reasons.setdefault(reason, []).extend(found.source)
    return reasons


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def read_labels(path: Path) -> list[Labelled]:
    """The labels of a file."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    header, *rows = (line.split("\t") for line in lines)
    return [
        Labelled(*row[:3], spans(row[3]), dict(zip(header[4:], row[4:], strict=True)))
        for row in rows
    ]


def spans(written: str) -> tuple[Span, ...]:
    """Spans as labels write them: `0-15 202-217`."""
    return tuple(Span(*map(int, part.split("-"))) for part in written.split())


def predict(
    scorer: ModuleType, data: Path, labels: Iterable[Labelled], nlp: Language
) -> Iterator[tuple[Labelled, dict[str, str]]]:
    """Each label beside what we say of the attribution."""
    by_article: dict[str, list[Labelled]] = {}
    for label in labels:
        by_article.setdefault(label.article, []).append(label)
    for article, doc, gold in marked(scorer, data, by_article, nlp):
        values = {
            found.content: _values(doc, found, speaker)
            for found, speaker in sources(doc, scorer, gold)
        }
        for label in by_article[article]:
            yield label, values[label.content]


def marked(
    scorer: ModuleType, data: Path, articles: Container[str], nlp: Language
) -> Iterator[tuple[str, Doc, Iterable[dict[str, Any]]]]:
    """These articles, analysed, with the attributions that people marked."""
    for article, text, gold, _ in scorer.load_gold(str(data), "train"):
        if article in articles:
            yield article, nlp(text), gold


def sources(
    doc: Doc, scorer: ModuleType, gold: Iterable[dict[str, Any]]
) -> list[tuple[Attribution, Speaker]]:
    """Each marked attribution of an article and who we say stands behind it."""
    art = scorer.Art(doc.text)
    found = tuple(_attribution(art, each) for each in gold if each["content"])
    doc._.attributions = found
    speakers = Speakers(doc, find_names(doc), Sentences.of(doc), found).of_attributions()
    return list(zip(found, speakers, strict=True))


def _attribution(art: Any, gold: dict[str, Any]) -> Attribution:
    content, cue, source = (
        tuple(Span(*span) for span in gold[role]) for role in ("content", "cue", "source")
    )
    kind = art.kind(art.tokset(content))
    return Attribution(kind if kind != "none" else "indirect", content, cue, source, 1.0)


def _values(doc: Doc, found: Attribution, speaker: Speaker) -> dict[str, str]:
    text = doc.text
    lemma = cue_lemma(doc, found.cue)
    held = polarity(doc, text, found, lemma)
    return {
        "source_type": speaker.type,
        "anonymous": "yes" if speaker.anonymous else "no",
        "anonymity": _place(text, found, speaker.anonymity),
        "polarity": held,
        "modality": modality(doc, text, found, lemma),
        "stance": stance(lemma) if held == "affirmed" else "neutral",
    }


def _place(text: str, found: Attribution, printed: str | None) -> str:
    """Where a printed reason stands, as the labels have it."""
    if printed is None:
        return "-"
    at = found.source[0].start
    behind, before = text.find(printed, at), text.rfind(printed, 0, at)
    start = behind if behind >= 0 else before
    return f"{start}-{start + len(printed)}"


def report(name: str, pairs: Iterable[tuple[Labelled, dict[str, str]]]) -> str:
    """Accuracy with its interval; recall and precision of every value."""
    counts: Counter[tuple[str, str]] = Counter()
    random: list[bool] = []
    for label, ours in pairs:
        wanted, given = label.values[name], ours[name]
        if wanted == _OPEN:
            continue
        if name == "anonymity":
            wanted, given = _same(wanted, given)
        counts[wanted, given] += 1
        if label.stratum == "random":
            random.append(wanted == given)
    lines = [f"all {interval(_right(counts), counts.total())}"]
    lines[0] += f"; drawn at random {interval(sum(random), len(random))}"
    for value in sorted({value for pair in counts for value in pair}):
        right = counts[value, value]
        wanted_n = sum(n for (wanted, _), n in counts.items() if wanted == value)
        given_n = sum(n for (_, given), n in counts.items() if given == value)
        lines.append(f"   {value:15} P {right}/{given_n}  R {right}/{wanted_n}")
    return "\n".join(lines)


def _same(wanted: str, given: str) -> tuple[str, str]:
    """Reasons as `printed` or `-`; one that is printed elsewhere is `other`."""
    if wanted == "-" or given == "-":
        return tuple("-" if each == "-" else "printed" for each in (wanted, given))  # type: ignore[return-value]
    (first,), (second,) = spans(wanted), spans(given)
    return "printed", "printed" if share(first, second) >= _OVERLAP else "other"


def share(first: Span, second: Span) -> float:
    """How much of the characters of both lie in both; negative where they are apart."""
    shared = min(first.end, second.end) - max(first.start, second.start)
    return shared / (max(first.end, second.end) - min(first.start, second.start))


def _right(counts: Counter[tuple[str, str]]) -> int:
    return sum(n for (wanted, given), n in counts.items() if wanted == given)


def interval(right: int, of: int) -> str:
    """A share with its 95 % interval (Wilson 1927)."""
    if not of:
        return "none"
    share, square = right / of, _Z * _Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = _Z * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return f"{share:.3f} ({middle - half:.3f} to {middle + half:.3f}, n = {of})"


if __name__ == "__main__":
    app()
