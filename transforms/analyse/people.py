"""People's names: full names, surnames, and which belongs to whom."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set

from spacy.tokens import Doc, Token

from transforms.analyse import attributions
from transforms.analyse.lexicons import noun_kinds
from transforms.analyse.wordforms import part_of_speech

_TITLED = re.compile(r"\S+")
#: A title as it is printed in front of a name; not a noun, which bodies have in front as well.
_TITLE_BEFORE = re.compile(r"\b([A-Z][a-z]{1,4}\.|Mrs?|Ms|Dr|Sir) (?=\Z)")
_SIGHT = 8
#: An office, and what it is of.
_OFFICE_OF = re.compile(r"(\w+) (?:of|for) (?:the )?(?=\Z)")
_BACK = 30
_FIELD = re.compile(
    r"Defen[cs]e|State|Justice|Finance|Treasury|Interior|Health|Education|Trade|Commerce|Energy|Oil"
    r"|Transport(?:ation)?|Lab(?:or|our)|Agriculture|Culture|Environment|Information|Security|Staff"
    r"|Police|Tourism|Economy|Planning|Communications|Industry|Sports?|Migration|Immigration"
)
_FIRST, _GOES_ON = re.compile(r"(?<![\w-])\w+"), re.compile(r"[\w-]")
_SMALL = re.compile(r"\b[^\W\d_A-Z]\w*")
#: Shorter surnames (`Xi`, `Li`) are not searched for where the model does not see a name.
_MIN_SEARCHED = 3
#: More words are no name but a line of capitals; names of six (`José Luis Rodríguez …`) are rare.
_MAX_WORDS = 7


def is_title(word: str) -> bool:
    """Whether the word is an honorific, an office or a rank: what stands in front of a name."""
    return noun_kinds().get(word.rstrip(".").lower()) in ("person", "honorific", "rank")


def is_honorific(word: str) -> bool:
    """Whether the word is a title that is no office: `Dr.`, `Mrs`."""
    return noun_kinds().get(word.rstrip(".").lower()) == "honorific" and word[0].isupper()


class People:
    """The people an article names in full, and the shorter names that can only be theirs."""

    def __init__(self, full_names: Iterable[str]) -> None:
        names = sorted(dict.fromkeys(full_names), key=lambda name: -len(name.split()))
        self._owners: dict[str, set[str]] = defaultdict(set)
        self._given: dict[str, set[str]] = defaultdict(set)
        for name in names:
            words = name.split()
            if not 2 <= len(words) <= _MAX_WORDS:
                continue
            # `Abu Kasra` behind `Murhaf Abu Kasra`, `Vladimir Putin` behind
            # `Vladimir Vladimirovich Putin`: a shorter print of the one person it fits.
            namesakes = self._owners.get(words[-1], set())
            owner = (
                _only(
                    other
                    for other in namesakes
                    if other.endswith(f" {name}") or other.split()[0] == words[0]
                )
                or name
            )
            self._given[words[0]].add(owner)
            for start in range(len(words)):
                self._owners[" ".join(words[start:])].add(owner)

    def resolve(self, name: str, label: str) -> str | None:
        """The full name that this full or shorter one can only stand for; None otherwise.

        A surname is its person under any label; a given name (`Jordan`) only where it is PERSON.
        """
        owners = self._owners.get(name, set())
        return _only(owners or (self._given[name] if label == "PERSON" else set()))

    def owns(self, name: str) -> bool:
        """Whether it is the full name of one of them, or the end of one."""
        return name in self._owners

    def owners(self, name: str) -> frozenset[str]:
        """The full names of those who have this surname, or this full name."""
        return frozenset(self._owners.get(name, ()))

    def spans(self, doc: Doc) -> Iterator[attributions.Span]:
        """Every place where one of the names stands, as a proper noun."""
        forms: dict[str, list[str]] = defaultdict(list)  # by their first word, the longest first
        for form in sorted(self._owners, key=len, reverse=True):
            first = _FIRST.match(form)
            if first is not None and len(form) >= _MIN_SEARCHED:
                forms[first[0]].append(form)
        if not forms:
            return
        text = doc.text
        small = frozenset(_SMALL.findall(text))
        for word in _FIRST.finditer(text):
            for form in forms.get(word[0], ()):
                end = word.start() + len(form)
                if text.startswith(form, word.start()) and not _GOES_ON.match(text, end):
                    span = doc.char_span(word.start(), end)
                    if span is not None and is_proper(span[0], small):
                        yield attributions.Span(word.start(), end)
                    break


def is_proper(token: Token, small: Set[str]) -> bool:
    """Whether the word is a name by its capital letter, which the start of a sentence gives to all.

    There it is none where it is among the words that the text has in small letters as well.
    """
    if not token.is_title or part_of_speech(token.text) != "nominal":
        return token.text[0].isupper() and not token.is_title
    return not token.is_sent_start or token.lower_ not in small


def _only(owners: Iterable[str]) -> str | None:
    distinct = set(owners)
    return distinct.pop() if len(distinct) == 1 else None


def without_titles(text: str, span: attributions.Span) -> attributions.Span:
    """The name without titles in front: `Dr. Elena Petrova` is `Elena Petrova`.

    And without what an office or a rank is of (`Minister of Defense Abu Kasra`, `General Army
    Evkurov`).
    """
    words = list(_TITLED.finditer(text, *span))
    while len(words) > 1 and (
        is_title(words[0][0]) or _is_body(words) or _is_field(text, words[0])
    ):
        words.pop(0)
    return attributions.Span(words[0].start(), span.end) if words else span


def _is_field(text: str, word: re.Match[str]) -> bool:
    """Whether the word is what an office in front of it is of."""
    office = _OFFICE_OF.search(text, max(0, word.start() - _BACK), word.start())
    return office is not None and is_title(office[1]) and _FIELD.fullmatch(word[0]) is not None


def _is_body(words: Sequence[re.Match[str]]) -> bool:
    """Whether the first of more than two words is what a body is called."""
    return len(words) > 2 and noun_kinds().get(words[0][0].lower()) == "group"


def is_titled(text: str, span: attributions.Span) -> bool:
    """Whether an honorific or an abbreviated rank or office stands in front: `Lt. Col. Lee`."""
    before = _TITLE_BEFORE.search(text, max(0, span.start - _SIGHT), span.start)
    return before is not None and is_title(before[1])
