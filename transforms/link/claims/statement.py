"""A claim with what is needed to lay it beside the claims of other articles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

from transforms.analyse.attributions import Span
from transforms.analyse.dates import DateWords, find_dates
from transforms.analyse.lexicons import lines
from transforms.analyse.verbs import dictionary_form
from transforms.link.claims.attitudes import Attitude, attitude, find_negations
from transforms.link.claims.names import Name, find_names
from transforms.link.claims.posts import Post, find_posts
from transforms.link.claims.quantities import Quantity, find_quantities
from transforms.link.claims.words import Word, find_words

#: Words of a cue that tell less than this are auxiliaries; its verb tells as much as this at least.
_IDLE, _PREDICATE = 0.3, 1.0
#: At the beginning of a content these stand for its source, mostly.
_PRONOUNS = frozenset(
    ("it", "he", "she", "they", "we", "i", "its", "his", "her", "their", "our", "my")
)
#: By these somebody in a content denies what is behind them.
_DENYING = frozenset(("deny", "reject", "refute", "rebut", "contradict", "disavow"))
#: How many telling words behind a negation it is of.
_REACH = 3
#: How far before a cue a negation of it is looked for, in characters.
_BEFORE = 24


@dataclass(frozen=True)
class Statement:
    """One claim, over articles.

    Attributes:
        claim_id: claims.claim_id.
        article_id: Its article.
        story_id: The story of the article; None where there are no stories yet.
        outlet: Who published the article: domain of its URL, else its publisher.
        published_at: When, UTC.
        kind: direct, indirect or mixed.
        content: What is said, as in claims.
        content_spans: Where it stands in articles.text.
        cue: The words that attribute it.
        cue_lemma: Dictionary form of the cue's head.
        cue_spans: Where the cue stands.
        source: Who says it, as printed.
        source_spans: Where the source stands.
        source_type: As in claims.
        speaker: The resolved full name.
        speaker_identity: Who that is over articles; None where it is not known.
        polarity: affirmed or denied.
        modality: asserted, hedged or conditional.
        named: Identities of the entities named in the content, in order.
        passage: The stretch of articles.text from the first to the last of all of these.
        passage_start: Where the passage starts in articles.text.
    """

    claim_id: str
    article_id: str
    story_id: str | None
    outlet: str | None
    published_at: datetime | None
    kind: str
    content: str
    content_spans: tuple[Span, ...]
    cue: str | None
    cue_lemma: str | None
    cue_spans: tuple[Span, ...]
    source: str | None
    source_spans: tuple[Span, ...]
    source_type: str
    speaker: str | None
    speaker_identity: str | None
    polarity: str
    modality: str
    named: tuple[str, ...]
    passage: str
    passage_start: int

    def printed(self, spans: Sequence[Span]) -> str:
        """The stretches of articles.text, joined by one space; they lie within the passage."""
        start = self.passage_start
        return " ".join(self.passage[span.start - start : span.end - start] for span in spans)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the content, in order."""
        return self._words_of(self.content_spans)

    @cached_property
    def forms(self) -> list[str]:
        """The words of the content without their marks; a leading `that` is none of it."""
        forms = [word.form for word in self.words]
        return forms[1:] if forms[:1] == ["that"] and len(forms) > 1 else forms

    @cached_property
    def attitude(self) -> Attitude:
        """What the source does with the content."""
        if not self.cue_spans or self.cue is None:
            return "denies" if self.polarity == "denied" else "affirms"
        first = self.cue_spans[0].start - self.passage_start
        before = self.passage[max(0, first - _BEFORE) : first]
        return attitude(self.cue, before, self.polarity)

    @cached_property
    def negations(self) -> tuple[Span, ...]:
        """The words of the content that turn it round."""
        return tuple(find_negations(self.words, self.passage, self.passage_start))

    @cached_property
    def turning(self) -> frozenset[int]:
        """Where the negations of the content start, and words by which somebody in it denies."""
        denials = {word.start for word in self.words if dictionary_form(word.form) in _DENYING}
        return frozenset(denials.union(span.start for span in self.negations))

    @cached_property
    def turned(self) -> tuple[frozenset[str], ...]:
        """Of each of these the stems of the first telling words behind it in its sentence."""
        found = []
        for first in (at for at, word in enumerate(self.words) if word.start in self.turning):
            run: list[str] = []
            for before, word in pairwise(self.words[first:]):
                gap = self.passage[
                    before.end - self.passage_start : word.start - self.passage_start
                ]
                if len(run) == _REACH or any(mark in gap for mark in ".!?;"):
                    break
                if word.weight > 0:
                    run.append(word.stem)
            found.append(frozenset(run))
        return tuple(found)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the telling words of the content."""
        return frozenset(word.stem for word in self.words if word.weight > 0)

    @cached_property
    def dates(self) -> tuple[DateWords, ...]:
        """The words of the content that name a day or a longer time; places in the passage."""
        start = self.passage_start
        return tuple(
            words
            for span in self.content_spans
            for words in find_dates(self.passage, Span(span.start - start, span.end - start))
        )

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The names of the content, by the places of their words."""
        return tuple(find_names(self.words))

    @cached_property
    def posts(self) -> tuple[tuple[str, Post], ...]:
        """The names of the passage that an office is printed beside, by their last stem."""
        words = sorted((*self.words, *self.sentence_words))
        return tuple(find_posts(words, self.passage, self.passage_start))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers of the content, in order."""
        return tuple(find_quantities(self.words, self.passage, self.passage_start))

    @cached_property
    def terms(self) -> Mapping[str, float]:
        """The telling stems of what is stated, and how much a match of each tells.

        Of a cue that does more than say (`charged with`, `released`) they hold the words too.
        """
        found = _weighed(self.words)
        if self.cue_lemma is not None and self.cue_lemma not in sayings():
            for word in self._words_of(self.cue_spans):
                if word.weight > _IDLE:
                    found[word.stem] = max(found.get(word.stem, _PREDICATE), word.weight)
        return found

    @cached_property
    def matter(self) -> Mapping[str, float]:
        """Those of the terms that are no names: what is said to be or happen."""
        names = {word.stem for word in self.words if word.capital and word.weight > 1}
        return {stem: weight for stem, weight in self.terms.items() if stem not in names}

    @cached_property
    def subject(self) -> Mapping[str, float]:
        """The terms of the source, where a pronoun that may stand for it begins the content.

        `Acme said | it would cut jobs`: Acme would.
        """
        begins = bool(self.forms) and self.forms[0] in _PRONOUNS
        return _weighed(self.source_words) if begins else {}

    @cached_property
    def total(self) -> float:
        """How much all terms tell."""
        return sum(self.terms.values())

    @cached_property
    def matter_total(self) -> float:
        """How much those tell that are no names."""
        return sum(self.matter.values())

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Words of the content that stand side by side."""
        return frozenset(pairwise(self.forms))

    @cached_property
    def sentence_words(self) -> tuple[Word, ...]:
        """The words of the passage that are not in the content: cue, source and what is around."""
        inside = {word.start for word in self.words}
        start = self.passage_start
        found = find_words(self.passage, 0, len(self.passage), start)
        return tuple(word for word in found if word.start not in inside)

    @cached_property
    def surroundings(self) -> Mapping[str, float]:
        """The telling stems around the content."""
        return _weighed(self.sentence_words)

    @cached_property
    def source_words(self) -> tuple[Word, ...]:
        """The telling words of the source as printed, and of the speaker's name."""
        words = list(self._words_of(self.source_spans))
        if self.speaker:
            words += find_words(self.speaker, 0, len(self.speaker))
        return tuple(word for word in words if word.weight > 0)

    @cached_property
    def source_stems(self) -> frozenset[str]:
        """The stems of these words."""
        return frozenset(word.stem for word in self.source_words)

    @cached_property
    def source_names(self) -> tuple[str, ...]:
        """Stems of the words of the source that are names, the most telling first."""
        names = {word.stem: word.weight for word in self.source_words if word.capital}
        return tuple(sorted(names, key=lambda stem: (-names[stem], stem)))

    @cached_property
    def agents(self) -> frozenset[str]:
        """Names of who does what the cue says: the source's, else those around a content of none.

        `Lind was arrested on suspicion of | drunk driving`: it is Lind's.
        """
        if self.source is not None or self.names:
            return frozenset(self.source_names)
        return frozenset(
            word.stem for word in self.sentence_words if word.capital and word.weight > _IDLE
        )

    @cached_property
    def days(self) -> frozenset[str]:
        """The dates that the passage prints with day and month, as printed."""
        found = find_dates(self.passage, Span(0, len(self.passage)))
        return frozenset(
            words.parts["text"].casefold()
            for words in found
            if {"day", "first"} & words.parts.keys()
        )

    def _words_of(self, spans: Sequence[Span]) -> tuple[Word, ...]:
        start = self.passage_start
        return tuple(
            word
            for span in spans
            for word in find_words(self.passage, span.start - start, span.end - start, start)
        )


