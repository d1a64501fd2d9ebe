"""Words of an article, folded so that their forms are one, and how rare each is.

Rarity is that of the language at large (wordfreq, Speer 2022; https://github.com/rspeer/wordfreq),
never of the articles at hand: what two articles have in common must not hang on a third.
"""

import math
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

import snowballstemmer
import wordfreq

from transforms.analyse.lexicons import lines
from transforms.ids import blocking_key

#: Runs of letters and digits, with points, commas and apostrophes inside.
_WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")
#: Scripts that put no blanks between words: Chinese, Japanese, Thai, Lao, Burmese, Khmer.
_UNPARTED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{3,}")
#: Above this Zipf frequency (occurrences in 10^9 words, log 10) a word tells nothing of a story:
#: so common are some 300 words of English.
_COMMON = 5.5
#: Words that are in no list are taken for this rare, mostly names and numbers.
_RAREST = 1.5
#: Rarity of every word of three letters or more in a language without a list.
_UNLISTED = 3.0
#: Years are in every article of their time.
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_RARITY = 2.0
#: Digits, and what parts them: how rare a number is, is told by how many digits it has.
_NUMBER = re.compile(r"[\d.,]+")
_NUMBER_RARITY = (0.0, 0.1, 4.0)


class Word(NamedTuple):
    """A word where it stands.

    Attributes:
        text: In small letters, without possessive.
        capital: Whether it begins with a capital letter or a digit.
    """

    text: str
    capital: bool


class Term(NamedTuple):
    """What a word is compared by.

    Attributes:
        key: Signed 64-bit hash of its stem.
        rarity: How much it tells, from 0: orders of magnitude below the common words.
        number: Whether it is one, in digits.
    """

    key: int
    rarity: float
    number: bool


def words(text: str) -> Iterator[Word]:
    """The words of a text in order; of scripts without blanks, every two characters."""
    for match in _WORD.finditer(text):
        word = match.group().replace("’", "'")
        if _UNPARTED.search(word):
            yield from (Word(word[at : at + 2], False) for at in range(len(word) - 1))
            continue
        folded = word.lower()
        if folded.endswith("'s"):
            folded = folded[:-2]
        yield Word(folded, not word[0].islower())


@lru_cache(maxsize=1 << 16)  # the words of a language that news uses; about 10 MB
def term(word: str, language: str) -> Term:
    """The term of a word (in small letters) of a language (ISO 639-1)."""
    stemmer = _stemmer(language)
    stem = stemmer.stemWord(word) if stemmer else word
    return Term(blocking_key(stem), _rarity(word, language), bool(_NUMBER.fullmatch(word)))


def _rarity(word: str, language: str) -> float:
    if _YEAR.fullmatch(word):
        return _YEAR_RARITY
    if _NUMBER.fullmatch(word):
        return _NUMBER_RARITY[min(sum(map(str.isdigit, word)), len(_NUMBER_RARITY) - 1)]
    if len(word) < 2 or (language == "en" and word in _wire()):
        return 0.0
    frequencies = _frequencies(language)
    if not frequencies:
        return _UNLISTED if len(word) > 2 or _UNPARTED.search(word * 2) else 0.0
    frequency = frequencies.get(word, 0.0)
    zipf = math.log10(frequency) + 9 if frequency else 0.0
    return max(0.0, _COMMON - max(_RAREST, zipf))


@cache
def _wire() -> frozenset[str]:
    return frozenset(
        word for line in lines("wire.txt", "transforms.link.stories") for word in line.split()
    )


@cache
def _frequencies(language: str) -> Mapping[str, float]:
    if language not in wordfreq.available_languages():
        return {}
    return wordfreq.get_frequency_dict(language)


@cache
def _stemmer(language: str) -> "snowballstemmer.stemmer | None":
    name = _STEMMED.get(language)
    return snowballstemmer.stemmer(name) if name else None


#: Snowball's algorithms (Porter 2001) by ISO 639-1 code.
_STEMMED: Mapping[str, str] = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "fi": "finnish", "fr": "french", "hu": "hungarian", "it": "italian",
    "nb": "norwegian", "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
