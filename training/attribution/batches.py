"""Windows of articles, and batches of windows as arrays."""

import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from training.attribution.corpus import NOTHING, UNASKED, Ints, Labelled
from transforms.analyse.finder.name_tags import NAME_TAGS
from transforms.analyse.finder.pieces import Pieces
from transforms.analyse.finder.tags import TAGS

#: The tag of what is no word, or does not count.
IGNORED = -100
#: A window of fewer words teaches nothing.
_LEAST_WORDS = 12


class Batch(NamedTuple):
    """Windows of one width, padded at their ends; the first place is the start mark.

    Shapes: (windows, places), links (windows, places, 2), soft (windows, places, 13), named
    (windows, places, 45).
    """

    pieces: Ints
    traits: Ints
    filled: NDArray[np.bool_]
    first: NDArray[np.bool_]
    tags: Ints
    cues: Ints
    sources: Ints
    soft: NDArray[np.float32]
    named: NDArray[np.bool_]


class Cut(NamedTuple):
    """Words `start` to `end` of an article."""

    article: Labelled
    start: int
    end: int


def cuts(article: Labelled, pieces: Pieces, size: int, overlap: int, first: int) -> Iterator[Cut]:
    """Windows over the article, the first of them `first` pieces long, the others `size`."""
    ends = [0, *accumulate(len(pieces.of(word.form)) for word in article.words)]
    start, room = 0, first
    while True:
        end = max(start + 1, bisect_right(ends, ends[start] + room) - 1)
        if end - start >= _LEAST_WORDS:
            yield Cut(article, start, end)
        if end >= len(article.words):
            return
        start = max(start + 1, min(end, bisect_left(ends, ends[end] - overlap)))
        room = size


def batch(windows: Sequence[Cut], pieces: Pieces) -> Batch:
    """The windows as arrays."""
    numbers = [[pieces.of(w.form) for w in a.words[s:e]] for a, s, e in windows]
    shape = (len(windows), 1 + max(sum(map(len, row)) for row in numbers))
    ids, traits = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    filled, first = np.zeros(shape, np.bool_), np.zeros(shape, np.bool_)
    tags = np.full(shape, IGNORED, np.int64)
    cues, sources = (np.full((*shape, 2), UNASKED, np.int64) for _ in range(2))
    soft = np.zeros((*shape, TAGS), np.float32)
    named = np.zeros((*shape, NAME_TAGS), np.bool_)
    for row, (article, start, end) in enumerate(windows):
        lengths = [len(p) for p in numbers[row]]
        places = np.concatenate([[1], 1 + np.cumsum(lengths)])
        width = int(places[-1])
        ids[row, :width] = [pieces.start, *(n for p in numbers[row] for n in p)]
        of_words = np.array([word.traits for word in article.words[start:end]])
        traits[row, 0], traits[row, 1:width] = of_words[0], np.repeat(of_words, lengths)
        filled[row, :width] = True
        at = places[:-1]
        first[row, at] = True
        counts = article.counts[start:end]
        tags[row, at] = np.where(counts, article.tags[start:end], IGNORED)
        for links, out in ((article.cues, cues), (article.sources, sources)):
            out[row, at] = np.where(
                counts[:, None], _placed(links[start:end], start, places), UNASKED
            )
        if article.soft is not None:
            soft[row, at] = article.soft[start:end]
        if article.named is not None:
            named[row, at] = article.named[start:end]
    return Batch(ids, traits, filled, first, tags, cues, sources, soft, named)


def _placed(links: Ints, start: int, places: Ints) -> Ints:
    """Links to words as links to places: "nothing" is the first place; out of sight is unasked."""
    words = len(places) - 1
    near = links - start
    inside = (links[:, 0] >= 0) & (near[:, 0] >= 0) & (near[:, 1] <= words)
    placed = np.full(links.shape, UNASKED, np.int64)
    placed[links[:, 0] == NOTHING] = (0, 1)
    placed[inside] = places[near[inside]]
    return placed


def shuffled_batches(windows: list[Cut], size: int, rng: random.Random) -> list[list[Cut]]:
    """Batches of windows of like length, in random order."""
    rng.shuffle(windows)
    windows.sort(key=lambda cut: cut.end - cut.start > 200)
    groups = [windows[i : i + size] for i in range(0, len(windows), size)]
    rng.shuffle(groups)
    return groups
