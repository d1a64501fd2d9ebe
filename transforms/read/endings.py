"""Endings of what a feed gives: `[…]`, `Read more`, `The post X appeared first on Y`."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from transforms.elements import Hyperlink

# What WordPress puts below every post of a feed, in the languages it is most used in.
_CREDIT = re.compile(
    r"(?:The post|Der Beitrag|L['’]article|La entrada|O post|L['’]articolo|Het bericht|Inlägget"
    r"|Artykuł|Indlægget|Příspěvek) .{0,500}?"
    r" (?:appeared first on|first appeared on|erschien zuerst auf|est apparu en premier sur"
    r"|(?:se publicó|aparece) primero en|apareceu primeiro em|proviene da"
    r"|(?:verscheen|stond) eerst op|dök först upp på|pochodzi z serwisu|blev først udgivet på"
    r"|pochází z) .{1,300}",
    re.DOTALL,
)
_MORE = (
    r"(?:read|see|view) (?:the )?(?:more|full|rest|entire|whole)\b[^.?!]{0,120}"
    r"|(?:keep|continue) reading\b[^.?!]{0,200}|read on\b.{0,60}|click here (?:to|for)\b.{0,100}"
    r"|(?:full|whole) (?:story|article|text)|more|read (?:this )?(?:article|story)"
    r"|weiterlesen\b.{0,200}|(?:jetzt )?(?:mehr lesen|mehr erfahren)"
    r"|lire (?:la suite|plus)\b.{0,200}"
    r"|(?:leer|ver) más\b.{0,200}|(?:seguir|continuar|sigue) leyendo\b.{0,200}|leia mais\b.{0,200}"
    r"|continue lendo\b.{0,200}|leggi (?:tutto|di più)\b.{0,100}|continua a leggere\b.{0,200}"
    r"|lees (?:verder|meer)\b.{0,200}|läs (?:mer|vidare)\b.{0,200}|læs mere\b.{0,200}"
    r"|les mer\b.{0,200}|czytaj (?:dalej|więcej)\b.{0,200}|číst dále\b.{0,200}"
)
_AROUND = r"[\s\[\](){}<>«»›‹→➔➜►▸⟶⇒:.…|_-]*"
_IS_MORE = re.compile(rf"{_AROUND}(?:{_MORE}){_AROUND}", re.IGNORECASE | re.DOTALL)
# Behind a sentence or an ellipsis; in brackets it needs neither.
_ENDS_IN_MORE = re.compile(
    rf"(?:(?<=[.!?…\]”\"’])|(?<=\s[-–—|]))\s+(?:{_MORE}){_AROUND}$"
    r"|\s*[\[(](?:more|read more|continued?|mehr|suite|…|\.\.\.)[^\])]{0,20}[\])][\s.»→]*$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\s*(?:\[\s*(?:…|\.{2,}|\u2026\.*)\s*\]|\(\s*(?:…|\.{3,})\s*\))\s*$")
_ELLIPSIS = re.compile(r"(?:…|\.{3,})[”\"’)]*$")
# An ending is a line of its own, or the last words of one.
_LONGEST = 400
# More of them below each other are no ending, but what the text consists of.
_MOST = 5


class Ended(NamedTuple):
    """Paragraphs without such endings.

    Attributes:
        paragraphs: What is text of it.
        links: The links that are left.
        cut: Whether the ending says that the text goes on elsewhere.
        trails: Whether the text itself ends in an ellipsis.
    """

    paragraphs: tuple[str, ...]
    links: tuple[Hyperlink, ...]
    cut: bool
    trails: bool


def without_endings(paragraphs: Sequence[str], links: Sequence[Hyperlink]) -> Ended:
    """The paragraphs and links without endings that are not text."""
    left, kept, cut = list(paragraphs), list(links), False
    for _ in range(_MOST):
        if not left:
            break
        last = left[-1]
        shorter, more = _shorter(last, kept)
        if shorter == last:
            break
        cut = cut or more
        gone = last[len(shorter) :]
        while kept and kept[-1].anchor and kept[-1].anchor in gone:
            gone = gone.replace(kept.pop().anchor or "", "", 1)
        left[-1:] = [shorter] if shorter else []
    return Ended(tuple(left), tuple(kept), cut, bool(left and _ELLIPSIS.search(left[-1])))


def _shorter(last: str, links: Sequence[Hyperlink]) -> tuple[str, bool]:
    """The paragraph without its ending, and whether that says that the text goes on."""
    if len(last) <= _LONGEST * 2 and _CREDIT.fullmatch(last):
        return "", False
    if len(last) <= _LONGEST and _IS_MORE.fullmatch(last):
        return "", True
    anchor = links[-1].anchor if links else None
    if anchor and len(anchor) <= _LONGEST and last.endswith(anchor) and _IS_MORE.fullmatch(anchor):
        return last[: -len(anchor)].rstrip(), True
    begin = max(0, len(last) - _LONGEST)
    for pattern in (_BRACKETED, _ENDS_IN_MORE):
        if (ending := pattern.search(last, begin)) is not None:
            return last[: ending.start()].rstrip(), True
    return last, False
