"""Why a source is not named, in the words of the article."""

import re

from transforms.analyse.attributions import Span

_NAMED = r"(?:be\s)?(?:named|identified|quoted)(?:\sby\sname)?"
#: What news says when a source is not to be named; the first half of each pattern is optional
#: context (`who spoke`), the rest is what makes it certain.
_REASON = re.compile(
    r"(?:"
    r"(?:up)?on\s(?:the\s)?(?:strict\s)?condition\s(?:of\s(?:strict\s|complete\s)?anonymity"
    rf"|that\s(?:\w+\s){{1,4}}not\s{_NAMED})"
    r"|under\s(?:the\s)?(?:condition|cover|cloak)\sof\sanonymity"
    r"|(?:ask|request|insist|demand|want|prefer)(?:s|ed|ing)?\s(?:for\s|on\s|their\s|his\s|her\s)?anonymity"
    r"|(?:was|were|been|being)\sgranted\sanonymity|granted\sanonymity"
    rf"|(?:declin|refus|ask|request|prefer|wish|want)(?:e|es|ed|ing|s|red|ring)?\s(?:not\s)?to\s(?:not\s)?{_NAMED}"
    r"|(?:ask|prefer|want|wish|choos|chose)(?:e|s|es|ed|red|ing)?\s(?:to\s)?(?:remain|stay)\s(?:anonymous|unnamed|nameless)"
    rf"|(?:did|does|do|would|could|can|may|might|must|should)\s?n[o’']t\s(?:want\sto\s|wish\sto\s|like\sto\s)?{_NAMED}"
    rf"|(?:could|can)not\s{_NAMED}"
    r"|whose\s(?:full\s)?(?:names?|identit(?:y|ies))\s(?:\w+\s){1,4}(?:withheld|disclosed|released|revealed|published|changed|made\spublic)"
    r"|(?:not|n[’']t)\s(?:\w+\s)?(?:authori[sz]ed|permitted|allowed)\sto\s(?:\w+\s)?(?:speak|comment|discuss|talk|brief|release|disclose|give|share|describe)"
    r"|lacked\sauthori[sz]ation\sto"
    r"|(?:spoke|speaking|speaks|talked|talking|said|briefed)\sanonymously"
    r"|by\s(?:his|her|their)\sfirst\snames?(?:\sonly)?"
    r")"
    # Where it goes on to say why, or to whom: up to the next comma, stop or verb of saying.
    r"(?P<why>(?:,\sciting|\s(?:because|since|given|due\sto|for\sfear|fearing|out\sof|in\sorder\sto"
    r"|to\s(?:discuss|describe|speak|share|talk)|publicly|about|so\sas|on\sthe|with))"
    r"(?:(?!\s(?:said|told|says|tells|added|confirmed|reported)\b)[^,.;:()“”\"—–\n])*)?",
    re.IGNORECASE,
)
#: Where such a clause begins.
_CLAUSE = re.compile(r"\b(?:who|whose|speaking|spoke|talking|asking|requesting)\b", re.IGNORECASE)
_ADJECTIVE = re.compile(
    r"\b(?:unnamed|unidentified|anonymous|undisclosed|nameless|unspecified)\b", re.IGNORECASE
)
_STOPS = re.compile(r"[,.;:()“”\"—–\n]")


def printed_reason(text: str, source: Span, window: Span) -> Span | None:
    """The reason or condition that the window gives for not naming the source.

    `window` is the part of the source's sentence that speaks of no other source. A word in the
    source itself (`unnamed`) counts where nothing longer is printed.
    """
    match = _REASON.search(text, window.start, window.end)
    if match is not None:
        return Span(_clause_start(text, window, match.start()), match.end())
    word = _ADJECTIVE.search(text, source.start, source.end)
    return Span(word.start(), word.end()) if word else None


def is_reason(text: str, cue: Span, content: Span) -> bool:
    """Whether cue and content only say that somebody is not named (`declined to be named`)."""
    window = Span(min(cue.start, content.start), max(cue.end, content.end))
    match = _REASON.search(text, *window)
    return match is not None and match.start() <= content.start < match.end()


def _clause_start(text: str, window: Span, start: int) -> int:
    """Where the clause with the reason starts, if it is one; a comma may part it from nothing."""
    stops = [stop.end() for stop in _STOPS.finditer(text, window.start, start)]
    clauses = [*_CLAUSE.finditer(text, stops[-1] if stops else window.start, start)]
    return clauses[0].start() if clauses else start
