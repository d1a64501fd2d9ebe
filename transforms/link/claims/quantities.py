"""Numbers of news prose: what is counted or measured, how exactly, and where it stands.

`at least 27 people`, `$1.5 million`, `four per cent`, `magnitude 6.1`, `twenty-five`. Years, clock
times, ordinals, telephone numbers and numbers that are names (`Route 52`, `version 7`) are no
quantities.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.analyse.attributions import Span
from transforms.link.claims.words import Word

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_DIGITS = _ONES[:10]
_SIGNS = ("$", "€", "£", "¥")
_NUMBERS = {word: float(value) for value, word in enumerate(_ONES)} | {
    word: 10.0 * value for value, word in enumerate(_TENS, 2)
}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "k": 1e3,
    "m": 1e6,
    "mm": 1e6,
    "mn": 1e6,
    "bn": 1e9,
    "tn": 1e12,
}
_CURRENCIES = {
    **dict.fromkeys(("$", "dollar", "dollars"), "$"),
    **dict.fromkeys(("€", "euro", "euros"), "€"),
    **dict.fromkeys(("£", "pound", "pounds", "sterling"), "£"),
    **dict.fromkeys(("¥", "yen"), "¥"),
}
_PERCENT = frozenset(("%", "percent", "pc"))
#: What stands before a number and makes it a bound: the words, and which way.
_BOUNDS = (
    (re.compile(r"\b(?:at least|no fewer than|no less than|minimum of)\W*$", re.I), "least"),
    (
        re.compile(r"\b(?:more than|over|above|in excess of|upwards? of|exceed\w*)\W*$", re.I),
        "more",
    ),
    (
        re.compile(r"\b(?:at most|up to|as many as|as much as|no more than|maximum of)\W*$", re.I),
        "most",
    ),
    (re.compile(r"\b(?:fewer than|less than|under|below|nearly|almost)\W*$", re.I), "less"),
    (
        re.compile(
            r"\b(?:about|around|some|roughly|approximately|estimated|close to|an? average of|near"
            r"|circa|between|from|perhaps|possibly|maybe)\W*$",
            re.I,
        ),
        "about",
    ),
)
_OR_MORE = re.compile(r"\s?(?:\+|-?plus\b|or (?:more|so)\b)", re.I)
#: A word before a number that is its name.
_NAMING = frozenset(
    (
        *("version", "route", "highway", "chapter", "section", "page", "no", "number", "phase"),
        *("grade", "flight", "channel", "room", "article", "windows", "level", "type", "class"),
        *("caliber", "calibre", "unit", "building", "block", "suite", "interstate", "game", "week"),
    )
)
_ORDINAL = re.compile(
    r"(?:st|nd|rd|th|s)\b|,\s\d{3}\b|\s?:\s?\d|\s?[ap]\.?\s?m\b|\s?-\s?\d{3}|\s\d|/\d"
)
_NAMED_BY_MARK = re.compile(
    r"(?:\b[A-Z]\w*\s?-\s?|\b[a-z]{1,4}\s?-\s?|[A-Za-z]|\d\s?:\s?|\d\s?-\s?|\d,?\s|#|/|\.\s?)$"
)
_AGE_BEHIND = re.compile(r"\s?-?\s?years?\s?-?\s?old\b", re.I)
_AGE_BETWEEN = re.compile(r"\s?[,)]")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: `$22 million per season`, `twice a year`.
_RATE = re.compile(
    r"^[^,.;]*?\b(?:per|an?|each|every)\s(?P<each>season|year|month|week|day|hour|minute)\b", re.I
)
_RATE_NEAR = 24
_MAGNITUDE = frozenset(("magnitude", "richter"))
_KIN = frozenset(("mother", "father", "son", "daughter", "wife", "brother", "sister", "suspect"))
#: How far before a number the words stand that make it a bound, in characters.
_NEAR = 20
#: Of an approximate number so much may be missing or too much.
_ABOUT = 0.2
#: Numbers from here on are given rounded; below, every digit counts.
_ROUNDED = 100.0
#: More than so much of what is counted must be the same.
_SHARED = 0.5
#: Stems of whom numbers count where nothing more is said.
_ANYBODY = frozenset(("peopl", "man", "woman", "child", "victim", "other"))
#: How many telling words behind (or before) a number say what is counted.
_WINDOW = 4


#: Words at which what is counted ends, and words that say nothing of it.
_ENDING = frozenset(("and", "in", "at", "after", "when", "while", "for", "on", "as", "but", "from"))
_HELPING = frozenset(
    (
        *("be", "have", "do", "the", "a", "an", "of", "by", "to", "that", "who", "which", "it"),
        *("he", "she", "they", "his", "her", "their", "its", "more", "other", "or", "so", "not"),
    )
)


@dataclass(frozen=True)
class Quantity:
    """A number of something.

    Attributes:
        low: The least it can be.
        high: The most it can be.
        unit: %, a sign of a currency, age, magnitude (of an earthquake), or `count`.
        counted: Stems of the telling words that say what is counted, or whose age it is; empty of
            sums and shares.
        rate: Of what it is a part each time (`per season`): that word's stem, or nothing.
        span: Where it stands, with its bound and the word behind it.
        stems: Stems of the number's own words.
        exact: Whether one value is given.
    """

    low: float
    high: float
    unit: str
    counted: frozenset[str]
    rate: str
    span: Span
    stems: frozenset[str]
    exact: bool

    def is_comparable(self, other: "Quantity") -> bool:
        """Whether the two count or measure the same."""
        if self.unit != other.unit:
            return False
        if self.rate != other.rate:
            return False
        if self.unit not in ("count", "age"):
            return True
        ours, theirs = self.counted - _ANYBODY, other.counted - _ANYBODY
        if not (ours and theirs):
            ours, theirs = self.counted, other.counted
        # Of `passengers killed` and `passengers injured` one word is not enough.
        return len(ours & theirs) > _SHARED * min(len(ours), len(theirs))

    def agrees(self, other: "Quantity") -> bool:
        """Whether both can hold: bounds are kept, and the one may be the other rounded."""
        if self.low <= other.high and other.low <= self.high:
            return True
        if not (self.exact and other.exact):
            return False
        return _rounds_to(self.low, other.low) or _rounds_to(other.low, self.low)


def find_quantities(words: Sequence[Word], text: str, offset: int) -> Iterator[Quantity]:
    """The quantities among the words of a text, in order.

    Args:
        words: Words in text order; places count from `offset`.
        text: The text that they are of.
        offset: The place of its first character.
    """
    reading = _Reading(words, text, offset)
    at = 0
    while at < len(words):
        value, taken = reading.value(at)
        found = reading.quantity(at, taken, value) if not math.isnan(value) else None
        if found is not None:
            yield found
        at += taken


@dataclass(frozen=True)
class _Reading:
    """The words of a text; numbers are told by the place of their first word, and how many."""

    words: Sequence[Word]
    text: str
    offset: int

    def value(self, at: int) -> tuple[float, int]:
        """The number that begins with a word, nan where none does, and of how many words it is."""
        form = self.words[at].form
        following = self._form(at + 1)
        taken = 1
        if form[0].isdigit():
            value = _of_digits(form)
        elif form in _NUMBERS:
            value = _NUMBERS[form]
            if value >= _NUMBERS["twenty"] and 0 < _NUMBERS.get(following, 0.0) < len(_DIGITS):
                value, taken = value + _NUMBERS[following], 2
        elif form in ("a", "an") and following in _SCALES and len(following) >= len("dozen"):
            value = 1.0
        else:
            return math.nan, 1
        while self._form(at + taken) in _SCALES and not self._gap(at + taken).strip(" -"):
            value *= _SCALES[self._form(at + taken)]
            taken += 1
        return value, taken

    def quantity(self, at: int, taken: int, value: float) -> Quantity | None:
        """What a number is of; None where it is of nothing."""
        first, last = self.words[at], self.words[at + taken - 1]
        before, behind = self.text[: first.start - self.offset], self.text[last.end - self.offset :]
        if self._is_name(at, before, behind):
            return None
        unit = self._unit(at, taken, before, behind)
        counted = self._counted(at, taken, unit)
        if unit == "count" and (not counted or (taken == 1 and _YEAR.fullmatch(first.form))):
            return None
        edge, bound = _bound(before)
        stems = frozenset(word.stem for word in self.words[at : at + taken])
        if bound is None and _OR_MORE.match(behind):
            bound = "least"
        elif bound is None and "dozen" in stems:
            bound = "about"
        low, high = _interval(value, bound)
        span = self._span(at, taken, unit, counted)
        if edge is not None:
            span = Span(edge + self.offset, span.end)
        rate = _RATE.search(behind[:_RATE_NEAR])
        each = rate["each"].lower() if rate is not None else ""
        return Quantity(low, high, unit, counted, each, span, stems, bound is None)

    def _form(self, at: int) -> str:
        return self.words[at].form if at < len(self.words) else ""

    def _gap(self, at: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.words[at - 1].end - self.offset : self.words[at].start - self.offset]

    def _is_name(self, at: int, before: str, behind: str) -> bool:
        """Whether the number names something, or is a time, an ordinal or a telephone number."""
        word = self.words[at]
        if not word.form[0].isdigit():
            # `one of them`, `no one`: a pronoun, mostly.
            return word.form in ("one", "zero")
        if len(word.form) > 1 and word.form.startswith("0") and "." not in word.form:
            return True
        if _ORDINAL.match(behind) or _NAMED_BY_MARK.search(before[-_NEAR:]):
            return True
        if not at:
            return False
        previous = self.words[at - 1]
        if previous.form in _NAMING:
            return True
        if at == 1 or not previous.capital or not previous.weight:
            return False
        return not before.rstrip().endswith((",", "(", ".", ":", "-", "$", "€", "£"))

    def _unit(self, at: int, taken: int, before: str, behind: str) -> str:
        following = self._form(at + taken)
        if following in _PERCENT or re.match(r"\s?(?:%|per\s?cent\b)", behind):
            return "%"
        if at and before.rstrip().endswith(tuple("$€£¥")):
            return _CURRENCIES.get(self._form(at - 1), "count")
        if following in _CURRENCIES and not re.match(r"\s?\(", behind):
            return _CURRENCIES[following]
        near = (*self.words[max(0, at - 3) : at], *self.words[at + taken : at + taken + 4])
        if any(word.form in _MAGNITUDE for word in near):
            return "magnitude"
        if _AGE_BEHIND.match(behind):
            return "age"
        digits = self.words[at].form[0].isdigit()
        if digits and before.endswith((", ", "(")) and _AGE_BETWEEN.match(behind):
            return "age"
        return "count"

    def _counted(self, at: int, taken: int, unit: str) -> frozenset[str]:
        """The stems of what is counted, or of whose age it is."""
        behind = at + taken
        if unit == "age":
            near = (*self.words[max(0, at - 2) : at], *self.words[behind : behind + _WINDOW])
            return frozenset(word.stem for word in near if word.capital or word.stem in _KIN)
        if unit != "count":
            return frozenset()
        found: list[str] = []
        for place in range(behind, min(len(self.words), behind + _WINDOW)):
            word = self.words[place]
            parted = any(mark in self._gap(place) for mark in ",.;:()\n")
            if parted or word.form[0].isdigit() or word.form in _ENDING:
                break
            if word.stem not in _HELPING:
                found.append(word.stem)
        if found:
            return frozenset(found)
        return frozenset(word.stem for word in self.words[max(0, at - 3) : at] if word.weight > 0)

    def _span(self, at: int, taken: int, unit: str, counted: frozenset[str]) -> Span:
        """The number, with its sign and the word behind that says of what it is."""
        end = at + taken
        following = self.words[end] if end < len(self.words) else None
        if following is not None and (
            unit == "%" or following.form in _CURRENCIES or following.stem in counted
        ):
            end += 1
        start = at - (at > 0 and self.words[at - 1].form in _SIGNS)
        return Span(self.words[start].start, self.words[end - 1].end)


def _of_digits(form: str) -> float:
    """The value of digits: commas part thousands, else they are decimal."""
    grouped = re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", form)
    plain = form.replace(",", "") if grouped else form.replace(",", ".")
    try:
        return float(plain)
    except ValueError:  # `1.2.3`
        return math.nan


def _bound(before: str) -> tuple[int | None, str | None]:
    """Where the words start that make a number a bound, and which one."""
    before = re.sub(r"magnitude\W*$", "", before.rstrip("$€£¥ "))
    near = max(0, len(before) - _NEAR)
    for shape, way in _BOUNDS:
        found = shape.search(before, near)
        if found is not None:
            return found.start(), way
    return None, None


def _interval(value: float, bound: str | None) -> tuple[float, float]:
    match bound:
        case "least" | "more":
            return value, math.inf
        case "most" | "less":
            return -math.inf, value
        case "about":
            return value * (1 - _ABOUT), value * (1 + _ABOUT)
    return value, value


def _rounds_to(value: float, other: float) -> bool:
    """Whether the other is the value rounded, to two figures at least."""
    if other < _ROUNDED and other == int(other):
        return False
    digits = f"{other:.10g}".replace(".", "").rstrip("0")
    figures = max(2, len(digits.lstrip("0")))
    return float(f"{value:.{figures}g}") == other
