"""The metadata of a page: what it is called, who wrote it, when, where and in which language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import chain, islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from transforms.read.page.byline import authors_of
from transforms.read.page.dates import modified_of, published_of
from transforms.read.page.structured import Structured, read_structured, types_of
from transforms.read.page.title import heading_of, title_of
from transforms.read.times import Stamp

_SURROGATE = re.compile("[\ud800-\udfff]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BLOCK_TAG = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|blockquote)\b[^<>]*>", re.IGNORECASE)
# Some write the headline into these, too; no outlet has so long a name.
_SITE_METAS = (
    *("og:site_name", "application-name", "apple-mobile-web-app-title"),
    *("publisher", "dc.publisher", "al:ios:app_name", "twitter:app:name:iphone"),
)
_LONGEST_SITE = 50
_MOST_ADDRESSES = 20
_SITE = re.compile(r"WebSite|Organization")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True)
class Metadata:
    """What a page says of its article; None and empty where it does not.

    Attributes:
        title: The headline, without the name of the outlet.
        authors: Names; of an outlet or agency only where no person is named.
        published: When it was published, with the zone it was stated in.
        modified: When it was last changed.
        publisher: The outlet.
        section: The section or desk, as the outlet calls it.
        language: As stated, such as `en-GB`.
        canonical_url: The address that the page gives as its own; absolute, http or https.
        article_body: The text of the article where JSON-LD holds it; paragraphs are parted by
            blank lines where it shows any.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: Stamp | None = None
    modified: Stamp | None = None
    publisher: str | None = None
    section: str | None = None
    language: str | None = None
    canonical_url: str | None = None
    article_body: str | None = None


def read_metadata(tree: HtmlElement, url: str | None) -> Metadata:
    """The metadata of a page.

    Structured statements (JSON-LD, then microdata, then meta elements) are trusted before what
    the page shows. The tree is left as it is.

    Args:
        tree: The whole page, nothing taken out of it yet.
        url: Where it was published, if that is known.
    """
    url = _absolute(url, None)
    structured = read_structured(tree)
    publisher = _publisher(structured)
    canonical_url = _canonical_url(structured, tree, url)
    sites = list(_sites(structured, publisher, url or canonical_url))
    title = title_of(structured, tree, sites)
    heading = heading_of(tree, title)
    authors = authors_of(structured, tree, sites, heading)
    return Metadata(
        title=_whole(title),
        authors=tuple(_SURROGATE.sub("\ufffd", name) for name in authors),
        published=published_of(structured, tree, url or canonical_url, heading),
        modified=modified_of(structured),
        publisher=_whole(publisher),
        section=_whole(_section(structured)),
        language=_whole(_language(structured, tree)),
        canonical_url=_whole(canonical_url),
        article_body=_whole(_article_body(structured)),
    )


def _whole(text: str | None) -> str | None:
    """The text without halves of surrogate pairs, which JSON may hold and nothing could encode."""
    return text and _SURROGATE.sub("\ufffd", text)


def _publisher(structured: Structured) -> str | None:
    names = (*structured.values("publisher"), *structured.contents("og:site_name"))
    return next(filter(None, map(_string, names)), None)


def _string(value: Any) -> str | None:
    """A value, the first of several, or the name of what is described; URLs are no names."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    if not isinstance(value, str):
        return None
    text = " ".join(unescape(value).split())
    return None if "://" in text else text or None


def _sites(structured: Structured, publisher: str | None, url: str | None) -> Iterator[str]:
    """The names that the outlet goes by, its domain among them."""
    host = (urlsplit(url).hostname or "") if url else ""
    labels = host.removeprefix("www.").split(".")
    yield from (".".join(labels[number:]) for number in range(len(labels)))
    yield from labels[:-1]
    sites = [node for node in structured.others if _SITE.search(" ".join(types_of(node)))]
    names = (publisher, *(_string(site.get("name")) for site in sites))
    for name in (*names, *structured.contents(*_SITE_METAS)):
        if name and len(name) <= _LONGEST_SITE:
            yield name


def _section(structured: Structured) -> str | None:
    names = (
        *structured.values("articleSection"),
        *structured.contents("article:section", "parsely-section", "og:section"),
        *structured.contents("citation_section", "articlesection", "section"),
    )
    return next(filter(None, map(_string, names)), None)


def _language(structured: Structured, tree: HtmlElement) -> str | None:
    root = tree.getroottree().getroot()
    names = (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang"),
        *structured.contents("og:locale"),
        *structured.values("inLanguage"),
        *structured.contents("content-language", "dc.language", "language"),
    )
    found = next(filter(None, map(_string, names)), None)
    return found and found.replace("_", "-")


def _canonical_url(structured: Structured, tree: HtmlElement, url: str | None) -> str | None:
    """The page's own address: the first that can be one.

    A link to the site's front page on another page is a template's mistake.
    """
    links = (each for each in tree.iter("link") if "canonical" in (each.get("rel") or "").split())
    hrefs = (each.get("href") for each in links)
    stated = islice(chain(hrefs, structured.contents("og:url")), _MOST_ADDRESSES)
    urls = [found for each in stated if (found := _absolute(each, url))]
    pages = [each for each in urls if not _is_root(each)]
    if pages:
        return pages[0]
    return urls[0] if urls and url and _is_root(url) else None


def _absolute(href: str | None, url: str | None) -> str | None:
    stated = (href or "").strip()
    try:
        found = urljoin(url or "", stated)
        parts = urlsplit(found)
    except ValueError:
        return None
    return found if stated and parts.scheme in ("http", "https") and parts.hostname else None


def _is_root(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def _article_body(structured: Structured) -> str | None:
    for node in structured.articles:
        body = node.get("articleBody")
        paragraphs = body if isinstance(body, list) else [body]
        text = "\n\n".join(each for each in paragraphs if isinstance(each, str))
        if found := _plain(text):
            return found
    return None


def _plain(text: str) -> str:
    """The text without entities and tags."""
    text = unescape(unescape(text)) if "&" in text else text
    text = _TAG.sub("", _BLOCK_TAG.sub("\n\n", text)).replace("\r\n", "\n").replace("\r", "\n")
    paragraphs = _BLANK_LINE.split(text) if _BLANK_LINE.search(text) else text.split("\n")
    return "\n\n".join(filter(None, (" ".join(each.split()) for each in paragraphs)))
