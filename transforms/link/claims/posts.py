"""Offices printed beside names, as far as one office excludes another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.analyse.attributions import Span
from transforms.link.claims.names import find_names
from transforms.link.claims.words import Word, stem_of

#: What makes an office a lesser one, and what makes it no office now.
_RANKS = frozenset(map(stem_of, ("deputy", "vice", "assistant", "associate")))
_PAST = frozenset(map(stem_of, ("former", "ex", "late", "acting", "interim", "designate")))
_HEAD, _MINISTER, _PRIME, _PREMIER = map(stem_of, ("head", "minister", "prime", "premier"))
#: Offices that nobody holds two of at a time.
_SINGLE = frozenset(
    map(
        stem_of,
        (
            *("minister", "president", "premier", "governor", "mayor", "ambassador"),
            *("chancellor", "king", "queen", "pope"),
        ),
    )
)
#: Offices that there is one of in a body.
_TITLES = _SINGLE.union(
    map(
        stem_of,
        (
            *("secretary", "director", "chairman", "head", "commander", "sheriff", "attorney"),
            *("manager", "speaker", "treasurer"),
        ),
    )
)
#: What a ministry is of: two of these are two offices.
_PORTFOLIOS = frozenset(
    map(
        stem_of,
        (
            *("defence", "defense", "foreign", "interior", "finance", "justice", "health"),
            *("education", "transport", "agriculture", "trade", "labour", "labor", "culture"),
            *("oil", "energy", "environment", "tourism", "economy", "home"),
        ),
    )
)
_TELLING = _TITLES | _PORTFOLIOS | _RANKS | _PAST | {_PRIME}
#: Words inside of an office (`minister of defence`).
_WITHIN = frozenset(("of", "the", "for", "and", "general", "first"))
_SAME = {stem_of("defence"): stem_of("defense"), stem_of("labour"): stem_of("labor")}
#: How many words an office has at most.
_WINDOW = 7


@dataclass(frozen=True)
class Post:
    """An office printed beside a name: its titles, ranks and portfolios as stems."""

    titles: frozenset[str]
    ranks: frozenset[str]
    portfolios: frozenset[str]
    span: Span

    @property
    def stems(self) -> frozenset[str]:
        """All stems of the office."""
        return self.titles | self.ranks | self.portfolios

    def excludes(self, other: "Post") -> bool:
        """Whether nobody holds both: the minister and the deputy, of defence and of justice."""
        if self.titles.isdisjoint(other.titles):
            heads = _HEAD in {*self.titles, *other.titles}
            if not (heads and self.portfolios & other.portfolios):
                return bool(self.titles & _SINGLE and other.titles & _SINGLE)
        if self.portfolios and other.portfolios and self.portfolios.isdisjoint(other.portfolios):
            return True
        same = self.portfolios == other.portfolios or self.portfolios & other.portfolios
        return bool(self.ranks) != bool(other.ranks) and bool(same)


def find_posts(words: Sequence[Word], text: str, offset: int) -> Iterator[tuple[str, Post]]:
    """The last word of a name, as a stem, and the office before it or in commas behind it.

    Args:
        words: Words in text order; places count from `offset`.
        text: The text that they are of.
        offset: The place of its first character.
    """
    if not any(word.stem in _TITLES for word in words):
        return
    for _, last in find_names(words):
        name = words[last - 1].stem
        for run in (_before(words, last, text, offset), _behind(words, last, text, offset)):
            post = _post(run)
            if post is not None:
                yield name, post
                break


def _before(words: Sequence[Word], last: int, text: str, offset: int) -> Sequence[Word]:
    """The words in front of the last word of a name that can be of an office, up to any other."""
    at = last - 1
    while at > max(0, last - _WINDOW) and _is_whole(words[at - 1], words[at], text, offset):
        before = words[at - 1]
        if not (before.capital or before.stem in _TELLING or before.form in _WITHIN):
            break
        at -= 1
    return words[at : last - 1]


def _behind(words: Sequence[Word], last: int, text: str, offset: int) -> Sequence[Word]:
    """The words between commas behind a name."""
    if (
        last >= len(words)
        or text[words[last - 1].end - offset : words[last].start - offset] != ", "
    ):
        return ()
    at = last + 1
    while at < min(len(words), last + _WINDOW) and _is_whole(
        words[at - 1], words[at], text, offset
    ):
        at += 1
    return words[last:at]


def _is_whole(one: Word, other: Word, text: str, offset: int) -> bool:
    gap = text[one.end - offset : other.start - offset]
    return not any(mark in gap for mark in ',.;:()“”"\n—')


def _post(run: Sequence[Word]) -> Post | None:
    stems = [_SAME.get(word.stem, word.stem) for word in run]
    if not _PAST.isdisjoint(stems):
        return None
    at = [place for place, stem in enumerate(stems) if stem in _TELLING]
    titles = _TITLES.intersection(stems)
    if not titles:
        return None
    if {_PRIME, _MINISTER} <= set(stems):
        titles = titles - {_MINISTER} | {_PREMIER}
    return Post(
        titles,
        _RANKS.intersection(stems),
        _PORTFOLIOS.intersection(stems),
        Span(run[at[0]].start, run[at[-1]].end),
    )
