"""People's names: full names, surnames, and which belongs to whom."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from transforms.analyse import attributions
from transforms.analyse.lexicons import noun_kinds
from transforms.analyse.wordforms import part_of_speech, singular

#: Given name and surname, or more, behind an office; one word is enough behind an honorific.
#: Hyphens and apostrophes are part of a word; the repeats are bounded for the sake of time.
_WORD = r"(?:[Aa]l-)?[^\W\d_a-zß-öø-ÿ][\w’'-]{0,40}(?<![’'-])(?<![’']s)"
_RUN = re.compile(rf"\s({_WORD}(?:\s{_WORD}){{0,3}})")
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
        forms = [form for form in self._owners if len(form) >= _MIN_SEARCHED]
        if not forms:
            return
        text = doc.text
        longest_first = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
        for match in re.finditer(rf"(?<![\w-])(?:{longest_first})(?![\w-])", text):
            span = doc.char_span(match.start(), match.end())
            if span is not None and is_proper(span[0], text):
                yield attributions.Span(match.start(), match.end())


def is_proper(token: Token, text: str) -> bool:
    """Whether the word is a name by its capital letter, which the start of a sentence gives to all.

    There it is none where the text has the word in small letters as well.
    """
    if not token.is_title or part_of_speech(token.text) != "nominal":
        return token.text[0].isupper() and not token.is_title
    return not token.is_sent_start or re.search(rf"\b{token.lower_}\b", text) is None


def _only(owners: Iterable[str]) -> str | None:
    distinct = set(owners)
    return distinct.pop() if len(distinct) == 1 else None


def titled_people(doc: Doc) -> Iterator[attributions.Span]:
    """Names behind a title where the model sees no person: `General Yunus-Bege Evkurov`."""
    text = doc.text
    for token in doc:
        run = _RUN.match(text, token.idx + len(token.text)) if is_title(token.text) else None
        words = run[1].split() if run else []
        start = run.start(1) if run else 0
        # `General Army Evkurov`: what the rank is of.
        while words and noun_kinds().get(words[0].lower()) == "group":
            start += len(words.pop(0)) + 1
        honorific = is_honorific(token.text)
        if run is None or any(map(is_title, words)) or len(words) < (1 if honorific else 2):
            continue
        span = doc.char_span(start, run.end(1), alignment_mode="expand")
        unseen = span is not None and all(name.ent_type_ != "PERSON" for name in span)
        if span is not None and unseen and (honorific or not _one_entity(span)):
            yield attributions.Span(start, run.end(1))


def _one_entity(span: Span) -> bool:
    return any(ent.start <= span.start and span.end <= ent.end for ent in span.ents)


#: Person's nouns that news uses for companies and states as well: `its owner, Meridian Toll,`.
_BODIES_TOO = re.compile(
    "ally|backer|broker|buyer|contractor|creditor|customer|defendant|developer|donor|employer|host"
    "|investor|leader|lender|member|operator|opponent|owner|partner|plaintiff|producer|publisher"
    "|regulator|rival|seller|shareholder|source|stakeholder"
)


#: A noun and a comma in front of a name, with what the noun is of: `a lawyer for the family, `.
_DESCRIBED = re.compile(
    r"(?P<noun>[a-z]+)(?:\s(?:of|for|at|in|with|to|from)(?:\s[\w’'.&-]{1,40}){1,5})?,\s$"
)
#: How far back it is looked for, in characters.
_BACK = 80


def is_described_person(name: Span, text: str) -> bool:
    """Whether a person's noun stands in front, whatever the model sees: `his lawyer, Nils Dahl`."""
    if not 1 < len(name) <= _MAX_WORDS or not all(token.is_title for token in name):
        return False
    described = _DESCRIBED.search(text[max(0, name.start_char - _BACK) : name.start_char])
    return (
        described is not None
        and noun_kinds().get(described["noun"]) == "person"
        and not _BODIES_TOO.fullmatch(described["noun"])
        and noun_kinds().get(name[-1].lower_) is None
    )


def person_start(span: Span, text: str) -> Token:
    """The first token of the name: behind titles, and with a given name the model left out."""
    start = span.start
    while start < span.end - 1 and (is_title(span.doc[start].text) or span.doc[start].is_punct):
        start += 1
    before = span.doc[start - 1] if start == span.start and start else None
    if (
        before is not None
        and before.is_title
        and not before.ent_type_
        and is_proper(before, text)
        and part_of_speech(before.lower_) == "nominal"
        and not is_title(singular(before.lower_.rstrip(".")))
        and not span.doc[start].is_sent_start
    ):
        return before
    return span.doc[start]
