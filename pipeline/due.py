"""What of the inputs of a watch is to be read now, told from what is committed of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from schemas.rows import InputsRow
from transforms.errors import TRANSIENT
from transforms.looks import Committed
from transforms.read import Found, MatchedFile

#: Seconds that an input which fails again and again is left alone at most, unless its server asks
#: for more: a feed that is back is read within the hour.
_LONGEST = 3600.0

#: How programs name what they have not written to its end.
_UNFINISHED = (".part", ".tmp", ".crdownload", "~")

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Pace:
    """How a watch goes about it.

    Attributes:
        every: Seconds between two looks.
        settle: Seconds for which a file that is read has not changed.
        batch: Files that one run reads at most.
        rounds: Looks until it ends; None for no end.
    """

    every: float = 60.0
    settle: float = 2.0
    batch: int = 1000
    rounds: int | None = None


@dataclass
class Settling:
    """Which files are no longer being written, told from one look to the next."""

    settle: float
    _seen: dict[str, MatchedFile] = field(default_factory=dict)

    def settled(self, files: Iterable[MatchedFile], now: datetime) -> list[MatchedFile]:
        """Those that stayed as they were since the last look or, new to it, for long enough."""
        before, self._seen = self._seen, {each.path: each for each in files}
        return [
            each
            for path, each in self._seen.items()
            if self._is_settled(each, before.get(path), now)
        ]

    def _is_settled(self, file: MatchedFile, before: MatchedFile | None, now: datetime) -> bool:
        if before is not None:
            return file == before
        still = now - file.modified_at if file.modified_at else timedelta()
        return still >= timedelta(seconds=self.settle)


def is_unfinished(file: MatchedFile) -> bool:
    """Whether it is named as a file that is still being written, or as a hidden one."""
    name = file.uri.rpartition("/")[2]
    return name.startswith(".") or name.lower().endswith(_UNFINISHED)


def is_due(
    found: Found, row: InputsRow | None, asked: datetime, now: datetime, every: float
) -> bool:
    """Whether an input is to be read: a file that changed, an address whose time has come.

    What failed in a way that may come good is tried again after `every`, then after twice as long
    each time.

    Args:
        found: The input.
        row: What is committed of it.
        asked: When this watch last tried it.
        now: The present.
        every: Seconds between two looks.
    """
    failures, retry_at = 0, _LONG_AGO
    if isinstance(found, MatchedFile):
        if row is None or (row["size"], row["modified_at"]) != (found.size, found.modified_at):
            return True
        if row["code"] not in TRANSIENT:
            return False
    if row is not None:
        failures, retry_at = row["failures"], row["retry_at"] or _LONG_AGO
        asked = max(asked, row["looked_at"])
    doublings = min(max(failures - 1, 0), 20)
    wait = min(every * 2**doublings, max(_LONGEST, every))
    return now >= max(asked + timedelta(seconds=wait), retry_at)


class Due:
    """What is to be read, look by look."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._settling = Settling(pace.settle)
        self._asked: dict[str, datetime] = {}

    def batch(
        self, found: Sequence[Found], committed: Committed, now: datetime
    ) -> tuple[list[Found], float]:
        """What to read now, oldest first, and the seconds until the next look."""
        every, settle = self._pace.every, self._pace.settle
        due = [
            each
            for each in found
            if is_due(
                each, committed.get(each.uri), self._asked.get(each.uri, _LONG_AGO), now, every
            )
        ]
        files = [each for each in due if isinstance(each, MatchedFile) and not is_unfinished(each)]
        settled = sorted(self._settling.settled(files, now), key=_age)
        others = [each for each in due if not isinstance(each, MatchedFile)]
        self._asked |= {each.uri: now for each in others}
        batch: list[Found] = [*others, *settled[: self._pace.batch]]
        if len(settled) > self._pace.batch:
            return batch, 0.0
        return batch, min(settle, every) if len(settled) < len(files) else every


def _age(file: MatchedFile) -> tuple[datetime, str]:
    return file.modified_at or _LONG_AGO, file.uri
