"""Whether an article speaks of a person as a man or a woman, by titles, nouns and given names."""

import re
from collections.abc import Mapping
from functools import cache

from transforms.analyse.attributions import Span
from transforms.analyse.given_names import Gender, gender_of
from transforms.analyse.lexicons import lines, noun_kinds
from transforms.analyse.names import Entity, Names

#: What a man or a woman is, by its end; and what is none for all that.
_MAN, _WOMAN = re.compile(r"[a-z]{3,}man"), re.compile(r"[a-z]{3,}woman")
_NO_MEN = frozenset(("german", "human", "norman", "ottoman", "roman", "talisman"))
#: How far it is looked in front of a name and behind it, in characters.
_SIGHT = 40
_WORD = re.compile(r"[A-Za-z][A-Za-z-]*")
#: What may stand in front of a name: titles (`Mr.`, `Lt. Col.`), or a noun and a comma.
_BEFORE = re.compile(r"(?:\b(?:[A-Za-z][\w’'-]{0,14}|[A-Z][a-z]{1,4}\.),? ){1,3}$")
_BEHIND = re.compile(r",\s((?:a|an|the|his|her|their|my|our)\s[^,.;:()\n]{1,40})")
#: What a title or a noun weighs beside a given name.
_TOLD, _GIVEN = 3.0, 2.0


def genders(text: str, names: Names) -> Mapping[Entity, Gender]:
    """The people of whom it can be told."""
    votes: dict[Entity, dict[Gender, float]] = {}
    for mention in names.mentions:
        person = mention.entity
        if mention.label != "PERSON" or person is None:
            continue
        if person not in votes:
            votes[person] = {"m": 0.0, "f": 0.0}
            given = gender_of(person.name) if " " in person.name else None
            if given is not None:
                votes[person][given] += _GIVEN
        told = _told(text, mention.span)
        if told is not None:
            votes[person][told] += _TOLD
    return {
        person: "m" if counted["m"] > counted["f"] else "f"
        for person, counted in votes.items()
        if counted["m"] != counted["f"]
    }


def _told(text: str, span: Span) -> Gender | None:
    """What stands beside one mention says."""
    before = _BEFORE.search(text[max(0, span.start - _SIGHT) : span.start])
    behind = _BEHIND.match(text, span.end)
    beside = _WORD.findall(behind[1].lower()) if behind else []
    # Back from the name, as long as it is what people are: not `His wife told David Cameron`.
    for word in reversed(_WORD.findall(before[0].lower()) if before else []):
        if noun_kinds().get(word) is None and _of_noun(word) is None:
            break
        beside.append(word)
    found = {gender for word in beside if (gender := _of_noun(word)) is not None}
    return found.pop() if len(found) == 1 else None


def _of_noun(word: str) -> Gender | None:
    if _WOMAN.fullmatch(word):
        return "f"
    if _MAN.fullmatch(word) and word not in _NO_MEN:
        return "m"
    return _listed().get(word)


@cache
def _listed() -> Mapping[str, Gender]:
    """Titles and nouns by gender (genders.tsv)."""
    rows = (line.split("\t") for line in lines("genders.tsv"))
    return {word: "m" if gender == "m" else "f" for gender, words in rows for word in words.split()}
