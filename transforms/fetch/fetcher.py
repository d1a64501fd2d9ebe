"""What one run fetches with: its client, its turns with hosts, what their sites ask of robots."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import BinaryIO

import httpx

from transforms.errors import DocumentError
from transforms.fetch.addresses import place
from transforms.fetch.client import Answer, Client, Validators
from transforms.fetch.politeness import Turns
from transforms.fetch.robots import Robots
from transforms.limits import Limits

#: Seconds between two requests to a host.
HOST_DELAY = 1.0


@dataclass(frozen=True)
class Manners:
    """How a run fetches.

    Attributes:
        run_id: The run.
        user_agent: What it calls itself.
        host_delay: Seconds between two requests to a host.
        limits: What an answer may cost.
        allowed: Hosts and ports whose addresses need not be public.
    """

    run_id: str
    user_agent: str
    host_delay: float = HOST_DELAY
    limits: Limits = field(default_factory=Limits)
    allowed: frozenset[tuple[str, int]] = frozenset()


class Fetcher:
    """Fetches politely."""

    def __init__(self, client: Client, host_delay: float) -> None:
        self._client = client
        self._turns = Turns(host_delay)
        self._robots = Robots(client, self._turns)

    def named(self, url: str, sink: BinaryIO, validators: Validators) -> Answer:
        """An address that a person named: robots.txt is for those who find their way themselves.

        Raises:
            DocumentError: As `Client.get`.
        """
        most = self._client.limits.fetch_bytes
        return self._client.get(url, sink, most, self._turn, validators)

    def linked(self, url: str, sink: BinaryIO, validators: Validators) -> Answer:
        """An address that a document links to.

        Raises:
            DocumentError: As `Client.get`, and `fetch.robots`.
        """
        most = self._client.limits.document_bytes
        return self._client.get(url, sink, most, self._robots_turn, validators)

    @contextmanager
    def _turn(self, url: httpx.URL) -> Iterator[None]:
        with self._turns.of(place(url)[0]):
            yield

    @contextmanager
    def _robots_turn(self, url: httpx.URL) -> Iterator[None]:
        delay = self._robots.delay(url)
        with self._turns.of(place(url)[0], delay):
            yield


@lru_cache(maxsize=1)  # a process serves one run
def fetcher_of(manners: Manners) -> Fetcher:
    """The fetcher of this process for a run."""
    client = Client(manners.user_agent, manners.limits, manners.allowed)
    return Fetcher(client, manners.host_delay)


def trouble(answer: Answer) -> DocumentError:
    """What an answer that brings nothing is called here."""
    return DocumentError("fetch.status", f"the server answers {answer.status}")
