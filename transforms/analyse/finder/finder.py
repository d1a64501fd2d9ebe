"""The finder: reads an article's words, puts attributions together, and finds names.

The encoder tags words as content, cue or source and says which links to which. Contents that link
to one cue are one attribution (a quotation split around its cue, or going on in the next
paragraph). An annotator marks the outermost attribution only; those inside a content are found by
reading the contents once more, as texts of their own.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import srsly

from transforms.analyse.attributions import Attribution, Kind, Span
from transforms.analyse.finder.chunks import find_chunks, is_quoted
from transforms.analyse.finder.encoder import Encoded, Encoder
from transforms.analyse.finder.linking import Found, join
from transforms.analyse.finder.naming import as_named, find_names
from transforms.analyse.finder.tags import Chunk
from transforms.analyse.findings import Findings
from transforms.analyse.quotations import find_quotations
from transforms.analyse.sentences import find_sentences
from transforms.analyse.words import BREAK, Word, find_words, unquoted

#: Content this far inside quotation marks is direct: "he" in `“I,” he said, “am.”` may slip in.
_DIRECT_SHARE = 0.9
#: The files of a model.
MODEL, VOCABULARY = "attribution.onnx", "vocabulary.txt"


class LearnedFinder:
    """Finds attributions and names with the encoder.

    Args:
        model: The ONNX model.
        vocabulary: Its pieces, one a line.
        settings: In place of some of those stored with the model.
    """

    def __init__(
        self, model: bytes, vocabulary: str, settings: Mapping[str, str] | None = None
    ) -> None:
        self._bytes, self._vocabulary = model, vocabulary
        #: Reads the words; the finder makes attributions and names of what it says.
        self.encoder = Encoder(model, vocabulary.splitlines())
        settings = {**self.encoder.settings, **(settings or {})}
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

    def read(self, text: str, nested: bool = True) -> Findings:
        """Every attribution of a text, ordered by the start of its content, and every name.

        An attribution that stands inside the content of another follows it; there are such ones
        only where `nested`.
        """
        words = find_words(text, find_quotations(text))
        if not words:
            return Findings(())
        sentences = {sentence.start for sentence in find_sentences(text)}
        encoded = self.encoder.encode(words)
        outer = list(self._find(encoded, words, sentences))
        found = [_attribution(one, words) for one in outer]
        if nested:
            found.extend(self._nested(outer, words, sentences))
        return Findings(
            sorted(found, key=lambda one: (one.content, -len(one.cue))),
            [as_named(name, words) for name in find_names(encoded, words, sentences)],
        )

    def _find(
        self, encoded: Encoded, words: Sequence[Word], sentences: Set[int]
    ) -> Iterator[Found]:
        """Attributions; `sentences` are the code points where sentences start."""
        chunks = find_chunks(encoded.tags, words, sentences, self._outside)
        for found in join(encoded, chunks, words, sentences):
            if found.score >= self._least and (found.cue or found.source):
                yield found

    def _nested(
        self, outer: Sequence[Found], words: Sequence[Word], sentences: Set[int]
    ) -> Iterator[Attribution]:
        """Attributions within the contents, which are read as paragraphs of one text."""
        inner: list[Word] = []
        origins: list[tuple[int, int]] = []  # of each inner word: which content, which chunk of it
        for index, one in enumerate(outer):
            parts = [words[chunk.start : chunk.end] for chunk in one.content]
            if self._cues.isdisjoint(word.form for part in parts for word in part):
                continue  # nothing in it says that somebody says something
            for number, part in enumerate(map(unquoted, parts)):
                inner.extend(part)
                origins.extend([(index, number)] * len(part))
            inner.append(inner[-1]._replace(start=inner[-1].end, form=BREAK))
            origins.append((-1, 0))
        if not inner:
            return
        inner.pop()
        for one in self._find(self.encoder.encode(inner), inner, sentences):
            chunks = [*one.content, one.cue, one.source]
            contents = {
                origins[i][0] for chunk in chunks if chunk for i in range(chunk.start, chunk.end)
            }
            whole = one.cue is not None and one.source is not None and len(contents) == 1
            if whole and one.score >= self._least_nested:
                yield _attribution(one, inner, origins)


def _attribution(
    found: Found, words: Sequence[Word], origins: Sequence[object] | None = None
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
    inside = [is_quoted(word) for word in content if word.form[0].isalnum()]
    if not any(inside):
        return "indirect"
    return "direct" if sum(inside) >= _DIRECT_SHARE * len(inside) else "mixed"
