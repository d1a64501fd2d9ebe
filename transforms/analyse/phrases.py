"""A stretch of text read as one noun phrase: its head, its number, the name it is."""

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from transforms.analyse.attributions import Span
from transforms.analyse.lexicons import noun_kinds
from transforms.analyse.names import Mention, Names

#: `one of the officials`, `a group of experts`: the head is behind `of`.
_PARTITIVE = re.compile(
    r"one|two|three|four|five|some|many|most|several|both|all|none|each|any|few|number|group|couple"
    r"|majority|handful|dozens|hundreds|pair|range|variety"
)
#: Words that end the leading noun phrase though the tagger may take them for part of it.
_BREAKS = frozenset(("who", "whom", "which", "that", "close", "familiar", "speaking", "including"))
#: Penn tags of what cannot be inside it: verbs, prepositions, relative pronouns.
_BREAK_TAGS = frozenset(("VBD", "VBG", "VBN", "VBP", "VBZ", "VB", "MD", "IN", "TO", "WP", "WDT"))
_NOMINAL = ("NOUN", "PROPN", "ADJ")


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
    nouns = [token for token in leading if token.pos_ in ("NOUN", "PROPN", "PRON")]
    head = nouns[-1] if nouns else leading[-1]
    name = next((m for m in mentioned if m.span.start <= head.idx < m.span.end), None)
    return Phrase(
        span=span,
        leading=stretch,
        head=_noun(head, leading),
        plural=_is_plural(leading, nouns, head, mentioned),
        definite=leading[0].lower_ in ("the", "this", "that", "these", "those")
        or leading[0].tag_ == "PRP$",
        pronoun=head.pos_ == "PRON" and len(nouns) == 1,
        counts=_PARTITIVE.fullmatch(head.lower_) is not None and head.lower_ != "one",
        name=name,
        names=mentioned,
    )


def _end(token: Token) -> int:
    return int(token.idx) + len(token.text)


def _noun(head: Token, leading: list[Token]) -> str:
    """Dictionary form of the head, with the word before it where both are one (`coast guard`)."""
    noun: str = head.lemma_.lower() if head.pos_ != "PROPN" else head.lower_
    before = leading[-2].lower_ if len(leading) > 1 and leading[-1] == head else ""
    return f"{before} {noun}" if f"{before} {noun}" in noun_kinds() else noun


def _leading(tokens: list[Token], inside: tuple[Mention, ...]) -> list[Token]:
    """The tokens up to a comma, a preposition, a verb or a relative clause outside a name."""
    leading: list[Token] = []
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        in_name = any(m.span.start < token.idx < m.span.end for m in inside)
        has_noun = any(t.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "DET") for t in leading)
        if token.lower_ == "of" and leading and _PARTITIVE.fullmatch(leading[-1].lower_):
            leading.clear()
        elif in_name or not (has_noun and _ends_phrase(token, following)):
            leading.append(token)
        else:
            break
    return leading


def _ends_phrase(token: Token, following: Token | None) -> bool:
    if token.is_punct and token.text not in ("-", ".", "’", "'"):
        return True
    if token.lower_ in _BREAKS:
        return True
    if token.tag_ in ("VBG", "VBN") and following is not None and following.pos_ in _NOMINAL:
        return False  # `the ruling party`, `a retired general`
    return token.tag_ in _BREAK_TAGS


def _is_plural(
    leading: list[Token], nouns: list[Token], head: Token, names: tuple[Mention, ...]
) -> bool:
    """By the number of the head, or as two names or nouns joined by `and`."""
    joined = any(token.pos_ == "CCONJ" for token in leading)
    people = sum(mention.label == "PERSON" for mention in names)
    return (
        "Plur" in head.morph.get("Number", [])
        or (joined and (people > 1 or sum(token.pos_ == "NOUN" for token in nouns) > 1))
        or head.pos_ not in ("NOUN", "PROPN", "PRON")
    )
