"""Whether two names can be one body's, place's or thing's by their words."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from wordfreq import zipf_frequency

from transforms.link.identities.body_names import (
    BodyName,
    initials,
    letters_of,
    read_body,
    words_of,
)
from transforms.link.identities.given import form_of
from transforms.link.identities.letters import is_spelling, skeleton
from transforms.link.identities.likeness import Likeness
from transforms.link.identities.lists import groups
from transforms.link.identities.places import meanings

#: An English word from this frequency on (Zipf's scale, of wordfreq) is no spelling of another.
_WORD = 3.0
#: A word of the language, which has one spelling; many names begin with it.
_USUAL = 4.5
#: How sure a name is where a word is spelled otherwise, one that describes it is missing, or its
#: country is; an acronym of three letters and more, and of two; a name of same.tsv.
_SPELLED, _DESCRIBED, _OF_COUNTRY = 0.95, 0.95, 0.8
_ACRONYM, _SHORT_ACRONYM, _LISTED = 0.85, 0.7, 0.9
#: `Ministry of Defense` and `Russian Ministry of Defense`: open; `Supreme Court`: the American one.
_GENERIC, _AMERICAN = 0.4, 0.6
#: `Amnesty` of `Amnesty International`: open.
_SHORTENED = 0.35
#: So many digits make `Resolution 1701` one whoever passed it.
_TELLING = 3
#: Longer names in capitals are no acronyms but a headline's.
_SHOUTED = 6
#: An acronym of so many letters may have two of one word.
_LONG = 3


def likeness(a: BodyName, b: BodyName) -> Likeness | None:
    """How sure it is that both names are one body's; None where they cannot be."""
    if a.plain == b.plain and a.plain:
        return Likeness(1.0, "name")
    found = _by_words(a, b)
    if found is None and _rows(a) & _rows(b):
        found = Likeness(_LISTED, "acronym" if a.letters or b.letters else "name")
    if found is None and (a.letters or b.letters):
        found = _acronym(a, b) or _acronym(b, a)
    return found or _shortened(a, b) or _shortened(b, a)


def _by_words(a: BodyName, b: BodyName) -> Likeness | None:
    if a.numbers != b.numbers or (a.owners and b.owners and a.owners != b.owners):
        return None
    words = _words(a, b)
    if not words:
        return None
    score = words
    if a.light != b.light:
        score *= _DESCRIBED
    evidence: str = "name" if words == 1 else "spelling"
    if a.owners == b.owners:
        return Likeness(score, "name" if evidence == "name" else "spelling")
    return Likeness(
        score * _one_owner(a, b), "name" if evidence == "name" else "spelling", leans=True
    )


def _words(a: BodyName, b: BodyName) -> float:
    """How sure it is that the heavy words of both are the same."""
    one, other = sorted(a.heavy), sorted(b.heavy)
    if one == other:
        if _is_turned(a, b):
            return 0.0
        return 1.0
    if not one or not other:
        return 0.0
    if (
        a.numbers
        and len(a.numbers[0]) >= _TELLING
        and (set(one) <= set(other) or set(other) <= set(one))
    ):
        return _DESCRIBED
    if a.numbers and words_of("units").issuperset(set(one) ^ set(other)):
        return _DESCRIBED
    if _is_acronym(a) or _is_acronym(b):
        return 0.0
    joined, whole = "".join(a.heavy), "".join(b.heavy)
    if joined == whole:
        return 0.99
    if a.numbers and len(one) == len(other) == 1 and any(map(str.isdigit, a.plain + b.plain)):
        return 0.0
    if len(one) == len(other):
        left = [word for word in one if word not in other]
        right = [word for word in other if word not in one]
        if all(any(_is_spelled(x, y) for y in right) for x in left) and all(
            any(_is_spelled(x, y) for x in left) for y in right
        ):
            return _SPELLED
        return 0.0
    return _SPELLED if _is_spelled(joined, whole) and min(len(one), len(other)) < 3 else 0.0


def _is_acronym(name: BodyName) -> bool:
    """Whether it is capitals alone, which have no other spelling."""
    return bool(name.letters) and len(name.letters) < _SHOUTED and name.printed[0].isupper()


def _is_turned(a: BodyName, b: BodyName) -> bool:
    """`Washington University` and `University of Washington`, which are two."""
    return (
        a.heavy != b.heavy
        and "university" in a.heavy
        and not words_of("two universities").isdisjoint(a.heavy)
    )


@lru_cache(maxsize=65536)
def _is_spelled(one: str, other: str) -> bool:
    """Whether they are spellings of one word, which is none of English."""
    if one.startswith("@") or other.startswith("@"):
        return False
    if form_of(one) == form_of(other):
        return True
    if max(_zipf(one), _zipf(other)) >= _USUAL:
        return False
    if is_spelling(one, other, alone=True) and not (_is_word(one) and _is_word(other)):
        return True
    mine, others = meanings(one.title()), meanings(other.title())
    if not (mine and others and mine[0].is_city):
        return False
    return mine[0].geonames_id is not None and mine[0].geonames_id == others[0].geonames_id


