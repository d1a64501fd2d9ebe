"""A person's office or description, as printed beside the name."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from transforms.analyse.attributions import Span
from transforms.analyse.lexicons import noun_kinds
from transforms.analyse.names import Entity, Mention, Names
from transforms.analyse.offices import read_office
from transforms.analyse.people import is_honorific, is_title
from transforms.analyse.phrases import read_phrase
from transforms.analyse.wordforms import Part, is_plural, part_of_speech, singular, word_list

#: The marks inside an office in front of a name (`Syria’s deputy defence minister`).
_INNER_MARKS = frozenset(("-", "’s", "'s", "’", "'"))
#: A trade or a craft, by its end (`hydrologist`, `neurosurgeon`, `beekeeper`).
_TRADE = re.compile(
    r"incumbent|[a-z]{2,}(?:ist|ician|eer|man|woman|person|surgeon|maker|keeper|worker|writer|grapher|owner"
    r"|singer|player|dealer|trader|driver|runner|dancer|grower|breeder|builder|smith|wright)"
)
#: In front of a bare verb (`to offend Senator Lee`).
_BEFORE_VERB = re.compile(r"to|not|n[’']t|will|would|can|could|may|might|must|shall|should|ca|wo")
#: Adjectives an office may begin with, in small letters.
_MODIFIERS = word_list("modifier")
#: What a word at the start of a sentence may be that is no part of an office in front of a name.
_VERBAL: frozenset[Part] = frozenset(("verb", "participle", "adverb"))
#: What a description behind a name begins with.
_FIRST: frozenset[Part] = frozenset(
    ("determiner", "possessive", "nominal", "participle", "number", "pronoun")
)
#: Labels of what is no part of an office.
_NO_OFFICE = frozenset(("DATE", "TIME", "PERSON"))
#: Offices in small letters that are of something (`chief of staff Jane Doe`).
_FIELDED = frozenset(("chief", "minister", "secretary"))
#: Words that join its parts (`Minister of Defense Abu Kasra`, `Chairman and CEO Jane Doe`).
_JOINING = frozenset(("of", "for", "and", "-"))
#: Abbreviated ranks alone say less than a description behind the name.
_RANK = re.compile(r"(?:[A-Z][a-z]{1,4}\.\s?)+")
#: Where a description behind a name ends.
_ENDS = frozenset(
    (",", ";", ":", ".", "(", ")", "—", "–", "“", "”", '"', "‘", "«", "»", "who", "whose")
)


#: A description in front of a name, back from its comma: `The party’s leader, Jane Doe, said`; or
#: from `named`: `an entrepreneur named Jane Doe`.
_DESCRIBED = re.compile(
    r"\b(?=(?P<role>(?:the|an?|his|her|its|their|our|my|another|one|(?<!the )[\w.-]+[’']s?)"
    r"\s[^,;:()“”\"\n]+?)(?:,|\snamed)\s$)",
    re.IGNORECASE,
)
#: How far back it is looked for, in characters; and how many words an office in front has at most.
_BACK, _LONGEST = 100, 16
#: What stands behind the name that is described in front, else it begins another clause.
_CLOSED = re.compile(r"[,.;:)—–]|\sof\s|\n|$")
#: Party and state behind a name: `Lindsey Graham (R-S.C.), chairman of the panel`.
_AFFILIATION = re.compile(r"\s?\([^()\n]{1,20}\)(?=,)")

#: What stands between a name and what somebody is or was (`Jane Doe, who was a top adviser`).
_WHO_IS = re.compile(
    r"who\s(?:is|was|served\sas|has\sbeen|became|works\sas)\s"
    r"(?=an?\s|the\s|(?:[A-Z][\w.-]+\s){0,2}[A-Z][\w.-]+[’']s\s)"
)
_WHO = re.compile(r"\swho\s\w+(?:\s(?:as|been))?\s(?=\Z)")
#: Between a name and what a sentence says that somebody is.
_IS = re.compile(r",?\s(?:who\s)?(?:is|was|serv(?:es|ed|ing)\sas)\s")
#: What somebody is at the beginning of what is said: `As secretary of state, Jane Doe`.
_AS = re.compile(r"\bAs\s(?=[^,;:()“”\"\n]{3,80},\s$)")
#: Adverbs that a description may begin with.
_ONCE = frozenset(("then", "now", "formerly"))
#: Between two people in a row: `Jeb Bush (Fla.), Chris Christie and Ted Cruz`.
_JOINED = re.compile(r"(?:\s\([^()\n]{1,20}\))?(?:,\s(?:and\s)?|\sand\s)")
#: In front of people who are not those named behind: `told reporters Lee and Day had left`.
_HEARS = re.compile(r"told|tells?|telling|to|asked|asks|reminded|assured|warned|informed")

#: Where a role stands: right in front of the name, or parted from it by a comma.
How = Literal["prenominal", "apposition"]


@dataclass(frozen=True)
class PrintedRole:
    """An office or description that stands beside a name."""

    name: Mention
    span: Span
    how: How


class Roles:
    """The offices and descriptions an article gives the people it names.

    `printed` are all of them, in the order of the names.
    """

    def __init__(self, doc: Doc, names: Names) -> None:
        text = doc.text
        self.printed = tuple(
            role
            for group in _people_in_a_row(text, names)
            for role in _roles_of(doc, text, group, names)
        )
        self._beside: dict[Mention, str] = {}
        self._roles: dict[Entity, str] = {}
        for role in sorted(self.printed, key=lambda role: _says_least(role, text)):
            is_office = read_office(text, role.span, names) is not None  # not `his rival`
            if is_office and not _is_clause(role, text):
                self._beside.setdefault(role.name, role.span.of(text))
        for mention in names.mentions:
            if mention.entity is not None and mention in self._beside:
                self._roles.setdefault(mention.entity, self._beside[mention])
        for role in self.printed:
            if role.name.entity is not None and _is_clause(role, text):
                self._roles.setdefault(role.name.entity, role.span.of(text))
        for mention in names.mentions:
            person = mention.entity if mention.label == "PERSON" else None
            if person is not None and person not in self._roles:
                said = _predicate(doc, text, mention, names)
                if said is not None:
                    self._roles[person] = said.of(text)
        #: The words of each person's roles, in small letters, as printed and written out.
        self.words: dict[Entity, dict[str, None]] = defaultdict(dict)
        self._ends: dict[int, Mention] = {}
        self._fronts = [role for role in self.printed if role.how == "prenominal"]
        for role in self.printed:
            self._ends[role.span.end] = role.name
            if role.name.entity is not None:
                self.words[role.name.entity] |= dict.fromkeys(_words_of(text, role.span, names))

    def of(self, mention: Mention) -> str | None:
        """What stands beside this mention, else where the person was first given a role."""
        beside = self._beside.get(mention)
        return beside or (self.given(mention.entity) if mention.entity else None)

    def given(self, entity: Entity) -> str | None:
        """The first role the article gives the person."""
        return self._roles.get(entity)

    def name_behind(self, leading: Span, end: int) -> Mention | None:
        """The name, ending at `end` at the latest, that an office within the span stands before."""
        at = bisect_left(self._fronts, leading.start, key=lambda role: role.span.start)
        role = self._fronts[at] if at < len(self._fronts) else None
        within = role is not None and role.span.start < leading.end
        return role.name if role and within and role.name.span.end <= end else None

    def ending_at(self, start: int) -> Mention | None:
        """The name that the description right in front of a place, and a comma, is of."""
        return self._ends.get(start) or self._ends.get(start - len(", "))


def _people_in_a_row(text: str, names: Names) -> Iterator[list[Mention]]:
    """The people named, those together that one office in the plural may be of."""
    group: list[Mention] = []
    for mention in names.mentions:
        if mention.label != "PERSON":
            continue
        if group and not _JOINED.fullmatch(text, group[-1].span.end, mention.span.start):
            yield group
            group = []
        group.append(mention)
    if group:
        yield group


def _roles_of(doc: Doc, text: str, group: Sequence[Mention], names: Names) -> Iterator[PrintedRole]:
    """The roles of people in a row: those of each, and the one that stands in front of all."""
    shared = _shared_office(doc, group, names) if len(group) > 1 else None
    for mention in group:
        own = list(printed_roles(doc, text, mention, names))
        if shared is not None and all(role.how != "prenominal" for role in own):
            yield PrintedRole(mention, shared, "prenominal")
        yield from own


def _shared_office(doc: Doc, group: Sequence[Mention], names: Names) -> Span | None:
    """`former presidents` in front of `Jimmy Carter and Bill Clinton`."""
    name = doc.char_span(*group[0].span, alignment_mode="expand")
    if name is None or name.start < 2:
        return None
    last = doc[name.start - 1]
    one = singular(last.lower_.rstrip("."))
    if one == last.lower_.rstrip(".") or noun_kinds().get(one) not in ("person", "rank"):
        return None
    first = last.i
    while first and last.i - first < _LONGEST and _in_office(doc[first - 1], doc[first], names):
        first -= 1
    while first < last.i and not _qualifies(doc[first]):
        first += 1
    heard = first > 0 and _HEARS.fullmatch(doc[first - 1].lower_) is not None
    return None if heard else Span(doc[first].idx, last.idx + len(last.text))


def _qualifies(token: Token) -> bool:
    """Whether an office in the plural may begin with it: a name, an adjective, an office."""
    known = token.lower_ in _MODIFIERS or singular(token.lower_) in noun_kinds()
    return token.lower_ not in _JOINING and (known or not token.is_lower) and token.is_alpha


def printed_roles(doc: Doc, text: str, mention: Mention, names: Names) -> Iterator[PrintedRole]:
    """The office in front of the name, and the description behind or in front of it."""
    name = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    if name is None:
        return
    office = _office(doc, name.start, names)
    if office is not None:
        yield PrintedRole(mention, office, "prenominal")
    described = _description(doc, text, name.end, names)
    if described is None and office is None:
        described = _described(doc, text, mention.span, names)
    if described is not None:
        yield PrintedRole(mention, described, "apposition")


def _words_of(text: str, span: Span, names: Names) -> list[str]:
    """The words of a role as printed, and of its title written out (`Sen.`: senator)."""
    office = read_office(text, span, names)
    title = office.title.split() if office else ()
    return [*span.of(text).lower().split(), *title]


def _says_least(role: PrintedRole, text: str) -> bool:
    """An abbreviated rank says less than a description."""
    return role.how == "prenominal" and _RANK.fullmatch(text, *role.span) is not None


def _is_clause(role: PrintedRole, text: str) -> bool:
    """Whether it is what `who was` says, which is less likely the office than what is apposed."""
    return _WHO.search(text, max(0, role.span.start - _BACK), role.span.start) is not None


def _office(doc: Doc, start: int, names: Names) -> Span | None:
    """`Russian Deputy Defense Minister` in front of the token `start`."""
    end = start
    while end and is_honorific(doc[end - 1].text):
        end -= 1
    first = end
    while first and end - first < _LONGEST and _in_office(doc[first - 1], doc[first], names):
        first -= 1
    while first < end and (doc[first].lower_ in _JOINING or doc[first].text in _INNER_MARKS):
        first += 1
    if first < end and _is_bare_verb(doc, first):
        first += 1
    if first == end or not _is_office(doc, first, end):
        return None
    office = doc[first:end]
    return Span(office.start_char, office.end_char)


def _is_bare_verb(doc: Doc, index: int) -> bool:
    """`to offend Senator Lee`, `will counter Mr. Lee`."""
    word = doc[index].text
    known = word in _MODIFIERS or singular(word) in noun_kinds() or not doc[index].is_lower
    return index > 0 and not known and _BEFORE_VERB.fullmatch(doc[index - 1].lower_) is not None


def _is_office(doc: Doc, first: int, end: int) -> bool:
    """Whether the words end in what a person is: an office, a trade, `Minister of Defense`."""
    last = end
    of = next((i for i in range(first, end) if doc[i].lower_ in ("of", "for", "and")), None)
    field = doc[of + 1 : end] if of is not None else ()
    if (
        of is not None
        and field
        and (all(token.is_title for token in field) or doc[of - 1].lower_ in _FIELDED)
    ):
        last = of  # `Minister of Defense Abu Kasra`, `chief of staff Jane Doe`
    word = doc[last - 1]
    titled = any(is_title(t.text) and not is_honorific(t.text) for t in doc[last - 1 : end])
    return titled or (last == end and _is_trade(word))


def _is_trade(word: Token) -> bool:
    """A common noun in front of a name says what the person is: `hydrologist Nadia Rahman`."""
    nominal = part_of_speech(word.text) == "nominal"
    return nominal and _TRADE.fullmatch(word.text) is not None and word.text not in noun_kinds()


def _in_office(token: Token, following: Token, names: Names) -> bool:
    mention = names.around(token.idx)
    named = mention is not None and mention.label in _NO_OFFICE and not is_title(token.text)
    # `Trump rival Sen. Ted Cruz`: the office begins behind.
    related = token.lower_ in word_list("relation") and is_title(following.text)
    if token.is_space or following.is_sent_start or named or related:
        return False
    if token.lower_ in _JOINING:
        before = token.nbor(-1) if token.i > 0 else None
        fielded = before is not None and (before.is_title or before.lower_ in _FIELDED)
        return token.text == "-" or fielded
    if token.is_sent_start and not is_title(token.text) and part_of_speech(token.lower_) in _VERBAL:
        return False
    return token.text in _INNER_MARKS or part_of_speech(token.text) == "nominal"


def _description(doc: Doc, text: str, end: int, names: Names) -> Span | None:
    """`a Middle East analyst at the Institute` behind the token before `end` and a comma."""
    affiliation = _AFFILIATION.match(text, doc[end - 1].idx + len(doc[end - 1].text))
    if affiliation is not None:
        while end < len(doc) and doc[end].idx < affiliation.end():
            end += 1
    first = _behind_comma(doc, end)
    if first is not None and doc[first].like_num:  # an age: `Jane Doe, 45, a farmer`
        first = _behind_comma(doc, first + 1)
    if first is not None and (who := _WHO_IS.match(text, doc[first].idx)):
        while first < len(doc) and doc[first].idx < who.end():
            first += 1
    return _phrase_at(doc, text, first, names) if first is not None else None


def _phrase_at(doc: Doc, text: str, first: int, names: Names) -> Span | None:
    """The description that begins with the token, if one does."""
    if first == len(doc) or not _begins_description(doc[first]):
        return None
    last = first
    while last < len(doc) and not _ends_description(doc, last, first):
        last += 1
    if last == first:
        return None
    described = doc[first:last]
    span = Span(described.start_char, described.end_char)
    return span if _is_description(doc, text, span, names) else None


def _predicate(doc: Doc, text: str, mention: Mention, names: Names) -> Span | None:
    """What a sentence says that the person is: `when Jane Doe served as secretary of state`."""
    verb = _IS.match(text, mention.span.end)
    back = max(0, mention.span.start - _BACK)
    opening = None if verb else _AS.search(text[back : mention.span.start])
    start = verb.end() if verb else back + opening.end() if opening else None
    token = doc.char_span(start, start + 1, alignment_mode="expand") if start else None
    span = _phrase_at(doc, text, token.start, names) if token is not None else None
    return span if span is not None and read_office(text, span, names) is not None else None


def _begins_description(token: Token) -> bool:
    return part_of_speech(token.text) in _FIRST or token.lower_ in _ONCE


def _described(doc: Doc, text: str, name: Span, names: Names) -> Span | None:
    """`The party’s leader` in front of the name and a comma, of phrases there the shortest."""
    apposed = text.endswith(", ", 0, name.start) and _CLOSED.match(text, name.end)
    if not apposed and not text.endswith(" named ", 0, name.start):
        return None
    back = max(0, name.start - _BACK)
    found = list(_DESCRIBED.finditer(text[back : name.start]))
    spans = (Span(back + each.start("role"), back + each.end("role")) for each in reversed(found))
    return next((span for span in spans if _is_description(doc, text, span, names)), None)


def _is_description(doc: Doc, text: str, span: Span, names: Names) -> bool:
    """Whether it is a phrase for one person, whom it does not name."""
    phrase = read_phrase(doc, span, names)
    known = noun_kinds().get(phrase.head)
    is_person = known == "person" or (known is None and _TRADE.fullmatch(phrase.head) is not None)
    # `president and general manager` is one person, though the phrase joins two nouns.
    several = phrase.plural and is_plural(phrase.leading.of(text).split()[-1].lower())
    # `the Republican National Committeeman` is a name to some, and an office.
    titled = phrase.name is not None and is_title(phrase.name.text.split()[-1])
    return is_person and not several and (phrase.name is None or titled)


def _behind_comma(doc: Doc, index: int) -> int | None:
    return index + 1 if index + 1 < len(doc) and doc[index].text in (",", "(", "—", "–") else None


def _ends_description(doc: Doc, index: int, first: int) -> bool:
    token = doc[index]
    finite = part_of_speech(token.text) == "verb" and index > first
    # `an entrepreneur and one of the founders`: the second says no more of what he is.
    another = token.lower_ == "and" and index + 1 < len(doc) and doc[index + 1].lower_ == "one"
    return token.lower_ in _ENDS or token.is_space or finite or another
