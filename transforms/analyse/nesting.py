"""Attributions inside others: ‘Putin said so,’ a spokesman said."""

from collections.abc import Sequence

from transforms.analyse.attributions import Attribution, Span


def outer_of(attributions: Sequence[Attribution]) -> tuple[int | None, ...]:
    """For each attribution the index of the one whose content holds all of it.

    Of several it is the smallest; None where there is none.
    """
    outer: list[int | None] = [None] * len(attributions)
    hulls = [_hull(found.content) for found in attributions]
    open_: list[int] = []
    places = [(_hull(_all(found)).start, 1, i) for i, found in enumerate(attributions)]
    places += [(hull.start, 0, i) for i, hull in enumerate(hulls)]
    for start, is_inner, index in sorted(places):
        if not is_inner:
            open_.append(index)
            continue
        open_ = [other for other in open_ if hulls[other].end > start]
        holders = [other for other in open_ if _holds(attributions[other], attributions[index])]
        outer[index] = min(holders, key=lambda i: (_size(attributions[i]), i), default=None)
    return tuple(outer)


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether every span of the one lies in a span of the other's content, which is larger."""
    return _size(inner) < _size(outer) and all(
        any(span.start <= part.start and part.end <= span.end for span in outer.content)
        for part in _all(inner)
    )


def _all(found: Attribution) -> tuple[Span, ...]:
    return (*found.content, *found.cue, *found.source)


def _hull(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _size(found: Attribution) -> int:
    return sum(span.end - span.start for span in found.content)