@lru_cache(maxsize=65536)
def _zipf(word: str) -> float:
    return zipf_frequency(word, "en", wordlist="small")


def _is_word(word: str) -> bool:
    return _zipf(word) >= _WORD


def _one_owner(a: BodyName, b: BodyName) -> float:
    """How sure it is where only one of them says whose it is, or both differ in part."""
    owners = a.owners | b.owners
    if a.is_branch or b.is_branch:
        return _GENERIC
    if a.numbers and len(a.numbers[0]) >= _TELLING:
        return _OF_COUNTRY
    several = len(a.heavy) + len(a.light | b.light) > 1
    telling = several or not _is_word(a.heavy[0])
    if telling and (owners <= {"@UN", "@EU"} or not _is_generic(a)):
        return _OF_COUNTRY
    return _AMERICAN if owners == {"@US"} and several else _GENERIC


def is_generic(name: BodyName) -> bool:
    """Whether many countries have a body of that name, and it does not say whose it is."""
    return not name.owners and not name.letters and _is_generic(name)


def _is_generic(name: BodyName) -> bool:
    return all(_zipf(word) >= _USUAL for word in name.heavy)


def _acronym(short: BodyName, long: BodyName) -> Likeness | None:
    """`IAEA` and `International Atomic Energy Agency`."""
    letters = short.letters
    if not letters or len(long.printed) < 2 or short.numbers != long.numbers:
        return None
    if not any(_spells(letters, words) for words in _readings(long)):
        return None
    score = _ACRONYM if len(letters) > 2 else _SHORT_ACRONYM
    return Likeness(score, "acronym", leans=True)


def _readings(name: BodyName) -> Iterator[Sequence[str]]:
    printed = tuple(word for word in name.printed if word.lower() != "the")
    yield printed
    if len(printed) > 3 and name.owners:
        yield printed[1:]


def _spells(letters: str, words: Sequence[str]) -> bool:
    """Whether the letters are those that the words begin with, small words left out or not."""
    if not words:
        return not letters
    word = words[0].lower()
    if not letters:
        return all(each.lower() in words_of("small") for each in words)
    if word in words_of("small") and _spells(letters, words[1:]):
        return True
    if words[0].isupper() and letters.startswith(word.replace(".", "")):
        return _spells(letters[len(word.replace(".", "")) :], words[1:])
    if letters[0] != word[0]:
        return False
    if _spells(letters[1:], words[1:]):
        return True
    # `Southeast` gives two letters to `ASEAN`, `Renewable` to `IRENA`.
    parted = letters_of(words[0])
    if len(parted) == 1 and len(letters) >= _LONG and len(words) > 1:
        parted = word[:2]
    return len(parted) > 1 and letters.startswith(parted) and _spells(letters[2:], words[1:])


def _rows(name: BodyName) -> frozenset[int]:
    """The lines of same.tsv that have the name."""
    return _listed().get(name.plain, frozenset())


@lru_cache(maxsize=1)
def _listed() -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for each, rows in groups("same.tsv").items():
        plain = read_body(each).plain
        found[plain] = found.get(plain, frozenset()) | rows
    return found


def _shortened(short: BodyName, long: BodyName) -> Likeness | None:
    """`Amnesty` and `Amnesty International`: the first words of a longer name."""
    count = len(short.heavy)
    if short.numbers or long.numbers or short.owners or not 0 < count < len(long.heavy):
        return None
    if long.heavy[:count] != short.heavy or short.heavy[0].startswith("@"):
        return None
    if _is_generic(short):
        return None
    described = words_of("describing").issuperset(long.heavy[count:])
    return Likeness(_OF_COUNTRY if described else _SHORTENED, "name", leans=True)


def keys(name: BodyName) -> Iterator[str]:
    """What names of one body have in common, at least one of these."""
    yield f"n {name.plain}"
    heard = [skeleton(word) if not word.startswith("@") else word for word in name.heavy]
    numbers = " ".join(name.numbers)
    yield f"b {' '.join(sorted(heard))} {numbers}"
    yield f"j {''.join(heard)} {numbers}"
    if name.letters:
        yield f"a {name.letters}"
    if len(name.printed) > 1:
        for letters in dict.fromkeys(filter(None, initials(name))):
            yield f"a {letters}"
    for row in _rows(name):
        yield f"x {row}"
    if name.heavy and _zipf(name.heavy[0]) < _USUAL:
        yield f"f {name.heavy[0]}"
    if name.numbers and len(name.numbers[0]) >= _TELLING:
        yield f"# {numbers}"
