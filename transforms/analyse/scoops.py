"""Who had the news first: claims that a citation makes by its own words.

`Al Arabiya first broke the news of the meeting, citing unnamed sources`: an outlet, words of
breaking news and the news are an attribution. A learned finder is unsure of ones so rare (PolNeAR
has two in 1,000 articles), so here rules read them where the finder has not.
"""

import re
from collections.abc import Iterator, Sequence

from transforms.analyse.attributions import Attribution, Span
from transforms.analyse.dates import find_dates
from transforms.analyse.names import Names
from transforms.analyse.sentences import Sentences

#: Name and version of these rules, as it stands in claims.model.
RULES = "scoops-1"
#: As of a citation: fixed words beside an outlet's name leave little doubt.
_SCORE = 0.8

_ADVERB = r"(?:also|first|initially|originally|exclusively|later|earlier|reportedly|has|had|have)"
#: A day between the words of breaking news and the news (`broke the news on Monday of …`).
_ASIDE = r"(?:\s(?:on|late|early|earlier|last|this)\s[^,;:()“”\n]{3,24}?)?"
_TOLD = r"(?:report|reveal|disclose|publish|announce)"
#: Behind the outlet: the cue, and whether a clause (`that …`) or a noun phrase follows.
_BROKE = re.compile(
    r"(?:,[^,“”\n]{1,120},|,?\swhich)?\s"
    rf"(?P<cue>(?:{_ADVERB}\s){{0,3}}(?:broke|broken|breaks)\s(?:the\s)?(?:news|story|scoop)"
    r"(?:\s(?:of|about|on)\b(?!\s\w+day\b))?"
    r"|(?:was|were|is|has\sbeen|had\sbeen|became)\s(?:the\s|among\sthe\s)?first"
    r"(?:\s(?:\w+\s)?(?:outlet|newspaper|channel|agency|station|site|website|media))?"
    rf"\s(?:to\s(?:{_TOLD}|break\sthe\s(?:news|story))(?:\s(?:on|of|about)\b(?!\s\w+day\b))?"
    r"|with\s(?:the\s)?news\sof)"
    r"|first\s(?:reported|revealed|disclosed)(?:\s(?:on|about)\b(?!\s\w+day\b))?)"
    rf"(?P<aside>{_ASIDE})\s(?P<link>(?:of|about)\s)?(?P<that>that\b)?"
)
#: In front of the outlet, from where its sentence starts: the news and the cue.
_BROKEN_BY = re.compile(
    r"\W*(?:(?:But|And|However|Meanwhile|Earlier),?\s)?(?P<content>[^,;:()“”\n]{3,120}?),?\s"
    r"(?P<cue>(?:(?:which|that)\s)?(?:(?:was|were|is|had\sbeen|has\sbeen)\s)?"
    r"(?:(?:first|initially|originally|exclusively)\s(?:reported|revealed|disclosed|broken)"
    rf"|(?<=\s)broken){_ASIDE}\sby)\s(?:[Tt]he\s)?$"
)
#: Behind the outlet, at a sentence's start: `Reuters, citing two officials: the talks failed`.
_COLON = re.compile(r",?\s(?P<cue>citing|quoting)\s[^:;()“”\n]{3,80}:\s(?=[^\s“‘\"'])")
#: Where what follows is no longer the news.
_CLAUSE_END = re.compile(
    r"[;—–\n]|,?\s(?:citing|quoting|with\sreferences?\sto|in\sreference\sto)\b"
    r"|,\s(?:while|but|although|though|whereas|and|according|adding|saying|as|which|who)\b"
)
_PHRASE_END = re.compile(
    r"[,;:()“”\"—–\n]|\s(?:citing|quoting|while|but|with\sreferences?\sto|before|after|saying|and"
    r"\s(?:said|was|is|has|had|quoted|cited))\b"
)
#: What a phrase may end with that says where the news was broken.
_PLACE = re.compile(
    r"(?:\s(?:in|on)\s(?:an?|its|his|her|their)\s(?:[\w-]+\s){0,2}"
    r"(?:report|article|story|piece|broadcast|website|site|channel|bulletin|tweet|post|scoop))+$"
)
_BEFORE_DATE = re.compile(r"(?:\s(?:on|in|at|late|early|earlier))*\s$")
_FINAL = " .!?…"
#: News that says nothing by itself: `the story was broken by TMZ`.
_EMPTY = re.compile(
    r"(?:the|this|that|its|his|her|their)?\s?(?:news|story|scoop|report|it|this|that|which|who)",
    re.IGNORECASE,
)


