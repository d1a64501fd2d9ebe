"""Revisits: records of an archive that say that a page was found as it had been before."""

import re
from collections import OrderedDict
from collections.abc import Iterable

from transforms.read.archive import Head
from transforms.read.http_message import response_of

# An original and its revisits lie near each other in an archive, days apart at most.
_HELD_BYTES = 32_000_000
_LENGTH = re.compile(rb"^content-length[ \t]*:[^\r\n]*", re.IGNORECASE | re.MULTILINE)


class Originals:
    """The pages of an archive that later records may refer to; the oldest are dropped first."""

    def __init__(self) -> None:
        self._held: OrderedDict[int, tuple[bytes, tuple[str, ...]]] = OrderedDict()
        self._offsets: dict[str, int] = {}
        self._bytes = 0

    def keep(self, head: Head, record: bytes) -> None:
        """Remembers a record that is an article."""
        block, names = record[len(head.data) :], _own_names(head)
        if response_of(block) is None:
            return  # revisits are of responses
        self._held[head.offset] = block, names
        self._offsets.update(dict.fromkeys(names, head.offset))
        self._bytes += len(block)
        while self._bytes > _HELD_BYTES:
            offset, (block, names) = self._held.popitem(last=False)
            self._bytes -= len(block)
            for name in names:
                if self._offsets.get(name) == offset:
                    del self._offsets[name]

    def record(self, revisit: Head) -> bytes | None:
        """The record as it would be if the page had been stored again; None without original."""
        for name in _referred(revisit):
            if (offset := self._offsets.get(name)) is not None:
                block, _ = self._held[offset]
                return (
                    _LENGTH.sub(b"Content-Length: %d" % len(block), revisit.data, count=1) + block
                )
        return None


def _own_names(head: Head) -> tuple[str, ...]:
    names = ("warc-record-id", "warc-payload-digest", "warc-target-uri")
    return tuple(filter(None, map(head.fields.get, names)))


def _referred(revisit: Head) -> Iterable[str]:
    names = ["warc-refers-to", "warc-payload-digest"]
    if "server-not-modified" in revisit.fields.get("warc-profile", ""):
        # Without a digest: the page that was there before at the same address.
        names += ["warc-refers-to-target-uri", "warc-target-uri"]
    return filter(None, map(revisit.fields.get, names))
