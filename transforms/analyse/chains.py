"""Chains of sources: who, by the article's own words, has it from whom.

`Al Arabiya, citing unnamed sources, reported`: the words between the two ends are a *marker*.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transforms.analyse.attributions import Span

#: Words with which one source points to its own.
_MARKER = re.compile(
    r"\b(?:citing|cit(?:ed|es)|quoting|quot(?:ed|es)|(?:with|in)\s(?:an?\s)?references?\sto|referencing"
    r"|referring\sto|rel(?:ying|ied|ies)\son|attribut(?:ing|ed|es)\s(?:it|this|them|(?:the|its|their)\s\w+)"
    r"\sto|on\sthe\sauthority\sof|sourced\s(?:to|from))\s(?!(?:by|as|in|to)\b)",
    re.IGNORECASE,
)
#: Where the phrase that it points to ends.
_END = re.compile(
    r"[,;:()“”\"—–\n]|\s(?:as\s(?:saying|having)|who|that|which|said|says|reported|while|but|when|after)\b"
)
#: Between the end of one link and the marker of the next: the chain goes on from that link.
_GOES_ON = re.compile(
    r",?\s(?:(?:which|who|itself|themselves|in\sturn|also|and)\s)*(?:in\sturn,?\s)?"
)


@dataclass(frozen=True)
class Marker:
    """A marker and the phrase it points to."""

    span: Span
    target: Span


def find_markers(text: str, sentence: Span) -> Iterator[Marker]:
    """The markers of one sentence, in order."""
    for match in _MARKER.finditer(text, sentence.start, sentence.end):
        end = _END.search(text, match.end(), sentence.end)
        target = text[match.end() : end.start() if end else sentence.end].rstrip(" .!?’'")
        if target:
            start = match.end()
            yield Marker(Span(match.start(), start), Span(start, start + len(target)))


def goes_on(text: str, target: Span, marker: Span) -> bool:
    """Whether the marker speaks of the source that the last marker pointed to."""
    return _GOES_ON.fullmatch(text, target.end, marker.start) is not None
