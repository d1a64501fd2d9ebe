"""The words that attribute: their dictionary form, and what they let on of their writer."""

import re
from collections.abc import Sequence
from typing import Literal, get_args

from spacy.tokens import Doc, Token

from transforms.analyse.attributions import Span
from transforms.analyse.lexicons import CueKind, cue_words
from transforms.analyse.verbs import dictionary_form, is_listed

Stance = Literal["neutral", "endorsing", "distancing"]

#: Cues of several words that are one word to a dictionary.
_FIXED = re.compile(r"according to|in the words of|in the view of|as per", re.IGNORECASE)

#: What leads up to the verb that says something, and itself says nothing (`went on to say`,
#: `continued to suggest`, `is expected to announce`, `made the point`).
_LEADING = re.compile(
    r"(?:(?:went|goes?|going|gone)\son\sto|(?:continu|beg[aiu]n|start|us|tend|seem|appear|help|want"
    r"|expect|suppos|need|like|mov|keep|kept)\w*\s(?:to|on)|(?:quick|quicker|eager|ready|happy|set"
    r"|about|able|likely|first|last|forced|careful|keen)\sto|made\s(?:the|a|his|her|their)"
    r"(?:\spoint)?)\s(?=\w)",
    re.IGNORECASE,
)
#: Words of a cue that are not its head: auxiliaries are told by their dictionary form.
_AUXILIARIES = frozenset(("be", "have", "do"))
_LIGHT = frozenset(
    (
        *("will", "would", "can", "could", "may", "might", "shall", "should", "must", "ca", "wo"),
        *("not", "n't", "n’t", "never", "no", "to", "’ll", "'ll", "’d", "'d", "’m", "'m", "that"),
        *("a", "an", "the", "it", "he", "she", "they", "we", "i", "there", "his", "her", "their"),
        *(
            "also",
            "then",
            "later",
            "once",
            "even",
            "just",
            "still",
            "first",
            "again",
            "now",
            "ever",
        ),
        *(
            "long",
            "often",
            "always",
            "soon",
            "twice",
            "already",
            "yet",
            "only",
            "both",
            "so",
            "and",
        ),
        *("thus", "too", "further", "instead", "since", "long", "much", "more", "most", "well"),
        *("as", "of", "in", "by", "for", "with", "on", "at", "from", "about", "who", "which"),
        *("early", "earlier", "last", "today", "yesterday", "perhaps", "maybe", "new", "almost"),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    )
)
#: Adverbs end so; these verbs do too.
_LIKE_ADVERBS = frozenset(("reply", "imply", "rely", "apply", "rally", "tally", "bully", "supply"))
_PARTICLES = frozenset(("out", "up", "back", "off", "down", "away", "aside", "forth"))
#: After these such a word is no particle (`said back in May`).
_ALONE = frozenset(("say", "tell", "add", "report", "be", "have", "support", "vote", "cite"))


def cue_lemma(doc: Doc, cue: Sequence[Span]) -> str | None:
    """Dictionary form of the cue's head, with its particle: `say`, `point out`, `according to`.

    The head is the first word that is neither an auxiliary, an adverb nor a verb that only leads
    up to another (`went on to say`).
    """
    words = [token.text for token in cue_tokens(doc, cue) if not token.is_space]
    if not words:
        return None
    fixed = _FIXED.search(" ".join(words))
    if fixed is not None:
        return fixed[0].lower()
    at = head_of(words)
    head = dictionary_form(words[at])
    behind = words[at + 1].lower() if at + 1 < len(words) else ""
    return f"{head} {behind}" if behind in _PARTICLES and head not in _ALONE else head


def head_of(words: Sequence[str]) -> int:
    """Which of a cue's words is its head."""
    skipped = 0
    text = " ".join(words)
    for leading in _LEADING.finditer(text):
        # Only where nothing but light words stands before it: `said he wanted to` is `say`.
        before = text[: leading.start()].split()
        if all(_is_light(word) for word in before[skipped:]):
            skipped = len(text[: leading.end()].split())
    full = [at for at in range(skipped, len(words)) if not _is_light(words[at])]
    if full:
        # `fresh doubts`, `impossible to deny`: an adjective in front is no head.
        return next((at for at in full if _is_cue(dictionary_form(words[at]))), full[0])
    helping = [at for at, word in enumerate(words) if dictionary_form(word) in _AUXILIARIES]
    return helping[0] if helping else 0


def _is_cue(form: str) -> bool:
    return is_listed(form) or any(form in cue_words(kind) for kind in get_args(CueKind))


def _is_light(word: str) -> bool:
    low = word.lower()
    return (
        low in _LIGHT
        or dictionary_form(low) in _AUXILIARIES
        or not any(character.isalpha() for character in low)
        or (low.endswith("ly") and low not in _LIKE_ADVERBS)
    )


def cue_tokens(doc: Doc, cue: Sequence[Span]) -> list[Token]:
    """The tokens the cue touches."""
    spans = (doc.char_span(span.start, span.end, alignment_mode="expand") for span in cue)
    return [token for span in spans if span is not None for token in span]


def stance(lemma: str | None) -> Stance:
    """What the choice of the cue says of its writer."""
    if lemma in cue_words("endorsing"):
        return "endorsing"
    return "distancing" if lemma in cue_words("distancing") else "neutral"
