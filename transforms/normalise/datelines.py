"""Datelines: where, when and by which agency, in front of the first sentence."""

import re
from typing import NamedTuple

from transforms.normalise.dates import DAY
from transforms.normalise.names import AGENCY

_WORD = r"[^\W\d_a-z](?:[\w’'.\-]*[\w’'.])?"
# Up to five words; two cities are parted by a stroke.
_PLACE = rf"{_WORD}(?:[ /]{_WORD}){{0,4}}"
# Opening marks or a currency, and the first letter or digit.
_SENTENCE = r"(?P<rest>[^\w\s]{0,3}(?P<first>[^\W_]))"
_DASH = r"(?:--|[-–—_―])"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})(?: ?, (?P<region>{_PLACE}))??"
    rf"(?P<day>(?: ?,|\.)? (?i:{DAY})\.?)?"
    rf"(?: /(?P<strokes>[A-Z-]{{2,12}})/\.? |(?:,? ?\((?P<brackets>[^()]{{2,40}})\))? ?{_DASH} ?)"
    rf"{_SENTENCE}"
)
# The agency and no dash (`(CNN)The`), or no place (`(Reuters) - `).
_SIGNED = re.compile(
    rf"(?:{_PLACE} )?\((?P<agency>{AGENCY.pattern})\)(?: ?{_DASH} ?|(?=\S)){_SENTENCE}"
)
_ACRONYM = re.compile(r"[A-Z]{2,6}")
# Labels that stand where a place would, in capitals.
_LABELS = re.compile(
    r"\b(?:ADVISORY|ALERT|ANALYSIS|BACKGROUND|BREAKING|BRIEF|COLUMN|COMMENT|CORRECTED|CORRECTION"
    r"|EDITORIAL|EXCLUSIVE|EXPLAINER|FACTBOX|FEATURE|INSIGHT|INTERVIEW|LIVE|NOTE|OPINION|POLL"
    r"|PREVIEW|PROFILE|RECAP|REFILE|REPORT|REVIEW|SPECIAL|SUMMARY|TIMELINE|UPDATE|URGENT|VIDEO"
    r"|WATCH)\b"
)
# No city is shorter (Ulm, Ufa, Rio); shorter capitals are states and acronyms.
_SHORTEST = 3


class Dateline(NamedTuple):
    """The agency it names, if it is known to be one, and the paragraph without it."""

    agency: str | None
    rest: str


def dateline(paragraph: str, text: str) -> Dateline | None:
    """The dateline that the paragraph begins with.

    A place counts in capitals, or with a day or an agency behind it. Capitals that the text
    uses again are an acronym (`NATO - The alliance`), not a place.

    Args:
        paragraph: The first paragraph of the article.
        text: The whole article.
    """
    if paragraph.isupper():  # a headline: `NO REASON TO CUT RATES - BUNDESBANK`
        return None
    signed = _SIGNED.match(paragraph)
    if signed and not signed["first"].islower():
        return Dateline(signed["agency"], paragraph[signed.start("rest") :])
    found = _DATELINE.match(paragraph)
    if found is None or found["first"].islower():
        return None
    if not (_is_signed(found) or (found["place"].isupper() and _is_place(found, text))):
        return None
    return Dateline(_agency(found), paragraph[found.start("rest") :])


def _is_signed(found: re.Match[str]) -> bool:
    """Whether a day or an agency makes a dateline of it."""
    return bool(
        found["day"] or found["brackets"] or found["strokes"] or AGENCY.fullmatch(_region(found))
    )


def _region(found: re.Match[str]) -> str:
    return found["region"] or ""


def _is_place(found: re.Match[str], text: str) -> bool:
    place = found["place"]
    if len(place) < _SHORTEST or _LABELS.search(place):
        return False
    return len(re.findall(rf"\b{re.escape(place)}\b", text)) == 1


def _agency(found: re.Match[str]) -> str | None:
    if found["strokes"]:
        return found["strokes"]
    name = found["brackets"] or _region(found)
    known = AGENCY.fullmatch(name)
    if known:
        return known[0]
    return name if found["brackets"] and _ACRONYM.fullmatch(name) else None
