"""Names in a headline: where all words are capitals, the text decides where a name ends."""

import re
from collections.abc import Iterator, Sequence, Set

from transforms.analyse.attributions import Span
from transforms.analyse.wordforms import part_of_speech

_WORD = re.compile(r"[^\W_][\w’'.-]*")
#: A headline has no more characters.
_LONGEST = 200
#: The share of a headline's words that are capitalised.
_CAPITALS = 0.6
#: Words are the same where they begin with that many of the same letters: `Discuss`, `discussed`.
_STEM = 5


def trimmed_fragments(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The spans of the names, those in a headline without words that are none of the name.

    `Abu Kasra Discuss` is `Abu Kasra` where that is a name of the text, and `discuss` a word of it.

    Args:
        text: The article; its first line may be a headline.
        spans: Its names, in order.
    """
    end = headline_end(text)
    body = {span.of(text) for span in spans if span.start >= end}
    folded = {name.casefold() for name in body}
    for span in spans:
        printed = span.of(text)
        if span.start >= end or printed in body or " " not in printed:
            yield span
        else:
            yield _within(text, span, end, folded)


def headline_end(text: str) -> int:
    """Where the headline ends whose words are capitalised; 0 where there is none."""
    end = text.find("\n")
    if not 0 < end <= _LONGEST:
        return 0
    words = _WORD.findall(text[:end])
    capitals = sum(not word[0].islower() for word in words)
    return end if words and capitals >= _CAPITALS * len(words) else 0


def _within(text: str, span: Span, end: int, folded: Set[str]) -> Span:
    """The longest name of the text that it begins or ends with, if the rest is common words.

    `folded` are the names of the text, in small letters.
    """
    words = list(_WORD.finditer(text, *span))
    for length in range(len(words) - 1, 0, -1):
        for first in (0, len(words) - length):
            part = Span(words[first].start(), words[first + length - 1].end())
            rest = [*words[:first], *words[first + length :]]
            is_name = part.of(text).casefold() in folded
            if is_name and all(_is_common(word[0], text, end) for word in rest):
                return part
    return span


def _is_common(word: str, text: str, end: int) -> bool:
    """Whether it is a verb or the like, or the text has it in small letters."""
    lower = word.lower()
    if part_of_speech(lower) != "nominal":
        return True
    stem = re.escape(lower[:_STEM])
    ends = r"\b" if len(lower) < _STEM else ""
    return re.search(rf"\b{stem}{ends}", text[end:]) is not None
