"""Offices printed beside names, as far as one office excludes another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.analyse.attributions import Span
from transforms.link.claims.names import find_names
from transforms.link.claims.words import Word, root

#: What makes an office a lesser one.
_RANKS = frozenset(("deputy", "vice", "assistant", "associate"))
#: Offices that there is one of in a body, as stems.
_TITLES = frozenset(
    map(
        root,
        (
            *("minister", "president", "secretary", "director", "chairman", "governor", "boss"),
            *("mayor", "commander", "ambassador", "chancellor", "sheriff", "attorney", "manager"),
        ),
    )
)
#: What a ministry is of: two of these are two offices.
_PORTFOLIOS = frozenset(
    map(
        root,
        (
            *(
                "defence",
                "defense",
                "foreign",
                "interior",
                "finance",
                "justice",
                "health",
                "energy",
            ),
            *(
                "education",
                "transport",
                "agriculture",
                "trade",
                "labour",
                "labor",
                "culture",
                "oil",
            ),
        ),
    )
)
_SAME = {root("defence"): root("defense"), root("labour"): root("labor")}
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
        if self.titles.isdisjoint(other.titles) and not (
            self.portfolios & other.portfolios and {*self.titles, *other.titles} & _HEADS
        ):
            return False
        if self.portfolios and other.portfolios:
            if self.portfolios.isdisjoint(other.portfolios):
                return True
            return bool(self.ranks) != bool(other.ranks)
        return bool(self.ranks) != bool(other.ranks) and self.portfolios == other.portfolios


_HEADS = frozenset((root("boss"),))


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
    """The words in front of the last word of a name, up to a mark."""
    at = last - 1
    while at > max(0, last - _WINDOW) and _is_whole(words[at - 1], words[at], text, offset):
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
    titles = frozenset(stems) & _TITLES
    if not titles:
        return None
    at = [place for place, stem in enumerate(stems) if stem in _TITLES | _PORTFOLIOS | _RANKS_STEMS]
    return Post(
        titles,
        frozenset(stems) & _RANKS_STEMS,
        frozenset(stems) & _PORTFOLIOS,
        Span(run[at[0]].start, run[at[-1]].end),
    )


_RANKS_STEMS = frozenset(map(root, _RANKS))
