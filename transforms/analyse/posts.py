"""Which post an office is, whatever the words: so that two articles' offices can be compared.

`Deputy Defense Minister` and `head of the Syrian Ministry of Defense` are posts of one ministry and
differ in rank; `President` and `Russian President` are one post; `senator` and `chairman of the
board` have nothing to do with each other, and one person can be both. Only what one person holds at
a time is a post: a spokesman, an adviser or a professor has none.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from transforms.analyse.gazetteer import Candidate, folded, peoples_named, places_named
from transforms.analyse.lexicons import lines
from transforms.analyse.offices import Office

#: Name and version of these rules, which decide what the rows say.
RULES = "posts-1"

Rank = Literal["head", "deputy"]

_STATUS = re.compile(
    r"\b(?:former|ex|then|onetime|one-time|erstwhile|retired|late|acting|interim|caretaker|elect"
    r"|designate|incoming|current|new|newly\sappointed|longtime|long-time)\b[\s-]*"
)
_DEPUTY = re.compile(
    r"\b(?:(?:first|second|senior|principal)\s)?"
    r"(?:deputy|vice|assistant|lieutenant(?=\sgovernor))\b[\s-]*|\bunder-?(?:\s?)(?=secretary)"
)
_MINISTER = re.compile(
    r"(?:(?P<before>.+?)\s)?(?:minister|secretary)"
    r"(?:\s(?:of|for)\s(?:state\sfor\s)?(?:the\s)?(?P<behind>.+))?"
)
#: Words before `minister` or `secretary` that are no field.
_NO_FIELD = re.compile(
    r"\b(?:prime|first|chief|cabinet|senior|junior|state|general|press|party|private|executive"
    r"|permanent|parliamentary|corresponding|provincial|regional|church|former|government)\b"
)
_MINISTRY = re.compile(
    r"(?:(?P<whose>.*?)\s)?(?:ministry|department|dept)\s(?:of|for)\s(?:the\s)?(?P<behind>.+)"
    r"|(?P<before>.+)\s(?P<kind>ministry|department)"
)
#: Bodies that are a ministry by another name, and whose.
_BY_NAME = {
    "pentagon": ("defense", "US"),
    "foreign office": ("foreign affairs", None),
    "home office": ("interior", None),
    "treasury": ("finance", None),
    "us treasury": ("finance", "US"),
    "state department": ("foreign affairs", "US"),
    "department of state": ("foreign affairs", "US"),
}
#: Who heads a ministry; its directors are many.
_OF_MINISTRY = frozenset(("head", "chief", "boss", "leader", "minister", "secretary"))
#: Who heads any body, in different words.
_HEADS: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *("head", "chief", "boss", "director", "director general", "general director"),
            *("executive director", "leader", "minister", "secretary", "commander"),
        ),
        "head",
    ),
    **dict.fromkeys(("chairman", "chairwoman", "chairperson", "chair"), "chair"),
    **dict.fromkeys(("ceo", "chief executive", "chief executive officer"), "chief executive"),
    **{each: each for each in ("president", "speaker", "rector", "dean", "governor")},
    "chief of staff": "chief of staff",
}
#: Posts that say what they are of themselves. Where a body is named they are the body's.
_ALONE: Mapping[str, str] = {
    "president": "presidency",
    "prime minister": "premiership",
    "premier": "premiership",
    "governor": "governor",
    "mayor": "mayor",
    "speaker": "speaker",
    "attorney general": "attorney general",
    "prosecutor general": "prosecutor general",
    "chief justice": "chief justice",
    "chief of staff": "chief of staff",
    "chief of police": "police chief",
    "sheriff": "sheriff",
    "commissioner": "commissioner",
    "ambassador": "ambassador",
    "district attorney": "district attorney",
    "campaign manager": "campaign manager",
}
#: The same of a town, whose name may be taken for a word of the title (`Troy police chief`).
_OF_TOWN = re.compile(r"(?:.+\s)?(?P<post>(?:police|fire)\schief)")
#: Where a chancellor is no head of a university.
_CHANCELLORS = frozenset(("DE", "AT"))
_CHAMBERS: Mapping[str, str] = {
    "senator": "senate",
    **dict.fromkeys(("representative", "congressman", "congresswoman"), "house"),
}
#: A rank with what is left out of it at its second mention (`Lt. Gen. Lee`, then `Gen. Lee`).
_MILITARY = re.compile(
    r"(?:(?:lieutenant|major|brigadier|colonel|army|navy|marine|corps|vice|rear|fleet|four-star|staff"
    r"|master|first|air|force)\s)*?(?P<rank>general|colonel|major|lieutenant|sergeant|corporal"
    r"|admiral)(?:\sgeneral)?(?:\s(?:army|major))?"
)


@dataclass(frozen=True)
class Post:
    """A post.

    Attributes:
        office: The post, or the body that it is of, in one wording; the same for its deputies.
        rank: Whether it is the first or a deputy; None where there is no such thing.
        country: ISO 3166-1 alpha-2 code; None where no country is printed.
    """

    office: str
    rank: Rank | None
    country: str | None


def read_post(office: Office) -> Post | None:
    """The post that the office is; None where it is none that one person holds at a time."""
    country = _country(office.place)
    title = _STATUS.sub("", office.title.replace(".", "")).strip(" -")
    if military := _MILITARY.fullmatch(title):
        general = " general" in f" {title}" and military["rank"] in ("major", "lieutenant")
        return Post(f"rank of {'general' if general else military['rank']}", None, country)
    chamber = _CHAMBERS.get(title.removeprefix("state "))
    if chamber and office.organisation is None:
        return Post(chamber, None, country)
    title, deputies = _DEPUTY.subn("", title)
    rank: Rank = "deputy" if deputies else "head"
    title = " ".join(title.split())
    field = _field_of_body(office.organisation, office.place)
    if field is not None:
        of, whose = field
        return Post(f"ministry of {of}", rank, country or whose) if title in _OF_MINISTRY else None
    if title == "secretary of state" and _is_region(office.place):
        return Post(title, rank, country)
    name = _field_of_title(title)
    if name is not None and office.organisation is None:
        # Only the United States have a secretary of state without a field.
        us = "US" if title == "secretary of state" else None
        return Post(f"ministry of {name}", rank, country or us)
    found = _of_body(title, office) if office.organisation else _alone(title, country)
    return Post(found, rank, country) if found else None


def _of_body(title: str, office: Office) -> str | None:
    """`chair of acme` of a chairman of Acme."""
    if title not in _HEADS:
        return None
    return f"{_HEADS[title]} of {_body(office.organisation or '', office.place)}"


def _alone(title: str, country: str | None) -> str | None:
    if title == "chancellor" and country in _CHANCELLORS:
        return "premiership"
    town = _OF_TOWN.fullmatch(title)
    return town["post"] if town else _ALONE.get(title)


def _body(organisation: str, place: str | None) -> str:
    """The body in small letters, without the country in front of it."""
    name = folded(re.sub(r"[’']s?(?=\s)", "", organisation))
    is_country = place is not None and _country(place) and not _is_region(place)
    return name.removeprefix(f"{folded(place)} ") if place and is_country else name


def _field_of_body(organisation: str | None, place: str | None) -> tuple[str, str | None] | None:
    """The field of a ministry, and the country that its name tells."""
    if organisation is None:
        return None
    body = _body(organisation, place)
    if known := _BY_NAME.get(body):
        return known
    found = _MINISTRY.fullmatch(body)
    if found is None:
        return None
    words = found["behind"] or found["before"]
    field = _known_field(words)
    if field is None and found["kind"] is None and "ministry" in body:
        return words, None  # `Ministry of Silly Walks`
    return (field, None) if field else None


def _field_of_title(title: str) -> str | None:
    """The field of a minister's or secretary's title; a minister's may be any."""
    if title in ("secretary of state", "foreign secretary"):
        return "foreign affairs"
    if title == "chancellor of the exchequer":
        return "finance"
    found = _MINISTER.fullmatch(title)
    if found is None or (found["before"] and _NO_FIELD.search(found["before"])):
        return None
    words = found["behind"] or found["before"]
    if words is None or words == "state" or (" and " in words and _fields().get(words) is None):
        return None  # of several fields, or none
    return _known_field(words) or (words if "minister" in title else None)


def _known_field(words: str) -> str | None:
    """The field that the words are, whatever stands in front of it (`syrian defense`)."""
    parts = words.split()
    return next(
        (found for first in range(len(parts)) if (found := _fields().get(" ".join(parts[first:])))),
        None,
    )


@cache
def _fields() -> Mapping[str, str]:
    fields = {}
    for line in lines("portfolios.tsv"):
        name, others = line.lstrip("*").split("\t")
        fields.update(dict.fromkeys((name, *filter(None, others.split(", "))), name))
    return fields


def single_fields() -> tuple[str, ...]:
    """Fields of which nobody heads two ministries at one time, by their names here."""
    return tuple(
        line[1:].split("\t")[0] for line in lines("portfolios.tsv") if line.startswith("*")
    )


def _country(place: str | None) -> str | None:
    found = _place(place)
    return found.country if found else None


def _is_region(place: str | None) -> bool:
    """Whether the place is a state or city of a country."""
    found = _place(place)
    return found is not None and (found.region is not None or found.is_city)


def _place(name: str | None) -> Candidate | None:
    candidates = (*peoples_named(name), *places_named(name)) if name else ()
    return next((each for each in candidates if each.country), None)