@cache
def sayings(asserting: bool = False) -> frozenset[str]:
    """Dictionary forms of cues that only say; or those of them that put the content as so."""
    listed = list(lines("sayings.txt", "transforms.link.claims"))
    if asserting:
        listed = listed[: listed.index("-")]
    return frozenset(word for line in listed for word in line.split()) | {
        "according to",
        "point out",
    }


#: Columns of claims that a statement has as they are.
_COPIED = (
    *("claim_id", "article_id", "kind", "content", "cue", "cue_lemma", "source", "source_type"),
    *("speaker", "polarity", "modality"),
)


def statement(
    claim: Mapping[str, Any],
    article: Mapping[str, Any],
    story_id: str | None,
    outlet: str | None,
    identities: Mapping[str, str],
) -> Statement:
    """The statement of a row of claims.

    Args:
        claim: A row of claims.
        article: The row of its article in articles.
        story_id: The story of the article: stories.story_id.
        outlet: Who published it.
        identities: The identity_id of each entity_id of the article; an entity that is not among
            them stands for itself.
    """
    content, cue, source = (
        tuple(Span(span["start"], span["end"]) for span in claim[column])
        for column in ("content_spans", "cue_spans", "source_spans")
    )
    passage = _passage(article["text"], claim["sentence"], (*content, *cue, *source))
    speaker = claim["speaker_entity_id"]
    return Statement(
        **{name: claim[name] for name in _COPIED},
        story_id=story_id,
        outlet=outlet,
        published_at=article["published_at"],
        content_spans=content,
        cue_spans=cue,
        source_spans=source,
        speaker_identity=identities.get(speaker, speaker) if speaker else None,
        named=tuple(dict.fromkeys(identities.get(each, each) for each in claim["entity_ids"])),
        passage=passage.of(article["text"]),
        passage_start=passage.start,
    )


def _passage(text: str, sentence: str, spans: Sequence[Span]) -> Span:
    """The stretch that holds the spans and the sentence."""
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    at = text.find(sentence, max(0, last - len(sentence)), first + len(sentence))
    if at < 0:
        return Span(first, last)
    return Span(min(first, at), max(last, at + len(sentence)))


def _weighed(words: Sequence[Word]) -> dict[str, float]:
    found: dict[str, float] = {}
    for word in words:
        if word.weight > found.get(word.stem, 0.0):
            found[word.stem] = word.weight
    return found
