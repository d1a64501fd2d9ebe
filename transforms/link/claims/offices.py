"""Offices in which two statements differ about one person."""

from transforms.link.claims.alignment import Difference, aligned
from transforms.link.claims.statement import Statement

#: Two statements that share less than this of their other terms speak of two things.
_SHARE, _LARGER = 0.4, 0.6
_LEAST = 2.5


def differing_posts(one: Statement, other: Statement) -> Difference | None:
    """The offices in which they differ about one person whom both name."""
    if not one.posts or not other.posts:
        return None
    theirs = dict(other.posts)
    for name, post in one.posts:
        rival = theirs.get(name)
        if rival is None or not post.excludes(rival):
            continue
        alike = aligned(one, other, post.stems | rival.stems)
        if alike.is_of_one_thing(_SHARE, _LARGER, _LEAST):
            return Difference("office", (post.span,), (rival.span,), alike.smaller)
    return None
