"""Which names could be one bearer's, and what such names have in common.

An item is a distinct name with its label. Names that share a key are compared; those that are akin
directly or by way of others are a family, and whose names those of a family are is told together
(`resolving.py`).
"""

import re
from functools import lru_cache
from typing import Literal

from transforms.ids import blocking_key
from transforms.link.identities import bodies, people, places
from transforms.link.identities.body_names import read_body, words_of
from transforms.link.identities.given import is_given
from transforms.link.identities.letters import romanised
from transforms.link.identities.likeness import Likeness
from transforms.link.identities.person_names import read_person
from transforms.link.identities.surnames import is_common

Kind = Literal["person", "body", "place", "people", "thing"]

_KINDS: dict[str, Kind] = {
    "PERSON": "person",
    "ORG": "body",
    "GPE": "place",
    "LOC": "place",
    "NORP": "people",
}
_SIMPLE = {"kh": "h", "dzh": "z", "zh": "z"}
_DIGRAPHS = re.compile("dzh|kh|zh", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]{4,}")
#: Letters of rare names that others write otherwise: `Golani`, `Jolani`; `Shmygal`, `Shmyhal`.
_OTHERWISE = (
    (re.compile(r"\b[jJ]"), "g"),
    (re.compile(r"\b[jJ]"), "y"),
    (re.compile(r"c(?=[aou])|c\b"), "ts"),
    (re.compile(r"(?<!s)ch"), "h"),
    (re.compile(r"(?<=[aeiouy])g(?=[aeiouy])"), "h"),
)
#: How sure it is that one name with two labels is one bearer's: the recogniser errs that often.
_MISLABELLED = 0.75
#: Letters of a word that is not a name by chance.
_LONG = 4
#: `Norvane` of `Norvane Energy`: only in its story.
_SHORTENED = 0.35
#: Fewer capitals are a person's initials.
_LETTERS = 3


def kind_of(label: str) -> Kind:
    """What names of that label are names of."""
    return _KINDS.get(label, "thing")


def keys(name: str, label: str) -> tuple[int, ...]:
    """The blocking keys of a name, 64 bits each (signed), sorted: at most 24 or so.

    Args:
        name: As printed.
        label: Its OntoNotes name.
    """
    kind = kind_of(label)
    texts = {text for written in _written(name) for text in _texts(written, kind)}
    return tuple(sorted(map(blocking_key, texts)))


def _written(name: str) -> tuple[str, ...]:
    """The name, and with `kh`, `zh` and `j` as the other letter that is written for the sound."""
    plain = romanised(name)
    simple = _DIGRAPHS.sub(lambda match: _SIMPLE[match[0].lower()], plain)
    found = {plain: name, simple: simple}
    for pattern, letter in _OTHERWISE:
        if pattern.search(simple):
            words = _WORD.findall(simple)
            written = simple
            for word in filter(_is_rare, words):
                written = written.replace(word, pattern.sub(letter, word))
            found[written] = written
    return tuple(found.values())


def _is_rare(word: str) -> bool:
    return not (is_common(word.lower()) or is_given(word.lower()))


def _texts(name: str, kind: Kind) -> set[str]:
    body = read_body(name)
    found = {f"n {body.plain}"}
    if kind == "person":
        person = read_person(name)
        if _is_acronym(name) and body.letters:
            found.add(f"a {body.letters}")
        elif person and person.is_bare and len(body.printed) == 1:
            found.add(f"f {body.plain}")
        return found | ({f"p {key}" for key in people.keys(person)} if person else set())
    if kind in ("body", "thing", "people"):
        found.update(bodies.keys(body))
    if kind in ("place", "people"):
        found.update(f"g {key}" for key in places.keys(name))
    return found


def akin(name: str, label: str, other: str, other_label: str) -> float | None:
    """How sure it is that two names are one bearer's where nothing else is known, 0 to 1.

    None where they cannot be; below 0.5 they are held for one only where story, role or neighbours
    say so. Symmetric.
    """
    found = likeness(name, kind_of(label), other, kind_of(other_label))
    return None if found is None else found.score


@lru_cache(maxsize=262144)
def likeness(name: str, kind: Kind, other: str, other_kind: Kind) -> Likeness | None:
    """How two names are alike; None where they cannot be one bearer's."""
    if (kind, name) > (other_kind, other):
        return likeness(other, other_kind, name, kind)
    if kind == other_kind:
        return _of_one_kind(name, other, kind)
    kinds = {kind, other_kind}
    if "person" in kinds:
        return _mislabelled_person(name, other)
    if kinds == {"place", "people"}:
        return places.likeness(name, other)
    if "place" in kinds:
        return _mislabelled_place(name, other)
    return bodies.likeness(read_body(name), read_body(other))


def _of_one_kind(name: str, other: str, kind: Kind) -> Likeness | None:
    if kind == "person":
        one, two = read_person(name), read_person(other)
        return people.likeness(one, two) if one and two else None
    if kind in ("place", "people"):
        return places.likeness(name, other)
    return bodies.likeness(read_body(name), read_body(other))


def _mislabelled_person(name: str, other: str) -> Likeness | None:
    """`Al Arabiya`, once taken for a person; not `Jordan`, `Ford` or `Paris`.

    Of another name, only an acronym that it is: `KDRF`.
    """
    body = read_body(name)
    if not body.plain or body.plain != read_body(other).plain:
        if _is_company(name, other) or _is_company(other, name):
            return Likeness(_SHORTENED, "name", leans=True)
        if not (_is_acronym(name) or _is_acronym(other)):
            return None
        found = bodies.likeness(body, read_body(other))
        if found is None or found.evidence != "acronym":
            return None
        return Likeness(min(found.score, _MISLABELLED), "acronym", found.leans)
    if " " not in name.strip() and (
        len(body.plain) < _LONG
        or is_common(body.plain)
        or is_given(body.plain)
        or places.meanings(name)
    ):
        return None
    return Likeness(_MISLABELLED, "name")


@lru_cache(maxsize=65536)
def _is_company(short: str, full: str) -> bool:
    """`Norvane` and `Norvane Energy`: a word that is no person's name, and a company's of it."""
    first, _, rest = full.strip().partition(" ")
    if first != short.strip() or rest.lower() not in words_of("companies"):
        return False
    plain = read_body(short).plain
    return len(plain) >= _LONG and not (is_common(plain) or is_given(plain))


def _is_acronym(name: str) -> bool:
    """Whether it has the form of an acronym, which is no person's name: `KDRF`, not `LI`."""
    plain = name.replace(".", "")
    return len(plain) >= _LETTERS and plain.isalpha() and plain.isupper()


def _mislabelled_place(name: str, other: str) -> Likeness | None:
    """`European Union`, a body and a place; not `Chelsea`, a club and a part of town."""
    if places.is_city(name) or places.is_city(other):
        return None
    one, two = read_body(name), read_body(other)
    if one.plain == two.plain:
        return Likeness(_MISLABELLED, "name")
    found = bodies.likeness(one, two)
    return found and Likeness(min(found.score, _MISLABELLED), found.evidence, found.leans)
