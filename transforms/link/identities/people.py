"""Whether two names can be one person's."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from transforms.link.identities import given as given_names
from transforms.link.identities.letters import distance, is_spelling, is_vocalised, skeleton
from transforms.link.identities.likeness import Likeness
from transforms.link.identities.lists import words
from transforms.link.identities.person_names import PersonName, read_person
from transforms.link.identities.surnames import is_common

#: What a likeness below says by itself: not the same, unless story, role or neighbours say so.
_OPEN = 0.45
#: A surname alone beside a full name that has it: rare ones are mostly the one bearer's.
_RARE, _COMMON = 0.6, 0.3
#: Names that stand alone and are shorter, in letters of both, are one only where they sound alike.
_LONG, _HEARD = 15, 0.15
#: A listed surname is no spelling of a name that is further off: `Allen`, `Yellen`.
_NEAR = 0.3
#: How sure a name is without what stands in the other only: a middle name, a second surname, the
#: first of the given names.
_MIDDLE, _SECOND_SURNAME, _CALLED_BY = 0.95, 0.75, 0.75
#: Longer names that begin with `abd` are `Abdul` and another name.
_SLAVE = 6
#: How sure a family name is where its particle or its spelling differs, and an order turned.
_PARTICLE, _SPELLED, _TURNED = 0.98, 0.95, 0.9
#: A word that differs in its vowels.
_VOWELS = 0.8
#: Initials and a surname that many have.
_INITIALS = 0.6
#: Forms of a given name that are looked for, beside its own.
_FORMS = 6

#: Romanisations of Chinese and Korean syllables, Wade-Giles and pinyin, made one.
_ROMANISATIONS = (
    (re.compile(r"ts|tz|(?<![st])z(?!h)|(?<!h)c(?!h)"), "Z"),
    (re.compile(r"zh|ch|j|q"), "C"),
    (re.compile(r"hs|sh|x"), "S"),
    (re.compile(r"ung|eong"), "ong"),
    (re.compile(r"ien"), "ian"),
    (re.compile(r"(?<=[aeiou])r(?![aeiou])|(?<=[ie])h(?![aeiou])"), ""),
    (re.compile(r"eo"), "o"),
    (re.compile(r"oo|ou"), "u"),
    (re.compile(r"ee|yi"), "i"),
)
_UMLAUT = re.compile(r"([aou])e")
_UNVOICED = str.maketrans("bdg", "ptk")


def likeness(a: PersonName, b: PersonName) -> Likeness | None:
    """How sure it is that both names are one person's; None where they cannot be."""
    generation = _generation(a, b)
    if not generation:
        return None
    if a.is_bare or b.is_bare:
        found = _bare(a, b)
    elif a.syllabic and b.syllabic:
        found = _syllabic(a, b)
    else:
        found = _full(a, b)
    if found is None or generation == 1:
        return found
    kin = generation <= _OPEN
    return Likeness(min(found.score, generation), found.evidence, found.leans or kin, kin)


def _generation(a: PersonName, b: PersonName) -> float:
    """1 where both are of one generation, 0 where they are not, less than 1 where one is open."""
    if a.generation == b.generation:
        return 1.0
    if a.generation and b.generation:
        return 0.0
    return 0.75 if a.sovereign or b.sovereign or a.is_bare or b.is_bare else _OPEN


def _bare(a: PersonName, b: PersonName) -> Likeness | None:
    """One of them is a surname, or one name, alone."""
    if a.is_bare and b.is_bare:
        alike = _family(a, b, alone=True)
        if not alike or alike == 1:
            return Likeness(1.0, "name") if alike else None
        if distance(a.family, b.family) > _HEARD and len(a.family) + len(b.family) < _LONG:
            return Likeness(_OPEN, "spelling", leans=True)
        return Likeness(alike, "spelling")
    bare, full = (a, b) if a.is_bare else (b, a)
    if bare.sovereign and given_names.is_given(bare.core):
        return None
    if bare.sovereign != full.sovereign and full.sovereign:
        return None
    alike = _family(bare, full, alone=True)
    if not alike:
        return None
    rare = not (is_common(bare.core) or is_common(full.core) or given_names.is_given(bare.core))
    return Likeness(alike * (_RARE if rare else _COMMON), "name", leans=True)


