"""Given names: which are forms of one another, and which are a man's and a woman's."""

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from nicknames import NickNamer

from transforms.analyse.given_names import gender_of
from transforms.link.identities.letters import distance, is_spelling
from transforms.link.identities.lists import forms, words

#: How sure a form of a given name is: a spelling, a national form, a pet name, an initial.
SAME, SPELLING, FORM, NICKNAME, INITIAL = 1.0, 0.96, 0.95, 0.92, 0.8
#: Two listed names that differ by more than this are two names, however alike: `Mario`, `Marco`.
_LISTED = 0.25
#: Two spellings that sound the same.
_SPELLED_ALIKE = 0.1


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """How sure it is that one given name stands for the other, 0 where it does not.

    Both in small ASCII letters; one letter alone is an initial.
    """
    if one == other:
        return SAME
    if len(one) == 1 or len(other) == 1:
        return INITIAL if one[0] == other[0] else 0.0
    if form_of(one) == form_of(other):
        return FORM
    if are_of_two_genders(one, other):
        return 0.0
    if _is_short(one, other) or _is_short(other, one):
        return NICKNAME
    if is_spelling(one, other) and not (_are_listed(one, other) and distance(one, other) > _LISTED):
        return SPELLING
    return 0.0


def are_of_two_genders(one: str, other: str) -> bool:
    """Whether the one is mostly a man's and the other mostly a woman's."""
    genders = gender_of(one), gender_of(other)
    return (
        None not in genders and genders[0] != genders[1] and distance(one, other) > _SPELLED_ALIKE
    )


def _is_short(short: str, full: str) -> bool:
    """Whether it is a pet name of the other, in whatever spelling: `Kate`, `Catherine`."""
    if short in nicknames().get(full, ()):
        return True
    return any(
        each[0] in "ckq" and full[0] in "ckq" and distance(each, full) <= _SPELLED_ALIKE
        for each in _formal().get(short, ())
    )


@cache
def nicknames() -> Mapping[str, frozenset[str]]:
    """The pet names of a given name, from the package nicknames (Apache-2.0)."""
    found = NickNamer().nickname_lookup.items()
    return MappingProxyType({name: frozenset(short) for name, short in found})


def keys(name: str) -> frozenset[str]:
    """What all forms of a given name have in common, beside its skeleton."""
    formal = {_hard(each) for each in _formal().get(name, ())} | {_hard(name)}
    form = form_of(name)
    return frozenset((*formal, name, form))


def _hard(name: str) -> str:
    return f"k{name[1:]}" if name[0] == "c" else name


@cache
def _formal() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, short in nicknames().items():
        for each in short:
            found.setdefault(each, set()).add(name)
    return {name: frozenset(long) for name, long in found.items()}


def form_of(name: str) -> str:
    """The first of the names in the row of names.tsv that it stands in."""
    return forms("given forms").get(name, name)


def _are_listed(one: str, other: str) -> bool:
    return gender_of(one) is not None and gender_of(other) is not None


def is_english(word: str) -> bool:
    """Whether it is an English given name, or a pet name: those have one spelling or two."""
    return word in nicknames() or word in _formal()


def is_given(word: str) -> bool:
    """Whether it is a given name that is listed."""
    return gender_of(word) is not None and word not in words("particles")
