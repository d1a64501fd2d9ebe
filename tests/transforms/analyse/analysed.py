"""Texts analysed by hand: attributions given as the strings they are made of."""

import re
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from transforms.analyse.attributions import Attribution, Span
from transforms.analyse.names import Names, find_names
from transforms.analyse.sentences import Sentences
from transforms.analyse.speakers import Speaker, Speakers

#: (content, cue, source): a content in two parts is two strings; "" where there is none.
Said = tuple[str | tuple[str, ...], str, str]


def analysed(nlp: Language, text: str, *said: Said) -> Doc:
    """The text with these attributions, and no other, as `doc._.attributions`."""
    doc = nlp(text)
    doc._.attributions = attributions_of(text, *said)
    return doc


def attributions_of(text: str, *said: Said) -> tuple[Attribution, ...]:
    """The attributions, without an analysis of the text."""
    found, behind = [], 0
    for content, cue, source in said:
        parts = (content,) if isinstance(content, str) else content
        spans = []
        for part in parts:
            start = text.index(part, behind)
            spans.append(Span(start, start + len(part)))
            behind = start + len(part)
        behind = spans[0].start
        cues = _nearest(text, cue, spans[0].start)
        sources = _nearest(text, source, cues[0].start if cues else spans[0].start)
        quoted = spans[0].of(text)[0] in "“‘\"'«"
        kind = "direct" if quoted else "indirect"
        found.append(Attribution(kind, tuple(spans), cues, sources, 0.9))
    return tuple(found)


def _nearest(text: str, words: str, place: int) -> tuple[Span, ...]:
    places = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}", text)]
    if not words or not places:
        return ()
    start = min(places, key=lambda at: abs(at - place))
    return (Span(start, start + len(words)),)


def speakers(doc: Doc) -> tuple[Speaker, ...]:
    return Speakers(doc, find_names(doc), Sentences.of(doc), doc._.attributions).of_attributions()


def names(doc: Doc) -> Names:
    return find_names(doc)


def texts(names: Iterable[object]) -> list[str]:
    return [str(name) for name in names]


if not Doc.has_extension("attributions"):
    Doc.set_extension("attributions", default=())
