"""Hyperlinks of an article: those its page gives, and addresses printed in its text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from transforms.analyse.attributions import Span
from transforms.elements import Article
from transforms.normalise.urls import domain_of

#: A printed address; marks at its end belong to the sentence.
_PRINTED = re.compile(r"\bhttps?://[^\s<>\"“”‘’«»\[\]{}|\\^`]+", re.IGNORECASE)
_SPACE = r"\s+"
_BEHIND = ".,;:!?'*_…"


@dataclass(frozen=True)
class Target:
    """What a link leads to: `span` is where its words, or the address itself, stand in the text."""

    url: str
    domain: str | None
    anchor: str | None
    span: Span | None


def find_hyperlinks(article: Article) -> Iterator[Target]:
    """Every http(s) link of the article, in order; malformed ones are passed over."""
    base = article.canonical_url or article.url or ""
    cursor = 0
    placed: set[Span] = set()
    for link in article.links:
        url = absolute(base, link.url)
        if url is None:
            continue
        # Links come in the order of the page: the words of the next stand behind the last.
        span = _place(article.text, link.anchor, cursor)
        if span is not None:
            cursor = span.end
            placed.add(span)
        yield Target(url, domain_of(url), link.anchor, span)
    for match in _PRINTED.finditer(article.text):
        url = _without_mark(match[0])
        span = Span(match.start(), match.start() + len(url))
        known = any(p.start < span.end and span.start < p.end for p in placed)
        if not known and absolute("", url) is not None:
            yield Target(url, domain_of(url), url, span)


def absolute(base: str, url: str) -> str | None:
    """The http(s) URL that `url` is on a page at `base`; None where it is none."""
    try:
        joined = urljoin(base, url.strip())
        parts = urlsplit(joined)
        host = parts.hostname
    except ValueError:  # `http://[broken`
        return None
    return joined if parts.scheme in ("http", "https") and host else None


def _place(text: str, anchor: str | None, cursor: int) -> Span | None:
    """Where the anchor's words stand: behind the cursor, else anywhere; white space may differ."""
    words = (anchor or "").split()
    if not words:
        return None
    pattern = re.compile(rf"(?<!\w){_SPACE.join(map(re.escape, words))}(?!\w)")
    match = pattern.search(text, cursor) or pattern.search(text)
    return Span(*match.span()) if match else None


def _without_mark(url: str) -> str:
    url = url.rstrip(_BEHIND)
    while url.endswith(")") and url.count(")") > url.count("("):
        url = url[:-1].rstrip(_BEHIND)
    return url
