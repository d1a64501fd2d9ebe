"""A printed role taken apart: the office itself, whether it is still held, and what it is of."""

import re
from dataclasses import dataclass
from typing import Literal

from transforms.analyse.attributions import Span
from transforms.analyse.gazetteer import first_region, peoples_named, places_named
from transforms.analyse.names import Names
from transforms.analyse.wordforms import singular, word_list

Status = Literal["former", "acting", "elect"]

_STATUS: tuple[tuple[Status, re.Pattern[str]], ...] = (
    ("former", re.compile(r"\b(?:former|ex|then|onetime|one-time|erstwhile|retired|late)\b")),
    ("acting", re.compile(r"\b(?:acting|interim|caretaker)\b")),
    ("elect", re.compile(r"\b(?:elect|designate|incoming)\b")),
)
_ABBREVIATIONS = {
    "adm": "admiral",
    "amb": "ambassador",
    "atty": "attorney",
    "capt": "captain",
    "cmdr": "commander",
    "col": "colonel",
    "gen": "general",
    "gov": "governor",
    "lt": "lieutenant",
    "maj": "major",
    "pres": "president",
    "prof": "professor",
    "rep": "representative",
    "sec": "secretary",
    "sen": "senator",
    "sgt": "sergeant",
    "vp": "vice president",
}
#: What an office is of, or for, or where.
_COMPLEMENT = re.compile(
    r"\s(?P<word>of|for|at|in|with|from|to|on|by|under|since|during|until|based|who)\s"
)
#: Inside the name of a body: `Institute of International Relations`.
_INSIDE = frozenset(("of", "for", "on"))
#: Offices whose field stands behind `of`: `Secretary of State`, `Minister of Defense`.
_FIELDED = re.compile(r".*\b(?:minister|secretary|undersecretary|chief|speaker pro tempore)", re.I)
_POSSESSOR = re.compile(r"(?P<of>.+?)(?:[’']s|(?<=s)[’'])\s(?=\w)")
_ARTICLE = re.compile(r"^(?:the|an?|his|her|its|their|our|my|another|one)\s+", re.I)
#: The longest name of a place in front of an office, in words: `United Arab Emirates`.
_PLACE_WORDS = 3


@dataclass(frozen=True)
class Office:
    """What a person is.

    `title` is lower case with its abbreviations written out, and without what it is of; that is
    `organisation` and `place`, as printed.
    """

    title: str
    status: Status | None = None
    organisation: str | None = None
    place: str | None = None


def read_office(text: str, span: Span, names: Names) -> Office | None:
    """The office at the span of the text.

    None where it says who somebody is to another, or what became of him, rather than what he is
    (`his wife`, `rival`, `a survivor`).
    """
    printed = " ".join(span.of(text).split())
    (_, head), *complements = _parted(_ARTICLE.sub("", printed, count=1))
    bodies = _named(text, span, names, ("ORG",))
    places = _named(text, span, names, ("GPE", "LOC", "NORP"))
    title, place = _without_place(head, places)
    title, body = _without_body(title, bodies)
    if not title or _is_relation(title):
        return None
    for word, complement in complements:
        bare = _ARTICLE.sub("", complement, count=1)
        owner = _POSSESSOR.match(bare)
        bare = bare[owner.end() :] if owner else bare
        if _is_place(bare, places):
            place = place or bare
        elif (word == "of" and bare == complement and _FIELDED.fullmatch(title)) or (
            bare.islower() and body is None and place is None
        ):
            title = f"{title} {word} {bare}"
        elif not bare.islower():
            body = body or bare
        place = place or (_place_in(owner["of"] if owner else bare, places))
    status = next((each for each, words in _STATUS if words.search(title.lower())), None)
    return Office(_written_out(title), status, body, place)


def _named(text: str, span: Span, names: Names, labels: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(m.span.of(text) for m in names.within(span) if m.label in labels)


def _parted(printed: str) -> list[tuple[str, str]]:
    """The noun with what stands in front of it, then each preposition with what follows it."""
    parts: list[tuple[str, str]] = []
    word, start = "", 0
    for match in _COMPLEMENT.finditer(printed):
        before, behind = printed[start : match.start()], printed[match.end() :]
        last = before.rsplit(" ", 1)[-1]
        inside = word and match["word"] in _INSIDE and last[:1].isupper()
        if inside and behind[:1].isupper():
            continue
        parts.append((word, before))
        word, start = match["word"], match.end()
    return [*parts, (word, printed[start:])]


def _without_place(head: str, places: tuple[str, ...]) -> tuple[str, str | None]:
    """`Russian Deputy Defense Minister` parted; a possessor is no part of the office either."""
    owner = _POSSESSOR.match(head)
    if owner is not None:
        return head[owner.end() :], _place_in(owner["of"], places)
    place = _place_in(head.rpartition(" ")[0], places)
    return (" ".join(head.replace(place, "", 1).split()) if place else head), place


def _without_body(head: str, bodies: tuple[str, ...]) -> tuple[str, str | None]:
    """`Fox News anchor` parted; `Defense` in `Defense Minister` is a field."""
    for body in bodies:
        title = head.replace(f"{body} ", "", 1).strip()
        if title != head and title and not _FIELDED.fullmatch(title):
            return title, body
    return head, None


def _place_in(words: str, places: tuple[str, ...]) -> str | None:
    """The first country, state or city, or its adjective, among the words."""
    found = words.split()
    for first in range(len(found)):
        for count in range(_PLACE_WORDS, 0, -1):
            name = " ".join(found[first : first + count])
            if name[:1].isupper() and first + count <= len(found) and _is_place(name, places):
                return name
    return None


def _is_place(name: str, places: tuple[str, ...]) -> bool:
    nation = first_region(name.split())
    is_nation = nation is not None and bool(nation.country) and name in (name.title(), name.upper())
    if any(people.country for people in peoples_named(name)):
        return True
    known = [place for place in places_named(name) if place.country]
    return bool(known) and ((is_nation and not known[0].is_city) or name in places)


def _is_relation(title: str) -> bool:
    noun = singular(title.split()[-1].lower().rstrip("."))
    return noun in word_list("relation")


def _written_out(title: str) -> str:
    words = (word.lower() for word in title.split())
    return " ".join(_ABBREVIATIONS.get(word.rstrip("."), word) for word in words)
