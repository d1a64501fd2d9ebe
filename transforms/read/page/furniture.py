"""What stands on a page beside the article: told by its words, its links, and its element's names.

The names are those that newsrooms and their systems give to classes and ids; the phrases are those
that readers of news in the larger European languages know.
"""

import re
from collections.abc import Collection, Sequence

from lxml.html import HtmlElement

from transforms.read.page.blocks import Block, read_words

_FIRST_WORDS = re.compile(
    r"(?:read (?:more|also|next|the full)\b|also read\b|see also\b|don.t miss\b|click here\b"
    r"|(?:related|recommended|more|watch|listen)(?: ?:|$)|related \w+(?: ?:|$)"
    r"|(?:watch|listen)(?: to| now|:)|recommended (?:for|stor|read|article|video)"
    r"|more (?:from|on|about|like|stor\w+|news|coverage|to read)\b"
    r"|subscribe\b|sign up\b|download (?:the|our)\b|follow (?:us|him|her|me|them)\b"
    r"|advertisement\b|comments?(?: ?\(?\d+\)?)?$|share this|most read|popular on|trending\b"
    r"|get (?:the|our) .*\b(?:newsletter|app|inbox)|get access\b|(?:have|got) a (?:tip|story)"
    r"|tell us\b|never miss\b|copyright (?:©|\d|by\b)|©|photos?:|image:|source:"
    r"|category ?:|tags?:|estimated reading|reading time|tempo de leitura"
    r"|like (?:this|our) (?:story|article)\b|(?:story|article) continues\b|continue reading\b"
    r"|mehr (?:zum|dazu|lesen)\b|mehr:|lesen sie|lire aussi|à lire|leia\b|lee también"
    r"|leggi anche|lees ook)",
    re.IGNORECASE,
)
_PHRASES = re.compile(
    r"sign(?:ing)? up (?:to|for|here)|subscribe (?:to|now|today)|already a subscriber"
    r"|subscribers? (?:can|also|only)|to (?:view|read|continue reading) (?:the|this)\b.*\bsubscri"
    r"|follow .{1,40} on (?:twitter|facebook|instagram|x|bluesky|linkedin)\b|view comments"
    r"|we want to hear (?:what|from) you|letters? to the editor|our (?:daily |free )?newsletter"
    r"|we may (?:earn|receive|get) (?:a|an)?\s?\w*\s?commission|affiliate (?:link|commission)"
    r"|requires? javascript|enable javascript|we recommend the best|all rights reserved"
    r"|add .{1,30} as a preferred source",
    re.IGNORECASE,
)
#: Calls are short, and nobody is quoted in them.
_CALL_WORDS = 45
_FIRST_WORDS_WORDS = 25
_QUOTED = re.compile("[“«„]")
#: A block is all links from this share on; from the other it is led by them.
_ALL_LINKS, _LED_BY_LINKS = 0.9, 0.3

_NEAR = re.compile(
    r"promo|related|newsletter|sign-?up|subscri|share|social|comment|caption|credit|byline|author-"
    r"|recirc|read-?more|most-?read|sponsor|advert|sidebar|rail|trending|reading-?time|read-time"
    r"|latest-(?:box|news)|tags\b|breadcrumb|disclosure|\bcta\b|-cta",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(
    r"popmake|modal|\bpop-?up|cookie|gdpr|lightbox|paywall-(?:prompt|message)", re.I
)
#: Elements upwards whose names count: those of the block and of what holds it.
_UPWARDS = 2

_DECK = re.compile(
    r"\b(?:dek|standfirst|sub-?title|sub-?head(?:line|ing)?|lede?|deck|strapline|article-?summary"
    r"|excerpt|abstract|chapo|description)\b|__(?:dek|summary|description)",
    re.IGNORECASE,
)
_DESCRIPTIONS = ("og:description", "description", "twitter:description")
#: A deck has so many words; and so many characters tell it where a description is cut.
_DECK_WORDS, _DECK_BEGINS = 6, 60


def is_call(block: Block) -> bool:
    """Whether the block calls readers to do something, or leads to other articles."""
    words = len(block.words)
    if block.linked >= _ALL_LINKS and words >= 4:
        return True
    few = words < _FIRST_WORDS_WORDS or block.linked > _LED_BY_LINKS
    if few and _FIRST_WORDS.match(block.text):
        return True
    quoted = _QUOTED.search(block.text)
    return words < _CALL_WORDS and not quoted and bool(_PHRASES.search(block.text))


def is_beside(element: HtmlElement, holders: Collection[HtmlElement]) -> bool:
    """Whether the names of the element, or of what it stands in, say that it is not the text.

    Args:
        element: The element of a block.
        holders: Elements that hold most of the article: their names say nothing of one block.
    """
    for number, each in enumerate((element, *element.iterancestors())):
        if each in holders or each.tag == "blockquote":  # posts are quoted in boxes named `social`
            return False
        names = _names(each)
        if _ANYWHERE.search(names) or (number < _UPWARDS and _NEAR.search(names)):
            return True
    return False


def is_deck(block: Block, descriptions: Sequence[str], behind: bool) -> bool:
    """Whether the block is the deck: what the page gives as its description, or names so.

    Args:
        block: A block before the text.
        descriptions: Those that the page gives of itself, as `descriptions_of` has them.
        behind: Whether it stands behind the headline.
    """
    if len(block.words) < _DECK_WORDS or block.linked >= 0.5:
        return False
    text = plain(block.text)
    for description in descriptions:
        cut = len(description) > _DECK_BEGINS and text.startswith(description[:_DECK_BEGINS])
        if text == description or cut:
            return True
    return behind and bool(_DECK.search(f"{_names(block.element)} {_names_above(block.element)}"))


def descriptions_of(tree: HtmlElement) -> tuple[str, ...]:
    """How a page describes itself: lower case, words only."""
    contents = (
        plain(meta.get("content") or "")
        for meta in tree.iter("meta")
        if (meta.get("property") or meta.get("name") or "").lower() in _DESCRIPTIONS
    )
    return tuple(filter(None, contents))


def _names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _names_above(element: HtmlElement) -> str:
    above = element.getparent()
    return "" if above is None else above.get("class") or ""


def plain(text: str) -> str:
    """The words of a text, in lower case."""
    return " ".join(read_words(text.lower()))
