"""Which URLs may be asked for, and which addresses may be connected to.

A page that a feed links to, and a redirect, are a stranger's words: they must not lead into the
network that a run is in (server-side request forgery, OWASP A10:2021). So the address is checked
that is connected to, not the name: a name may lead elsewhere a moment later.
"""

import ipaddress
import socket
from collections.abc import Sequence
from contextlib import suppress

import httpx

from transforms.errors import DocumentError

#: Addresses of IPv4 within IPv6, for networks without IPv4 (RFC 6052, 2.1).
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

#: Schemes that are fetched, and their ports.
_PORTS = {"http": 80, "https": 443}


def is_url(given: str) -> bool:
    """Whether an input is an address to fetch, and not a path."""
    return given.lower().startswith(("http://", "https://"))


def checked(url: str) -> httpx.URL:
    """The URL taken apart, without its fragment.

    Raises:
        DocumentError: `fetch.forbidden` for what is no http or https URL, and for one that holds a
            user's name or password: it would stand in the tables.
    """
    try:
        parsed = httpx.URL(url.strip()).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise DocumentError("fetch.forbidden", f"no URL: {error}") from error
    if parsed.scheme not in _PORTS or not parsed.host:
        raise DocumentError("fetch.forbidden", "neither an http nor an https URL")
    if parsed.userinfo:
        raise DocumentError("fetch.forbidden", "a URL with a user name or password")
    return parsed


def place(url: httpx.URL) -> tuple[str, int]:
    """The host and port that answer for a URL."""
    return url.raw_host.decode("ascii"), url.port or _PORTS[url.scheme]


def host_of(url: str) -> str:
    """The host that is asked for a URL; empty where the URL will be refused."""
    with suppress(DocumentError):
        return place(checked(url))[0]
    return ""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public network, of the host that it names in the end."""
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(parsed) & 0xFFFF_FFFF)))
        inner = parsed.ipv4_mapped or parsed.sixtofour
        if inner is not None:
            return is_public(str(inner))
        if parsed.teredo or parsed.is_site_local:
            return False
    return parsed.is_global and not (parsed.is_multicast or parsed.is_reserved)


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a host, by the system's resolver. Raises OSError where there are none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a label that is too long, say
        raise OSError(f"no name of a host: {error}") from error
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))
