"""Whether a source affirms or denies the content, and how firmly it is put."""

import re
from typing import Literal

from spacy.tokens import Doc, Token

from transforms.analyse.attributions import Attribution, Span
from transforms.analyse.lexicons import cue_words
from transforms.analyse.stance import cue_tokens

Polarity = Literal["affirmed", "denied"]
Modality = Literal["asserted", "hedged", "conditional"]

#: Negation in front of a cue, up to three words away and within its clause: `has yet to officially
#: confirm`, `declined to confirm`, `did not say`.
_NEGATION = re.compile(
    r"(?:n[’']t|\b(?:not|never|neither|nor|yet\sto|(?:refus|declin|fail)\w*\sto|unable\sto|cannot"
    r"|stopped\sshort\sof))(?:\s\w+){0,3}\s*$",
    re.IGNORECASE,
)
#: How far back such a negation is looked for, in characters: four words.
_BACK = 40

_MODALS = frozenset(("may", "might", "could"))

#: A condition on the content as a whole, at its start or its end.
_CONDITION = re.compile(
    r"^[\W_]*(?:if|unless|provided\sthat|should\sit\b|assuming)\b"
    r"|\bif\s(?:it\sis\s|they\sare\s|this\sis\s)?(?:true|confirmed|proven|verified|accurate)\b",
    re.IGNORECASE,
)


def polarity(doc: Doc, text: str, attribution: Attribution, lemma: str | None) -> Polarity:
    """Denied where the cue denies, or affirms with a negation; affirmed otherwise."""
    if not attribution.cue:
        return "affirmed"
    denying = cue_words("denying")
    denies = any(token.lemma_.lower() in denying for token in cue_tokens(doc, attribution.cue)) or (
        lemma in denying
    )
    return "denied" if denies != is_negated(text, attribution) else "affirmed"


def is_negated(text: str, attribution: Attribution) -> bool:
    """Whether the cue is negated: `has yet to confirm`, `did not say`; there is a cue."""
    first, last = attribution.cue[0], attribution.cue[-1]
    # The cue's last word is what is negated; the words in front of it may be in the cue or not.
    head = max(first.start, text.rfind(" ", first.start, last.end) + 1)
    others = (*attribution.content, *attribution.source)
    behind = max((span.end for span in others if span.end <= first.start), default=0)
    before = text[max(behind, first.start - _BACK) : head]
    return _NEGATION.search(re.split(r"[,;:.!?“”\"\n]", before)[-1]) is not None


def modality(doc: Doc, text: str, attribution: Attribution, lemma: str | None) -> Modality:
    """Conditional, hedged or asserted: by the first main clause of the content, and by the cue.

    A direct content hedges with `would` as well; in reported speech that may be plain future.
    """
    content = attribution.content[0]
    main = _main_verb(doc, content)
    beside = [] if main is None else [main, *main.children]
    if _CONDITION.search(content.of(text)) or any(
        child.dep_ == "advcl" and any(t.lower_ in ("if", "unless") for t in child.children)
        for child in beside
    ):
        return "conditional"
    modals = _MODALS if attribution.kind == "indirect" else _MODALS | {"would"}
    cue = cue_tokens(doc, attribution.cue)
    hedges = {t.lower_ for t in (*beside, *cue, *(t for verb in cue for t in verb.children))}
    hedged_by_modal = any(t.dep_ == "aux" and t.lower_ in modals for t in beside)
    hedged = (
        hedged_by_modal
        or not hedges.isdisjoint(cue_words("hedge"))
        or lemma in cue_words("hedging")
    )
    return "hedged" if hedged else "asserted"


def _main_verb(doc: Doc, content: Span) -> Token | None:
    """The head of the first sentence of the content."""
    span = doc.char_span(content.start, content.end, alignment_mode="expand")
    if span is None:
        return None
    return doc[span.start : min(span.end, span[0].sent.end)].root
