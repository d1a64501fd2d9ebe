"""Names of bodies taken apart: what they are, of which country, with which number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from transforms.analyse.gazetteer import peoples_named, places_named
from transforms.link.identities.letters import romanised
from transforms.link.identities.lists import lines

_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
#: `Co-operation`, but `Non-Proliferation`.
_INNER_HYPHEN = re.compile(r"-(?=[a-z])")
_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_TOKEN = re.compile(r"(?:[A-Za-z]\.){1,}[A-Za-z]?|[A-Za-z0-9](?:[\w'’&]*\w)?(?:\.(?=[a-z]))?|&")
_NOT_PLAIN = re.compile(r"[^a-z0-9]")
_DIGITS, _ORDINAL = re.compile(r"\d+"), re.compile(r"(\d+)(?:st|nd|rd|th)")
_ROMAN = re.compile(r"(?=[IVXL])(?:X[LC]|L?X{0,3})(?:IX|IV|V?I{0,3})")
_POINTS = re.compile(r"(north|south)(east|west)\w*")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_PLURAL_Y = re.compile(r"(?<=[a-z]{3})ies$")
_PLURAL = re.compile(r"(?<=[a-z]{3})(?<![sui])s$")
#: Longer names have no acronym in which a word gives two letters.
_LONG = 8
#: The longest name of a country, in words.
_COUNTRY = 4
#: Owners that are no country.
_OWNERS = {"un": "@UN", "eu": "@EU"}


@dataclass(frozen=True)
class BodyName:
    """A name of a body or thing, in small ASCII letters.

    Attributes:
        heavy: The words that make it this body, in order, with one spelling for what has several.
        light: Words that describe it and are often left away.
        owners: Whose it is: codes of countries and regions (`@RU`, `@US-TX`), `@UN`, `@EU`.
        numbers: The numbers in it, in order.
        letters: The acronym that it is; empty of others.
        printed: All words as printed, for acronyms of it.
        plain: The whole name without what is no letter or digit.
        is_branch: A country stands behind the name, whose branch it may be: `AOL Germany`.
    """

    heavy: tuple[str, ...]
    light: frozenset[str]
    owners: frozenset[str]
    numbers: tuple[str, ...]
    letters: str
    printed: tuple[str, ...]
    plain: str
    is_branch: bool = False


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of one kind of bodies.tsv."""
    rows = (line.split("\t") for line in lines("bodies.tsv"))
    return frozenset(word for each, row in rows if each == kind for word in row.split())


@cache
def forms_of(kind: str) -> dict[str, str]:
    """The words of the rows of one kind, each with the first of its row."""
    rows = (line.split("\t") for line in lines("bodies.tsv"))
    return {word: row.split()[0] for each, row in rows if each == kind for word in row.split()}


@lru_cache(maxsize=65536)
def read_body(name: str) -> BodyName:
    """The name taken apart."""
    text = _POSSESSIVE.sub("", romanised(" ".join(name.split())).strip("\"'.,"))
    bracketed = _BRACKETS.findall(text)
    text = _BRACKETS.sub("", text) or text
    pieces = [
        piece for token in _TOKEN.findall(text.replace("-", " ")) for piece in (token,) if piece
    ]
    found, rest = _owners(pieces)
    owners = frozenset(found)
    for each in bracketed:
        owners |= _owners(_TOKEN.findall(each))[0]
    heavy, described, numbers = _sorted(_without_legal(rest))
    if not heavy:
        heavy, described = described[:1] or tuple(sorted(owners)), described[1:]
        owners = owners if heavy and not heavy[0].startswith("@") else frozenset()
    if not heavy and not numbers:
        heavy = tuple(_plain(piece) for piece in pieces)
    return BodyName(
        heavy,
        frozenset(described),
        owners,
        numbers,
        _acronym(text),
        tuple(_TOKEN.findall(_INNER_HYPHEN.sub("", text))),
        _plain(text),
        bool(owners) and not bracketed and _is_branch(pieces),
    )


def _is_branch(pieces: Sequence[str]) -> bool:
    """Whether the name ends with a country that no preposition stands before."""
    for count in range(1, min(_COUNTRY, len(pieces) - 1) + 1):
        if country_of(" ".join(pieces[-count:])):
            return pieces[-count - 1].lower() not in words_of("small") and not country_of(pieces[0])
    return False


def _plain(piece: str) -> str:
    return _NOT_PLAIN.sub("", piece.lower())


