"""Whether a source affirms or denies the content, and how firmly it is put."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from spacy.tokens import Doc

from transforms.analyse.attributions import Attribution, Span
from transforms.analyse.hedges import is_conditional, is_hedged, is_question, reported_question
from transforms.analyse.lexicons import cue_words
from transforms.analyse.sentences import find_sentences
from transforms.analyse.stance import cue_tokens
from transforms.analyse.verbs import dictionary_form

Polarity = Literal["affirmed", "denied"]
Modality = Literal["asserted", "hedged", "conditional"]

#: How far back from a cue a negation or a hedge is looked for, in characters: four words.
_BACK = 40
#: What parts the words before a cue from it: another clause.
_CLAUSE = re.compile(r"[,;:.!?“”\"\n]|\b(?:but|and|while|because|though|although|as|that)\b", re.I)
_WORD = re.compile(r"\w+(?=n[’']t\b)|n[’']t\b|\w+")

#: Words that turn what follows in its clause into its contrary (`n’t` is a word of its own here).
_NEGATIONS = frozenset(
    (
        *("not", "never", "neither", "nor", "no", "cannot", "without", "unable", "unwilling"),
        *("n't", "n’t", "none", "nobody", "little", "yet", "short"),
    )
)
#: Verbs that do so where another verb follows (`refused to rule out`), and by themselves deny.
_REFUSALS = frozenset(("refuse", "decline", "fail"))
#: `not only`, `no doubt`, `yet again`, `a little`, `short` but in `stopped short of`, and `neither`
#: where `nor` counts.
_NO_NEGATION = re.compile(
    r"\b(?:not\s(?:only|just|merely|simply)|no\sdoubt|a\slittle|neither\b(?=.*\bnor\b)"
    r"|yet\s(?!to\b)\w+|(?<!stopped\s)(?<!stops\s)(?<!stop\s)(?<!stopping\s)short\b|yet$)",
    re.IGNORECASE,
)
#: A source that nobody is: `none of them said`, `no group has claimed`.
_NOBODY = re.compile(r"\W*(?:no|none|nobody|neither)\b(?!\.)", re.IGNORECASE)


def polarity(doc: Doc, text: str, attribution: Attribution, lemma: str | None) -> Polarity:
    """Denied where the source is said to deny the content, or not to hold, say or do it.

    Every negation and every denying word of the cue turns it round: `did not rule out` affirms.
    """
    if not attribution.cue:
        return "affirmed"
    words = _cue_words(doc, text, attribution)
    denying = cue_words("denying")
    turns = sum(dictionary_form(word) in denying for word in words) or (lemma in denying)
    turns += sum(dictionary_form(word) in _REFUSALS for word in words)
    nobody = bool(attribution.source) and _NOBODY.match(attribution.source[0].of(text))
    turns += _negations(text, attribution) + bool(nobody)
    return "denied" if turns % 2 else "affirmed"


def _cue_words(doc: Doc, text: str, attribution: Attribution) -> list[str]:
    """The words of the cue, and a refusal right before it (`declined to confirm`)."""
    words = [token.text for token in cue_tokens(doc, attribution.cue)]
    before = _WORD.findall(_before(text, attribution))
    return [*(word for word in before if dictionary_form(word) in _REFUSALS), *words]


def _negations(text: str, attribution: Attribution) -> int:
    """How many negations stand in the cue or within four words before it, in its clause."""
    first = attribution.cue[0].of(text)
    # `said without further comment`: what is done without is not the saying.
    if not re.match(r"\W*without\b", first, re.IGNORECASE):
        first = re.split(r"\bwithout\b", first, maxsplit=1, flags=re.IGNORECASE)[0]
    stretch = _NO_NEGATION.sub(" ", f"{_before(text, attribution)} {first}")
    return sum(word.lower() in _NEGATIONS for word in _WORD.findall(stretch))


def _before(text: str, attribution: Attribution) -> str:
    """The words before the cue in its clause, of no content or source, four at most."""
    start = attribution.cue[0].start
    others = (*attribution.content, *attribution.source)
    behind = max((span.end for span in others if span.end <= start), default=0)
    before = _CLAUSE.split(text[max(behind, start - _BACK) : start])[-1]
    return " ".join(before.split()[-4:])


def modality(doc: Doc, text: str, attribution: Attribution, lemma: str | None) -> Modality:
    """Conditional, hedged or asserted: by the first sentence of the content, and by the cue."""
    first = _first_sentence(text, attribution.content)
    if is_question(first) or reported_question(first, _cue_before(text, attribution)):
        return "hedged"
    if is_conditional(first):
        return "conditional"
    hedging = cue_words("hedging")
    hedged = (
        is_hedged(first, quoted=attribution.kind != "indirect")
        or lemma in hedging
        or any(dictionary_form(token.text) in hedging for token in cue_tokens(doc, attribution.cue))
        or (attribution.cue and is_hedged(_whole_cue(text, attribution), quoted=True))
    )
    return "hedged" if hedged else "asserted"


def _whole_cue(text: str, attribution: Attribution) -> str:
    """The cue, with the words before it (`reportedly`, `may have`) if it has not got them."""
    cue = " ".join(span.of(text) for span in attribution.cue)
    return f"{_before(text, attribution)} {cue}"


def _first_sentence(text: str, content: Sequence[Span]) -> str:
    """The first sentence of the content, also where `he said` stands in the midst of it."""
    parts = [content[0].of(text)]
    for before, span in pairwise(content):
        if text[before.end : span.start].rstrip("“”\"‘’' ").endswith((".", "!", "?", ":")):
            break
        parts.append(span.of(text))
    whole = " ".join(parts)
    sentence = next(find_sentences(whole), None)
    return sentence.of(whole) if sentence is not None else whole


def _cue_before(text: str, attribution: Attribution) -> str:
    """The cue, where it stands right before the content."""
    cue = attribution.cue
    if not cue or cue[-1].end > attribution.content[0].start:
        return ""
    between = text[cue[-1].end : attribution.content[0].start]
    return cue[-1].of(text) if len(between) <= _BACK and "." not in between else ""
