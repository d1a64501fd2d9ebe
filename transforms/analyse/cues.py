"""The lexicon of cues: how often a word in a construction introduces an attribution."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from transforms.analyse.lexicons import lines


@dataclass(frozen=True)
class Lexicon:
    """Shares of (frame, lemma), and of the frame alone for lemmas that are not listed.

    `shares[frame, lemma]` is the smoothed share, 0 to 1, of the construction's uses that are
    attributions. `saying` are the verbs that introduce quotations.
    """

    shares: Mapping[tuple[str, str], float]
    saying: frozenset[str]

    def share(self, frame: str, lemma: str) -> float:
        """The share of a cue in a frame; 0 where neither is known."""
        return self.shares.get((frame, lemma), self.shares.get((frame, "*"), 0.0))

    def says(self, lemma: str) -> bool:
        """Whether a verb introduces speech."""
        return lemma.lower() in self.saying


@cache
def load_lexicon() -> Lexicon:
    """The lexicon shipped beside this module: `cues.tsv` and `saying.txt`."""
    rows = csv.reader(lines("cues.tsv"), delimiter="\t")
    shares = {(frame, lemma): float(share) for frame, lemma, share in rows}
    return Lexicon(shares, frozenset(" ".join(lines("saying.txt")).split()))
