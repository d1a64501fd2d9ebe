"""Abbreviations: full stops that end no paragraph."""

import re

# Titles and ranks before a name, as AP and Reuters abbreviate them; none can end a sentence.
_TITLE = (
    r"Drs?|Mrs?|Ms|Mmes?|Mlle|Messrs|Profs?|Revs?|Hon|Msgr|Fr|Br|Sens?|Reps?|Govs?|Pres|Amb|Atty"
    r"|Gens?|Lts?|Cols?|Majs?|Capts?|Cmdr|Cdr|Adms?|Brig|Sgts?|Cpl|Pvt|Pfc|Spc|Cpt|Det|Insp|Supt"
    r"|Ald|Asst"
)
# `12 Mulberry Dr.` is an address.
_ADDRESS = re.compile(r"\d[\w-]* (?:[A-Z]\w+ ){1,3}(?:Dr|St|Mt|Ft|Ct|Pl)\.$")
# A street's name stands before its `St.`, a preposition or nothing before a saint's.
_STREET = re.compile(
    r"(?!\b(?:In|At|From|Near|To|The)\b)\b(?:[A-Z][\w’']*|\d+(?:st|nd|rd|th)) (?:St|Ft|Mt)\.$"
)
_BEFORE_NAME = re.compile(rf"(?:^|[\s(“‘\"'—–-])(?:{_TITLE}|St|Ste|Mt|Ft)\.$")
_BEFORE_ANYTHING = re.compile(r"(?:^|[\s(])(?:vs|e\.g|i\.e|cf|viz)\.$")
_BEFORE_NUMBER = re.compile(
    r"(?:^|[\s(])(?:Nos?|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Art|Sec|Fig|Vol|pp?|ca|approx)\.$"
)
# A country as an adjective: after these words it stands before what it describes.
_ADJECTIVE = re.compile(
    r"\b(?:an?|any|another|some|several|former|senior|top|said|that|whether|if|when|while)"
    r" (?:U\.S|U\.K|U\.N|E\.U)\.$"
)
_CLOCK = re.compile(r"\d [ap]\.m\.$")
_TIME_ZONE = re.compile(r"(?:[ECMP][SD]?T|GMT|UTC|BST|CEST|CET)\b")
# These can end a paragraph as well as stand inside one: only a lower-case word tells.
_BEFORE_LOWER = re.compile(
    r"(?:^|[\s(])(?:(?:[A-Z]\.){2,}|(?:Inc|Corp|Co|Cos|Ltd|Bros|Jr|Sr|Ave|Blvd|Rd|etc)\.|[ap]\.m\.)$"
)
# Lower-case words that begin a name, and with it perhaps a paragraph.
_PARTICLE = re.compile(r"(?:al|bin|ibn|el|de|del|della|di|da|du|la|le|van|von|der|den|ter|ten)\b")
_INITIAL = re.compile(r"(?P<before>[A-Z][\w’'-]+) [A-Z]\.$")
# What is named by a letter: `Plan B.` ends a sentence.
_LETTERED = re.compile(
    r"Appendix|Block|Building|Category|Channel|Class|Company|Court|Division|Exhibit|Gate|Grade"
    r"|Group|Hepatitis|Influenza|Item|Level|Part|Phase|Plan|Room|Route|Schedule|Section|Series"
    r"|Terminal|Tier|Title|Type|Unit|Vitamin|War|Zone"
)


# No pattern above looks further back.
_TAIL = 100


def leaves_open(paragraph: str, following: str, names: frozenset[str]) -> bool:
    """Whether the paragraph ends in an abbreviation that what follows belongs to.

    Args:
        paragraph: The paragraph that ends in a full stop.
        following: The next one.
        names: Words the text capitalises in the middle of sentences.
    """
    if not paragraph.endswith("."):
        return False
    paragraph = paragraph[-_TAIL:]
    first = following[0]
    if first.isdigit():
        return _BEFORE_NUMBER.search(paragraph) is not None
    if not first.isalpha():
        return False
    if _BEFORE_ANYTHING.search(paragraph):
        return True
    if first.islower():
        inside = _BEFORE_LOWER.search(paragraph) and not _PARTICLE.match(following)
        return bool(inside) or _before_name(paragraph)
    if _CLOCK.search(paragraph):
        return _TIME_ZONE.match(following) is not None
    return (
        _before_name(paragraph)
        or _ADJECTIVE.search(paragraph) is not None
        or _before_surname(paragraph, following, names)
    )


def _before_name(paragraph: str) -> bool:
    if _STREET.search(paragraph) or _ADDRESS.search(paragraph):
        return False
    return _BEFORE_NAME.search(paragraph) is not None


def _before_surname(paragraph: str, following: str, names: frozenset[str]) -> bool:
    """`John F.` and `Kennedy`, where the text names Kennedy again."""
    initial = _INITIAL.search(paragraph)
    if initial is None or _LETTERED.fullmatch(initial["before"]):
        return False
    surname = re.match(r"\w+", following)
    return surname is not None and surname[0] in names
