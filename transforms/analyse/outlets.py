"""Outlets in a text: newspapers, agencies, channels, sites.

Known ones by name (outlets.txt), the others by the word for an outlet that stands beside a name:
`Al Arabiya TV channel`, `the newspaper Haaretz`, the `Idlib Post`, `Radio Rozana`.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from transforms.analyse.attributions import Span
from transforms.analyse.gazetteer import peoples_named
from transforms.analyse.lexicons import outlet_names
from transforms.analyse.wordforms import part_of_speech

#: Words for an outlet that describe it and are no part of its name.
_KIND = (
    r"(?:(?:TV|television|radio|news|cable|satellite|Telegram|YouTube|online|daily|weekly)\s)?"
    r"(?:TV|television|radio|channel|network|station|broadcaster|newspaper|paper|daily|weekly"
    r"|tabloid|broadsheet|magazine|journal|(?:news|press)\sagency|newswire|newsletter"
    r"|website|web\ssite|news\s(?:site|outlet|portal)|portal|podcast)"
)
#: A capitalised word. Repeats are bounded, so that a text of capitals costs no more than another.
_WORD = r"(?:[Aa]l-|[Ee]l-)?(?=[^\W\d_])(?![a-zß-öø-ÿ])[\w’'&.-]{0,40}[\w]"
_NAME = rf"{_WORD}(?:\s(?:of\s|the\s)?{_WORD}){{0,4}}"
#: Last words of names that are outlets' (`Moscow Times`), as titles of newspapers and stations.
_LAST = (
    r"(?:Times|Post|Herald|News|Tribune|Gazette|Telegraph|Chronicle|Journal|Courier|Bulletin|Mail"
    r"|Radio|TV|Television|Broadcasting|Observer|Dispatch|Inquirer|Examiner|Sentinel|Newspaper"
    r"|News\sAgency|Magazine)"
)
_ANY_WORD = re.compile(r"\S+")
#: A word for the kind of an outlet that is part of its name.
_KIND_WORD = re.compile(r"News|Agency|Service|Network|Channel|TV|Television|Radio|Online")
#: First words of such names; a number or a name follows (`Channel 12`, `Radio Sawa`).
_FIRST = r"(?:Radio|Channel|TV|Canal|Kanal)"

_DESCRIBED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?P<name>{_NAME})\s{_KIND}\b",
        rf"\b{_KIND}\s(?P<name>{_NAME}(?:\s\d{{1,3}}\b)?)",
        rf"\b(?P<name>(?:{_WORD}\s){{1,4}}{_LAST})\b(?!\s(?:of\b|[Cc]onference))",
        rf"\b(?P<name>{_FIRST}\s(?:\d{{1,3}}\b|{_WORD})(?:\s{_WORD})?)",
    )
)
#: Last words of names that are newspapers' where somebody speaks to them: elsewhere the sun may
#: rise, and stars shine.
_PRINTED = (
    r"(?:Sun|Star|Globe|Mirror|Standard|Guardian|Independent|Record|Recorder|Echo|Ledger|Argus"
    r"|Advertiser|Register|Enquirer|Reporter|Reader|Review|Digest|Briefing|Insider|Press|Wire"
    r"|Newswire|Daily|Weekly|Today)"
)
_PAPER = re.compile(
    rf"(?<![\w-])(?:(?:{_WORD}\s){{1,4}}{_PRINTED}|Daily\s{_WORD})(?![\w-]|\s[A-Z])"
)
_SPOKEN_TO = re.compile(
    r"\b(?:told|tells|telling|(?:spoke|speaks|speaking)\s(?:to|with)|interview\swith)\s(?:[Tt]he\s)?"
    rf"(?P<name>Daily\s{_WORD}|(?:{_WORD}\s){{1,3}}{_PRINTED}(?![\w’'-]|\s[A-Z]))"
)
_THE = re.compile(r"^[Tt]he\s")
_KIND_BEHIND = re.compile(rf"\s{_KIND}$")
_POSSESSIVE = re.compile(r"[’']s?$")
#: In front of a name, no part of it: `Saudi-owned Al Arabiya`, `State TV`.
_ADJECTIVE = re.compile(
    r"\w+-(?:owned|based|backed|run|language|funded|controlled|linked)|State|Local|Independent"
)
#: What a starred name of outlets.txt needs in front, to be the outlet and not the word.
_IN_PRINT = re.compile(
    r"\b(?:published\s(?:in|by)|appear\w*\sin|writing\s(?:in|for)|told|journals?|magazines?|papers?"
    r"|newspapers?)(?:\s[Tt]he)?\s$"
)


@dataclass(frozen=True)
class Outlet:
    """An outlet in the text.

    Attributes:
        span: Where it stands, with words for its kind (`Al Arabiya TV channel`).
        name: Its name without article and words for its kind.
        printed: Where the name stands, without words of small letters (`Al Arabiya TV`).
    """

    span: Span
    name: str
    printed: Span


def find_outlets(doc: Doc) -> tuple[Outlet, ...]:
    """The outlets the text names, in order; where readings overlap, the longest."""
    places = frozenset(ent.text for ent in doc.ents if ent.label_ in ("GPE", "NORP", "LOC"))
    text = doc.text
    taken: set[int] = set()
    found: list[Span] = []
    candidates = {*_known(text), *_described(doc, text, places), *_spoken_to(text)}
    for span in sorted(candidates, key=lambda span: (span.start - span.end, span)):
        if taken.isdisjoint(range(*span)):
            taken.update(range(*span))
            found.append(span)
    return tuple(
        Outlet(span, canonical(span.of(text), places), _capitals(text, span))
        for span in sorted(found)
    )


def _capitals(text: str, span: Span) -> Span:
    """From the first to the last of the words that are not in small letters."""
    words = [match.span() for match in _ANY_WORD.finditer(text, *span)]
    large = [word for word in words if not text[word[0]].islower()]
    return Span(large[0][0], large[-1][1]) if large else span


def canonical(name: str, places: Collection[str] = ()) -> str:
    """The name without its article and without words for its kind, where a name is left.

    `the Al Arabiya TV channel` → `Al Arabiya`; `The Times` and `BBC News` stay as they are, and so
    does `Syria TV` when Syria is among the places.
    """
    name = " ".join(_POSSESSIVE.sub("", name).split())
    while name not in outlet_names():
        shorter = (_KIND_BEHIND.sub("", name), _THE.sub("", name))
        names = (n for n in shorter if n != name and n not in places and any(map(str.isupper, n)))
        left = next(names, None)
        if left is None:
            break
        name = left
    return name


def known_outlet(name: str) -> str | None:
    """The outlet that the name is with words for its kind behind: `Reuters News Agency`."""
    words = name.split()
    for end in range(len(words), 0, -1):
        known = " ".join(words[:end])
        if known in outlet_names() and all(_KIND_WORD.fullmatch(word) for word in words[end:]):
            return known
    return None


@cache
def _lexicon() -> re.Pattern[str]:
    names = sorted(outlet_names(), key=len, reverse=True)
    return re.compile(
        rf"(?<![\w@/.-])(?:{'|'.join(map(re.escape, names))})(?![\w@]|-\w|\.\w)(?:\s{_KIND}\b)?"
    )


def _known(text: str) -> Iterator[Span]:
    for match in _lexicon().finditer(text):
        name = _KIND_BEHIND.sub("", match[0])
        sure = outlet_names().get(match[0], outlet_names().get(name, True))
        before = text[max(0, match.start() - 40) : match.start()]
        if sure or name != match[0] or _IN_PRINT.search(before):
            yield Span(match.start(), match.end())


def _described(doc: Doc, text: str, places: Collection[str]) -> Iterator[Span]:
    for pattern in _DESCRIBED:
        for match in pattern.finditer(text):
            start = _name_start(doc, text, match.start("name"), match.end("name"), places)
            if start is not None:
                yield Span(start, match.end() if start < match.end("name") else match.end("name"))


def _spoken_to(text: str) -> Iterator[Span]:
    """What somebody told something, by its name a newspaper, wherever the text names it."""
    names = {match["name"] for match in _SPOKEN_TO.finditer(text)}
    for match in _PAPER.finditer(text) if names else ():
        # Words in front may be none of the name: `Yesterday Nairobi Sun`.
        for word in _ANY_WORD.finditer(text, *match.span()):
            if text[word.start() : match.end()] in names:
                yield Span(word.start(), match.end())
                break


def _name_start(doc: Doc, text: str, start: int, end: int, places: Collection[str]) -> int | None:
    """Where the name starts behind words that are none (`When`, `Russian`); None without a name."""
    span = doc.char_span(start, end, alignment_mode="expand")
    for token in span if span is not None else ():
        word = text[token.idx : end].split(" ", 1)[0]
        people = token.ent_type_ == "NORP" or peoples_named(token.text)
        named = people or token.text in places or _ADJECTIVE.match(word)
        if (
            token.idx >= start
            and part_of_speech(token.text) in ("nominal", "number")
            and not (named or token.is_stop)
        ):
            nameless = re.fullmatch(rf"{_LAST}|{_FIRST}", text[token.idx : end])
            return None if nameless else token.idx
    return None
