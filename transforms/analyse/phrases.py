"""A stretch of text read as one noun phrase: its head, its number, the name it is."""

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from transforms.analyse.attributions import Span
from transforms.analyse.lexicons import noun_kinds
from transforms.analyse.names import Mention, Names
from transforms.analyse.wordforms import Part, is_plural, part_of_speech, singular

#: `one of the officials`, `a group of experts`: the head is behind `of`.
_PARTITIVE = re.compile(
    r"one|two|three|four|five|some|many|most|several|both|all|none|each|any|few|number|group|couple"
    r"|majority|handful|dozens|hundreds|pair|range|variety"
)
#: Adjectives that stand behind their noun where a preposition follows (`sources close to …`).
_BEHIND = frozenset(("close", "familiar"))
#: What ends the leading noun phrase, and what does so behind a noun.
_ENDS: frozenset[Part] = frozenset(("preposition", "relative", "mark"))
_ENDS_BEHIND_NOUN: frozenset[Part] = frozenset(("verb", "adverb", "possessive", "pronoun"))
_NOUNS: frozenset[Part] = frozenset(("nominal", "pronoun", "relative"))
#: What stands for somebody; a possessive does where it is the whole source (`her view`).
_PRONOUNS: frozenset[Part] = frozenset(("pronoun", "relative", "possessive"))
#: Determiners that can stand by themselves as a pronoun does (`those`, `this`).
_DEMONSTRATIVE = frozenset(("this", "that", "these", "those"))
_DEFINITE = frozenset(("the", *_DEMONSTRATIVE))
_SEVERAL = frozenset(("they", "them", "we", "us", "ours", "theirs", "themselves", "ourselves"))
#: Marks that are part of a phrase.
_INNER_MARKS = frozenset(("-", ".", "’", "'", "’s", "'s", "&"))


@dataclass(frozen=True)
class Phrase:
    """A noun phrase that may stand for a source.

    Attributes:
        span: The whole stretch, descriptions included.
        leading: The noun phrase it begins with.
        head: Dictionary form of the head word, lower case; empty where there is none.
        plural: Whether it speaks of several.
        definite: Whether it is the one spoken of before (`the official`, `his lawyer`).
        pronoun: Whether the head is a pronoun.
        counts: Whether the head is a word of number alone (`many`, `both`, `dozens`).
        name: The name that is its head.
        names: All names in the leading noun phrase.
    """

    span: Span
    leading: Span
    head: str
    plural: bool
    definite: bool
    pronoun: bool
    counts: bool
    name: Mention | None
    names: tuple[Mention, ...]


def read_phrase(doc: Doc, span: Span, names: Names) -> Phrase:
    """Reads the stretch, which begins with a noun phrase."""
    whole = doc.char_span(span.start, span.end, alignment_mode="expand")
    tokens = [token for token in whole if not token.is_space] if whole is not None else []
    inside = names.within(span)
    leading = _leading(tokens, inside)
    if not leading:
        return Phrase(span, Span(span.start, span.start), "", False, False, False, False, None, ())
    stretch = Span(max(span.start, leading[0].idx), min(span.end, _end(leading[-1])))
    mentioned = names.within(stretch)
    head = _head(leading)
    name = next((m for m in mentioned if m.span.start <= head.idx < m.span.end), None)
    part = _part(head)
    return Phrase(
        span=span,
        leading=stretch,
        head=_noun(head, leading),
        plural=_is_plural(leading, head, name, mentioned),
        definite=leading[0].lower_ in _DEFINITE or _part(leading[0]) == "possessive",
        pronoun=name is None and (part in _PRONOUNS or head.lower_ in _DEMONSTRATIVE),
        counts=_PARTITIVE.fullmatch(head.lower_) is not None and head.lower_ != "one",
        name=name,
        names=mentioned,
    )


def _part(token: Token) -> Part:
    return part_of_speech(token.text)


def _head(leading: list[Token]) -> Token:
    """The last noun or pronoun, else the last word."""
    return next((t for t in reversed(leading) if _part(t) in _NOUNS), leading[-1])


def _end(token: Token) -> int:
    return int(token.idx) + len(token.text)


def _noun(head: Token, leading: list[Token]) -> str:
    """Dictionary form of the head, with the word before it where both are one (`coast guard`)."""
    noun = singular(head.lower_)
    before = leading[-2].lower_ if len(leading) > 1 and leading[-1] == head else ""
    return f"{before} {noun}" if f"{before} {noun}" in noun_kinds() else noun


def _leading(tokens: list[Token], inside: tuple[Mention, ...]) -> list[Token]:
    """The tokens up to a comma, a preposition, a verb or a relative clause outside a name."""
    leading: list[Token] = []
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        in_name = any(m.span.start < token.idx < m.span.end for m in inside)
        if token.lower_ == "of" and leading and _PARTITIVE.fullmatch(leading[-1].lower_):
            leading.clear()
        elif in_name or not (leading and _ends_phrase(leading, token, following)):
            leading.append(token)
        else:
            break
    return leading


def _ends_phrase(leading: list[Token], token: Token, following: Token | None) -> bool:
    part, before = _part(token), _part(leading[-1])
    if token.text in _INNER_MARKS:
        return False
    if token.lower_ in _BEHIND:
        return following is not None and _part(following) == "preposition"
    if part == "participle":
        # `people briefed on it`; but `the ruling party`, `a newly hired aide`.
        modifies = following is not None and _part(following) in ("nominal", "participle")
        return before in _NOUNS and not (modifies and not _is_person(leading[-1]))
    if part in _ENDS_BEHIND_NOUN or token.lower_ == "that":
        return before in _NOUNS
    return part in _ENDS


def _is_person(token: Token) -> bool:
    return noun_kinds().get(singular(token.lower_)) == "person"


def _is_plural(
    leading: list[Token], head: Token, name: Mention | None, names: tuple[Mention, ...]
) -> bool:
    """By the number of the head, or as two names or nouns joined by `and`."""
    joined = (i for i, token in enumerate(leading) if i and token.lower_ in ("and", "&"))
    if any(_is_noun(leading[i - 1]) for i in joined):
        people = sum(mention.label == "PERSON" for mention in names)
        if people > 1 or head.is_lower:
            return True
    label = (name.entity or name).label if name is not None else None
    if label == "NORP" and len(leading) == 1:
        return True  # `Republican attempts to …`: of Republicans
    if label in ("PERSON", "NORP") and singular(head.lower_) not in noun_kinds():
        return label == "NORP"
    if _part(head) == "possessive":
        return head.lower_ in ("their", "our")
    if head.lower_ == "one":
        return False
    return _part(head) not in _NOUNS or head.lower_ in _SEVERAL or is_plural(head.lower_)


def _is_noun(token: Token) -> bool:
    """Whether it is a noun or a name, and no adjective (`a cool and smart voter`)."""
    return not token.is_lower or is_plural(token.lower_) or token.lower_ in noun_kinds()
