"""One request over HTTP: guarded, limited, and without memory of others.

No cookies, no credentials, no proxies, a connection for each request. Bodies come as they are
sent: what is compressed is inflated where files are, under the same limits (`transforms.read`).
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from functools import cache
from typing import Any, BinaryIO

import httpcore
import httpx

from transforms.errors import DocumentError
from transforms.fetch.addresses import checked, is_public, place, resolve
from transforms.fetch.politeness import retry_time
from transforms.limits import Limits

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 2  # to https, and to where an article has moved: more is mostly advertising
_MOST_ADDRESSES = 3  # of one host, that are tried in turn: each may take the time to connect
#: Of what is sent though it was not asked for, what the reading of files inflates.
_ENCODINGS = {"", "identity", "gzip", "x-gzip", "zstd"}
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, "
    "application/xhtml+xml;q=0.9, */*;q=0.8"
)


@dataclass(frozen=True)
class Validators:
    """What an earlier answer is known by (RFC 9110, 8.8), as its server wrote it."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[bytes | str, bytes | str]:
        """The conditions of a request for news only."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        # Others than ASCII no client can send: the answer comes whole then.
        return {name: value for name, value in asked.items() if value and value.isascii()}


@dataclass(frozen=True)
class Answer:
    """What a server answered.

    Attributes:
        url: The address that answered, after redirects.
        status: HTTP's status code.
        retrieved_at: When, aware, in UTC.
        size: Bytes of the body as they came; of an answer other than 200 it is not read.
        charset: The encoding that the server states.
        validators: To ask again with.
        retry_at: When it may be asked again, where it says so.
    """

    url: str
    status: int
    retrieved_at: datetime
    size: int = 0
    charset: str | None = None
    validators: Validators = Validators()
    retry_at: datetime | None = None


#: Called with each URL before it is asked for: holds back until that is polite, or refuses.
Turn = Callable[[httpx.URL], Any]


@dataclass(frozen=True)
class Client:
    """Asks servers.

    Attributes:
        user_agent: What it calls itself.
        limits: What an answer may cost.
        allowed: Hosts and ports whose addresses need not be public.
        resolve: The addresses of a host.
        network: What connects to an address.
    """

    user_agent: str
    limits: Limits = field(default_factory=Limits)
    allowed: frozenset[tuple[str, int]] = frozenset()
    resolve: Callable[[str, int], Sequence[str]] = resolve
    network: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)

    def get(
        self,
        url: str,
        sink: BinaryIO,
        most: int,
        turn: Turn,
        validators: Validators = Validators(),
        redirects: int = _MOST_REDIRECTS,
    ) -> Answer:
        """Asks for a URL, and where it leads.

        Args:
            url: The address.
            sink: Where the body of a 200 goes.
            most: How many bytes it may have.
            turn: A context for each request, entered before it.
            validators: Of the answer that is known already.
            redirects: How many to follow.

        Raises:
            DocumentError: `fetch.forbidden`, `fetch.failed`, `read.too_large`, or as `turn` does.
        """
        target = checked(url)
        for _ in range(redirects + 1):
            with turn(target):
                answer, location = self._ask(target, sink, most, validators)
            if location is None:
                return answer
            target = checked(_joined(target, location))
        raise DocumentError("fetch.forbidden", f"more than {redirects} redirects")

    def addresses(self, host: str, port: int) -> Sequence[str]:
        """Those of a host that may be connected to: all of them, or none.

        Raises:
            DocumentError: `fetch.forbidden`.
        """
        found = self.resolve(host, port)
        if (host, port) not in self.allowed and not all(map(is_public, found)):
            raise DocumentError("fetch.forbidden", f"{host} is no public address")
        return found[:_MOST_ADDRESSES]

    def _ask(
        self, url: httpx.URL, sink: BinaryIO, most: int, validators: Validators
    ) -> tuple[Answer, str | None]:
        headers: dict[bytes | str, bytes | str] = {
            "User-Agent": self.user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip",
            **validators.headers(),
        }
        try:
            with self._answered(url, headers) as response:
                told = httpx.Headers(response.headers)
                size = 0
                if response.status == httpx.codes.OK:
                    size = _poured(response, told.get("content-encoding", ""), sink, most)
                location = told.get("location") if response.status in _REDIRECTS else None
                return _answer(url, response.status, told, size), location
        except (httpcore.TimeoutException, TimeoutError) as error:
            raise DocumentError("fetch.failed", f"no answer in time: {error}") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise DocumentError("fetch.failed", f"{type(error).__name__}: {error}") from error

    @contextmanager
    def _answered(
        self, url: httpx.URL, headers: dict[bytes | str, bytes | str]
    ) -> Iterator[httpcore.Response]:
        host, port = place(url)
        timeouts = {"connect": self.limits.connect_seconds} | dict.fromkeys(
            ("read", "write", "pool"), self.limits.idle_seconds
        )
        with (
            httpcore.ConnectionPool(
                ssl_context=_tls(), network_backend=_Guarded(self, _Clock(self.limits))
            ) as pool,
            pool.stream(
                "GET",
                httpcore.URL(
                    scheme=url.raw_scheme, host=host.encode(), port=port, target=url.raw_path
                ),
                headers=headers,
                extensions={"timeout": timeouts},
            ) as response,
        ):
            yield response


@cache
def _tls() -> Any:
    return httpcore.default_ssl_context()


def _joined(url: httpx.URL, location: str) -> str:
    try:
        return str(url.join(location))
    except (httpx.InvalidURL, ValueError) as error:
        raise DocumentError("fetch.forbidden", f"a redirect to no URL: {error}") from error


def _poured(response: httpcore.Response, encoding: str, sink: BinaryIO, most: int) -> int:
    if encoding.strip().lower() not in _ENCODINGS:
        raise DocumentError("fetch.failed", f"sent as {encoding!r}, which was not asked for")
    size = 0
    for chunk in response.iter_stream():
        sink.write(chunk[: most - size])
        size += len(chunk)
        if size > most:
            raise DocumentError("read.too_large", f"more than {most:,} bytes")
    return size


def _answer(url: httpx.URL, status: int, told: httpx.Headers, size: int) -> Answer:
    now = datetime.now(UTC)
    kind = Message()
    kind["Content-Type"] = told.get("content-type", "")
    return Answer(
        url=str(url),
        status=status,
        retrieved_at=now,
        size=size,
        charset=_known(kind.get_content_charset()),
        validators=Validators(told.get("etag"), told.get("last-modified")),
        retry_at=retry_time(told.get("retry-after"), now),
    )


def _known(charset: str | None) -> str | None:
    try:
        "".encode(charset or "")
    except (LookupError, ValueError):
        return None
    return charset


class _Clock:
    """How long an answer may still take.

    A large file may take longer than `fetch_seconds`, one that comes in drops may not: every byte
    buys the time that it has at the slowest rate.
    """

    def __init__(self, limits: Limits) -> None:
        self._ends = time.monotonic() + limits.fetch_seconds
        self._rate = limits.fetch_rate
        self._buys = limits.fetch_bytes  # headers without end buy no time without end

    def count(self, size: int) -> None:
        """Takes down what has come."""
        bought = min(size, self._buys)
        self._buys -= bought
        self._ends += bought / self._rate

    def left(self, timeout: float | None) -> float:
        """The timeout, or less. Raises ReadTimeout where the time is over."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the answer takes too long")
        return left if timeout is None else min(left, timeout)


class _Guarded(httpcore.NetworkBackend):
    """Connects to the addresses that were checked, which no second look-up can change."""

    def __init__(self, client: Client, clock: _Clock) -> None:
        self._client = client
        self._clock = clock

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connects to the first of the host's addresses that takes it."""
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._client.addresses(host, port):
            try:
                stream = self._client.network.connect_tcp(
                    address, port, self._clock.left(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Timed(stream, self._clock)
        raise failure


class _Timed(httpcore.NetworkStream):
    """A connection whose every wait ends with the clock."""

    def __init__(self, stream: httpcore.NetworkStream, clock: _Clock) -> None:
        self._stream = stream
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Reads what has come."""
        data = self._stream.read(max_bytes, self._clock.left(timeout))
        self._clock.count(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Writes all of it."""
        self._stream.write(buffer, self._clock.left(timeout))

    def close(self) -> None:
        """Ends the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same under TLS, which verifies the name of the host."""
        left = self._clock.left(timeout)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, left), self._clock)

    def get_extra_info(self, info: str) -> Any:
        """As the connection says."""
        return self._stream.get_extra_info(info)
