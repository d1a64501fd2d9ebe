"""What the tags say, mended: roles of [words], what becomes of them."""

import numpy as np
import pytest

from transforms.analyse.finder.chunks import find_chunks
from transforms.analyse.finder.tags import TAGS, Role, tag
from transforms.analyse.quotations import find_quotations
from transforms.analyse.sentences import find_sentences
from transforms.analyse.words import find_words

#: text, what is tagged as a source, the chunks that come of it
SOURCES = [
    ("“Yes,” said Ann Lee of Leeds.", "Ann Lee of Leeds.", [("SOURCE", "Ann Lee of Leeds")]),
    # What a source has in quotation marks behind a comma is one content, however long.
    (
        "Said Lee, “We stay. We win.”",
        "Lee, “We stay. We win.”",
        [("SOURCE", "Lee"), ("CONTENT", "“We stay. We win.”")],
    ),
    # Over the end of a sentence it is two.
    ("He met Lee. Day left.", "Lee. Day", [("SOURCE", "Lee"), ("SOURCE", "Day")]),
]


@pytest.mark.parametrize(("text", "source", "expected"), SOURCES)
def test_sources_mended(text: str, source: str, expected: list[tuple[str, str]]) -> None:
    words = find_words(text, find_quotations(text))
    start = text.index(source)
    inside = [i for i, word in enumerate(words) if start <= word.start < start + len(source)]
    tags = np.full((len(words), TAGS), -9, np.float32)
    tags[:, 0] = 0
    tags[inside] = -9
    tags[inside[0], tag(Role.SOURCE, "B")] = 0
    tags[inside[1:-1], tag(Role.SOURCE, "I")] = 0
    tags[inside[-1], tag(Role.SOURCE, "E")] = 0
    sentences = {sentence.start for sentence in find_sentences(text)}
    chunks = find_chunks(tags, words, sentences, 0)
    found = sorted((c for of in chunks.values() for c in of), key=lambda c: c.start)
    assert [
        (c.role.name, text[words[c.start].start : words[c.end - 1].end]) for c in found
    ] == expected
