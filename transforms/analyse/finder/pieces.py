"""WordPiece: the pieces of a word that the encoder has numbers for.

Longest match first (Wu et al. 2016, as BERT has it). Our own, because the library that does it
brings a client of a model hub along, and this is all of it that is needed.
"""

from collections.abc import Sequence
from functools import lru_cache

from transforms.analyse.words import BREAK, START

#: A word of more pieces (an address, a hash) is cut: what it is shows in the first ones.
MOST = 6
#: A run of letters that is longer is no word.
_LONGEST = 100
#: Words whose pieces are remembered; a day's news has fewer.
_REMEMBERED = 1 << 16


class Pieces:
    """Pieces by form of word."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._number = {piece: number for number, piece in enumerate(vocabulary)}
        self._unknown = (self._number["[UNK]"],)
        #: The number of what stands before every window.
        self.start = self._number[START]
        self.of = lru_cache(_REMEMBERED)(self._of)

    def _of(self, form: str) -> tuple[int, ...]:
        """The numbers of the word's pieces, 1 to `MOST`."""
        if form == BREAK:
            return (self._number[BREAK],)
        if len(form) > _LONGEST:
            return self._unknown
        numbers: list[int] = []
        start = 0
        while start < len(form):
            end = len(form)
            while end > start and self._piece(form, start, end) not in self._number:
                end -= 1
            if end == start:
                return self._unknown
            numbers.append(self._number[self._piece(form, start, end)])
            start = end
        return tuple(numbers[:MOST])

    @staticmethod
    def _piece(form: str, start: int, end: int) -> str:
        return form[start:end] if start == 0 else f"##{form[start:end]}"