def _syllabic(a: PersonName, b: PersonName) -> Likeness | None:
    if a.family == b.family and a.given == b.given:
        return Likeness(1.0, "name")
    korean = words("korean surnames").issuperset((a.family, b.family))
    pairs = zip(a.words, b.words, strict=True)
    if all(syllables(x, korean) == syllables(y, korean) for x, y in pairs):
        return Likeness(_SPELLED, "spelling")
    return None


@lru_cache(maxsize=65536)
def syllables(word: str, korean: bool = False) -> str:
    """A Chinese or Korean name in one romanisation: `zedong` and `tsetung` are one.

    Of Korean vowels `eo`, `o` and `u` are written for one another.
    """
    for pattern, written in _ROMANISATIONS:
        word = pattern.sub(written, word)
    if korean:
        word = word.replace("u", "o").replace("oo", "o")
    return word.translate(_UNVOICED)


def _full(a: PersonName, b: PersonName) -> Likeness | None:
    if a.words == b.words:
        return Likeness(1.0, "name")
    if "".join(a.words) == "".join(b.words):
        return Likeness(0.99, "name")
    family = _family(a, b)
    score = family * _given(a.given, b.given, a.core) if family else 0.0
    turned = _turned(a, b)
    score = max(score, _vocalised(a, b))
    score = max(score, _second_surname(a, b), _second_surname(b, a))
    if turned == _OPEN and not score:
        return Likeness(turned, "name", leans=True, kin=_is_of_two(a, b))
    score = max(score, turned)
    if not score:
        return None
    spelled = family != 1 or not _share_given(a.given, b.given)
    leans = _leans(a, b) or score <= _OPEN
    return Likeness(score, "spelling" if spelled else "name", leans)


def _vocalised(a: PersonName, b: PersonName) -> float:
    """Names of which one word differs in its vowels, and is no listed name: `Haftar`, `Hifter`."""
    if len(a.words) != len(b.words) or a.syllabic or b.syllabic:
        return 0.0
    differing = [(x, y) for x, y in zip(a.words, b.words, strict=True) if x != y]
    if len(differing) != 1:
        return 0.0
    known = any(is_common(word) or given_names.is_given(word) for word in differing[0])
    known = known or any(given_names.is_english(word) for word in a.given)
    return 0.0 if known or not is_vocalised(*differing[0]) else _VOWELS


def _leans(a: PersonName, b: PersonName) -> bool:
    """Whether the one leaves open what the other tells: initials, middle names."""
    if len(a.given) != len(b.given):
        return True
    return any((len(x) == 1) != (len(y) == 1) for x, y in zip(a.given, b.given, strict=True))


def _share_given(a: Sequence[str], b: Sequence[str]) -> bool:
    return a[0] == b[0]


@lru_cache(maxsize=65536)
def _alike(one: str, other: str, alone: bool) -> bool:
    """Whether two words are spellings of one surname."""
    if not is_spelling(one, other, alone):
        return False
    if _umlauts(one) == _umlauts(other) or _are_forms(one, other):
        return True
    listed = is_common(one) + is_common(other)
    return not listed or (listed == 1 and distance(one, other) <= _NEAR)


def _umlauts(word: str) -> str:
    """`mueller` as `muller`."""
    return _UMLAUT.sub(r"\1", word)


def _are_forms(one: str, other: str) -> bool:
    return given_names.form_of(one) == given_names.form_of(other)


def _family(a: PersonName, b: PersonName, alone: bool = False) -> float:
    if a.family == b.family:
        return 1.0
    if a.core == b.core and (a.core == a.family or b.core == b.family):
        return _PARTICLE
    if _slave(a.family) == _slave(b.family):
        return _PARTICLE
    if _alike(a.family, b.family, alone):
        return _SPELLED
    return 0.0


def _slave(family: str) -> str:
    """`Abdul Razak` as `Razak`."""
    return family[3:] if family.startswith("abd") and len(family) > _SLAVE else family


def _given(a: Sequence[str], b: Sequence[str], family: str) -> float:
    """How sure it is that given names of people of one family name are one person's."""
    if a == b:
        return 1.0
    whole, other = "".join(a), "".join(b)
    if whole == other:
        return 1.0
    first = given_names.likeness(a[0], b[0])
    if not first:
        return _called_by(a, b, family)
    if len(a) > 1 and len(b) > 1:
        rest = _middle(a[1:], b[1:])
        if not rest and _is_one_spelling(a, b):
            rest = given_names.SPELLING
        score = min(first, rest)
    else:
        score = first if len(a) == len(b) else first * _MIDDLE
    if first == given_names.INITIAL and is_common(family) and min(len(a), len(b)) == 1:
        return score * _INITIALS
    return score


