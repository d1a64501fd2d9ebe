"""When a host may be asked: one request at a time, with a pause after each."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

#: What is believed of a Retry-After: of a server's clock or care one knows too little for more.
_LONGEST = timedelta(days=1)


@dataclass
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0


class Turns:
    """Gives turns to threads that want to ask hosts.

    Args:
        delay: Seconds between the end of a request and the next one to the same host.
    """

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}

    @contextmanager
    def of(self, host: str, delay: float = 0.0) -> Iterator[None]:
        """A turn with a host, which may ask for a longer delay. Turns must not be nested."""
        with self._lock:
            state = self._hosts.setdefault(host, _Host())
        with state.lock:
            time.sleep(max(0.0, state.free_at - time.monotonic()))
            try:
                yield
            finally:
                state.free_at = time.monotonic() + max(self._delay, delay)


def retry_time(header: str | None, now: datetime) -> datetime | None:
    """The time that a Retry-After names (RFC 9110, 10.2.3), a day ahead at most; None without."""
    value = (header or "").strip()
    if value.isascii() and value.isdigit():
        return now + min(timedelta(seconds=min(int(value[:9]), 10**8)), _LONGEST)
    try:
        stated = parsedate_to_datetime(value)
        at = stated.replace(tzinfo=UTC) if stated.tzinfo is None else stated.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return min(max(at, now), now + _LONGEST)
