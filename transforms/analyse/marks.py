"""Quotation marks of a paragraph, and pairs of them."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that may begin or end a quotation, of one character or two."""

    start: int
    end: int
    char: str


@dataclass(frozen=True, slots=True)
class Pair:
    """An opening mark and what closes it: a mark, or None and the place where it ends."""

    opening: Mark
    closing: Mark | None
    end: int


#: Opening mark → marks that may close it. Straight and curly ones mix in carelessly set text.
CLOSINGS = {
    "“": '”"“‟',
    "”": '”"',
    "„": '“”‟"',
    "‟": '”"‟',
    '"': '"”“',
    "``": ("''", '"', "”"),
    "''": ("''", '"'),
    "«": "»",
    "»": "«»",
    "‘": "’‘'",
    "’": "’'",
    "‛": "’",
    "‚": "‘’",
    "'": "'’",
    "`": "'’`",
    "‹": "›",
    "›": "‹›",
}

#: Words that begin with an apostrophe: elisions (’em, ’90s, rock ’n’ roll) and enclitics that a
#: tokeniser has torn off (Iran ’s).
ELISION = re.compile(
    r"(?:\d\ds?|em|til|till|cause|coz|cuz|tis|twas|twere|twill|bout|round|cept|fraid|gainst|hood"
    r"|neath|nother|nuff|n['’]?|s|t|re|ve|ll|d|m)(?!\w)",
    re.I,
)

_BEFORE_OPENING = set("([{<>—–-/=“‘\"'«‹„‚…¿¡")


def looks_opening(text: str, mark: Mark, start: int, end: int) -> bool:
    """Whether space, a bracket, a dash or another mark is before, and something to quote after.

    Args:
        text: The article.
        mark: A mark in it.
        start: Where the mark's paragraph starts.
        end: Where it ends.
    """
    before = text[mark.start - 1] if mark.start > start else " "
    after = text[mark.end] if mark.end < end else " "
    begins_word = after == "’" and text[mark.end + 1 : mark.end + 2].isalnum()  # “’Tis time”
    if after.isspace() or (after in ",;:!?)]}”’»›" and not begins_word):
        return False
    return before.isspace() or before in _BEFORE_OPENING


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
