"""Copies made of articles, and pairs that look like copies and are none."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from transforms.ids import stable_id
from transforms.link.stories.compare import compare
from transforms.link.stories.signature import Signature, sign

#: Said by agencies and outlets at the end of what they pass on.
_NOTICES = (
    "All rights reserved. This material may not be published, broadcast or redistributed.",
    "Follow us for the latest news and sign up for our newsletter.",
    "(Reporting by our staff; editing by the news desk)",
)
_NUMBER = re.compile(r"\d[\d.,]*")
#: Share of a text's numbers that the other lacks, from which a form was filled in anew.
_ANEW = 0.4

Record = Mapping[str, Any]


class Copy(NamedTuple):
    """What was made of an article.

    Attributes:
        kind: How.
        text: The body.
    """

    kind: str
    text: str


def copies(body: str, other: str, drawn: random.Random) -> Iterator[Copy]:
    """What republishing makes of a text; all get another headline.

    Args:
        body: The text.
        other: Another article's.
        drawn: Where edits fall.
    """
    sentences = re.split(r"(?<=[.!?])\s+", " ".join(body.split()))
    words = body.split()
    yield Copy("headline", body)
    yield Copy("cut to half", " ".join(sentences[: max(1, len(sentences) // 2)]))
    yield Copy("cut to a third", " ".join(sentences[: max(1, len(sentences) // 3)]))
    extra = re.split(r"(?<=[.!?])\s+", " ".join(other.split()))[:4]
    yield Copy("paragraph added", f"{body}\n\n{' '.join(extra)}")
    yield Copy("notice added", f"{body}\n\n{drawn.choice(_NOTICES)}")
    edited = [word for word in words if drawn.random() > 0.04]
    yield Copy("one word in 25 dropped", " ".join(edited))


def signature(name: str, title: str, text: str) -> Signature:
    """The signature of a text by itself; no names are told in it."""
    row: Any = dict.fromkeys(("published_at", "url", "canonical_url", "publisher", "run_id"))
    row |= {"article_id": stable_id(name), "revision": "", "language": "en"}
    row |= {"title": title, "text": text, "word_count": len(text.split())}
    return sign(row, [])


def is_copy(one: Signature, other: Signature) -> bool:
    """Whether the pair comes out as copies: found by a key, and compared."""
    if not set(one.keys) & set(other.keys):
        return False
    likeness = compare(one, other)
    return likeness is not None and likeness.relation == "copy"


def filled_anew(one: str, other: str) -> bool:
    """Whether two texts differ in many of their numbers, as no copies do."""
    mine, yours = (set(_NUMBER.findall(text)) for text in (one, other))
    fewer = min((mine, yours), key=len)
    return len(fewer) >= 3 and len(fewer - (yours if fewer is mine else mine)) / len(fewer) > _ANEW


def made(
    pool: Sequence[Record], originals: int, drawn: random.Random
) -> Iterator[tuple[str, Signature, Signature]]:
    """Pairs of an article and a copy of it, with how it was made."""
    for at, record in enumerate(pool[:originals]):
        original = signature(f"original {at}", record["title"], record["body"])
        for kind, text in copies(record["body"], drawn.choice(pool)["body"], drawn):
            title = drawn.choice(pool)["title"]
            yield kind, original, signature(f"{kind} {at}", title, text)
