"""PolNeAR as the encoder is to read it: words, their tags, and what they link to.

PolNeAR (Newell, Margolin and Ruths, LREC 2018) comes as texts and brat standoff files. Offsets are
those of the file read with its newlines as they are.
"""

import importlib.util
import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from transforms.analyse.finder.tags import Role, tag
from transforms.analyse.quotations import find_quotations
from transforms.analyse.words import BREAK, Word, find_words

Ints = NDArray[np.int64]
#: No link is asked of this word; and: it links to nothing.
UNASKED, NOTHING = -2, -1


@dataclass(frozen=True)
class Labelled:
    """An article with what one annotator marked.

    Attributes:
        name: The file's name without its ending.
        words: Its words.
        tags: The tag of each word.
        cues, sources: For each word the first and behind the last word of what it links to.
        counts: Whether a word counts: False in what annotators were told to skip.
        soft: Probabilities of the tags by other models, shape (words, 13), where there are any.
        named: Which tags of names each word may have, shape (words, 45): several where the corpus
            tells fewer labels apart than we do, none where nobody said. None: nobody said at all.
    """

    name: str
    words: Sequence[Word]
    tags: Ints
    cues: Ints
    sources: Ints
    counts: NDArray[np.bool_]
    soft: NDArray[np.float32] | None = field(default=None, repr=False)
    named: NDArray[np.bool_] | None = field(default=None, repr=False)


def load_scorer(path: Path) -> ModuleType:
    """The scorer's module, which also reads the corpus."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise ValueError(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_corpus(data: Path, scorer: ModuleType, split: str) -> dict[str, list[Labelled]]:
    """Every article of a split by name; several where several annotators marked it."""
    articles: dict[str, list[Labelled]] = {}
    for name, text, gold, skipped in scorer.load_gold(str(data), split, "all"):
        articles.setdefault(name, []).append(label(name, text, gold, skipped))
    return articles


def held_out(names: Sequence[str], count: int) -> frozenset[str]:
    """The articles of train kept to choose thresholds on; the same ones always."""
    shuffled = sorted(names)
    random.Random(7).shuffle(shuffled)
    return frozenset(shuffled[:count])


def label(
    name: str, text: str, gold: Sequence[dict[str, Any]], skipped: Sequence[tuple[int, int]] = ()
) -> Labelled:
    """The article's words with their labels; of overlapping marks the first holds."""
    words = find_words(text, find_quotations(text))
    within = Within(text, words)
    tags = np.zeros(len(words), np.int64)
    cues, sources = (np.full((len(words), 2), UNASKED, np.int64) for _ in range(2))
    for attribution in gold:
        chunks = {role: list(within.chunks(attribution[role.name.lower()])) for role in Role}
        if not chunks[Role.CONTENT]:
            continue
        cue, source = (
            chunks[role][0] if chunks[role] else (NOTHING, NOTHING)
            for role in (Role.CUE, Role.SOURCE)
        )
        for role in Role:
            for start, end in chunks[role]:
                if tags[start:end].any():
                    continue
                tags[start:end] = tag(role, "I")
                tags[start], tags[end - 1] = tag(role, "B"), tag(role, "E")
                if end - start == 1:
                    tags[start] = tag(role, "S")
                if role is Role.CONTENT:
                    cues[start:end] = cue
                if role is not Role.SOURCE:
                    sources[start:end] = source
    counts = np.ones(len(words), np.bool_)
    for span in skipped:
        start, end = within.words(*span)
        counts[start:end] = False
    return Labelled(name, words, tags, cues, sources, counts)


def kept(article: Labelled, keep: np.ndarray, words: Sequence[Word]) -> Labelled:
    """Of the article the words where `keep` is true; links to others are unasked."""
    number = np.concatenate([[0], np.cumsum(keep)])

    def moved(links: np.ndarray) -> np.ndarray:
        out = links[keep].copy()
        real = out[:, 0] >= 0
        out[real] = number[out[real]]
        out[real & (out[:, 0] == out[:, 1])] = UNASKED
        return out

    return replace(
        article,
        words=[word for word, kept in zip(words, keep, strict=True) if kept],
        tags=_closed(article.tags[keep]),
        cues=moved(article.cues),
        sources=moved(article.sources),
        counts=article.counts[keep],
        soft=None if article.soft is None else article.soft[keep],
        named=None if article.named is None else article.named[keep],
    )


def _closed(tags: np.ndarray) -> np.ndarray:
    """Tags in which every chunk begins and ends, after words were taken out."""
    tags = tags.copy()
    for i, value in enumerate(tags):
        if value == 0:
            continue
        role, part = (value - 1) // 4, (value - 1) % 4
        before = tags[i - 1] if i else 0
        after = tags[i + 1] if i + 1 < len(tags) else 0
        goes_on = before and (before - 1) // 4 == role and (before - 1) % 4 in (0, 1)
        stays = after and (after - 1) // 4 == role and (after - 1) % 4 in (1, 2)
        if part in (1, 2) and not goes_on:
            part = 0 if part == 1 and stays else 3
        elif part in (0, 1) and not stays:
            part = 3 if part == 0 else 2
        tags[i] = 1 + 4 * role + part
    return tags


class Within:
    """Which words a stretch of text touches."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self._text, self._all = text, words
        self._starts = [word.start for word in words]
        self._ends = [word.end for word in words]

    def words(self, start: int, end: int) -> tuple[int, int]:
        """First and behind the last, without breaks at either end."""
        while start < end and self._text[start].isspace():
            start += 1
        while end > start and self._text[end - 1].isspace():
            end -= 1
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        while first < last and self._all[first].form == BREAK:
            first += 1
        while first < last and self._all[last - 1].form == BREAK:
            last -= 1
        return first, last

    def chunks(self, spans: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
        """The spans in words, joined where they touch."""
        pending: tuple[int, int] | None = None
        for start, end in sorted(self.words(*span) for span in spans):
            if start >= end:
                continue
            if pending and start <= pending[1]:
                pending = (pending[0], max(end, pending[1]))
                continue
            if pending:
                yield pending
            pending = (start, end)
        if pending:
            yield pending
