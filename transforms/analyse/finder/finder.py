"""The finder: reads an article's words and puts attributions together.

The encoder tags words as content, cue or source and says which links to which. Contents that link
to one cue are one attribution (a quotation split around its cue, or going on in the next
paragraph). An annotator marks the outermost attribution only; those inside a content are found by
reading the contents once more, as texts of their own.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import srsly
from spacy.tokens import Doc

from transforms.analyse.attributions import Attribution, Kind, Span
from transforms.analyse.finder.encoder import Encoded, Encoder, Link
from transforms.analyse.finder.tags import Chunk, Floats, Role, best_chunks, tag
from transforms.analyse.quotations import find_quotations
from transforms.analyse.sentences import find_sentences
from transforms.analyse.words import BREAK, Quoting, Word, find_words, quoting, unquoted

#: Content this far inside quotation marks is direct: "he" in `“I,” he said, “am.”` may slip in.
_DIRECT_SHARE = 0.9
#: The content names its source, and the cue none: log of a half.
_LIKELIER_THAN_NOT = -0.7
#: How much less likely a content's second cue may be than its first, to spare it from being empty.
_MOST_LOST = 1.5
#: Words between two contents that are one.
_FEW = 3
_POINTS = frozenset(",.?!…")
#: The files of a model.
MODEL, VOCABULARY = "attribution.onnx", "vocabulary.txt"


@dataclass(frozen=True)
class _Found:
    """One attribution in words: chunks of content, cue, source."""

    content: tuple[Chunk, ...]
    cue: Chunk | None
    source: Chunk | None
    score: float


class LearnedFinder:
    """Finds attributions with the encoder.

    Args:
        model: The ONNX model.
        vocabulary: Its pieces, one a line.
        settings: In place of some of those stored with the model.
    """

    def __init__(
        self, model: bytes, vocabulary: str, settings: Mapping[str, str] | None = None
    ) -> None:
        self._bytes, self._vocabulary = model, vocabulary
        self._encoder = Encoder(model, vocabulary.splitlines())
        settings = {**self._encoder.settings, **(settings or {})}
        #: Name and version, as it stands in claims.model.
        self.model = settings["name"]
        self._outside = float(settings["outside"])
        self._least = float(settings["least"])
        self._least_nested = float(settings["least_nested"])
        self._cues = frozenset(settings["cues"].split())

    @classmethod
    def shipped(cls) -> "LearnedFinder":
        """The finder with the model of this package."""
        return cls.from_folder(Path(str(files(__package__))))

    @classmethod
    def from_folder(
        cls, folder: Path, settings: Mapping[str, str] | None = None
    ) -> "LearnedFinder":
        """The finder with the model and vocabulary of a folder."""
        vocabulary = (folder / VOCABULARY).read_text("utf-8")
        return cls((folder / MODEL).read_bytes(), vocabulary, settings)

    def to_bytes(self) -> bytes:
        """The model and its vocabulary."""
        kept = {"model": self._bytes, "vocabulary": self._vocabulary}
        return bytes(srsly.msgpack_dumps(kept))

    @classmethod
    def from_bytes(cls, data: bytes) -> "LearnedFinder":
        """What `to_bytes` gave."""
        kept: Any = srsly.msgpack_loads(data)
        return cls(kept["model"], kept["vocabulary"])

    def find_attributions(self, doc: Doc) -> Sequence[Attribution]:
        """Every attribution of the article, ordered by the start of its content.

        An attribution that stands inside the content of another follows it.
        """
        return self.in_text(doc.text)

    def in_text(self, text: str, nested: bool = True) -> list[Attribution]:
        """The same of a text, without spaCy; those inside contents only where `nested`."""
        words = find_words(text, find_quotations(text))
        sentences = {sentence.start for sentence in find_sentences(text)}
        outer = list(self._find(words, sentences))
        found = [_attribution(one, words) for one in outer]
        if nested:
            found.extend(self._nested(outer, words, sentences))
        return sorted(found, key=lambda one: (one.content, -len(one.cue)))

    def _find(self, words: Sequence[Word], sentences: Set[int]) -> Iterator[_Found]:
        """Attributions; `sentences` are the code points where sentences start."""
        if not words:
            return
        encoded = self._encoder.encode(words)
        chunks: dict[Role, list[Chunk]] = defaultdict(list)
        for whole in best_chunks(encoded.tags, self._outside):
            for part in _parted(whole, words, sentences):
                chunk = _mended(part, words, sentences)
                if chunk.role is not Role.CONTENT or _says_something(words, chunk):
                    chunks[chunk.role].append(chunk)
        for found in _joined(encoded, chunks, words, sentences):
            if found.score >= self._least and (found.cue or found.source):
                yield found

    def _nested(
        self, outer: Sequence[_Found], words: Sequence[Word], sentences: Set[int]
    ) -> Iterator[Attribution]:
        """Attributions within the contents, which are read as paragraphs of one text."""
        inner: list[Word] = []
        origins: list[tuple[int, int]] = []  # of each inner word: which content, which chunk of it
        for index, one in enumerate(outer):
            parts = [unquoted(words[chunk.start : chunk.end]) for chunk in one.content]
            if self._cues.isdisjoint(word.form for part in parts for word in part):
                continue  # nothing in it says that somebody says something
            for number, part in enumerate(parts):
                inner.extend(part)
                origins.extend([(index, number)] * len(part))
            inner.append(inner[-1]._replace(start=inner[-1].end, form=BREAK))
            origins.append((-1, 0))
        for one in self._find(inner[:-1], sentences):
            chunks = [*one.content, one.cue, one.source]
            contents = {
                origins[i][0] for chunk in chunks if chunk for i in range(chunk.start, chunk.end)
            }
            whole = one.cue is not None and one.source is not None and len(contents) == 1
            if whole and one.score >= self._least_nested:
                yield _attribution(one, inner, origins)


def _joined(
    encoded: Encoded,
    chunks: dict[Role, list[Chunk]],
    words: Sequence[Word],
    sentences: Set[int],
) -> Iterator[_Found]:
    """Attributions: contents by the cue they point to, with the source it points to."""
    contents, cues, sources = chunks[Role.CONTENT], chunks[Role.CUE], chunks[Role.SOURCE]
    cue_spans = [chunk[1:] for chunk in cues]
    source_spans = [chunk[1:] for chunk in sources]
    to_cues = [encoded.links(Link.CONTENT_TO_CUE, *c[1:], cue_spans) for c in contents]
    to_sources = [encoded.links(Link.CONTENT_TO_SOURCE, *c[1:], source_spans) for c in contents]
    of_cue: dict[int, list[int]] = defaultdict(list)
    for i, cue in enumerate(_assigned(to_cues, len(cues))):
        if cue is not None:
            of_cue[cue].append(i)
            continue
        surety = _surety(encoded, contents[i]) * float(np.exp(to_sources[i].max()))
        yield _Found((contents[i],), None, _likeliest(sources, to_sources[i]), surety)
    for cue, every in of_cue.items():
        first = max(every, key=lambda i: to_cues[i][cue + 1])
        of = [i for i in every if i == first or _goes_on(contents[i], cues[cue], words, sentences)]
        of = _one_a_side(of, contents, cues[cue], words)
        told = encoded.links(Link.CUE_TO_SOURCE, *cues[cue][1:], source_spans)
        source = _likeliest(sources, told)
        if source is None and to_sources[of[0]].max() > _LIKELIER_THAN_NOT:
            source = _likeliest(sources, to_sources[of[0]])  # against the cue's word
        surety = max(_surety(encoded, contents[i]) * np.exp(to_cues[i][cue + 1]) for i in of)
        score = float(surety) * _surety(encoded, cues[cue])
        yield _Found(tuple(contents[i] for i in of), cues[cue], source, score)


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


def _goes_on(content: Chunk, cue: Chunk, words: Sequence[Word], sentences: Set[int]) -> bool:
    """Whether a further content may be the cue's: what is not quoted ends with the sentence."""
    if _in_quotes(content, words):
        return True
    between = words[min(content.end, cue.end) : max(content.start, cue.start) + 1]
    return not any(word.form == BREAK or word.start in sentences for word in between)


