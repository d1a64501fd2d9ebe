"""The words of a statement, folded so that two outlets' wordings can be laid beside each other.

A word's *stem* is what it is compared by: small letters, without accents, irregular forms undone,
Porter's stem (Snowball, 2001), and of words that say the same in a report (`synonyms.tsv`) the
first; a country and its people are its code. Its *weight* is how much a match tells: the rarer the
word in English (Zipf scale of wordfreq, Speer 2022), the more. Nothing is counted over a corpus, so
that two statements compare alike whatever else there is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

import snowballstemmer
from anyascii import anyascii
from wordfreq import zipf_frequency

from transforms.analyse.lexicons import lines
from transforms.analyse.verbs import dictionary_form
from transforms.analyse.wordforms import word_list

#: A number with its separators, a word with its inner apostrophes and points, or a sign of a unit.
_WORD = re.compile(
    r"\d+(?:[.,]\d+)*|(?:[A-Z]\.){2,}|[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*"
    r"(?:[’'][^\W\d_]+)*|[%$€£¥]"
)
_POSSESSIVE = re.compile(r"[’']s$|[’']$", re.IGNORECASE)
#: Zipf frequency from which on a word tells nothing: `said` is at 6, `minister` at 5, `quake` at 3.
_COMMON = 6.2
#: A match of a name or a rare word counts so much at most: rarity beyond that is spelling.
_MOST = 3.5
#: What stands before the code of a country, its people or its adjective.
_NATION = "nation:"
#: A number matches as much as an ordinary noun, and so does a country.
_NUMBER = 1.5
#: Classes of words that hold sentences together and tell nothing of their matter.
_CLOSED = ("determiner", "possessive", "preposition", "conjunction", "pronoun", "relative")
_EMPTY = frozenset(
    (
        *("be", "have", "do", "say", "would", "will", "can", "could", "may", "might", "shall"),
        *("should", "must", "that", "there", "not", "no", "also", "just", "very", "so", "then"),
        *("s", "t", "re", "ve", "ll", "m", "d", "n't", "nt", "mr", "mrs", "ms", "dr", "when"),
        *("what", "which", "who", "how", "why", "where", "here", "now", "more", "some", "any"),
        *(
            "about",
            "around",
            "nearly",
            "almost",
            "least",
            "fewer",
            "less",
            "roughly",
            "approximately",
        ),
        *("much", "many", "such", "than", "too", "well", "even", "still", "only", "other", "get"),
        *("go", "make", "take", "one", "us", "them", "him", "her", "me", "i", "you", "we", "it"),
    )
)


class Word(NamedTuple):
    """A word of a text: code points `start` to `end`, and what it is compared by."""

    start: int
    end: int
    form: str
    stem: str
    weight: float
    capital: bool


def find_words(text: str, start: int, end: int, offset: int = 0) -> Iterator[Word]:
    """The words of a stretch of a text, in order.

    Args:
        text: The text.
        start: First code point of the stretch in it.
        end: One past the last.
        offset: Added to the places of the words found.
    """
    phrases = _phrases()
    found = [
        (*match.span(), _folded(match[0]), match[0]) for match in _WORD.finditer(text, start, end)
    ]
    at = 0
    while at < len(found):
        first, last, form, printed = found[at]
        capital = printed[0].isupper()
        taken = 1
        known = None
        if form in phrases and at + 1 < len(found):
            known = phrases[form].get(found[at + 1][2])
        if known is not None:
            stem, last, taken = known, found[at + 1][1], 2
            weight = max(_weight(form), _weight(found[at + 1][2]))
        else:
            stem = stem_of(form, printed if capital else "")
            weight = _NUMBER if stem.startswith(_NATION) else _weight(form)
        yield Word(first + offset, last + offset, form, stem, weight, capital)
        at += taken


@lru_cache(maxsize=1 << 16)
def _folded(printed: str) -> str:
    """Small letters without accents, points and the ending of a possessive."""
    if printed[0].isdigit() or not printed[0].isalpha():
        return printed.rstrip(".,")
    plain = printed.replace("’", "'")
    plain = plain if plain.isascii() else anyascii(plain)
    return _POSSESSIVE.sub("", plain.lower()).replace(".", "") or "'"


@lru_cache(maxsize=1 << 16)
def _weight(form: str) -> float:
    if form in _empty_words() or dictionary_form(form) in _EMPTY:
        return 0.0
    if form[0].isdigit():
        return _NUMBER
    if not form[0].isalpha():
        return 0.0
    return min(_MOST, max(0.0, _COMMON - zipf_frequency(form, "en")))


@lru_cache(maxsize=1 << 16)
def stem_of(form: str, printed: str = "") -> str:
    """What a word in small letters is compared by; `printed` is given of one with a capital."""
    if printed:
        nation = _nations().get(printed.replace(".", ""))
        if nation is not None:
            return nation
    stem = root(form)
    return _synonyms().get(stem, stem)


@lru_cache(maxsize=1 << 16)
def root(form: str) -> str:
    """The stem of a word in small letters."""
    stem: str = _stemmer().stemWord(dictionary_form(form))
    return stem


@cache
def _stemmer() -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer("english")


@cache
def _empty_words() -> frozenset[str]:
    listed = (word for name in _CLOSED for word in word_list(name))
    return _EMPTY.union(listed)


def _groups() -> Iterable[list[str]]:
    return (line.split(", ") for line in lines("synonyms.tsv", "transforms.link.claims"))


@cache
def _synonyms() -> Mapping[str, str]:
    """From a stem to the first of its group; of two groups the first one holds."""
    found: dict[str, str] = {}
    for group in _groups():
        first = root(group[0])
        for word in group:
            if " " not in word:
                found.setdefault(root(word), found.get(first, first))
    return MappingProxyType(found)


@cache
def _phrases() -> Mapping[str, Mapping[str, str]]:
    """Two words that are one: by the first and the second, in small letters."""
    found: dict[str, dict[str, str]] = {}
    for group in _groups():
        first = root(group[0])
        for first_word, _, second in (word.partition(" ") for word in group):
            if second and " " not in second:
                found.setdefault(first_word, {})[second] = _synonyms().get(first, first)
    for name, code in _nations().items():
        first_word, _, second = name.lower().partition(" ")
        if second and " " not in second:
            found.setdefault(first_word, {})[second] = code
    return MappingProxyType(found)


@cache
def _nations() -> Mapping[str, str]:
    """Names of countries and of their people, as printed without points, and their codes."""
    found = {"US": "nation:US", "UK": "nation:GB", "EU": "nation:EU"}
    for line in lines("nations.tsv"):
        code, geonames_id, *_, names, people = line.split("\t")
        if len(code) == len("US") and geonames_id:
            several = [f"{person}s" for person in people.split(", ")]
            for name in [*names.split(", "), *people.split(", "), *several]:
                if name and not name.startswith("*"):
                    found.setdefault(name.replace(".", ""), f"nation:{code}")
    return MappingProxyType(found)
