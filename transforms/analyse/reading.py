"""All that is read off one Doc, in the order in which each needs the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from transforms.analyse.anonymity import is_reason
from transforms.analyse.attributions import Attribution, Span
from transforms.analyse.chains import find_markers
from transforms.analyse.names import Mention, Names, find_names
from transforms.analyse.nesting import outer_of
from transforms.analyse.references import find_references
from transforms.analyse.scoops import find_scoops
from transforms.analyse.sentences import Sentences
from transforms.analyse.speakers import Speaker, Speakers
from transforms.analyse.stance import cue_lemma

#: `“I think he will win,” she said` is one claim, which its speaker holds with some care.
_OPINIONS = frozenset(
    ("think", "believe", "feel", "hope", "guess", "suppose", "know", "doubt", "want", "wish")
)
_FIRST_PERSON = frozenset(("i", "we"))


@dataclass(frozen=True)
class Reading:
    """One analysed article.

    `speakers` are those of the attributions, in the same order; `outer` are the indices of those
    whose content holds them, None for what the article itself reports. `references` are the nouns
    and pronouns that stand for what it names.
    """

    doc: Doc
    text: str
    names: Names
    sentences: Sentences
    attributions: tuple[Attribution, ...]
    resolver: Speakers
    speakers: tuple[Speaker, ...]
    outer: tuple[int | None, ...]
    references: tuple[Mention, ...]

    @classmethod
    def of(cls, doc: Doc) -> "Reading":
        """Reads the names and sources of a Doc that has its `doc._.attributions`.

        Of the attributions only claims are kept: see `is_claim`. Who is said to have had the news
        first is added: see `find_scoops`.
        """
        found: tuple[Attribution, ...] = doc._.attributions
        text = doc.text  # spaCy puts it together anew each time
        names, sentences = find_names(doc), Sentences.of(doc)
        resolver = Speakers(doc, names, sentences, found)
        pointed = _pointed_to(text, sentences, resolver)
        held = [attribution for attribution in found if is_claim(text, attribution, pointed)]
        if scoops := list(find_scoops(text, names, sentences, held)):
            found = tuple(sorted((*found, *scoops), key=lambda one: one.content))
            resolver = Speakers(doc, names, sentences, found)
        claims = [
            (attribution, speaker)
            for attribution, speaker, outer in zip(
                found, resolver.of_attributions(), resolver.outer, strict=True
            )
            if is_claim(text, attribution, pointed)
            and not (outer is not None and _is_own_opinion(doc, text, attribution))
        ]
        attributions = tuple(attribution for attribution, _ in claims)
        speakers = tuple(speaker for _, speaker in claims)
        outer = outer_of(attributions)
        references = tuple(find_references(text, names, resolver, attributions, speakers))
        return cls(doc, text, names, sentences, attributions, resolver, speakers, outer, references)

    @property
    def mentions(self) -> list[Mention]:
        """Names and what stands for them, in order."""
        both = [*self.names.mentions, *self.references]
        return sorted(both, key=lambda mention: mention.span)


def is_claim(text: str, attribution: Attribution, pointed: Sequence[Span]) -> bool:
    """Whether the table of claims holds what the finder found.

    Two things that annotators mark say nothing of their own: why a source is not named (`declined
    to be named`), which is the claim's `anonymity`, and whom a marker points to (`citing unnamed
    sources`), which is a source link.

    Args:
        text: The article.
        attribution: What the finder found.
        pointed: The sources that a marker such as `citing` points to.
    """
    if attribution.kind != "indirect":
        return True
    if attribution.cue and is_reason(text, attribution.cue[-1], attribution.content[0]):
        return False
    return attribution.content[0].start not in {span.start for span in pointed}


def _is_own_opinion(doc: Doc, text: str, attribution: Attribution) -> bool:
    """`I think …` within what its speaker says: no claim beside that one."""
    own = [span.of(text).lower() in _FIRST_PERSON for span in attribution.source]
    return own == [True] and cue_lemma(doc, attribution.cue) in _OPINIONS


def _pointed_to(text: str, sentences: Sentences, resolver: Speakers) -> list[Span]:
    return [
        marker.target
        for sentence in sentences.spans
        for marker in find_markers(text, sentence)
        if resolver.is_source(marker.target)
    ]
