"""Limits on what one document may cost. Past one, a coded reject: never a silent cut."""

from dataclasses import dataclass

MB = 1_000_000


@dataclass(frozen=True)
class Limits:
    """Limits by default; see docs/architecture.md for the reasons.

    Attributes:
        document_bytes: Raw bytes of one document (a file of text, one line of JSON Lines).
        inflated_bytes: Bytes a compressed document may inflate to.
        inflation_ratio: Inflated bytes for each compressed byte, once past 1 MB.
        characters: Code points of one article's text.
        payload_bytes: Bytes of a refused document that are kept in rejects/*.avro; of a larger one
            the beginning is kept, the rest is still in the input.
        parse_seconds: Time to parse a document or normalise an article, and between two signs of
            progress in cutting a file into documents: bytes read, or a document.
        feed_seconds: The same for a feed.
        fetch_bytes: Bytes of an address that was named, which may be an archive; a page that a feed
            leads to may have `document_bytes`.
        connect_seconds: Time to connect to a server.
        idle_seconds: Time until a server sends something more.
        fetch_seconds: Time until the whole answer is there, and as much more as its bytes take at
            `fetch_rate`.
        fetch_rate: Bytes a second that a large file comes at, at least.
        memory_bytes: The ceiling of the process that does so.
    """

    document_bytes: int = 20 * MB
    inflated_bytes: int = 50 * MB
    inflation_ratio: int = 100
    characters: int = 200_000
    payload_bytes: int = 64 * MB
    parse_seconds: float = 30
    feed_seconds: float = 10
    memory_bytes: int = 2 << 30
    fetch_bytes: int = 2000 * MB  # a WARC file of a web archive is about 1 GB by custom
    connect_seconds: float = 10
    idle_seconds: float = 20
    fetch_seconds: float = 60
    fetch_rate: float = 100_000
