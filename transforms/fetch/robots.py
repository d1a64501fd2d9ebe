"""What a site asks of robots: its robots.txt (RFC 9309)."""

import io
from contextlib import suppress
from typing import BinaryIO

import httpx
from protego import Protego

from transforms.errors import DocumentError
from transforms.fetch.addresses import place
from transforms.fetch.client import Client
from transforms.fetch.politeness import Turns
from transforms.limits import Limits
from transforms.read.inflate import inflated

#: What must be read of it at least (RFC 9309, 2.5); what is beyond is not read.
_BYTES = 500 << 10
_REDIRECTS = 5  # RFC 9309, 2.3.1.2
#: Seconds of a Crawl-delay that are honoured: a site that asks for more is asked as often as this.
_LONGEST_DELAY = 30.0
_NO_ROBOTS, _SERVER_ERROR = 400, 500


class Robots:
    """Asks each site once, and remembers its answer.

    A site without a robots.txt allows everything (any 4xx, but for 429, which is no answer); one
    whose robots.txt cannot be had allows nothing for now (RFC 9309, 2.3.1.3 and 2.3.1.4).
    """

    def __init__(self, client: Client, turns: Turns) -> None:
        self._client = client
        self._turns = turns
        self._rules: dict[str, Protego | None] = {}

    def delay(self, url: httpx.URL) -> float:
        """Seconds that the site asks to wait between requests.

        Raises:
            DocumentError: `fetch.robots` where it asks not to fetch the URL.
        """
        rules = self._of(url)
        name = self._client.user_agent.partition("/")[0]
        if rules is None:
            raise DocumentError("fetch.robots", "robots.txt cannot be had")
        if not rules.can_fetch(str(url), name):
            raise DocumentError("fetch.robots", "robots.txt asks not to")
        return min(float(rules.crawl_delay(name) or 0.0), _LONGEST_DELAY)

    def _of(self, url: httpx.URL) -> Protego | None:
        site = str(url.copy_with(raw_path=b"/robots.txt"))
        if site not in self._rules:
            self._rules[site] = self._asked(site)
        return self._rules[site]

    def _asked(self, site: str) -> Protego | None:
        sink = io.BytesIO()
        try:
            status = self._client.get(
                site, sink, _BYTES, lambda url: self._turns.of(place(url)[0]), redirects=_REDIRECTS
            ).status
        except DocumentError as error:
            if error.code != "read.too_large":
                return None
            status = httpx.codes.OK
        if status == httpx.codes.OK:
            return Protego.parse(_text(sink, self._client.limits))
        missing = _NO_ROBOTS <= status < _SERVER_ERROR
        return Protego.parse("") if missing and status != httpx.codes.TOO_MANY_REQUESTS else None


def _text(sink: BinaryIO, limits: Limits) -> str:
    sink.seek(0)
    data = bytearray()
    with suppress(DocumentError), inflated(sink, limits) as (stream, _):
        while len(data) < _BYTES and (chunk := stream.read(1 << 16)):
            data += chunk
    return data.decode("utf-8-sig", "replace")
