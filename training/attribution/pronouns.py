"""Pronouns put in the place of names, so that whom they stand for is known without an annotator.

People are those whom the analysis finds by name; a name that repeats within reach becomes `she`
where its given name is a woman's, else `he`. Names that hold an office in front, or go on, stay.
"""

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from spacy.language import Language

from training.attribution.corpus import Ints, Labelled, Within, kept
from transforms.analyse.attributions import Span
from transforms.analyse.given_names import gender_of
from transforms.analyse.names import find_names
from transforms.analyse.words import BREAK, Case, Place, Quoting, Word

#: Words between a pronoun and the last time its person is named.
_REACH = 150
#: The share of the names that may be replaced that are.
_SHARE = 0.5
_PER_CASE = 2 * len(Quoting) * len(Place)
#: In front of an object; elsewhere it is taken for a subject.
_GOVERNING = re.compile(
    r"about|after|against|at|behind|by|for|from|in|into|of|on|over|to|towards?|under|with"
    r"|told|tell|ask(?:ed)?|called|urged|backed|beat|defeated|endorsed|attacked|criticized|accused"
)
_FORMS = {"m": ("he", "him", "his"), "f": ("she", "her", "her")}


def find_people(nlp: Language, text: str, words: Sequence[Word]) -> Ints:
    """For each word the person that it names, an even number for men, an odd one for women.

    -1 for nobody.
    """
    return numbered(
        Within(text, words),
        (
            (mention.span, mention.entity.name)
            for mention in find_names(nlp(text)).mentions
            if mention.entity is not None and mention.entity.label == "PERSON"
        ),
    )


def numbered(within: Within, named: Iterable[tuple[Span, str]]) -> Ints:
    """The same, given where people stand, and the full name of each."""
    found = np.full(len(within.all), -1, np.int64)
    numbers: dict[str, int] = {}
    for span, name in named:
        number = numbers.setdefault(name, len(numbers))
        start, end = within.words(*span)
        found[start:end] = 2 * number + (gender_of(name) == "f")
    return found


def with_pronouns(article: Labelled, rng: random.Random) -> Labelled:
    """The article with pronouns for some of its names; `asked` says which."""
    if article.people is None:
        return article
    words, people = list(article.words), article.people.copy()
    named = None if article.named is None else article.named.copy()
    asked, keep = np.zeros(len(words), np.bool_), np.ones(len(words), np.bool_)
    last: dict[int, int] = {}
    start = 0
    while start < len(words):
        person = int(people[start])
        end = start + 1
        while end < len(words) and people[end] == person and person >= 0:
            end += 1
        near = person in last and start - last[person] <= _REACH
        if near and _stands_alone(words, start, end) and rng.random() < _SHARE:
            owned = _is_owner(words, end)
            words[start] = _pronoun(words, start, "mf"[person % 2], owned)
            asked[start] = True
            end += 2 * owned
            people[start + 1 : end] = -1
            if named is not None:
                named[start] = np.arange(named.shape[1]) == 0
            keep[start + 1 : end] = False
        if person >= 0:
            last[person] = start
        start = end
    return kept(replace(article, people=people, asked=asked, named=named), keep, words)


def _case(word: Word) -> int:
    return word.traits // _PER_CASE


def _stands_alone(words: Sequence[Word], start: int, end: int) -> bool:
    """No title in front, nothing glued to it, and the name does not go on."""
    before = words[start - 1] if start else None
    behind = words[end] if end < len(words) else None
    # A full stop is of a title (`Sen.`), unless it ends a sentence.
    ends = start > 1 and words[start - 1].form == "." and _case(words[start - 2]) == Case.LOWER
    titled = before is not None and (
        _case(before) == Case.TITLE or before.form in ("-", ".", "the")
    )
    if titled and not ends:
        return False
    return behind is None or (
        _case(behind) not in (Case.TITLE, Case.UPPER, Case.LETTER) and behind.form not in "-("
    )


def _is_owner(words: Sequence[Word], end: int) -> bool:
    return end + 1 < len(words) and words[end].form == "'" and words[end + 1].form == "s"


def _pronoun(words: Sequence[Word], at: int, gender: str, owned: bool) -> Word:
    before = words[at - 1].form if at else BREAK
    subject, object_, owner = _FORMS[gender]
    form = owner if owned else object_ if _GOVERNING.fullmatch(before) else subject
    case = Case.TITLE if before in (".", BREAK, '"') else Case.LOWER
    return words[at]._replace(form=form, traits=case * _PER_CASE + words[at].traits % _PER_CASE)
