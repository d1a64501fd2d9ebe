"""Ids: the same on every machine and in every run."""

from hashlib import blake2b


def stable_id(*parts: object) -> str:
    """32 hex characters of BLAKE2b-128 (RFC 7693) over the parts, each told from the next.

    Parts are hashed as the UTF-8 of their `str`, each behind its own length in bytes, so that
    ("ab", "c") and ("a", "bc") differ. Lone surrogates are hashed as they are ("surrogatepass").
    """
    digest = blake2b(digest_size=16)
    for part in parts:
        encoded = str(part).encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big"))
        digest.update(encoded)
    return digest.hexdigest()


def blocking_key(*parts: object) -> int:
    """A signed 64-bit number of BLAKE2b over the parts, the same on every machine."""
    text = "\0".join(map(str, parts))
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