def _one_a_side(
    of: Sequence[int], contents: Sequence[Chunk], cue: Chunk, words: Sequence[Word]
) -> list[int]:
    """Of contents that are not quoted one before the cue and one behind it: what it says is one.

    But for a word or two between them: `blamed the banks | on Tuesday | for their losses`. And none
    behind it where a quotation stands before it: `“You winning?” she said, but he had gone`.
    """
    kept: list[int] = []
    last: dict[bool, Chunk] = {}

    def nearness(i: int) -> tuple[bool, int]:
        return contents[i].start > cue.start, abs(contents[i].start - cue.start)

    for i in sorted(of, key=nearness):
        content = contents[i]
        before = content.start < cue.start
        if _in_quotes(content, words):
            kept.append(i)
            if before:
                last.setdefault(False, content)
        elif before not in last or _almost_one(last[before], content, words):
            last[before] = content
            kept.append(i)
    return sorted(kept)


def _almost_one(one: Chunk, other: Chunk, words: Sequence[Word]) -> bool:
    """Whether no more than a few words stand between two contents, and no mark."""
    between = words[min(one.end, other.end) : max(one.start, other.start)]
    return len(between) <= _FEW and all(word.form[0].isalnum() for word in between)


def _parted(chunk: Chunk, words: Sequence[Word], sentences: Set[int]) -> Iterator[Chunk]:
    """A source or cue that reaches over the end of a sentence is two."""
    role, start, end = chunk
    seams = [i for i in range(start + 1, end) if words[i].start in sentences]
    if role is Role.CONTENT:
        seams.clear()
    for first, last in pairwise([start, *seams, end]):
        yield Chunk(role, first, last)


