"""A person's office or description, as printed beside the name."""

import re
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from transforms.analyse.attributions import Span
from transforms.analyse.lexicons import noun_kinds
from transforms.analyse.names import Entity, Mention, Names
from transforms.analyse.people import is_honorific, is_title
from transforms.analyse.phrases import read_phrase
from transforms.analyse.wordforms import Part, part_of_speech, singular, word_list

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
#: Words that join its parts (`Minister of Defense Abu Kasra`, `Chairman and CEO Jane Doe`).
_JOINING = frozenset(("of", "for", "and", "-"))
#: Abbreviated ranks alone say less than a description behind the name.
_RANK = re.compile(r"(?:[A-Z][a-z]{1,4}\.\s?)+")
#: Where a description behind a name ends.
_ENDS = frozenset(
    (",", ";", ":", ".", "(", ")", "—", "–", "“", "”", '"', "‘", "«", "»", "who", "whose")
)


class Roles:
    """The offices and descriptions an article gives the people it names."""

    def __init__(self, doc: Doc, names: Names) -> None:
        self._doc, self._names, self._text = doc, names, doc.text
        self._roles: dict[Entity, str] = {}
        for mention in names.mentions:
            entity = mention.entity
            if entity is not None and entity.label == "PERSON" and entity not in self._roles:
                role = printed_role(doc, self._text, mention, names)
                if role is not None:
                    self._roles[entity] = role.of(self._text)

    def of(self, mention: Mention) -> str | None:
        """What stands beside this mention, else where the person was first given a role."""
        role = printed_role(self._doc, self._text, mention, self._names)
        if role is not None:
            return role.of(self._text)
        return self.given(mention.entity) if mention.entity else None

    def given(self, entity: Entity) -> str | None:
        """The first role the article gives the person."""
        return self._roles.get(entity)

    def holder(self, words: Iterable[str]) -> Entity | None:
        """The only person whose role has all these words (lower case), if there is just one."""
        wanted = set(words)
        held = [e for e, role in self._roles.items() if wanted <= set(role.lower().split())]
        return held[0] if len(held) == 1 else None


def printed_role(doc: Doc, text: str, mention: Mention, names: Names) -> Span | None:
    """The office in front of the name, or the description behind it."""
    name = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    if name is None:
        return None
    office = _office(doc, name.start)
    if office is not None and not _RANK.fullmatch(text, *office):
        return office
    return _description(doc, name.end, names) or office


def _office(doc: Doc, start: int) -> Span | None:
    """`Russian Deputy Defense Minister` in front of the token `start`."""
    end = start
    while end and is_honorific(doc[end - 1].text):
        end -= 1
    first = end
    while first and _in_office(doc[first - 1], doc[first]):
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
    if of is not None and all(doc[i].is_title for i in range(of + 1, end)):
        last = of
    word = doc[last - 1]
    titled = any(is_title(t.text) and not is_honorific(t.text) for t in doc[last - 1 : end])
    return titled or (last == end and _is_trade(word))


def _is_trade(word: Token) -> bool:
    """A common noun in front of a name says what the person is: `hydrologist Nadia Rahman`."""
    nominal = part_of_speech(word.text) == "nominal"
    return nominal and _TRADE.fullmatch(word.text) is not None and word.text not in noun_kinds()


def _in_office(token: Token, following: Token) -> bool:
    named = token.ent_type_ in ("DATE", "TIME", "PERSON") and not is_title(token.text)
    if token.is_space or following.is_sent_start or named:
        return False
    if token.lower_ in _JOINING:
        return token.text == "-" or (token.i > 0 and token.nbor(-1).is_title)
    if token.is_sent_start and not is_title(token.text) and part_of_speech(token.lower_) in _VERBAL:
        return False
    return token.text in _INNER_MARKS or part_of_speech(token.text) == "nominal"


def _description(doc: Doc, end: int, names: Names) -> Span | None:
    """`a Middle East analyst at the Institute` behind the token before `end` and a comma."""
    first = _behind_comma(doc, end)
    if first is not None and doc[first].like_num:  # an age: `Jane Doe, 45, a farmer`
        first = _behind_comma(doc, first + 1)
    if first is None or part_of_speech(doc[first].text) not in _FIRST:
        return None
    last = first
    while last < len(doc) and not _ends_description(doc, last, first):
        last += 1
    if last == first:
        return None
    described = doc[first:last]
    span = Span(described.start_char, described.end_char)
    phrase = read_phrase(doc, span, names)
    is_person = noun_kinds().get(phrase.head) == "person" and not phrase.plural
    return span if is_person and phrase.name is None else None


def _behind_comma(doc: Doc, index: int) -> int | None:
    return index + 1 if index + 1 < len(doc) and doc[index].text in (",", "(", "—", "–") else None


def _ends_description(doc: Doc, index: int, first: int) -> bool:
    token = doc[index]
    finite = part_of_speech(token.text) == "verb" and index > first
    return token.lower_ in _ENDS or token.is_space or finite
