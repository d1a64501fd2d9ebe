"""Where a finder of attributions fails: classes of attributions, and what became of each.

An attribution belongs to several classes: its kind, its cue, the length of its content, where its
source stands. Of each class are counted

- marked: those that people marked,
- found: those of them that were found, with any source,
- boundary: those missed that something predicted touches, but too little or too much of it,
- missed: those that nothing touches,
- wrong source: those found whose source is another, or that should have none,
- no source: those found without the source they have,
- invented: those predicted that were not marked, by what *they* look like.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from gold import Gold, Seen
from spacy.language import Language
from spacy.tokens import Doc, Token

from transforms.analyse.attributions import Span
from transforms.analyse.sentences import Sentences, find_sentences

#: What becomes of an attribution, as the columns of the table.
MARKED, FOUND, BOUNDARY, MISSED = "marked", "found", "boundary", "missed"
WRONG_SOURCE, NO_SOURCE, INVENTED = "wrong source", "no source", "invented"
COLUMNS = (MARKED, FOUND, BOUNDARY, MISSED, WRONG_SOURCE, NO_SOURCE, INVENTED)

#: The most tokens of a content of each length.
_LENGTHS = ((3, "1 to 3 words"), (10, "4 to 10 words"), (25, "11 to 25 words"))
_LONG = "more than 25 words"
_PRONOUNS = frozenset(("he", "she", "they", "it", "we", "i", "you", "who", "that", "which"))
_SAY_TELL = frozenset(("say", "tell"))
#: In this order: in `made clear in a statement` the verb is the cue.
_CUES = (("VERB", "another verb"), ("ADJ", "an adjective"), ("NOUN", "a noun"), ("PROPN", "a noun"))


@dataclass
class Tally:
    """Counts by class and by what became of it, classes in the order they are printed."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, classes: Iterable[str], outcome: str) -> None:
        """One attribution more."""
        for name in classes:
            self.counts.setdefault(name, Counter())[outcome] += 1

    def markdown(self) -> Iterator[str]:
        """The lines of a table."""
        yield f"| | {' | '.join(COLUMNS)} |"
        yield f"|---|{'--:|' * len(COLUMNS)}"
        for name in sorted(self.counts, key=_CLASSES.index):
            of = self.counts[name]
            yield f"| {name} | {' | '.join(str(of[column]) for column in COLUMNS)} |"


def tally(gold: Gold, predicted: Sequence[Sequence[dict[str, Any]]], tagger: Language) -> Tally:
    """Counts over all articles.

    Args:
        gold: The articles.
        predicted: The attributions predicted for each.
        tagger: Gives parts of speech and lemmas.
    """
    counts = Tally()
    docs = tagger.pipe(article.text for article in gold.articles)
    for article, rows, doc in zip(gold.articles, predicted, docs, strict=True):
        wanted, given, pairs = gold.matched(article, rows)
        classifier = Classifier(article.text, doc)
        touched = frozenset[int]().union(*(seen.content for seen in given))
        for index, seen in enumerate(wanted):
            found = given[pairs[index]] if index in pairs else None
            for outcome in outcomes(seen, found, touched):
                counts.add(classifier.classes(seen), outcome)
        for index, seen in enumerate(given):
            if index not in pairs.values():
                counts.add(classifier.classes(seen), INVENTED)
    return counts


def outcomes(wanted: Seen, found: Seen | None, touched: Set[int]) -> Iterator[str]:
    """What becomes of an attribution that people marked.

    Args:
        wanted: As marked.
        found: What was predicted for it.
        touched: The tokens of all contents predicted.
    """
    yield MARKED
    if found is None:
        yield MISSED if touched.isdisjoint(wanted.content) else BOUNDARY
        return
    yield FOUND
    if wanted.source and not found.source:
        yield NO_SOURCE
    elif wanted.heads.isdisjoint(found.source) and (wanted.source or found.source):
        yield WRONG_SOURCE


class Classifier:
    """Says what an attribution looks like.

    Args:
        text: The article.
        doc: The same with parts of speech and lemmas, from spaCy's own pipeline.
    """

    def __init__(self, text: str, doc: Doc) -> None:
        self._text, self._doc = text, doc
        self._sentences = Sentences(find_sentences(text))
        self._headline = len(text) - len(text.lstrip())
        self._headline += len(text.lstrip().split("\n", 1)[0])

    def classes(self, seen: Seen) -> list[str]:
        """The classes of an attribution."""
        content, cue = sorted(seen.spans["content"]), seen.spans["cue"]
        length = _length(len(seen.content))
        found = [f"kind: {seen.kind}", f"cue: {self._cue(cue)}", f"content: {length}"]
        if self._text[content[0][0] : content[0][1]].lower().startswith("to "):
            found.append("content: begins with “to”")
        if content[0][0] < self._headline:
            found.append("in the first line")
        found.append(f"source: {self._source(seen.spans['source'], [*content, *cue])}")
        return found

    def _cue(self, cue: Sequence[Sequence[int]]) -> str:
        if not cue:
            return "none"
        return cue_class(
            token
            for start, end in sorted(cue)
            for token in self._doc.char_span(start, end, alignment_mode="expand") or ()
        )

    def _source(self, source: Sequence[Sequence[int]], rest: Sequence[Sequence[int]]) -> str:
        if not source:
            return "none"
        if all(self._text[start:end].strip().lower() in _PRONOUNS for start, end in source):
            return "a pronoun"
        around = self._sentences.around([Span(*source[0][:2])])
        near = any(start < around.end and around.start < end for start, end in rest)
        return "a name or phrase in the sentence" if near else "in another sentence"


def cue_class(tokens: Iterable[Token]) -> str:
    """What kind of word a cue is."""
    tokens = list(tokens)
    if any(token.lemma_.lower() in _SAY_TELL for token in tokens):
        return "say, tell"
    for part, name in _CUES:
        if any(token.pos_ == part and token.text.lower() != "according" for token in tokens):
            return name
    return "according to, for and the like"


def _length(tokens: int) -> str:
    return next((name for most, name in _LENGTHS if tokens <= most), _LONG)


_CLASSES = (
    *(f"kind: {kind}" for kind in ("direct", "indirect", "mixed")),
    *(
        f"cue: {cue}"
        for cue in (
            "say, tell",
            "another verb",
            "a noun",
            "an adjective",
            "according to, for and the like",
            "none",
        )
    ),
    *(f"content: {length}" for length in (*(name for _, name in _LENGTHS), _LONG)),
    "content: begins with “to”",
    "in the first line",
    *(
        f"source: {source}"
        for source in (
            "a name or phrase in the sentence",
            "a pronoun",
            "in another sentence",
            "none",
        )
    ),
)
