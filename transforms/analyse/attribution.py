"""The spaCy component `attribution`: who said what, and who is named, on the `Doc`.

No Beam and no parser is needed.

    import spacy, transforms.analyse.attribution
    nlp = spacy.blank("en")
    nlp.add_pipe("attribution")
    doc = nlp("“It rained,” said Ann Lee. Bob Day denied that.")
    doc._.attributions          # a tuple of Attribution: kind, content, cue, source, score
    doc.spans["source"]         # spaCy spans; those of one attribution have the same id
    doc.ents                    # names; what was there before stays where it is no name

What finds them stands behind one interface, `Finder.read(text)`, and is chosen in the pipeline's
config from spaCy's registry `misc`:

    nlp.add_pipe("attribution", config={"finder": {"@misc": "onrecord.OtherFinder.v1"}})

`nlp.to_disk` and `nlp.to_bytes` take the model along.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import srsly
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan
from spacy.util import registry

from transforms.analyse.attributions import Attribution, Span
from transforms.analyse.finder.finder import LearnedFinder
from transforms.analyse.finder.name_tags import LABELS
from transforms.analyse.findings import Finder, Findings, Named

#: The keys of doc.spans.
ROLES = ("content", "cue", "source")


class AttributionComponent:
    """Calls a finder on each Doc and keeps what it finds.

    `doc._.attributions` holds it in code points. `doc.spans` has under "content", "cue" and
    "source" the same as spans of tokens, the label of a content being its kind; `span.id_` is the
    index of its attribution. `doc.ents` gets the names, in the place of what another component has
    called one; `doc._.named` has them as they were read, with their scores.
    """

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    @property
    def model(self) -> str:
        """Name and version of the finder."""
        return self._finder.model

    def __call__(self, doc: Doc) -> Doc:
        """Sets the attributions and the names."""
        return set_findings(doc, self._finder.read(doc.text))

    def to_bytes(self, exclude: Iterable[str] = ()) -> bytes:
        """The model, where the finder has one."""
        del exclude
        kept = self._finder.to_bytes() if isinstance(self._finder, LearnedFinder) else b""
        return bytes(srsly.msgpack_dumps({"finder": kept}))

    def from_bytes(self, data: bytes, exclude: Iterable[str] = ()) -> "AttributionComponent":
        """Takes the model that `to_bytes` gave."""
        del exclude
        kept: Any = srsly.msgpack_loads(data)
        if kept["finder"]:
            self._finder = LearnedFinder.from_bytes(kept["finder"])
        return self

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:
        """Writes what `to_bytes` gives."""
        Path(path).write_bytes(self.to_bytes(exclude))

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> "AttributionComponent":
        """Reads what `to_disk` wrote."""
        return self.from_bytes(Path(path).read_bytes(), exclude)


def set_findings(doc: Doc, found: Findings) -> Doc:
    """Puts on a Doc what was found in its text."""
    doc._.attributions = found.attributions
    doc._.named = found.named
    for role in ROLES:
        doc.spans[role] = list(_token_spans(doc, role, found.attributions))
    names = list(_names(doc, found.named))
    taken = {token.i for name in names for token in name}
    others = (ent for ent in doc.ents if ent.label_ not in LABELS or not found.named)
    kept = (ent for ent in others if taken.isdisjoint(range(ent.start, ent.end)))
    doc.set_ents([*names, *kept])
    return doc


def _names(doc: Doc, named: Sequence[Named]) -> Iterator[TokenSpan]:
    """The names as spans of tokens; a token that two of them share is the first's."""
    end = 0
    for name in named:
        span = doc.char_span(*name.span, label=name.label, alignment_mode="expand")
        if span is not None and span.start >= end:
            end = span.end
            yield span


def _token_spans(doc: Doc, role: str, attributions: Sequence[Attribution]) -> Iterable[TokenSpan]:
    for index, attribution in enumerate(attributions):
        for start, end in getattr(attribution, role):
            label = attribution.kind if role == "content" else role
            # A word of ours may be part of a token (`don't`).
            span = doc.char_span(
                start, end, label=label, span_id=str(index), alignment_mode="expand"
            )
            if span is not None:
                yield span


@registry.misc("onrecord.LearnedFinder.v1")
@cache  # the model is read once a process; it keeps nothing of what it reads
def make_learned_finder() -> LearnedFinder:
    """What the config names to get the model of this package."""
    return LearnedFinder.shipped()


@Language.factory(
    "attribution",
    assigns=["doc._.attributions", "doc.spans"],
    default_config={"finder": {"@misc": "onrecord.LearnedFinder.v1"}},
)
def make_attribution(
    nlp: Language,  # noqa: ARG001 - spaCy passes both to every factory
    name: str,  # noqa: ARG001
    finder: Finder,
) -> AttributionComponent:
    """The component with the finder of its config."""
    return AttributionComponent(finder)


_KEY = "onrecord.attributions"
_NAMED = "onrecord.named"


# Plain values, so that Doc.to_bytes (and nlp.pipe with processes) can carry them.
def _set(doc: Doc, attributions: Sequence[Attribution]) -> None:
    doc.user_data[_KEY] = [
        [a.kind, [list(map(list, role)) for role in (a.content, a.cue, a.source)], a.score]
        for a in attributions
    ]


def _get(doc: Doc) -> tuple[Attribution, ...]:
    def spans(role: Sequence[Sequence[int]]) -> tuple[Span, ...]:
        return tuple(Span(start, end) for start, end in role)

    return tuple(
        Attribution(kind, spans(content), spans(cue), spans(source), score)
        for kind, (content, cue, source), score in doc.user_data.get(_KEY, [])
    )


def _set_named(doc: Doc, named: Sequence[Named]) -> None:
    doc.user_data[_NAMED] = [[list(n.span), n.label, n.score, dict(n.shares)] for n in named]


def _get_named(doc: Doc) -> tuple[Named, ...]:
    stored = doc.user_data.get(_NAMED, [])
    return tuple(Named(Span(*span), label, score, shares) for span, label, score, shares in stored)


Doc.set_extension("attributions", getter=_get, setter=_set, force=True)
Doc.set_extension("named", getter=_get_named, setter=_set_named, force=True)
