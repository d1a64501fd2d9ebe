"""Abbreviations: full stops that end no paragraph, and those that end no sentence."""

import re

#: Titles and ranks before a name, as AP and Reuters abbreviate them; none can end a sentence.
TITLES = (
    "Dr|Drs|Mr|Mrs|Ms|Mx|Mme|Mmes|Mlle|Messrs|Prof|Profs|Rev|Revs|Hon|Msgr|Fr|Br|Sen|Sens|Rep|Reps"
    "|Gov|Govs|Pres|Amb|Atty|Gen|Gens|Lt|Lts|Col|Cols|Maj|Majs|Capt|Capts|Cmdr|Cdr|Adm|Adms|Brig|Sgt"
    "|Sgts|Cpl|Pvt|Pfc|Spc|Cpt|Det|Insp|Supt|Ald|Asst"
)
# `12 Mulberry Dr.` is an address.
_ADDRESS = re.compile(r"\d[\w-]* (?:[A-Z]\w+ ){1,3}(?:Dr|St|Mt|Ft|Ct|Pl)\.$")
# A street's name stands before its `St.`, a preposition or nothing before a saint's.
_STREET = re.compile(
    r"(?!\b(?:In|At|From|Near|To|The)\b)\b(?:[A-Z][\w’']*|\d+(?:st|nd|rd|th)) (?:St|Ft|Mt)\.$"
)
_BEFORE_NAME = re.compile(rf"(?:^|[\s(“‘\"'—–-])(?:{TITLES}|St|Ste|Mt|Ft)\.$")
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
_LETTER = re.compile(r"(?:^|[^\w.’'])(?P<letter>[A-Z])\.$")
# What is named by a letter: `Plan B.` ends a sentence.
_LETTERED = re.compile(
    r"Appendix|Block|Building|Category|Channel|Class|Company|Court|Division|Exhibit|Gate|Grade"
    r"|Group|Hepatitis|Influenza|Item|Level|Part|Phase|Plan|Room|Route|Schedule|Section|Series"
    r"|Terminal|Tier|Title|Type|Unit|Vitamin|War|Zone"
)

# These stand at the end of a sentence as well as inside one, in front of a name.
_EITHER = re.compile(
    r"(?:^|[^\w.])(?:(?:[A-Z]\.){2,}|(?:Inc|Corp|Co|Cos|Ltd|Bros|Jr|Sr|Ave|Blvd|Rd|St|Mt|Ft|Dept|Assn"
    r"|Univ|Esq|Ph\.D|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)$"
)
# American states as AP abbreviates them: behind a town and a comma they end what they stand in,
# by themselves they stand in front of a name (`Ky. Senator`).
_STATE = re.compile(
    r"(?P<comma>,\s)?\b(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich"
    r"|Minn|Miss|Mo|Mont|Neb|Nev|N\.[HJMYCD]|D\.C|Okla|Ore|Pa|R\.I|S\.[CD]|Tenn|Tex|Vt|Va|Wash|W\.Va|Wis"
    r"|Wyo)\.$"
)
# What can stand behind `8 p.m.` in the same sentence.
_BEHIND_CLOCK = re.compile(
    r"(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|Eastern|Central|Mountain|Pacific|Moscow|London|Mon|Tues?|Wed"
    r"|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)(?:[a-z]*)\b"
)
# Words that begin a sentence and no name; `No. 1` and `A. Smith` do not begin one.
_BEGINNING = re.compile(
    r"(?:An?|The|This|That|These|Those|He|She|It|We|They|You|I|His|Her|Its|Our|Their|My|Your|There|Here"
    r"|And|But|Or|So|Yet|Nor|For|If|When|While|As|At|By|From|In|Into|Of|On|Over|Under|To|With|Without"
    r"|After|Before|Since|Until|During|Despite|Among|Though|Although|Because|Unless|Whether|However"
    r"|Meanwhile|Still|Also|Then|Now|Once|Even|Just|Only|Perhaps|Instead|Moreover|According|Asked"
    r"|Another|Some|Many|Most|Much|Both|All|Each|Every|Several|Other|Few|No|Not|Nobody|None|Who|What"
    r"|Why|How|Where|Which|One|Two|Three|Last|Earlier|Later|Officials|Police)"
    r"(?:[’'](?:s|re|ve|ll|m|d|t))?(?![\w.’'-])"
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


def ends_sentence(before: str, following: str) -> bool:
    """Whether the full stop at the end of `before` ends a sentence.

    Args:
        before: The text up to and with a full stop that stands by itself.
        following: What stands behind it and white space: a capital letter or a digit first.
    """
    before = before[-_TAIL:]
    if _BEFORE_ANYTHING.search(before):
        return False
    begins = _BEGINNING.match(following) is not None
    if following[0].isdigit():
        return not (_BEFORE_NUMBER.search(before) or _EITHER.search(before))
    if _before_name(before):
        return False
    if _CLOCK.search(before):
        return _BEHIND_CLOCK.match(following) is None
    state = _STATE.search(before)
    if state is not None:
        return begins or (state["comma"] is not None and not _is_title(following))
    if _EITHER.search(before):
        return begins
    letter = _LETTER.search(before)
    if letter is not None:
        named = _INITIAL.search(before)
        lettered = named is not None and _LETTERED.fullmatch(named["before"]) is not None
        return begins or lettered or (letter["letter"] == "I" and named is None)
    return True


def _is_title(following: str) -> bool:
    return re.match(rf"(?:{TITLES})\.", following) is not None


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
