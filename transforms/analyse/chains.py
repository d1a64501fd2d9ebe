"""Chains of sources: who, by the article's own words, has it from whom.

`Al Arabiya, citing unnamed sources, reported`: the words between the two ends are a *marker*.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from transforms.analyse.attributions import Span

#: cites: the source in front has it from the phrase behind (`citing`), who may be anybody. draws:
#: so too, but only from documents and data (`based on`). according: the phrase behind vouches for
#: what a source in the sentence is said to have said. carried: the outlet behind has it from the
#: phrase in front (`polls reported by CNN`).
MarkerKind = Literal["cites", "draws", "according", "carried"]

_IT = r"(?:it|this|that|them|(?:the|its|their|his|her)\s(?:[\w-]+\s)?\w+)"
_MARKER = re.compile(
    r"\b(?:"
    r"(?P<cites>(?P<finite>cited|cites?|quoted|quotes|referenced|references|relied\son|relies\son"
    rf"|attribut(?:ed|es)\s{_IT}\sto|credited|credits)"
    r"|citing|quoting|referencing|(?:with|in)\s(?:an?\s)?references?\sto|relying\son"
    rf"|attributing\s{_IT}\sto|crediting|on\sthe\sauthority\sof|sourced\s(?:to|from)"
    r"|by\sway\sof|on\sthe\sword\sof)"
    r"|(?P<draws>(?:based|relying|drawing|draws?|drew)\son|point(?:s|ed|ing)\sto|drawn\sfrom"
    r"|(?:analysis|review|examination|tally|reading|comparison|compilation)\sof)"
    r"|(?P<according>according\sto)"
    r"|(?P<carried>(?:reported|quoted|cited|relayed|carried|obtained|seen|reviewed|viewed)\sby"
    r"|provided\sto)"
    r")\s(?!(?:by|as|in|to|no|any|none|nothing|for)\b)",
    re.IGNORECASE,
)
#: In front of a marker: nobody is cited.
_NEGATED = re.compile(r"(?:\b(?:never|not|without|nor|no\sone|nobody)|n[’']t)\s(?:\w+\s)?$", re.I)
#: No preposition in front: another noun phrase begins (`another reason | the state is …`).
_NO_PREPOSITION = "".join(
    rf"(?<!\b{word})"
    for word in (
        *("of", "in", "at", "by", "on", "to", "or", "as", "from", "with", "for", "and", "over"),
        *("near", "into", "about", "under", "inside", "within", "among", "behind", "both", "all"),
    )
)
#: Where the phrase that it points to ends.
_END = re.compile(
    r"[,;:()“”\"—–\n]|\s(?:as\s(?:\w+ing|(?:an?|the|his|her|its|their)\ssources?)|who|that|which|whose|said|says|reported|while|but|when|after"
    r"|before|quoting|citing|referencing|based\son|(?:has|have|had|is|are|was|were|will|would)"
    r"|spoke|told|suggest(?:s|ed|ing)?|show(?:s|ed|ing)?)\b"
    rf"|{_NO_PREPOSITION}\s(?:the|an?|his|her|their|its|he|she|they|it|we)\b"
)
_FIRST_WORD = re.compile(r"\S+")
#: A source for something is no person: `cited a source for the claim`.
_NO_PERSON = re.compile(r"(?:an?|the|other|several|his|her|its|their)?\s?sources?\s(?:for|of)\b")
#: Between the end of one link and the marker of the next: the chain goes on from that link.
_GOES_ON = re.compile(
    r"(?:[’']s?)?(?:\s(?:reports?|story|article|piece|dispatch|interview|account|newspaper|daily"
    r"|(?:news\s)?agency|TV|television|channel|magazine|website|investigation|broadcast))*"
    r",?\s(?:(?:which|who|that|itself|themselves|in\sturn|also|and|has|had|have|later|then|earlier"
    r"|report(?:ed|ing|s)?)\s)*(?:in\sturn,?\s)?"
)


@dataclass(frozen=True)
class Marker:
    """A marker and the phrase it points to; `finite` where it is a verb with its own subject."""

    kind: MarkerKind
    span: Span
    target: Span
    finite: bool = False


def find_markers(text: str, sentence: Span) -> Iterator[Marker]:
    """The markers of one sentence, in order."""
    for match in _MARKER.finditer(text, sentence.start, sentence.end):
        before = text[sentence.start : match.start()]
        if _NEGATED.search(before) or _NO_PERSON.match(text, match.end()):
            continue
        start = match.end()
        # The phrase has at least its first word, which may be one that ends others (`the`).
        first = _FIRST_WORD.match(text, start, sentence.end)
        end = _END.search(text, first.end() - 1 if first else start, sentence.end)
        target = text[start : end.start() if end else sentence.end].rstrip(" .!?’'")
        if target:
            yield Marker(
                _kind(match),
                Span(match.start(), start),
                Span(start, start + len(target)),
                match["finite"] is not None,
            )


def _kind(match: re.Match[str]) -> MarkerKind:
    kinds: tuple[MarkerKind, ...] = ("cites", "draws", "according", "carried")
    return next(kind for kind in kinds if match[kind])


def goes_on(text: str, target: Span, marker: Span) -> bool:
    """Whether the marker speaks of the source that the last marker pointed to."""
    return _GOES_ON.fullmatch(text, target.end, marker.start) is not None
