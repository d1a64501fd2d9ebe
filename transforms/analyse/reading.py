"""All that is read off one Doc, in the order in which each needs the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from transforms.analyse.anonymity import is_reason
from transforms.analyse.attributions import Attribution, Span
from transforms.analyse.chains import find_markers
from transforms.analyse.modality import is_negated
from transforms.analyse.names import Names, find_names
from transforms.analyse.nesting import outer_of
from transforms.analyse.sentences import Sentences
from transforms.analyse.speakers import Speaker, Speakers
from transforms.analyse.stance import cue_lemma, cue_tokens
from transforms.analyse.wordforms import part_of_speech

#: An indirect claim without a source (`it is feared that …`) must be likelier than not.
_LEAST_WITHOUT_SOURCE = 0.5

#: `“I think he will win,” she said` is one claim, which its speaker holds with some care.
_OPINIONS = frozenset(
    ("think", "believe", "feel", "hope", "guess", "suppose", "know", "doubt", "want", "wish")
)
_FIRST_PERSON = frozenset(("i", "we"))


@dataclass(frozen=True)
class Reading:
    """One analysed article.

    `speakers` are those of the attributions, in the same order; `outer` are the indices of those
    whose content holds them, None for what the article itself reports.
    """

    doc: Doc
    text: str
    names: Names
    sentences: Sentences
    attributions: tuple[Attribution, ...]
    resolver: Speakers
    speakers: tuple[Speaker, ...]
    outer: tuple[int | None, ...]

    @classmethod
    def of(cls, doc: Doc) -> "Reading":
        """Reads the names and sources of a Doc that has its `doc._.attributions`.

        Of the attributions only claims are kept: see `is_claim`.
        """
        found: tuple[Attribution, ...] = doc._.attributions
        text = doc.text  # spaCy puts it together anew each time
        names, sentences = find_names(doc), Sentences.of(doc)
        resolver = Speakers(doc, names, sentences, found)
        pointed = _pointed_to(text, sentences, resolver)
        claims = [
            (attribution, speaker)
            for attribution, speaker, outer in zip(
                found, resolver.of_attributions(), resolver.outer, strict=True
            )
            if is_claim(attribution, speaker, pointed)
            and not _is_silence(doc, text, attribution)
            and not (outer is not None and _is_own_opinion(doc, text, attribution))
        ]
        attributions = tuple(attribution for attribution, _ in claims)
        speakers = tuple(speaker for _, speaker in claims)
        outer = outer_of(attributions)
        return cls(doc, text, names, sentences, attributions, resolver, speakers, outer)


def is_claim(attribution: Attribution, speaker: Speaker, pointed: Sequence[Span]) -> bool:
    """Whether somebody says something: what the table of claims holds.

    Annotators of attribution also mark that a dialogue underscores a role. Here the source of an
    indirect claim is a person, a group, an outlet, a document or data. `citing unnamed sources`
    says nothing either: it is a source link.

    Args:
        attribution: What the finder found.
        speaker: Its source, resolved.
        pointed: The sources that a marker such as `citing` points to.
    """
    if attribution.kind != "indirect":
        return True
    if not attribution.source:
        return attribution.score >= _LEAST_WITHOUT_SOURCE
    starts = {span.start for span in pointed}
    return speaker.type != "none" and attribution.content[0].start not in starts


def _is_own_opinion(doc: Doc, text: str, attribution: Attribution) -> bool:
    """`I think …` within what its speaker says: no claim beside that one."""
    own = [span.of(text).lower() in _FIRST_PERSON for span in attribution.source]
    return own == [True] and cue_lemma(doc, attribution.cue) in _OPINIONS


def _is_silence(doc: Doc, text: str, attribution: Attribution) -> bool:
    """`declined to be named`, `has yet to comment on the talks`: nothing is said at all."""
    if attribution.kind != "indirect" or not attribution.cue:
        return False
    if is_reason(text, attribution.cue[-1], attribution.content[0]):
        return True
    last = cue_tokens(doc, attribution.cue)[-1].lower_
    return part_of_speech(last) == "preposition" and is_negated(text, attribution)


def _pointed_to(text: str, sentences: Sentences, resolver: Speakers) -> list[Span]:
    return [
        marker.target
        for sentence in sentences.spans
        for marker in find_markers(text, sentence)
        if resolver.is_source(marker.target)
    ]
