"""Where a text leans on an outlet or a document without saying what it holds.

`The meeting, first reported by Al Arabiya`, `Al Arabiya first broke the news`, `told Reuters`,
`a report in The Times`, `a statement seen by AFP`, `data from the World Bank`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from transforms.analyse.attributions import Span
from transforms.analyse.lexicons import NounKind, noun_kinds
from transforms.analyse.names import Names
from transforms.analyse.sentences import Sentences
from transforms.analyse.wordforms import Part, part_of_speech, singular

# Confidences: a verb of publishing beside an outlet leaves little doubt, a document's noun more.
_OUTLET_SCORE, _DOCUMENT_SCORE = 0.8, 0.6

#: Between the pattern and the outlet: an article and up to three words (`the Saudi-owned`).
_DESCRIBED = r"(?:(?:the|a|an)\s)?(?:(?!and\b|or\b|that\b)[\w’'-]+\s){0,3}$"
_PUBLISHED = (
    r"(?:reported|published|broadcast|aired|carried|released|revealed|disclosed|obtained|seen"
    r"|reviewed|viewed|leaked|posted|printed|run|shared|circulated|conducted|commissioned"
    r"|documented|verified)"
)
_PIECE = (
    r"(?:reports?|reporting|articles?|story|stories|investigations?|stud(?:y|ies)|interviews?|op-eds?"
    r"|editorials?|columns?|essays?|piece|account|analysis|surveys?|polls?|exposé|profile|coverage"
    r"|commentary|letter|paper|research|findings|published|appear(?:ed|ing|s)|writing)"
)
#: Up to four words between a noun or verb and its preposition (`an interview this month with`).
_LATER = r"(?:\s(?!and\b|or\b|who\b)[\w’'.-]+){0,4}?"
_SAID = (
    r"(?:said|says|saying|told|asked|argued|noted|insisted|acknowledged|explained|added|denied"
    r"|recalled|recounted|[Ss]peaking|[Aa]ppear(?:ed|s|ing|ance)|interview(?:ed)?)"
)
#: The outlet has it from the person in front: `X told Reuters`, `X, quoted by Reuters, said`.
_TOLD = re.compile(
    r"\b(?:told|tells|telling|informed|(?:spoke|speaks|speaking|talked|talking)\s(?:to|with)"
    rf"|(?:interview|comments?|remarks?|statement|message|e-?mail|letter){_LATER}\s(?:with|to|for)"
    rf"|(?:quoted|cited|interviewed|contacted|reached)(?:\sas\ssaying)?{_LATER}\sby)\s{_DESCRIBED}"
    rf"|\b(?:op-ed|opinion\s\w+|commentary){_LATER}\s(?:in|for)\s(?:[Tt]he\s)?$"
    # On the air.
    rf"|\b{_SAID}{_LATER}\son\s(?:(?:the|an?)\s)?(?:[\w-]+\s)?$"
    r"|^\W*(?:On\s[\w.]+(?:\s\d+)?,?\s|[A-Z]\w+day,?\s)?[Oo]n\s$"
    # Behind a claim that has a source of its own: `“…,” X said, according to Reuters`.
    r"|,\saccording\sto\s(?:[Tt]he\s)?$"
)
_INTERVIEW_IN_FRONT = re.compile(r"\b[Ii]n\s(?:the|an?|his|her|their|that)\s$")
_INTERVIEW_BEHIND = re.compile(r"(?:[’']s?)?\sinterview\b")
#: Behind an outlet's name: those told are its guests.
_AUDIENCE = re.compile(r"\s(?:\w+\s)?(?:group|audience|crowd|panel|conference|forum|event)\b")
_IN_FRONT = re.compile(
    rf"\b(?:{_PUBLISHED}\s(?:\w+\s)?by|{_PIECE}\s(?:[\w-]+\s){{0,2}}?(?:in|by|from|on|for)"
    rf"|according\sto|as\sper)\s{_DESCRIBED}",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?:,[^,\n]{1,120},)?\s(?:(?:has|had|have|also|first|later|earlier|previously|recently"
    r"|separately|exclusively|now|then)\s){0,3}"
    r"(?:report(?:ed|s)?|broke|breaks|publish(?:ed|es)|reveal(?:ed|s)|said|says|wrote|writes"
    r"|quote[ds]|cite[ds]|aired|broadcast|carried|claim(?:ed|s)|not(?:ed|es)|confirmed|disclosed"
    r"|released|obtained|reviewed|learned|estimate[ds]|described|ran)\b"
    r"|[’']s?\s(?:\w+\s){0,2}(?:reports?|reporting|investigation|story|article|interview)\b"
)
#: How far from the outlet these are looked for, in characters.
_REACH = 90

_MADE = re.compile(r"seen|obtained|reviewed|viewed|published|released|issued|leaked|compiled")

#: Parts of speech inside a noun phrase, in front of its head.
_INSIDE: frozenset[Part] = frozenset(
    ("determiner", "possessive", "nominal", "participle", "number")
)


@dataclass(frozen=True)
class Citation:
    """The article relies on what stands at `span`; `told` where that has it from a person."""

    span: Span
    told: bool
    score: float


def find_citations(doc: Doc, names: Names, sentences: Sentences) -> tuple[Citation, ...]:
    """The citations of outlets and documents, in order."""
    return tuple(
        sorted(
            (*_outlets(doc.text, names, sentences), *_documents(doc, names)),
            key=lambda citation: citation.span,
        )
    )


def _outlets(text: str, names: Names, sentences: Sentences) -> Iterator[Citation]:
    for outlet in names.outlets:
        sentence = sentences.around([outlet.span])
        before = text[max(sentence.start, outlet.span.start - _REACH) : outlet.span.start]
        told = _is_told(text, before, outlet.span)
        behind = _BEHIND.match(text, outlet.span.end, sentence.end)
        if told or behind or _IN_FRONT.search(before):
            yield Citation(outlet.span, told, _OUTLET_SCORE)


def _is_told(text: str, before: str, outlet: Span) -> bool:
    """Whether the text says that somebody spoke to the outlet, or on its air."""
    if _INTERVIEW_IN_FRONT.search(before) and _INTERVIEW_BEHIND.match(text, outlet.end):
        return True
    return _TOLD.search(before) is not None and _AUDIENCE.match(text, outlet.end) is None


def _documents(doc: Doc, names: Names) -> Iterator[Citation]:
    """Documents and data of which the text says who published, saw or gave them."""
    for noun in doc:
        kind = noun_kinds().get(singular(noun.lower_))
        if kind not in ("document", "data"):
            continue
        following = [token for token in doc[noun.i + 1 : noun.i + 7] if not token.is_space]
        if following and _is_made(following, kind) and names.within(_stretch(following)):
            yield Citation(Span(_start(noun).idx, _end(noun)), False, _DOCUMENT_SCORE)


def _is_made(following: list[Token], kind: NounKind) -> bool:
    """`seen by …`, `published in …`; of data also `from …`."""
    words = [token.lower_ for token in following]
    if words[0] == "from":
        return kind == "data"
    return _MADE.fullmatch(words[0]) is not None and words[1:2] in (["by"], ["in"])


def _start(noun: Token) -> Token:
    """Where the noun phrase with this head starts."""
    first = noun
    while first.i and not first.is_sent_start and _in_front(first.nbor(-1), first):
        first = first.nbor(-1)
    return first


def _in_front(token: Token, following: Token) -> bool:
    """Whether the token is of the phrase that goes on with the following one."""
    if part_of_speech(following.text) in ("determiner", "possessive"):
        return part_of_speech(token.text) == "determiner"
    joins = token.text in ("-", "’s", "'s", "’")
    return joins or part_of_speech(token.text) in _INSIDE


def _end(token: Token) -> int:
    return int(token.idx) + len(token.text)


def _stretch(tokens: list[Token]) -> Span:
    return Span(tokens[0].idx, _end(tokens[-1]))
