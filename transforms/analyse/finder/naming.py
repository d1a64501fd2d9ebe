"""Names of a text as the encoder reads them, in code points."""

from collections.abc import Sequence, Set

from transforms.analyse.attributions import Span
from transforms.analyse.finder.encoder import Encoded
from transforms.analyse.finder.name_tags import LABELS, Name, best_names
from transforms.analyse.findings import Named
from transforms.analyse.wordforms import word_list
from transforms.analyse.words import BREAK, Case, Word, case

#: How far finding is favoured over leaving out: with it GUM's names come out half a point better,
#: and CoNLL-2003's, which the encoder knows best, a fifth of one worse.
_OUTSIDE = 0.8
#: A label that is less likely is left out.
_LEAST = 0.02
#: Marks that a name neither begins nor ends with; a full stop may end one (`U.S.`).
_OUTER = frozenset("\"',;:!?()[]—-…/")
_OPENING = _OUTER | {"."}
_PRONOUNS = word_list("pronoun") | word_list("possessive") | {"i"}


def find_names(encoded: Encoded, words: Sequence[Word], sentences: Set[int]) -> list[Name]:
    """The names of a text in words, each with a capital letter in it, and none a pronoun.

    None reaches over the end of a sentence or a paragraph.
    """
    bounds = {i for i, word in enumerate(words) if word.form == BREAK or word.start in sentences}
    bounds |= {i + 1 for i in bounds if words[i].form == BREAK}
    found = (_trimmed(name, words) for name in best_names(encoded.names, bounds, _OUTSIDE))
    return [name for name in found if _can_be_name(words[name.start : name.end])]


def _can_be_name(words: Sequence[Word]) -> bool:
    if len(words) == 1 and words[0].form in _PRONOUNS and case(words[0]) is not Case.UPPER:
        return False  # `He`; but `US`
    return any(map(_is_capital, words))


def _is_capital(word: Word) -> bool:
    return case(word) not in (Case.LOWER, Case.MARK, Case.NUMBER)


def _trimmed(name: Name, words: Sequence[Word]) -> Name:
    start, end, shares = name
    while start < end and (words[start].form in _OPENING or words[start].form == BREAK):
        start += 1
    while start < end and (words[end - 1].form in _OUTER or words[end - 1].form == BREAK):
        end -= 1
    return Name(start, end, shares)


def as_named(name: Name, words: Sequence[Word]) -> Named:
    """The name in code points."""
    shares = name.shares.tolist()
    best = int(name.shares.argmax())
    return Named(
        Span(words[name.start].start, words[name.end - 1].end),
        LABELS[best],
        round(shares[best], 2),
        {label: share for label, share in zip(LABELS, shares, strict=True) if share >= _LEAST},
    )
