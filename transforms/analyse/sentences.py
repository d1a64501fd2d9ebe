"""Sentences as stretches of the text that never cross a paragraph break."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from transforms.abbreviations import ends_sentence
from transforms.analyse.attributions import Span

#: A line without the white space around it.
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
#: What may end a sentence: a mark, a closing mark behind it, and white space. The marks of an
#: ellipsis may stand apart (`. . .`). Bounded, so that a line of dots costs no more than another.
_STOP = re.compile(
    r"(?P<stop>(?:\.\s){2,9}\.|[.!?…]{1,9})(?P<closing>[”’\"')\]»›]{0,4})\s+"
    r"(?P<opening>[“‘\"'(\[«‹`#@$£€]{0,4})(?=(?P<first>\S))"
)
_ELLIPSIS = re.compile(r"(?:\.\s){2,}\.|\.\.\.|…")
#: A sentence has ended already, with nothing but white space behind it.
_STOPPED = re.compile(r"[.!?][”’\"']?\s+$")
#: `1. `, `(2) b. `: the number of a point, at the start of a line.
_POINT = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z])")
#: Small letters that begin a sentence all the same: `iPhone`, `al-Jazeera`, `de Blasio`.
_SMALL_NAME = re.compile(r"[a-z]{1,2}[A-Z]|(?:al|el)-[A-Z]|(?:de|von|van|bin)\s[A-Z]")
#: Who asks, behind a question or an exclamation in quotation marks (`“Why?” Ann Lee asked.`).
_SPEAKER_BEHIND = re.compile(
    r"(?:[A-Z][\w.’'-]{0,40},?\s){1,5}(?:said|says|asked|asks|told|wrote|tweeted|added|replied|shouted"
    r"|yelled|wondered|exclaimed|cried|responded|quipped|joked|recalled|demanded|continued)\b"
)
#: How far on either side of a stop is looked, in characters: so that a line costs what it is long.
_SIGHT = 100


class Sentences:
    """The sentences of one text, in order, without the white space around them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = tuple(spans)
        self._starts = [span.start for span in self.spans]
        self._ends = [span.end for span in self.spans]

    @classmethod
    def of(cls, doc: Doc) -> "Sentences":
        """The sentences of the text."""
        return cls(find_sentences(doc.text))

    def around(self, spans: Sequence[Span]) -> Span:
        """From the start of the first sentence that the spans touch to the end of the last.

        Spans that touch no sentence are their own; there is at least one.
        """
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end) - 1
        if first > last:
            return Span(start, end)
        return Span(min(start, self.spans[first].start), max(end, self.spans[last].end))


def find_sentences(text: str) -> Iterator[Span]:
    """The sentences of a text, in order.

    One ends with every line. Within a line it ends at a mark that ends sentences, closing marks
    included, where what follows begins with a capital letter or a digit.
    """
    for line in _LINE.finditer(text):
        start = line.start()
        for stop in _STOP.finditer(text, *line.span()):
            if _ends(text, start, line.end(), stop):
                yield Span(start, stop.end("closing"))
                start = stop.start("opening")
        yield Span(start, line.end())


def _ends(text: str, start: int, end: int, stop: re.Match[str]) -> bool:
    """Whether the sentence from `start` ends at the stop; its line ends at `end`."""
    closing, first = stop["closing"], stop["first"]
    at = stop.start("first")
    following = text[at : min(end, at + _SIGHT)]
    if not (first.isupper() or first.isdigit()):
        small = _SMALL_NAME.match(text, at, end)
        return small is not None and stop["stop"] == "." and not closing
    if _POINT.fullmatch(text, start, stop.start()):
        return False
    if ")" in closing or "]" in closing:
        # `(He left.) She stayed`; but `Ann Lee (R-Ga.) Monday`.
        return text[start] in "(["
    if _ELLIPSIS.match(stop["stop"]):
        # `It was … I think … hard`; but `I regret it. … I voted for it`.
        before = text[max(start, stop.start() - _SIGHT) : stop.start()]
        return not re.match(r"I\b", following) or _STOPPED.search(before) is not None
    if stop["stop"] == ".":
        return ends_sentence(text[max(start, stop.start() - _SIGHT) : stop.end("stop")], following)
    return not (closing and _SPEAKER_BEHIND.match(following))
