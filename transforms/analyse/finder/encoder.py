"""The encoder: a transformer in ONNX that reads windows of words, and its answers per article.

For every word it gives the log probability of each tag, of attributions and of names, and for pairs
of words how well one links to the other (content to cue, cue to source, content to source). An
article longer than a window is read in several that overlap; each word takes its answers from the
window it stands deepest in.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate, chain, pairwise
from math import ceil
from typing import Any, NamedTuple

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from transforms.analyse.finder.name_tags import NAME_TAGS
from transforms.analyse.finder.pieces import MOST, Pieces
from transforms.analyse.finder.tags import TAGS, Floats
from transforms.analyse.words import Word

#: Keeps the logarithm of no share finite.
_TINY = 1e-12


class Link(IntEnum):
    """What points to what."""

    CONTENT_TO_CUE = 0
    CUE_TO_SOURCE = 1
    CONTENT_TO_SOURCE = 2


class Window(NamedTuple):
    """Words `start` to `end` that are read together; it answers for `own_start` to `own_end`."""

    start: int
    end: int
    own_start: int
    own_end: int


def windows(lengths: Sequence[int], size: int, overlap: int) -> list[Window]:
    """Windows over an article: as few as will do, of about the same size.

    Args:
        lengths: Pieces of each word, none more than `size`.
        size: Pieces a window holds, the one at its start not counted.
        overlap: Pieces that two neighbours share, at most.
    """
    ends = [0, *accumulate(lengths)]
    needed = max(1, ceil((ends[-1] - overlap) / (size - overlap)))
    # The same number of full windows would read more; words end where they end, hence MOST.
    room = min(size, ceil((ends[-1] + (needed - 1) * overlap) / needed) + MOST)
    bounds: list[tuple[int, int]] = []
    start = end = 0
    while end < len(lengths):
        start = bisect_left(ends, ends[end] - overlap, start + 1) if bounds else 0
        end = bisect_right(ends, ends[start] + room) - 1
        bounds.append((start, end))
    halves = [(after[0] + before[1] + 1) // 2 for before, after in pairwise(bounds)]
    owned = pairwise([0, *halves, len(lengths)])
    return [Window(*bound, *own) for bound, own in zip(bounds, owned, strict=True)]


class _Placed(NamedTuple):
    """The words of an article as one row of pieces, which windows are cut from."""

    pieces: NDArray[np.int64]
    traits: NDArray[np.int64]  # of each piece those of its word
    lengths: Sequence[int]  # pieces of each word
    ends: NDArray[np.int64]  # how many pieces stand before each word, and behind the last


@dataclass(frozen=True)
class _Read:
    """What the encoder said of a window."""

    window: Window
    links: Floats  # (kinds of link, places, places)
    places: NDArray[np.int64]  # of words, the first is "nothing"


@dataclass(frozen=True)
class Encoded:
    """The encoder's answers on one article.

    Attributes:
        tags: Log probability of each tag for each word, shape (words, 13).
        names: The same of the tags of names, shape (words, 45).
    """

    tags: Floats
    names: Floats
    _reads: Sequence[_Read]

    def links(self, link: Link, start: int, end: int, targets: Sequence[tuple[int, int]]) -> Floats:
        """How well the words `start` to `end` point to nothing, and to each of the targets.

        Only targets in reach, that is in the same window, can be pointed to.

        Returns:
            Log probability of nothing and of each target, shape (1 + targets,).
        """
        read = max(
            self._reads,
            key=lambda r: min(end, r.window.own_end) - max(start, r.window.own_start),
        )
        first = read.window.start
        rows = read.places[1 + max(start - first, 0) : 1 + min(end, read.window.end) - first]
        shares = read.links[link][rows][:, read.places]
        # The share of the words before each one, so that any stretch is one difference.
        before = np.zeros((len(shares), shares.shape[1] + 1), np.float64)
        np.cumsum(shares, axis=1, out=before[:, 1:])
        bounds = np.array([(first - 1, first), *targets]) + (1 - first)
        reached = (bounds[:, 0] >= 1) & (bounds[:, 1] < before.shape[1])
        reached[0] = True
        bounds[~reached] = 0
        sums = (before[:, bounds[:, 1]] - before[:, bounds[:, 0]]) / before[:, -1:]
        scores: Floats = np.log(np.maximum(sums, _TINY)).mean(axis=0).astype(np.float32)
        return scores


class Encoder:
    """Reads the words of an article.

    Args:
        model: The ONNX model; its metadata hold `window` and `overlap`, in pieces.
        vocabulary: Its pieces, by their number.
    """

    def __init__(self, model: bytes, vocabulary: Sequence[str]) -> None:
        options: Any = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # a worker is one core
        options.log_severity_level = 3
        # Constants are folded; what is to be one node is one already.
        options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_BASIC
        self._session: Any = ort.InferenceSession(model, options, ["CPUExecutionProvider"])
        self._pieces = Pieces(vocabulary)
        #: What was stored with the model: name, window, overlap, thresholds.
        self.settings: dict[str, str] = self._session.get_modelmeta().custom_metadata_map
        self._window = int(self.settings["window"])
        self._overlap = int(self.settings["overlap"])

    def encode(self, words: Sequence[Word]) -> Encoded:
        """The answers on an article of at least one word."""
        placed = self._placed(words)
        tags = np.empty((len(words), TAGS), np.float32)
        names = np.empty((len(words), NAME_TAGS), np.float32)
        reads: list[_Read] = []
        for window in windows(placed.lengths, self._window - 1, self._overlap):
            of_window = slice(window.own_start - window.start, window.own_end - window.start)
            own = slice(window.own_start, window.own_end)
            window_tags, window_names, read = self._read(placed, window)
            tags[own], names[own] = window_tags[of_window], window_names[of_window]
            reads.append(read)
        return Encoded(tags, names, reads)

    def _placed(self, words: Sequence[Word]) -> _Placed:
        pieces = [self._pieces.of(word.form) for word in words]
        lengths = [len(of) for of in pieces]
        return _Placed(
            np.array([*chain.from_iterable(pieces)]),
            np.repeat([word.traits for word in words], lengths),
            lengths,
            np.array([0, *accumulate(lengths)]),
        )

    def _read(self, placed: _Placed, window: Window) -> tuple[Floats, Floats, _Read]:
        first, last = placed.ends[[window.start, window.end]]
        pieces = np.concatenate(([self._pieces.start], placed.pieces[first:last]))
        traits = np.concatenate((placed.traits[first : first + 1], placed.traits[first:last]))
        tags, names, links = self._session.run(
            ["tags", "names", "links"], {"pieces": pieces[None], "traits": traits[None]}
        )
        at = placed.ends[window.start : window.end] - first + 1
        return tags[at], names[at], _Read(window, links, np.concatenate(([0], at)))
