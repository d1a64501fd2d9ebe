"""Names of people taken apart: given names, family name, generation."""

import re
from dataclasses import dataclass
from functools import lru_cache

from transforms.link.identities.letters import romanised
from transforms.link.identities.lists import forms, words
from transforms.link.identities.surnames import is_common

_POSSESSIVE = re.compile(r"['’]s?$")
_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]?\.?")
_ARTICLE = re.compile(r"^(?:[aA]l|[eE]l|[uU]l|[aA]sh?|[aA][drtz]|an|e[dnrstz])-(?=\w{3})")
_JOINED_ARTICLE = re.compile(r"^(?:El|Al)(?=[A-Z][a-z]{2})")
_NOT_PLAIN = re.compile(r"[^a-z0-9]")
_ROMAN = re.compile(r"(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})")
_SLAVE = re.compile(r"(abd(?:ul|el|al|ur|er|ol|u)?)(?=[a-z]{4})(?!all?ah|ullah)")
_SYLLABLE = (
    r"(?:zh|ch|sh|ts|tz|hs|ph|th|kh|tr|ng|nh|[bcdfghjklmnpqrstvwxyz])?y?w?"
    r"[aeiou]{1,3}(?:ng|nh|ch|[nrklmpth])?"
)
_SYLLABLES = re.compile(rf"(?:{_SYLLABLE}){{1,2}}")
#: Particles that are given names too, and so begin no surname at the start of a name.
_ALSO_GIVEN = frozenset(("ben", "van", "del", "mac", "san", "della", "ten"))


@dataclass(frozen=True)
class PersonName:
    """A name of a person, in small ASCII letters.

    Attributes:
        given: Given and middle names in order, initials as one letter; empty of a surname alone.
        family: The family name, particles joined (`vonderleyen`), Arabic articles left out.
        core: The family name without its particles.
        generation: `jr`, `sr` or a number (`ii`) behind the name.
        sovereign: It is a monarch's or a pope's: a given name with such a title.
        syllabic: A Chinese, Korean or Vietnamese name; its given name is joined.
    """

    given: tuple[str, ...]
    family: str
    core: str
    generation: str | None = None
    sovereign: bool = False
    syllabic: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether it is one name alone."""
        return not self.given

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, as printed in the western order."""
        return (*self.given, self.family)


@lru_cache(maxsize=65536)
def read_person(name: str) -> PersonName | None:
    """The name taken apart; None where it has no letters."""
    pieces = [piece for token in _in_order(romanised(name)).split() for piece in _pieces(token)]
    pieces, generation = _without_generation(pieces)
    pieces, sovereign = _without_titles(pieces)
    found = _joined(pieces)
    if not found:
        return None
    if len(found) > 1 and (syllabic := _syllabic([core for _, core in found])):
        family, given = syllabic
        return PersonName((given,), family, family, generation, sovereign, True)
    *given_names, (family, core) = found
    return PersonName(tuple(each for each, _ in given_names), family, core, generation, sovereign)


def _in_order(name: str) -> str:
    """`Putin, Vladimir` as `Vladimir Putin`."""
    name = _POSSESSIVE.sub("", " ".join(name.split()).strip("\"'.,")).replace(" - ", "-")
    family, comma, given = name.partition(", ")
    last = _plain(given)
    if not comma or last in words("generations") or last in words("degrees"):
        return name.replace(",", " ")
    return f"{given.replace(',', ' ')} {family}"


def _pieces(token: str) -> list[str]:
    """A word as printed, parted at its hyphens and initials."""
    if _INITIALS.fullmatch(token):
        return [letter for letter in token if letter.isalpha()]
    token = _JOINED_ARTICLE.sub("", _ARTICLE.sub("", token))
    return [piece for piece in re.split(r"-+", token) if _plain(piece)]


def _plain(piece: str) -> str:
    return _NOT_PLAIN.sub("", piece.lower())


def _without_generation(pieces: list[str]) -> tuple[list[str], str | None]:
    generation = None
    while len(pieces) > 1:
        last = _plain(pieces[-1])
        if last in words("generations"):
            generation = forms("generation forms").get(last, last)
        elif _ROMAN.fullmatch(pieces[-1]) and pieces[-1] not in ("X", "XX"):
            generation = last
        elif last not in words("degrees") or len(pieces) < 3:
            break
        pieces = pieces[:-1]
    inner = next((at for at, each in enumerate(pieces[1:-1], 1) if _is_ordinal(each)), None)
    if inner is not None and generation is None:
        return [*pieces[:inner], *pieces[inner + 1 :]], pieces[inner].lower()
    return pieces, generation


def _is_ordinal(piece: str) -> bool:
    """`XVI` of `Carl XVI Gustaf`; a letter alone is an initial."""
    return len(piece) > 1 and _ROMAN.fullmatch(piece) is not None


def _without_titles(pieces: list[str]) -> tuple[list[str], bool]:
    sovereign, titled = False, False
    while len(pieces) > 1:
        first = _plain(pieces[0])
        if first in words("titles") or first in words("sovereigns"):
            titled = True
            sovereign = sovereign or first in words("sovereigns")
        elif titled and first in ("of", "for", "and") and len(pieces) > 2:
            field = _plain(pieces[1]) in words("fields")
            pieces = pieces[1:] if field else pieces
        elif first != "the":
            break
        pieces = pieces[1:]
    return pieces, sovereign


def _joined(pieces: list[str]) -> list[tuple[str, str]]:
    """The words with their particles, and without them."""
    found: list[tuple[str, str]] = []
    before = ""
    for at, piece in enumerate(pieces):
        word, is_last = _plain(piece), at == len(pieces) - 1
        if not is_last and _is_article(piece, word, at):
            continue
        if not is_last and word in words("slaves"):
            before += "abd"
        elif not is_last and word in words("particles") and (at > 0 or word not in _ALSO_GIVEN):
            before += word
        elif _is_initials(piece, len(pieces)):
            found.extend((letter.lower(), letter.lower()) for letter in piece)
        else:
            core = _SLAVE.sub("abd", word)
            core = f"abd{core}" if before.endswith("abd") else core
            found.append((before.removesuffix("abd") + core, core))
            before = ""
    return found


def _is_article(piece: str, word: str, at: int) -> bool:
    """`al` of `Hafez al Assad`; neither `Al` of `Al Gore` nor `En` of `Chou En-lai`."""
    return word in words("articles") and (piece.islower() or (at > 0 and word in ("al", "el")))


def _is_initials(piece: str, count: int) -> bool:
    """`JK` of `JK Rowling`; not `LI` of `LI Keqiang`."""
    return (
        count > 1
        and 2 <= len(piece) <= 3
        and piece.isupper()
        and piece.lower() not in words("asian surnames")
    )


def _syllabic(cores: list[str]) -> tuple[str, str] | None:
    """Family and given name, where it is a Chinese, Korean or Vietnamese name."""
    family_names = words("asian surnames")
    for family, given in ((cores[0], cores[1:]), (cores[-1], cores[:-1])):
        if (
            family in family_names
            and len(given) <= 3
            and all(
                len(each) > 1
                and _SYLLABLES.fullmatch(each)
                and (len(given) > 1 or each in family_names or not is_common(each))
                for each in given
            )
        ):
            return family, "".join(given)
    return None
