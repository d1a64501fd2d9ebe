"""Names as they stand in bylines, and the agencies that sign datelines."""

import re

_PARTICLE = r"(?:al|bin|ben|ibn|el|de|del|della|di|da|dos|du|la|le|van|von|der|den|ter|ten|y|e)"
# A capitalised word, an initial, or a word in capitals; never a possessive.
_WORD = r"(?:[^\W\d_a-z][^\W\d_]*(?:[’'\-][^\W\d_]+)*\.?)"
_NAME = re.compile(rf"{_WORD}(?: (?:{_PARTICLE} )*{_WORD}){{1,4}}")
_POSSESSIVE = re.compile(r"[’'](?:s|S)\b")
# Words that are capitalised at the head of a sentence or a title and stand in no name.
_NO_NAME = re.compile(
    r"\b(?:the|a|an|and|or|of|in|on|at|to|for|from|with|as|is|are|was|its|his|her|their|our|my"
    r"|this|that|these|no|not|all|only|means|now|then"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|april|july|august|september"
    r"|october|november|december|today|tomorrow|tonight|noon|midnight|dawn)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*,\s*and\s+|\s+and\s+|\s*&\s*|\s*,\s*", re.IGNORECASE)

# News agencies that publish in English, by the names that stand in datelines and bylines. A closed
# list, because a wrong publisher is worse than none.
_AGENCIES = (
    "The Associated Press|Associated Press|AP|Thomson Reuters|Reuters|Reuter|Agence France-Presse"
    "|AFP|United Press International|UPI|Press Association|PA Media|Bloomberg News|Bloomberg|Dow"
    " Jones Newswires|Dow Jones|Xinhua|Kyodo News|Kyodo|Jiji Press|Jiji|TASS|ITAR-TASS|Interfax|RIA"
    " Novosti|RIA|Sputnik|Ukrinform|Unian|BelTA|SANA|Anadolu Agency|Anadolu|AA|IRNA|Fars|Tasnim|WAM"
    "|SPA|KUNA|QNA|Petra|MENA|WAFA|PTI|ANI|IANS|APP|Antara|Bernama|Yonhap|KCNA|CNA|VNA|Lusa|EFE|ANSA"
    "|dpa|DPA|APA|PAP|CTK|MTI|Agerpres|BTA|Tanjug|Hina|STA|AAP|The Canadian Press|Canadian Press"
    "|NAN|GNA|CNN|CNS|AllAfrica|Inter Press Service|IPS"
)
#: The name of a news agency, whole.
AGENCY = re.compile(_AGENCIES)
#: The same for bylines, which are often set in capitals.
AGENCY_ANY_CASE = re.compile(_AGENCIES, re.IGNORECASE)


def names_in(text: str) -> tuple[str, ...] | None:
    """The names of `Jane Smith, John Doe and Ann Roe`; None where it is anything else."""
    names = _BETWEEN.split(text)
    if not all(is_name(name) for name in names):
        return None
    return tuple(names)


def is_name(text: str) -> bool:
    """Whether the text can be a person's full name and nothing else stands with it."""
    return (
        _NAME.fullmatch(text) is not None
        and not _POSSESSIVE.search(text)
        and not _NO_NAME.search(text)
    )
