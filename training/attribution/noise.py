"""What other outlets' texts may look like: articles with small changes, labels carried along.

PolNeAR is clean, American and from seven outlets. Each change happens to a share of the articles:
no headline; a headline in capitals; a lost quotation mark; paragraphs run together; and other names
for the people, so that it is not by name that a source is known. Sentences of the corpora of names
are set as headlines.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from training.attribution.corpus import Labelled, kept
from transforms.analyse.finder.tags import Role, tag
from transforms.analyse.words import BREAK, Case, Place, Quoting, Word

_NO_HEADLINE, _CAPITALS, _LOST_MARK, _TORN, _RENAMED = 0.15, 0.1, 0.15, 0.15, 0.3
_QUOTINGS, _PLACES = len(Quoting), len(Place)


def noisy(article: Labelled, names: Sequence[str], rng: random.Random) -> Labelled:
    """The article, changed or not.

    Args:
        article: The article.
        names: Forms of names to take others from.
        rng: Where chance comes from.
    """
    if article.named is not None:
        return recased(article, rng)
    if rng.random() < _RENAMED:
        article = _renamed(article, names, rng)
    if rng.random() < _NO_HEADLINE:
        article = _without_headline(article)
    elif rng.random() < _CAPITALS:
        article = _capital_headline(article)
    if rng.random() < _LOST_MARK:
        article = _lost_mark(article, rng)
    if rng.random() < _TORN:
        article = _torn(article, rng)
    return article


def _without_headline(article: Labelled) -> Labelled:
    ends = [i for i, word in enumerate(article.words) if word.form == BREAK]
    if not ends or ends[0] > 40 or len(article.words) - ends[0] < 40:
        return article
    keep = np.arange(len(article.words)) > ends[0]
    words = [
        word._replace(traits=word.traits - min(1, word.traits % _PLACES)) for word in article.words
    ]
    return kept(article, keep, words)


def _capital_headline(article: Labelled) -> Labelled:
    def capital(word: Word) -> Word:
        case, rest = divmod(word.traits, 2 * _QUOTINGS * _PLACES)
        if word.traits % _PLACES == Place.FIRST and case in (Case.LOWER, Case.TITLE, Case.MIXED):
            case = Case.UPPER if len(word.form) > 1 else Case.LETTER
        return word._replace(traits=case * 2 * _QUOTINGS * _PLACES + rest)

    return replace(article, words=[capital(word) for word in article.words])


def recased(article: Labelled, rng: random.Random) -> Labelled:
    """Some of the sentences are headlines: in Title Case, in CAPITALS, or all small."""
    words = list(article.words)
    start = 0
    for i, word in enumerate(words):
        if word.form not in (".", BREAK) and i + 1 < len(words):
            continue
        drawn = rng.random()
        wanted = next((case for share, case in _RECASED if drawn < share), None)
        if wanted is not None:
            words[start : i + 1] = [_in_case(word, wanted) for word in words[start : i + 1]]
        start = i + 1
    return replace(article, words=words)


#: Shares of the sentences, each added to the one before.
_RECASED = ((0.1, Case.TITLE), (0.2, Case.UPPER), (0.22, Case.LOWER))
#: Small in headlines (AP style: words of up to three letters that are not the first).
_SMALL = re.compile("an?|and|as|at|but|by|for|in|nor|off?|on|or|out|per|so|the|to|up|via")


def _in_case(word: Word, wanted: Case) -> Word:
    case, rest = divmod(word.traits, 2 * _QUOTINGS * _PLACES)
    if case in (Case.MARK, Case.NUMBER):
        return word
    if wanted is Case.TITLE:
        small = case != Case.LOWER or _SMALL.fullmatch(word.form) is not None
        wanted = Case(case) if small else Case.TITLE
    if wanted is Case.UPPER and len(word.form) == 1:
        wanted = Case.LETTER
    return word._replace(traits=wanted * 2 * _QUOTINGS * _PLACES + rest)


def _quoting(word: Word) -> int:
    return word.traits // _PLACES % _QUOTINGS


def _lost_mark(article: Labelled, rng: random.Random) -> Labelled:
    """One closing mark is gone: what follows the opening one is unclosed."""
    closing = [i for i, word in enumerate(article.words) if _quoting(word) == Quoting.CLOSING]
    if not closing:
        return article
    lost = rng.choice(closing)
    words = list(article.words)
    step = (Quoting.UNCLOSED - Quoting.INSIDE) * _PLACES
    i = lost - 1
    while i >= 0 and _quoting(words[i]) == Quoting.INSIDE:
        words[i] = words[i]._replace(traits=words[i].traits + step)
        i -= 1
    i = lost + 1
    while i < len(words) and words[i].form != BREAK and _quoting(words[i]) == Quoting.OUTSIDE:
        words[i] = words[i]._replace(traits=words[i].traits + Quoting.UNCLOSED * _PLACES)
        i += 1
    keep = np.ones(len(words), np.bool_)
    keep[lost] = False
    return kept(article, keep, words)


def _torn(article: Labelled, rng: random.Random) -> Labelled:
    """Some breaks between paragraphs are gone."""
    words = list(article.words)
    keep = np.ones(len(words), np.bool_)
    for i, word in enumerate(words):
        if word.form == BREAK and i > 60 and article.tags[i] == 0 and rng.random() < 0.15:
            keep[i] = False
    return kept(article, keep, words)


def _renamed(article: Labelled, names: Sequence[str], rng: random.Random) -> Labelled:
    """Some capitalised words of sources are other names, the same one throughout."""
    first = tag(Role.SOURCE, "B")
    inside = (article.tags >= first) & (article.tags < first + 4)
    size = 2 * _QUOTINGS * _PLACES
    lower = {word.form for word in article.words if word.traits // size == Case.LOWER}
    known = {
        word.form
        for word, here in zip(article.words, inside, strict=True)
        if here and word.traits // size == Case.TITLE and len(word.form) > 2
    } - lower
    other = {form: rng.choice(names) for form in sorted(known) if rng.random() < 0.7}
    words = [
        word._replace(form=other[word.form])
        if word.form in other and word.traits // size == Case.TITLE
        else word
        for word in article.words
    ]
    return replace(article, words=words)
