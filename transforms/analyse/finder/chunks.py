"""Chunks of words: what the tags say, mended where it cannot be what an annotator would mark."""

from collections.abc import Iterator, Sequence, Set

from transforms.analyse.finder.tags import Chunk, Floats, Role, best_chunks
from transforms.analyse.words import BREAK, Quoting, Word, quoting

Chunks = dict[Role, list[Chunk]]
_POINTS = frozenset(",.?!…")


def find_chunks(tags: Floats, words: Sequence[Word], sentences: Set[int], outside: float) -> Chunks:
    """The contents, cues and sources of a text, each in order.

    Args:
        tags: Log probability of each tag for each word, shape (words, 13).
        words: The words.
        sentences: The code points where sentences start.
        outside: Taken off the score of what is in no chunk (`best_chunks`).
    """
    chunks: Chunks = {role: [] for role in Role}
    for whole in best_chunks(tags, outside):
        for part in _parted(whole, words, sentences):
            chunk = _mended(part, words, sentences)
            before = chunks[chunk.role][-1:]
            if before and chunk.start < before[0].end:
                # The mark that opens it may be taken already.
                chunk = chunk._replace(start=before[0].end)
            if chunk.role is not Role.CONTENT or _says_something(words, chunk):
                chunks[chunk.role].append(chunk)
    return chunks


def is_quoted(word: Word) -> bool:
    """Whether it is a quotation mark or stands between two."""
    return quoting(word) is not Quoting.OUTSIDE


def _parted(chunk: Chunk, words: Sequence[Word], sentences: Set[int]) -> Iterator[Chunk]:
    """A source or cue that reaches over the end of a sentence is two.

    And what a source has in quotation marks behind a comma is content: `said Lee, “until we win”`.
    """
    role, start, end = chunk
    for i in range(start + 1, end):
        if role is Role.CONTENT:
            break
        said = role is Role.SOURCE and words[i - 1].form == "," and _opens(words[i])
        if said or words[i].start in sentences:
            yield Chunk(role, start, i)
            role, start = Role.CONTENT if said else role, i
    yield Chunk(role, start, end)


def _opens(word: Word) -> bool:
    return quoting(word) is Quoting.OPENING


def _mended(chunk: Chunk, words: Sequence[Word], sentences: Set[int]) -> Chunk:
    """The chunk with its quotation marks, and without a break, comma or full stop that dangles."""
    role, start, end = chunk
    while end - start > 1 and words[start].form == BREAK:
        start += 1
    while end - start > 1 and words[end - 1].form == BREAK:
        end -= 1
    if role is Role.CONTENT:
        if start and words[start - 1].form == '"' and is_quoted(words[start]):
            start -= quoting(words[start - 1]) is Quoting.OPENING
        after = end
        while after < len(words) and words[after].form in _POINTS and is_quoted(words[after]):
            after += 1
        if after < len(words) and quoting(words[after]) is Quoting.CLOSING:
            end = after + 1
    while end - start > 1 and _dangles(words, start, end, role, sentences):
        end -= 1
    return Chunk(role, start, end)


def _dangles(words: Sequence[Word], start: int, end: int, role: Role, sentences: Set[int]) -> bool:
    """Whether the last word is a mark that belongs to the sentence, not to the chunk."""
    last = words[end - 1]
    if is_quoted(last):
        return False
    if last.form == ".":
        after = words[end] if end < len(words) else None
        ends = after is None or after.form == BREAK or after.start in sentences
        return role is Role.SOURCE and ends
    if last.form == "," and role is Role.SOURCE:
        return not _is_paired(words, start, end)
    return last.form in (",", "—", ";") or (last.form == ":" and role is Role.CONTENT)


def _is_paired(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a comma opens what the last one closes: `Kerry, who lost in 2004,`."""
    return sum(word.form == "," for word in words[start:end]) % 2 == 0


def _says_something(words: Sequence[Word], content: Chunk) -> bool:
    return any(word.form[0].isalnum() for word in words[content.start : content.end])