def _owners(pieces: Sequence[str]) -> tuple[set[str], list[str]]:
    """The countries among the words, and the other words."""
    owners: set[str] = set()
    rest: list[str] = []
    at = 0
    while at < len(pieces):
        for count in range(min(_COUNTRY, len(pieces) - at), 0, -1):
            owner = country_of(" ".join(pieces[at : at + count]))
            if owner:
                owners.add(owner)
                at += count
                break
        else:
            rest.append(pieces[at])
            at += 1
    return owners, rest


@lru_cache(maxsize=65536)
def country_of(name: str) -> str | None:
    """`@` and the code of the country or region that the words name, or whose people they name."""
    if not name[0].isupper():
        return None
    if owner := _OWNERS.get(_plain(name)) or {"united nations": "@UN"}.get(name.lower()):
        return owner
    found = [each for each in places_named(name) if not each.is_city] or list(peoples_named(name))
    nation = next((each for each in found if each.country), None)
    if nation is None and name.endswith(" Federation"):
        return country_of(name.removesuffix(" Federation"))
    return f"@{nation.region or nation.country}" if nation else None


def _without_legal(pieces: list[str]) -> list[str]:
    while len(pieces) > 1 and (
        _plain(pieces[-1]) in words_of("legal")
        or _plain(pieces[-1]) in words_of("small")
        or pieces[-1] == "&"
    ):
        pieces = pieces[:-1]
    if "".join(map(_plain, pieces[-3:])) == "spa" and len(pieces) > 3:
        return pieces[:-3]
    return pieces


def _sorted(pieces: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The words that name, those that describe, and the numbers, each in order."""
    heavy: list[str] = []
    light: list[str] = []
    numbers: list[str] = []
    for piece in pieces:
        word = _plain(piece)
        number = _number(piece, word)
        if number:
            numbers.extend(number)
            word = (
                _DIGITS.sub("", word)
                if _DIGITS.search(word) and not _ORDINAL.fullmatch(word)
                else ""
            )
        if not word or word in words_of("small"):
            continue
        word = forms_of("forms").get(word, word)
        if word in words_of("light") or _PLURAL.sub("", word) in words_of("light"):
            light.append(word)
        else:
            heavy.append(word)
    if len(heavy) > 1:
        heavy = [_singular(word) for word in heavy]
    return tuple(heavy), tuple(light), tuple(numbers)


def _singular(word: str) -> str:
    word = _PLURAL.sub("", _PLURAL_Y.sub("y", word))
    return forms_of("forms").get(word, word)


def _number(piece: str, word: str) -> list[str]:
    if ordinal := _ORDINAL.fullmatch(word):
        return [ordinal[1]]
    if found := _DIGITS.findall(word):
        return list(found)
    if _ROMAN.fullmatch(piece):
        values = [_VALUES[letter] for letter in piece]
        return [str(sum(-v if v < max(values[i:]) else v for i, v in enumerate(values)))]
    listed = forms_of("numbers").get(word)
    return [listed] if listed and piece[0].isupper() and len(piece) > 2 else []


def _acronym(text: str) -> str:
    """The letters of a name that is an acronym: `I.A.E.A.`, `IAEA`, `Nato`."""
    bare = (
        text.replace(".", "").replace(" ", "")
        if re.fullmatch(r"(?:[A-Z]\. ?){2,}[A-Z]?\.?", text)
        else text
    )
    bare = bare.replace("-", "") if bare.isupper() else bare
    if not re.fullmatch(r"[A-Za-z&]{2,8}", bare):
        return ""
    capitals = sum(map(str.isupper, bare))
    return bare.lower() if capitals >= 2 or 4 <= len(bare) <= 6 else ""


def initials(name: BodyName) -> Iterator[str]:
    """The acronyms that the name can have, the usual ones."""
    kept = [word for word in name.printed if _plain(word) not in words_of("small")]
    yield "".join(map(letters_of, kept))
    yield "".join(map(letters_of, name.printed))
    yield "".join(letters_of(word) for word in name.printed if word[0].isupper())
    if 2 < len(kept) < _LONG:
        for at, word in enumerate(kept):
            yield (
                "".join(map(letters_of, kept[:at]))
                + word[:2].lower()
                + "".join(map(letters_of, kept[at + 1 :]))
            )
    if len(kept) > 2:
        yield "".join(map(letters_of, kept[1:])) if country_of(kept[0]) else ""
        yield "".join(map(letters_of, kept[:-1])) if _plain(kept[-1]) in words_of("light") else ""


def letters_of(word: str) -> str:
    """What a word gives to an acronym: `Southeast` two letters, an acronym all of its own."""
    if word.isupper():
        return _plain(word)
    parted = _POINTS.fullmatch(word.lower())
    return parted[1][0] + parted[2][0] if parted else word[0].lower()