def find_scoops(
    text: str, names: Names, sentences: Sentences, claims: Sequence[Attribution]
) -> Iterator[Attribution]:
    """The attributions that the rules read and the claims do not have, in order.

    Args:
        text: The article.
        names: Its names, outlets among them.
        sentences: Its sentences.
        claims: What is held for a claim already.
    """
    for outlet in names.outlets:
        sentence = sentences.around([outlet.span])
        sentence = Span(sentence.start, sentence.end)
        source = _with_article(text, outlet.span, sentence)
        for cue, content in _read(text, outlet.span, sentence):
            if _EMPTY.fullmatch(content.of(text)) or content.end - content.start < 3:
                continue
            found = Attribution("indirect", (content,), (cue,), (source,), _SCORE, RULES)
            if not any(_is_same(claim, found) for claim in claims):
                yield found
            break


def _read(text: str, outlet: Span, sentence: Span) -> Iterator[tuple[Span, Span]]:
    """Cue and content for each rule that fits the outlet."""
    if behind := _BROKE.match(text, outlet.end, sentence.end):
        start = behind.start("that") if behind["that"] else behind.end()
        end = _clause if behind["that"] else _phrase
        yield Span(*behind.span("cue")), end(text, Span(start, sentence.end))
    if front := _BROKEN_BY.match(text[: outlet.start], sentence.start):
        yield Span(*front.span("cue")), Span(*front.span("content"))
    colon = _COLON.match(text, outlet.end, sentence.end)
    if colon and outlet.start - sentence.start <= len("The "):
        yield Span(*colon.span("cue")), _clause(text, Span(colon.end(), sentence.end))


def _clause(text: str, stretch: Span) -> Span:
    """The stretch up to where a clause ends."""
    return _trimmed(text, _until(text, stretch, _CLAUSE_END))


def _phrase(text: str, stretch: Span) -> Span:
    """The noun phrase that the stretch begins with, without the day and place of the saying."""
    span = _trimmed(text, _until(text, stretch, _PHRASE_END))
    if place := _PLACE.search(text, *span):
        span = Span(span.start, place.start())
    for date in find_dates(text, span):
        before = _BEFORE_DATE.search(text, span.start, date.span.start)
        if date.span.end == span.end and before and before.start() > span.start:
            span = Span(span.start, before.start())
    return span


def _until(text: str, stretch: Span, end: re.Pattern[str]) -> Span:
    found = end.search(text, *stretch)
    return Span(stretch.start, found.start() if found else stretch.end)


def _trimmed(text: str, span: Span) -> Span:
    kept = span.of(text).rstrip(_FINAL + "”’\"'")
    return Span(span.start, span.start + len(kept))


def _with_article(text: str, outlet: Span, sentence: Span) -> Span:
    start = outlet.start - len("the ")
    has = start >= sentence.start and text[start : outlet.start].lower() == "the "
    return Span(start if has else outlet.start, outlet.end)


def _is_same(claim: Attribution, found: Attribution) -> bool:
    """Whether a claim says so already: by the same cue, or of the outlet in the same words."""
    if _meet(claim.cue, found.cue):
        return True
    return _meet(claim.source, found.source) and _meet(claim.content, found.content)


def _meet(ones: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(one.start < other.end and other.start < one.end for one in ones for other in others)
