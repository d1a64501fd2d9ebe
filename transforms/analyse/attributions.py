"""An attribution.

Terms follow the attribution literature (PDTB, PARC 3.0, PolNeAR): a *source* is said, by a *cue*,
to hold a *content*.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["direct", "indirect", "mixed"]


class Span(NamedTuple):
    """A stretch of the article's text: code points, end-exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters it covers."""
        return text[self.start : self.end]


@dataclass(frozen=True)
class Attribution:
    """One attribution: content, cue and source, each a sequence of spans in text order.

    Spans of one role do not overlap. A direct content includes its quotation marks. Cue and
    source may be empty. `score` is the finder's confidence, 0 to 1; `rules` names the rules that
    read it, where it was not the finder.
    """

    kind: Kind
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    score: float
    rules: str | None = None


def joined(spans: Sequence[Span], text: str) -> str:
    """The text of the spans, joined by one space."""
    return " ".join(span.of(text) for span in spans)
