"""The article of a page: which of its blocks are the text.

trafilatura (Barbaresi 2021) says what the text is, JSON-LD's `articleBody` says so where it agrees
with the page, and the blocks of the page that they witness are taken whole, in the page's order.
What the witnesses pass over inside the article (headings, items of its lists) is put back; what
they take along beside it (links to other articles, calls to subscribe, the title) is left out.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

import trafilatura
from lxml.html import HtmlElement

from transforms.elements import Hyperlink
from transforms.read.page.blocks import Block, blocks, read_words
from transforms.read.page.furniture import descriptions_of, is_beside, is_call, is_deck, plain
from transforms.read.page.metadata import Metadata

#: Blocks of fewer words are told by their whole, longer ones by the share of what they consist of.
_SHORT = 5
_SHARE = 0.6
#: Short blocks may stand so many blocks before the first long one or behind the last.
_AROUND = 3
#: JSON-LD counts where it holds so many words, and the page shows so much of it.
_LEAST_STATED, _LEAST_SHOWN = 100, 0.9
#: An element that holds such a share of the words witnessed holds a part of the article, or most.
_HOLDS_SOME, _HOLDS_MOST = 0.1, 0.5
#: A paragraph or quotation by itself may be wrapped in so many elements.
_WRAPPED = 4
_PUT_BACK = frozenset(("p", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "tr"))
#: A deck stands at most so many blocks before the text.
_DECK_WITHIN = 25
#: Below this share of its words, a text is not what the blocks show.
_LEAST_FOUND = 0.5
#: What no block shows is an article from so many words on.
_LEAST_UNSHOWN = 50


@dataclass(frozen=True)
class Body:
    """The text of a page.

    Attributes:
        paragraphs: Its paragraphs, each on one line; empty where there is no text.
        links: The links within, in order.
    """

    paragraphs: tuple[str, ...] = ()
    links: tuple[Hyperlink, ...] = ()

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(read_words(paragraph)) for paragraph in self.paragraphs)


def read_body(tree: HtmlElement, metadata: Metadata) -> Body:
    """The article of a page.

    Args:
        tree: The whole page; it is left as it is.
        metadata: What is known of it.

    Raises:
        DocumentError: `parse.markup`.
    """
    page = blocks(tree)
    found = trafilatura.bare_extraction(tree, include_comments=False)
    text = (found.text if found else None) or ""
    stated = metadata.article_body
    if stated and _agrees(stated, page):
        text = stated
    taken = _shown(_witnessed(page, text))
    words, most = _count(taken), len(read_words(text))
    if not taken or words < _LEAST_FOUND * most:  # the page holds it in a script
        return _unshown(stated or text)
    holders = _holders(taken)
    taken |= _between(page, taken, holders) | _decks(page, taken, tree)
    kept = _without_furniture(dict(sorted(taken.items())), metadata.title, holders)
    return Body(
        tuple(block.text for block in kept), tuple(link for block in kept for link in block.links)
    )


def _unshown(text: str) -> Body:
    """A text that no block shows; of a few words it would be anything but an article."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    body = Body(tuple(filter(None, lines)))
    return body if body.words > _LEAST_UNSHOWN else Body()


def _agrees(stated: str, page: Sequence[Block]) -> bool:
    """Whether the page shows what it states to be its article."""
    words = read_words(stated)
    if len(words) <= _LEAST_STATED:
        return False
    shown = {pair for block in page for pair in pairwise(block.words)}
    pairs = set(pairwise(words))
    return len(pairs & shown) > _LEAST_SHOWN * len(pairs)


def _count(taken: Mapping[int, Block]) -> int:
    """How many words the blocks have."""
    return sum(len(block.words) for block in taken.values())


def _triples(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(words, words[1:], words[2:], strict=False))


def _witnessed(page: Sequence[Block], text: str) -> dict[int, Block]:
    """The blocks that the text consists of, by number; each part of it counts once."""
    left = Counter(_triples(read_words(text)))
    short = Counter(" ".join(read_words(line)) for line in text.splitlines())
    taken: dict[int, Block] = {}
    for number, block in enumerate(page):
        if len(block.words) < _SHORT:
            continue
        triples = _triples(block.words)
        if sum(left[each] > 0 for each in triples) >= _SHARE * len(triples):
            left.subtract(triples)
            taken[number] = block
    if not taken:
        return taken
    for number in range(max(0, min(taken) - _AROUND), min(len(page), max(taken) + _AROUND + 1)):
        words = page[number].words
        if 0 < len(words) < _SHORT and short[" ".join(words)] > 0:
            short[" ".join(words)] -= 1
            taken[number] = page[number]
    return taken


def _shown(taken: dict[int, Block]) -> dict[int, Block]:
    """Without what is hidden, unless the article is: scripts unfold it then."""
    shown = {number: block for number, block in taken.items() if not block.hidden}
    words = _count(shown)
    return shown if 2 * words > _count(taken) else taken


def _holders(taken: Mapping[int, Block]) -> Collection[HtmlElement]:
    """The elements that hold most of what the witnesses say."""
    held: Counter[HtmlElement] = Counter()
    for block in taken.values():
        for element in block.element.iterancestors():
            held[element] += len(block.words)
    most = _HOLDS_MOST * _count(taken)
    return {element for element, words in held.items() if words > most}


def _between(
    page: Sequence[Block], taken: Mapping[int, Block], holders: Collection[HtmlElement]
) -> dict[int, Block]:
    """Blocks inside the article that the witnesses passed over."""
    held: Counter[HtmlElement] = Counter()
    for block in taken.values():
        for above in islice(block.element.iterancestors(), 2):
            held[above] += len(block.words)
    enough = _HOLDS_SOME * _count(taken)
    found = {}
    for number in range(min(taken), max(taken)):
        block = page[number]
        element = block.element
        if number in taken or block.hidden or not block.words or element.tag not in _PUT_BACK:
            continue
        inside = any(held[each] >= enough for each in _around(element))
        inside = inside or (element.tag == "li" and held[element.getparent()] > 0)
        if inside and block.linked < 0.5 and not is_beside(element, holders):
            found[number] = block
    return found


def _around(element: HtmlElement) -> Iterator[HtmlElement]:
    """The elements that a block may stand in by itself, and the one around them."""
    quote = element if element.tag == "blockquote" else element.getparent()
    if quote is not None and quote.tag == "blockquote":  # what is embedded is wrapped often
        yield from islice(quote.iterancestors(), _WRAPPED)
        return
    for number, above in enumerate(islice(element.iterancestors(), _WRAPPED)):
        yield above
        if len(above) > 1 and (number or element.tag not in ("p", "li")):
            return


def _decks(
    page: Sequence[Block], taken: Mapping[int, Block], tree: HtmlElement
) -> dict[int, Block]:
    """The deck: the sentence or two between headline and text."""
    first, descriptions = min(taken), descriptions_of(tree)
    last = min(first + _AROUND, max(taken))
    headline = max((n for n in range(last) if page[n].element.tag == "h1"), default=last)
    return {
        number: page[number]
        for number in range(max(0, first - _DECK_WITHIN), last)
        if not page[number].hidden and is_deck(page[number], descriptions, behind=number > headline)
    }


def _without_furniture(
    taken: Mapping[int, Block], title: str | None, holders: Collection[HtmlElement]
) -> list[Block]:
    headline = plain(title or "")
    first_few = list(taken.values())[:3]
    return [
        block
        for block in taken.values()
        if not (
            (headline and plain(block.text) == headline)
            or (block.element.tag == "h1" and any(block is each for each in first_few))
            or is_call(block)
            or is_beside(block.element, holders)
        )
    ]
