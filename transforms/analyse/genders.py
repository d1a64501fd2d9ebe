"""Whether an article speaks of a person as a man or a woman, by titles, nouns and given names."""

import re
from collections.abc import Mapping
from functools import cache

from transforms.analyse.attributions import Span
from transforms.analyse.given_names import Gender, gender_of
from transforms.analyse.lexicons import lines
from transforms.analyse.names import Entity, Names

#: What a man or a woman is, by its end; and what is none for all that.
_MAN, _WOMAN = re.compile(r"[a-z]{3,}man"), re.compile(r"[a-z]{3,}woman")
_NO_MEN = frozenset(("german", "human", "norman", "ottoman", "roman", "talisman"))
#: How far it is looked in front of a name and behind it, in characters.
_SIGHT = 40
_WORD = re.compile(r"[A-Za-z][A-Za-z-]*")
#: A phrase about the person ends at a mark, or where another name begins.
_BEFORE = re.compile(r"(?:[A-Za-z][\w’'-]*\.?[\s,]\s?){1,4}$")
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
    in_front = before[0].rstrip(", ").rpartition(",")[2] if before else ""
    phrases = [in_front, behind[1] if behind else ""]
    found = {
        gender
        for phrase in phrases
        for word in _WORD.findall(phrase.lower())
        if (gender := _of_noun(word)) is not None
    }
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
