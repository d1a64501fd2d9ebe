"""The words that attribute: their dictionary form, and what they let on of their writer."""

import re
from collections.abc import Sequence
from typing import Literal

from spacy.tokens import Doc, Token

from transforms.analyse.attributions import Span
from transforms.analyse.lexicons import cue_words

Stance = Literal["neutral", "endorsing", "distancing"]

#: Cues of several words that are one word to a dictionary.
_FIXED = re.compile(r"according to|in the words of|in the view of|as per", re.IGNORECASE)


def cue_lemma(doc: Doc, cue: Sequence[Span]) -> str | None:
    """Dictionary form of the cue's head, with its particle: `say`, `point out`, `according to`."""
    if not cue:
        return None
    tokens = [token for token in cue_tokens(doc, cue) if not token.is_space]
    if not tokens:
        return None
    fixed = _FIXED.search(" ".join(token.text for token in tokens))
    if fixed is not None:
        return fixed[0].lower()
    head = _head(tokens)
    particle = next((t.lower_ for t in tokens if t.dep_ == "prt" and t.head == head), None)
    return f"{head.lemma_.lower()} {particle}" if particle else head.lemma_.lower()


def cue_tokens(doc: Doc, cue: Sequence[Span]) -> list[Token]:
    """The tokens the cue touches."""
    spans = (doc.char_span(span.start, span.end, alignment_mode="expand") for span in cue)
    return [token for span in spans if span is not None for token in span]


def _head(tokens: Sequence[Token]) -> Token:
    """The first full verb, else the first verb or noun, else the first word."""
    for kinds in (("VERB",), ("AUX",), ("NOUN",)):
        for token in tokens:
            if token.pos_ in kinds and not (kinds == ("VERB",) and token.lemma_ in ("have", "be")):
                return token
    return tokens[0]


def stance(lemma: str | None) -> Stance:
    """What the choice of the cue says of its writer."""
    if lemma in cue_words("endorsing"):
        return "endorsing"
    return "distancing" if lemma in cue_words("distancing") else "neutral"
