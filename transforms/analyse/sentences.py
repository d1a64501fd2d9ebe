"""Sentences as stretches of the text that never cross a paragraph break."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from transforms.analyse.attributions import Span

#: A line without the white space around it.
_LINE = re.compile(r"\S(?:[^\n]*\S)?")


class Sentences:
    """The sentences of one text, in order, without the white space around them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = tuple(spans)
        self._starts = [span.start for span in self.spans]
        self._ends = [span.end for span in self.spans]

    @classmethod
    def of(cls, doc: Doc) -> "Sentences":
        """The parser's sentences, cut at line breaks, which it may overlook."""
        return cls(
            Span(sentence.start_char + line.start(), sentence.start_char + line.end())
            for sentence in doc.sents
            for line in _LINE.finditer(sentence.text)
        )

    def around(self, spans: Sequence[Span]) -> Span:
        """From the start of the first sentence that the spans touch to the end of the last.

        Spans that touch no sentence are their own; there is at least one.
        """
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end) - 1
        if first > last:
            return Span(start, end)
        return Span(min(start, self.spans[first].start), max(end, self.spans[last].end))