def _surety(encoded: Encoded, chunk: Chunk) -> float:
    """The mean probability that the chunk's words have its role."""
    first = tag(chunk.role, "B")
    shares = np.exp(encoded.tags[chunk.start : chunk.end, first : first + 4]).sum(axis=1)
    return float(shares.mean())


def _mended(chunk: Chunk, words: Sequence[Word], sentences: Set[int]) -> Chunk:
    """The chunk with its quotation marks, and without a break, comma or full stop that dangles."""
    role, start, end = chunk
    while end - start > 1 and words[start].form == BREAK:
        start += 1
    while end - start > 1 and words[end - 1].form == BREAK:
        end -= 1
    if role is Role.CONTENT:
        if start and words[start - 1].form == '"' and _is_quoted(words[start]):
            start -= quoting(words[start - 1]) is Quoting.OPENING
        after = end
        while after < len(words) and words[after].form in _POINTS and _is_quoted(words[after]):
            after += 1
        if after < len(words) and quoting(words[after]) is Quoting.CLOSING:
            end = after + 1
    while end - start > 1 and _dangles(words, start, end, role, sentences):
        end -= 1
    return Chunk(role, start, end)


def _dangles(words: Sequence[Word], start: int, end: int, role: Role, sentences: Set[int]) -> bool:
    """Whether the last word is a mark that belongs to the sentence, not to the chunk."""
    last = words[end - 1]
    if _is_quoted(last):
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


def _attribution(
    found: _Found, words: Sequence[Word], origins: Sequence[object] | None = None
) -> Attribution:
    """The attribution in code points; a chunk is parted where words of two origins meet."""

    def spans(*chunks: Chunk | None) -> tuple[Span, ...]:
        parts: list[Span] = []
        for _, start, end in filter(None, chunks):
            seams = [i for i in range(start + 1, end) if origins and origins[i] != origins[i - 1]]
            for first, last in pairwise([start, *seams, end]):
                parts.append(Span(words[first].start, words[last - 1].end))
        return tuple(parts)

    return Attribution(
        _kind([word for chunk in found.content for word in words[chunk.start : chunk.end]]),
        spans(*found.content),
        spans(found.cue),
        spans(found.source),
        round(found.score, 2),
    )


def _kind(content: Sequence[Word]) -> Kind:
    inside = [_is_quoted(word) for word in content if word.form[0].isalnum()]
    if not any(inside):
        return "indirect"
    return "direct" if sum(inside) >= _DIRECT_SHARE * len(inside) else "mixed"


def _says_something(words: Sequence[Word], content: Chunk) -> bool:
    return any(word.form[0].isalnum() for word in words[content.start : content.end])


def _in_quotes(chunk: Chunk, words: Sequence[Word]) -> bool:
    """Whether it begins or ends as a quotation."""
    return _is_quoted(words[chunk.start]) or _is_quoted(words[chunk.end - 1])


def _is_quoted(word: Word) -> bool:
    """Whether it is a quotation mark or stands between two."""
    return quoting(word) is not Quoting.OUTSIDE
