"""Attributions put together from chunks: contents by the cue they point to, with its source."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from transforms.analyse.finder.chunks import Chunks, is_quoted
from transforms.analyse.finder.encoder import Encoded, Link
from transforms.analyse.finder.tags import Chunk, Floats, Role, tag
from transforms.analyse.words import BREAK, Word

#: The content names its source, and the cue none: log of a half.
_LIKELIER_THAN_NOT = -0.7
#: How much less likely a content's second cue may be than its first, to spare it from being empty.
_MOST_LOST = 1.5
#: Words between two contents that are one.
_FEW = 3


@dataclass(frozen=True)
class Found:
    """One attribution in words: chunks of content, cue, source."""

    content: tuple[Chunk, ...]
    cue: Chunk | None
    source: Chunk | None
    score: float


def join(
    encoded: Encoded, chunks: Chunks, words: Sequence[Word], sentences: Set[int]
) -> Iterator[Found]:
    """The attributions of a text; `sentences` are the code points where sentences start."""
    contents, cues, sources = chunks[Role.CONTENT], chunks[Role.CUE], chunks[Role.SOURCE]
    cue_spans = [chunk[1:] for chunk in cues]
    source_spans = [chunk[1:] for chunk in sources]
    to_cues = [encoded.links(Link.CONTENT_TO_CUE, *c[1:], cue_spans) for c in contents]
    to_sources = [encoded.links(Link.CONTENT_TO_SOURCE, *c[1:], source_spans) for c in contents]
    number = _sentence_numbers(words, sentences)
    of_cue: dict[int, list[int]] = defaultdict(list)
    for i, cue in enumerate(_assigned(to_cues, len(cues))):
        if cue is not None:
            of_cue[cue].append(i)
            continue
        surety = _surety(encoded, contents[i]) * float(np.exp(to_sources[i].max()))
        yield Found((contents[i],), None, _likeliest(sources, to_sources[i]), surety)
    for cue, every in of_cue.items():
        first = max(every, key=lambda i: to_cues[i][cue + 1])
        of = [i for i in every if i == first or _goes_on(contents[i], cues[cue], words, number)]
        of = one_a_side(of, contents, cues[cue], words)
        told = encoded.links(Link.CUE_TO_SOURCE, *cues[cue][1:], source_spans)
        beside = [number[s.start] == number[cues[cue].start] for s in sources]
        source = _source(sources, beside, told, to_sources[of[0]])
        surety = max(_surety(encoded, contents[i]) * np.exp(to_cues[i][cue + 1]) for i in of)
        score = float(surety) * _surety(encoded, cues[cue])
        yield Found(tuple(contents[i] for i in of), cues[cue], source, score)


def _sentence_numbers(words: Sequence[Word], sentences: Set[int]) -> list[int]:
    """Of each word its sentence's, which ends with its paragraph at the latest."""
    return list(accumulate(word.form == BREAK or word.start in sentences for word in words))


def _source(
    sources: Sequence[Chunk], beside: Sequence[bool], by_cue: Floats, by_content: Floats
) -> Chunk | None:
    """Whom the cue points to, else the content if it is sure: a source beside the cue, or none.

    Hardly any source (0.2 % of PolNeAR's) stands in another sentence than its cue.
    """
    possible = [True, *beside]
    by_cue, by_content = (np.where(possible, by, -np.inf) for by in (by_cue, by_content))
    source = _likeliest(sources, by_cue)
    if source is None and by_content.max() > _LIKELIER_THAN_NOT:
        return _likeliest(sources, by_content)
    return source


def _likeliest(chunks: Sequence[Chunk], scores: Floats) -> Chunk | None:
    """What `Encoded.links` points to with these scores."""
    best = int(scores.argmax())
    return chunks[best - 1] if best else None


def _assigned(to_cues: Sequence[Floats], cues: int) -> list[int | None]:
    """The cue of each content: the likeliest, but a cue without any may get one of a neighbour's.

    Every cue has a content. In `“Stay,” said Lee. “Go,” said Day.` the second may look like more
    of what Lee said, if it is asked alone.
    """
    chosen = [int(scores.argmax()) for scores in to_cues]
    held = Counter(chosen)
    for cue in range(1, cues + 1):
        if held[cue]:
            continue
        losses = {
            i: float(scores[chosen[i]] - scores[cue])
            for i, scores in enumerate(to_cues)
            if chosen[i] and held[chosen[i]] > 1
        }
        least = min(losses, key=lambda i: losses[i], default=None)
        if least is not None and losses[least] < _MOST_LOST:
            held[chosen[least]] -= 1
            held[cue] += 1
            chosen[least] = cue
    return [cue - 1 if cue else None for cue in chosen]


def _goes_on(content: Chunk, cue: Chunk, words: Sequence[Word], number: Sequence[int]) -> bool:
    """Whether a further content may be the cue's: what is not quoted ends with the sentence."""
    together = number[min(content.end, cue.end) - 1] == number[max(content.start, cue.start)]
    return together or _in_quotes(content, words)


def one_a_side(
    of: Sequence[int], contents: Sequence[Chunk], cue: Chunk, words: Sequence[Word]
) -> list[int]:
    """Of contents that are not quoted one before the cue and one behind it: what it says is one.

    But for a word or two between them: `blamed the banks | on Tuesday | for their losses`. And none
    behind it where a quotation stands before it: `“You winning?” she said, but he had gone`.
    """
    kept: list[int] = []
    nearest: dict[bool, Chunk | None] = {}  # before the cue (True) and behind it; None: nothing may

    def nearness(i: int) -> tuple[bool, int]:
        return contents[i].start > cue.start, abs(contents[i].start - cue.start)

    for i in sorted(of, key=nearness):
        content = contents[i]
        before = content.start < cue.start
        if _in_quotes(content, words):
            kept.append(i)
            if before:
                nearest.setdefault(False, None)
        elif before not in nearest or _almost_one(nearest[before], content, words):
            nearest[before] = content
            kept.append(i)
    return sorted(kept)


def _almost_one(one: Chunk | None, other: Chunk, words: Sequence[Word]) -> bool:
    """Whether no more than a few words stand between two contents, and no mark."""
    if one is None:
        return False
    between = words[min(one.end, other.end) : max(one.start, other.start)]
    return len(between) <= _FEW and all(word.form[0].isalnum() for word in between)


def _surety(encoded: Encoded, chunk: Chunk) -> float:
    """The mean probability that the chunk's words have its role."""
    first = tag(chunk.role, "B")
    shares = np.exp(encoded.tags[chunk.start : chunk.end, first : first + 4]).sum(axis=1)
    return float(shares.mean())


def _in_quotes(chunk: Chunk, words: Sequence[Word]) -> bool:
    """Whether it begins or ends as a quotation."""
    return is_quoted(words[chunk.start]) or is_quoted(words[chunk.end - 1])