def _is_one_spelling(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether the given names are spellings of one another taken together: `Yunus-Bege`."""
    initials = any(len(each) == 1 for each in (*a, *b))
    return (
        not initials and len(a) == len(b) and a[0] == b[0] and is_spelling("".join(a), "".join(b))
    )


def _middle(a: Sequence[str], b: Sequence[str]) -> float:
    """Middle names in order: those of the shorter are the first of the longer.

    Where the last of both is one surname (`Andrés [Manuel] López Obrador`), those before it.
    """
    if a[-1] == b[-1] and len(a[-1]) > 1 and len(a) != len(b) and not given_names.is_given(a[-1]):
        a, b = a[:-1], b[:-1]
    score = 1.0
    for x, y in zip(a, b, strict=False):
        score = min(score, given_names.likeness(x, y))
    return score if len(a) == len(b) else score * _MIDDLE


def _called_by(a: Sequence[str], b: Sequence[str], family: str) -> float:
    """`Mitt Romney` and `Willard Mitt Romney`: a person goes by a later given name."""
    short, long = sorted((a, b), key=len)
    if len(short) == len(long) or len(short[0]) == 1:
        return 0.0
    for at in range(1, len(long) - len(short) + 1):
        if all(
            given_names.likeness(x, y) >= given_names.FORM
            for x, y in zip(short, long[at:], strict=False)
        ):
            common = is_common(family) and given_names.is_given(short[0])
            return _OPEN if common else _CALLED_BY
    return 0.0


def _second_surname(short: PersonName, long: PersonName) -> float:
    """`Hugo Chávez` and `Hugo Chávez Frías`: without the mother's or the husband's name."""
    if len(long.given) < 2 or len(long.given) <= len(short.given) or short.syllabic:
        return 0.0
    at = next((i for i in (-1, -2) if long.given[i:][:1] == (short.family,)), None)
    if at is None or len(long.given) + at < 1 or len(short.family) == 1:
        return 0.0
    if given_names.is_given(short.core):
        return _OPEN if short.given[0] == long.given[0] else 0.0
    return _SECOND_SURNAME * _given(short.given, long.given[:at], short.core)


def _turned(a: PersonName, b: PersonName) -> float:
    """`Orban Viktor` and `Viktor Orbán`: the family name first.

    Open where both words are given names, or both surnames: `James Thomas`, `Thomas James`.
    """
    if len(a.given) != 1 or len(b.given) != 1 or len(a.given[0]) == 1 or len(b.given[0]) == 1:
        return 0.0
    if not (is_spelling(a.given[0], b.family) and is_spelling(a.family, b.given[0])):
        return 0.0
    return _OPEN if _is_open_order(a) else _TURNED


def _is_open_order(name: PersonName) -> bool:
    """Whether each word can be the given name and the family name: `James Thomas`."""
    pair = name.given[0], name.family
    return all(map(given_names.is_given, pair)) or all(map(is_common, pair))


def _is_of_two(a: PersonName, b: PersonName) -> bool:
    """Whether turned names are two people's unless they hold one office: those of English words."""
    return any(map(given_names.is_english, (*a.words, *b.words)))


def is_common_name(name: str) -> bool:
    """Whether many people have it: a listed given name before a common surname."""
    person = read_person(name)
    return (
        person is not None
        and len(person.given) == 1
        and given_names.is_given(person.given[0])
        and is_common(person.core)
    )


def keys(name: PersonName) -> Iterator[str]:
    """What names of one person have in common, at least one of these."""
    if name.syllabic:
        yield f"2 {syllables(name.family)} {syllables(name.given[0], korean=True)}"
    for family in {skeleton(name.core), skeleton(_slave(name.core))}:
        yield f"1 {family}"
        if name.given:
            yield from _given_keys(name, family)
    if not name.given:
        return
    yield "+ " + skeleton("".join(name.words))
    for each in name.given[1:][-2:]:
        if len(each) > 1:
            yield "2 " + " ".join(sorted((skeleton(name.given[0]), skeleton(each))))


def _given_keys(name: PersonName, family: str) -> Iterator[str]:
    yield f"0 {name.given[0][0]} {family}"
    for each in name.given[:4]:
        if len(each) > 1:
            yield "2 " + " ".join(sorted((skeleton(each), family)))
    for each in sorted(given_names.keys(name.given[0]))[:_FORMS]:
        yield f"= {each} {family}"
