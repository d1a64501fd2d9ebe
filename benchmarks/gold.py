"""A gold standard: its articles, the scorer that reads it, and figures with intervals."""

import importlib.util
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import typer

#: What one article adds to the scorer's counts.
Counts = Mapping[Any, float]
#: Figures as the scorer summarises them: nested dicts.
Summary = dict[str, Any]

#: The bounds of a 95 % interval, as shares of the sorted figures.
_LOW, _HIGH = 0.025, 0.975


@dataclass(frozen=True)
class Marked:
    """An article with what people marked: `skipped` is what they were told to leave out."""

    name: str
    text: str
    attributions: Sequence[dict[str, Any]]
    skipped: Sequence[tuple[int, int]]


class Gold:
    """One split of a gold standard, and its scorer.

    Args:
        data: The folder that holds the splits.
        scorer: The scorer, a Python file.
        split: The name of the split's folder.
    """

    def __init__(self, data: Path, scorer: Path, split: str) -> None:
        self.split = split
        self._scorer = load_scorer(scorer)
        self.articles = [Marked(*each) for each in self._scorer.load_gold(str(data), split)]
        self.words = sum(len(article.text.split()) for article in self.articles)

    def counts(self, predicted: Sequence[Sequence[dict[str, Any]]]) -> list[Counts]:
        """What each article adds, given the attributions predicted for it."""
        return [
            self._scorer.score_article(
                self._scorer.Art(article.text), article.attributions, rows, article.skipped
            )
            for article, rows in zip(self.articles, predicted, strict=True)
        ]

    def summary(self, counts: Sequence[Counts], resamples: int = 0) -> Summary:
        """The figures; with the scorer's intervals where articles are resampled."""
        found: Summary = self._scorer.summarise(self._scorer.add(counts))
        if resamples:
            per_article = list(enumerate(counts))
            found["ci"] = self._scorer.boot(per_article, resamples)
        return found

    def show(self, summary: Summary) -> None:
        """Prints the figures as the scorer does."""
        self._scorer.show(summary)

    def intervals(
        self, counts: Sequence[Counts], names: Sequence[str], resamples: int
    ) -> dict[str, tuple[float, float]]:
        """95 % intervals of any figures: articles resampled, as the scorer does for four of them.

        Args:
            counts: What each article adds.
            names: Of figures, as `figure` takes them.
            resamples: How often.
        """
        chance, drawn = random.Random(1), []
        for _ in range(resamples):
            again = [counts[chance.randrange(len(counts))] for _ in counts]
            summary = self.summary(again)
            drawn.append([figure(summary, name) for name in names])
        columns = [sorted(values) for values in zip(*drawn, strict=True)]
        low, high = int(_LOW * resamples), int(_HIGH * resamples) - 1
        return {
            name: (values[low], values[high]) for name, values in zip(names, columns, strict=True)
        }

    def matched(
        self, article: Marked, rows: Sequence[dict[str, Any]]
    ) -> "tuple[list[Seen], list[Seen], dict[int, int]]":
        """What was marked, what was predicted, and which is which by index, as the scorer has it.

        As in scoring, predictions in what annotators skipped are left out.
        """
        art = self._scorer.Art(article.text)
        skipped = art.tokset(article.skipped)
        wanted = self._scorer.view(art, article.attributions)
        given = [
            view
            for view in self._scorer.view(art, rows)
            if len(view["content"] & skipped) * 2 < len(view["content"])
        ]
        pairs = self._scorer.match(wanted, given)
        heads = [art.head_last(view["source"]) for view in wanted]
        return list(_seen(wanted, heads)), list(_seen(given, [set()] * len(given))), pairs


@dataclass(frozen=True)
class Seen:
    """An attribution as the scorer sees it.

    Attributes:
        kind: direct, indirect or mixed.
        content: The numbers of its tokens.
        source: The same of the source.
        heads: Those of the source that a right source holds one of.
        spans: Its spans by role, as they were given.
    """

    kind: str
    content: frozenset[int]
    source: frozenset[int]
    heads: set[int]
    spans: Mapping[str, Sequence[Sequence[int]]]


def _seen(views: Sequence[dict[str, Any]], heads: Sequence[set[int]]) -> Iterator[Seen]:
    for view, head in zip(views, heads, strict=True):
        yield Seen(view["kind"], view["content"], view["source"], head, view["raw"])


def figure(summary: Summary, name: str) -> float:
    """`content.overlap.F1` of nested dicts."""
    value: Any = summary
    for part in name.split("."):
        value = value[part]
    return float(value)


def load_scorer(path: Path) -> ModuleType:
    """The scorer's module, which also reads the corpus."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise typer.BadParameter(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
