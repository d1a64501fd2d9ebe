"""How a source stands to what it is cited for, and what turns a statement into its contrary."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from transforms.analyse.attributions import Span
from transforms.link.claims.words import Word

#: It holds the content, holds it to be untrue, or will not say.
Attitude = Literal["affirms", "denies", "withholds"]

_NEGATION = r"(?:not|n[’']t|never|yet to|without|declin\w+|refus\w+|fail\w+|unable|no)"
_SAYING = (
    r"(?:confirm\w*|comment\w*|say\w*|disclos\w*|releas\w*|reveal\w*|specif\w*|answer\w*|respond\w*"
    r"|identif\w*|discuss\w*|elaborat\w*|address\w*|provid\w*|give|announc\w*|acknowledg\w*|tell"
    r"|explain\w*|detail\w*|name|verif\w*)"
)
#: Neither yes nor no: `has yet to confirm`, `declined to comment`, `remained silent on`.
_WITHHOLDS = re.compile(
    rf"\b{_NEGATION}\s(?:\w+\s){{0,3}}?{_SAYING}\b|n[’']t\s(?:\w+\s){{0,2}}?{_SAYING}\b"
    r"|\bsilen(?:t|ce)\b|\bno (?:official )?(?:comment|confirmation)\b",
    re.IGNORECASE,
)
#: Words in a content that turn it round; `without` does so to a word of it only.
_NEGATIVE = frozenset(
    ("not", "never", "no", "none", "nobody", "nothing", "neither", "nor", "cannot")
)
_SHORTENED = frozenset(
    (
        *("cant", "dont", "wont", "isnt", "wasnt", "didnt"),
        *("doesnt", "hasnt", "havent", "arent", "werent"),
    )
)
#: `not only`, `no doubt`, `no longer`, `no more than`: nothing is turned round, or something else.
_NO_NEGATION = re.compile(
    r"(?:only|just|merely|doubt|longer|more|less|fewer|later|matter|sooner|yet)\b", re.I
)
#: `not one person, but several`.
_CONTRAST = re.compile(r"(?:\w+\s){1,3}?\w+,? but\b", re.I)

#: How far behind a negation it is looked whether it is one, in characters.
_BEHIND = 48


def attitude(cue: str, before: str, polarity: str) -> Attitude:
    """What a source does with the content.

    Args:
        cue: The words that attribute it.
        before: The words right before the cue.
        polarity: claims.polarity.
    """
    if _WITHHOLDS.search(cue) or _WITHHOLDS.search(f"{before} {cue}"[-len(cue) - 24 :]):
        return "withholds"
    return "denies" if polarity == "denied" else "affirms"


def find_negations(words: Sequence[Word], text: str, offset: int) -> Iterator[Span]:
    """The words that turn what is said into its contrary.

    Args:
        words: Words in text order; places count from `offset`.
        text: The text that they are of.
        offset: The place of its first character.
    """
    previous = ""
    for word in words:
        behind = text[word.end - offset : word.end - offset + _BEHIND].lstrip()
        # `didn ’ t` of texts that were taken apart.
        parted = word.form == "t" and previous.endswith("n")
        negative = word.form in _NEGATIVE or word.form in _SHORTENED or word.form.endswith("n't")
        contrast = word.form == "not" and _CONTRAST.match(behind)
        if (negative or parted) and not contrast and not _NO_NEGATION.match(behind):
            yield Span(word.start, word.end)
        previous = word.form
