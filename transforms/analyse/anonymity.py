"""Why a source is not named, in the words of the article."""

import re

from transforms.analyse.attributions import Span

_ASKED = r"(?:ask|request|insist|demand|want|wish|prefer|cho?os)\w*"
_NAME = r"(?:his|her|their) (?:\w+ )?(?:names?|identit(?:y|ies))"
#: What a source that is not to be named does not do, or lets nobody do.
_SHOWN = (
    r"(?:be (?:named|identified|quoted)(?: by name)?"
    r"|(?:speak|talk|comment|be quoted) (?:on the record|for attribution)"
    rf"|(?:give|share|provide|disclose|reveal|use) {_NAME})"
)
_HIDDEN = r"(?:withheld|disclosed|released|revealed|published|printed|used|changed|made public)"
#: Up to the next mark or verb of saying.
_ON = r"(?:(?! (?:said|told|says|tells|added|confirmed|reported)\b)[^,.;:()“”\"—–\n])*"
#: Where it goes on to say why, or to whom.
_WHY = (
    r"(?:,? (?:because|citing|since|given|due to|for|fearing|out of|in|so as|to \w+|publicly|about"
    rf"|on|with|before|ahead of)\b{_ON})?"
)
#: What news says when a source is not to be named.
_TERMS = (
    # On what terms it spoke.
    r"(?:up)?on (?:the )?(?:\w+ )?condition of (?:\w+ )?anonymity",
    r"under (?:the |a )?(?:condition|cover|cloak) of anonymity",
    r"on (?:the )?condition (?:that )?(?:\w+ ){1,4}not be "
    rf"(?:{_HIDDEN}|(?:named|identified|quoted)(?: by name)?)",
    rf"{_ASKED} (?:for |on |(?:his|her|their) )?anonymity",
    r"granted anonymity",
    rf"{_ASKED} (?:to )?(?:remain|stay|speak) (?:anonymous|anonymously|unnamed|nameless)",
    r"(?:sp(?:oke|eak\w*)|talk\w*|said|brief\w*|comment\w*|respond\w*|answer\w*)"
    r" (?:only )?(?:anonymously|on background|off the record)",
    # What it would not have.
    rf"(?:declin|refus)\w* to {_SHOWN}",
    rf"{_ASKED} (?:not to|to not) {_SHOWN}",
    rf"(?:did|does|do|would|could|can|may|might|must|should)(?: not|n[’']t)"
    rf" (?:(?:want|wish|like|agree) to )?{_SHOWN}",
    rf"(?:neither|none)(?: of \w+)? (?:wanted|wished|agreed) to {_SHOWN}",
    rf"{_ASKED} (?:that )?{_NAME} (?:not )?(?:be )?{_HIDDEN}",
    rf"whose (?:\w+ )?(?:names?|identit(?:y|ies)) (?:\w+ ){{1,4}}{_HIDDEN}",
    r"by (?:his|her|their) first names?(?: only)?",
    # What it was not free to do.
    r"(?:not|\w+n[’']t) (?:\w+ )?(?:authori[sz]ed|permitted|allowed|cleared|at liberty) to"
    r" (?:\w+ )?(?:speak|comment|discuss|talk|brief|release|disclose|reveal|give|share|describe"
    rf"|be (?:named|identified|quoted)){_ON}",
    r"lacked authori[sz]ation to",
)
_REASON = re.compile(
    rf"\b(?:{'|'.join(_TERMS)})\b{_WHY}".replace(" ", r"[^\S\n]+"),
    re.IGNORECASE,
)
#: Where the clause with the reason begins: `who, like others, | asked not to be named`.
_CLAUSE = re.compile(
    r"\b(?:who|whose)\b(?:,\slike\b[^,.;:]*,?)?(?:(?!\s(?:and|but)\s)[^,.;:()“”\"—–\n])*$"
    r"|\b(?:sp(?:oke|eaking)|talk(?:ed|ing)|ask(?:ed|ing)|was|were|is|are)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
#: How far back a clause is looked for, in characters.
_REACH = 150
#: Verbs between a source and what it spoke of, behind which the terms may stand: `confirmed the
#: meeting on condition of anonymity`.
_SPOKE_OF = re.compile(
    r"\b(?:confirm|describ|discuss|spoke|speak|talk|relay|recount|detail|disclos|reveal|provid"
    r"|shar)\w*(?:\s(?:of|about))?\s$"
)
_ON_TERMS = re.compile(r"(?:up)?on\b|under\b", re.IGNORECASE)
_ADJECTIVE = re.compile(
    r"\b(?:unnamed|unidentified|anonymous|undisclosed|nameless|unspecified)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?][”\"’')]*(?=\s)|$", re.MULTILINE)
#: How a sentence goes on about the source of the one before: `The official was not authorized …`.
_GOES_ON = re.compile(
    r"\s*\(?(?:He|She|They|Neither|Both|None|All|(?:Some|All|Both) of them|The (?P<noun>\w+))\b"
)
#: How far from there the reason begins, in characters: `They were, like others, …`.
_NEAR = 40


def printed_reason(text: str, source: Span, window: Span) -> Span | None:
    """The reason or condition that the article gives for not naming the source.

    It stands with the source, or in a sentence behind that speaks of the source alone. A word in
    the source itself (`unnamed`) counts where nothing longer is printed.

    Args:
        text: The article.
        source: The noun phrase of the source.
        window: The part of the source's sentence that speaks of no other source. Where that is
            cut by the reason itself, which is often an attribution of its own, the reason goes on.
    """
    stop = _SENTENCE_END.search(text, max(source.end, window.end - 2))
    end = stop.end() if stop else window.end
    reason = _within(text, window, end) or _behind(text, source, end)
    if reason is None:
        word = _ADJECTIVE.search(text, *source)
        reason = Span(*word.span()) if word else None
    return reason


def is_reason(text: str, cue: Span, content: Span) -> bool:
    """Whether cue and content only say that somebody is not named (`declined to be named`)."""
    window = Span(min(cue.start, content.start), max(cue.end, content.end))
    match = _REASON.search(text, *window)
    return match is not None and match.start() <= content.start < match.end()


def _within(text: str, window: Span, end: int) -> Span | None:
    """The reason in the source's own sentence, if it begins in the window."""
    match = _REASON.search(text, window.start, end)
    if match is None:
        return None
    start = _clause_start(text, window.start, match.start())
    spoke_of = _SPOKE_OF.search(text, window.start, window.end) and _ON_TERMS.match(match[0])
    return Span(start, match.end()) if start <= window.end or spoke_of else None


def _behind(text: str, source: Span, end: int) -> Span | None:
    """The reason in the next sentence, where that goes on about a source without a name."""
    words = source.of(text).split()
    following = _GOES_ON.match(text, end)
    if following is None or not words or not words[-1].islower():
        return None
    stop = _SENTENCE_END.search(text, following.end())
    match = _REASON.search(text, following.start(), stop.end() if stop else len(text))
    near = match is not None and match.start() <= following.end() + _NEAR
    same = following["noun"] in (None, words[-1])
    return Span(*match.span()) if match and near and same else None


def _clause_start(text: str, first: int, start: int) -> int:
    """Where the clause with the reason starts, if it is one."""
    before = max(first, start - _REACH)
    clause = _CLAUSE.search(text[before:start])
    return before + clause.start() if clause else start
