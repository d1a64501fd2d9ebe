"""Identity: which article it is, and which version of it."""

import re

from w3lib.url import canonicalize_url, parse_url, url_query_cleaner

from transforms.elements import Draft
from transforms.ids import stable_id
from transforms.normalise.characters import clean_line

# What campaigns and networks append to a link; the page is the same without.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_[ce]id|_hs(?:enc|mi)|mkt_tok",
    re.IGNORECASE,
)
_DEFAULT_PORT = {"http": ":80", "https": ":443"}


def article_id(draft: Draft, text: str) -> str:
    """Which article it is: the same for every copy that says so.

    `stable_id` over the first of these that is known, each told from the others by its first part:

    - `"url"` and the canonical URL, else the URL, both as `url_key` writes them. They share their
      kind, so that a page which names its canonical URL and a feed that links to it agree;
    - `"record"`, the publisher as given, if it is, and the record's own id (a feed's guid): ids are
      taken to be unique within a publisher;
    - `"text"` and the clean text.
    """
    for url in (draft.canonical_url, draft.url):
        if url and url.strip():
            return stable_id("url", url_key(url))
    if draft.record_id:
        return stable_id("record", clean_line(draft.publisher) or "", draft.record_id)
    return stable_id("text", text)


def revision(text: str) -> str:
    """Which version of the article it is: `stable_id` over the clean text."""
    return stable_id(text)


def url_key(url: str) -> str:
    """The URL as identity sees it, never as it is stored.

    Scheme and host in lower case, no default port, no fragment, no tracking parameters, the other
    parameters in order. What is no URL stands for itself.
    """
    try:
        parsed = parse_url(canonicalize_url(url.strip()))
    except ValueError:
        return url.strip()
    names = {pair.partition("=")[0] for pair in parsed.query.split("&")}
    host = parsed.netloc.removesuffix(_DEFAULT_PORT.get(parsed.scheme, "?"))
    kept = parsed._replace(netloc=host).geturl()
    tracking = list(filter(_TRACKING.fullmatch, names))
    return str(url_query_cleaner(kept, tracking, remove=True, unique=False))
