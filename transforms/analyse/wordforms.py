"""What a word is, told by its form alone: by list (wordforms.tsv), else by how it ends.

Enough to find the head of a source, its number, and where an office in front of a name begins; no
tagger is asked. A word that is in no list and has no telling end is taken for a noun or adjective.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, get_args

from transforms.analyse.lexicons import lines, noun_kinds

Part = Literal[
    "determiner",
    "possessive",
    "preposition",
    "conjunction",
    "pronoun",
    "relative",
    "adverb",
    "verb",
    "participle",
    "number",
    "nominal",
    "mark",
]

#: Ends like a participle; two letters at least stand in front.
_PARTICIPLE = re.compile(r"\w{2,}(?:ed|ing)")
_PLURALS = {"men": "man", "women": "woman", "children": "child"}
#: Several, though the form does not say so.
_COLLECTIVE = frozenset(("people", "police", "folk", "personnel"))


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of one class of the list, in small letters."""
    rows = (line.split("\t") for line in lines("wordforms.tsv"))
    return frozenset(word for listed, words in rows if listed == name for word in words.split())


@cache
def _listed() -> Mapping[str, Part]:
    classes: tuple[Part, ...] = get_args(Part)
    return {word: part for part in reversed(classes) for word in word_list(part)}


@cache
def part_of_speech(word: str) -> Part:
    """The class of a word as printed: a capital letter makes a name of all but closed classes."""
    lower = word.lower()
    listed = _listed().get(lower)
    if listed is not None and (listed != "verb" or word == lower):
        return listed
    if not any(map(str.isalnum, word)) or lower in ("'s", "’s"):
        return "mark"
    if word[0].isdigit():
        return "number"
    if word != lower or lower in noun_kinds():
        return "nominal"
    if lower.endswith("ly") and len(lower) > len("only"):
        return "adverb"
    return "participle" if _PARTICIPLE.fullmatch(lower) else "nominal"


@cache
def singular(noun: str) -> str:
    """The dictionary form of a noun in small letters."""
    kinds = noun_kinds()
    if noun in kinds or noun in word_list("singular") or noun in _COLLECTIVE:
        return noun
    for plural, one in _PLURALS.items():
        if noun.endswith(plural):
            return noun[: -len(plural)] + one
    if not noun.endswith("s") or noun.endswith(("ss", "us", "is")) or len(noun) <= len("gas"):
        return noun
    candidates = [noun[:-1]]
    if noun.endswith("ies"):
        candidates.insert(0, noun[:-3] + "y")
    if noun.endswith(("ses", "xes", "zes", "ches", "shes")):
        candidates.insert(0, noun[:-2])
    return next((each for each in candidates if each in kinds), candidates[0])


def is_plural(noun: str) -> bool:
    """Whether the noun, in small letters, speaks of several by its form."""
    return noun in _COLLECTIVE or singular(noun) != noun
