"""URLs as identity sees them: one key for every address of a page."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from w3lib.url import canonicalize_url, parse_url, url_query_cleaner

# What campaigns and networks append to a link; the page is the same without.
_TRACKING = re.compile(
    r"utm_\w+|at_(?:medium|campaign|custom\d|bbc_team|link\w*|format|ptr_name|campaign_type)"
    r"|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid?|mc_[ce]id|mkt_tok"
    r"|_hs(?:enc|mi)|__twitter_impression|ns_(?:campaign|mchannel|source|linkname|fee)|(?:i?cmp|ito)"
    r"|cmpid|smid|smtyp|xtor|ocid|ftag|ncid|sr_share|feedtype|feedname|__source",
    re.IGNORECASE,
)
_DEFAULT_PORT = {"http": ":80", "https": ":443"}
# Editions of one page: what stands behind is the host itself, of two labels at least.
_EDITION = re.compile(r"(?:www\d?|(?P<lesser>m|mobile|amp|touch))\.(?=[^.]+\.)")
# Caches of AMP pages: the host and path of the page follow.
_CACHE = re.compile(
    r"https?://(?:[\w-]+\.cdn\.ampproject\.org/[cvw]|(?:www\.)?google\.\w+(?:\.\w+)?/amp)/(?:s/)?",
    re.IGNORECASE,
)
_AMP_PATH = re.compile(r"/amp(?=/|$)|\.amp(?=\.html?$|$)", re.IGNORECASE)
_AMP_QUERY = re.compile(r"(?:^|&)(?:amp(?:=(?:1|true)?)?|outputType=amp)(?=&|$)", re.IGNORECASE)


class Address(NamedTuple):
    """A URL as identity sees it.

    Attributes:
        key: The same for every address of a page.
        lesser: Whether the URL is that of an AMP or mobile edition.
    """

    key: str
    lesser: bool


def address(url: str) -> Address:
    """The page that a URL leads to, whatever the edition; never stored in place of the URL.

    Scheme and host in lower case, `http` as `https`, no `www.`, no default port, no fragment, no
    slash at the end, no tracking parameters, the other parameters in order. AMP and mobile
    editions (`m.`, `/amp/`, `?amp=1`, Google's and the AMP project's caches) are their page. What
    is no URL stands for itself.
    """
    given, cached = _CACHE.subn("https://", url.strip(), count=1)
    try:
        parsed = parse_url(canonicalize_url(given))
        if parsed.scheme not in _DEFAULT_PORT:
            return Address(parsed.geturl(), False)
    except ValueError:
        return Address(url.strip(), False)
    host = parsed.netloc.removesuffix(_DEFAULT_PORT[parsed.scheme])
    edition = _EDITION.match(host)
    path, in_path = _AMP_PATH.subn("", parsed.path)
    query, in_query = _AMP_QUERY.subn("", parsed.query)
    kept = parsed._replace(
        scheme="https",
        netloc=host[edition.end() :] if edition else host,
        path=path.rstrip("/") or "/",
        query=query.lstrip("&"),
    )
    lesser = bool(cached or in_path or in_query or (edition and edition["lesser"]))
    return Address(_untracked(kept.geturl(), kept.query), lesser)


def url_key(url: str) -> str:
    """`address(url).key`."""
    return address(url).key


def domain_of(url: str) -> str | None:
    """The host, lower case and without `www.`; None where the URL has none."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.").rstrip(".") if host else None


def _untracked(url: str, query: str) -> str:
    names = {pair.partition("=")[0] for pair in query.split("&")}
    tracking = list(filter(_TRACKING.fullmatch, names))
    return str(url_query_cleaner(url, tracking, remove=True, unique=False))
