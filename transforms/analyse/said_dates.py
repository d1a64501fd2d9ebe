"""When a source said it: the words of time that belong to the saying, not to what is said.

`said on Tuesday`, `In a statement issued Nov. 3, she …`, `a poll released Monday found`: they stand
outside every content, in the clause of the cue. `said he would resign on Tuesday` dates no saying.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from transforms.analyse.attributions import Attribution, Span
from transforms.analyse.dates import DateWords, Period, find_dates
from transforms.analyse.sentences import Sentences

#: Words behind which a date is a bound or a topic: `since Tuesday`, `after Tuesday's debate`.
_NO_TIME = re.compile(
    r"\b(?:until|till|since|before|after|by|from|through|for|than|of|about|between|to|and|over"
    r"|against|following|ahead of)\s(?:(?:the|a|an|his|her|their|its|early|late|mid)\s)?$",
    re.IGNORECASE,
)
#: What is said or written on an occasion of its own: `Tuesday's speech`, `a May 2 letter`.
_UTTERANCE = (
    r"(?:interviews?|speech(?:es)?|statements?|address|debate|remarks|rally|rallies|conference"
    r"|briefing|call|tweets?|posts?|letter|memo|e-?mail|op-ed|column|reports?|hearing|events?"
    r"|meeting|appearance|town hall|message|filing|ruling|opinion|testimony|summit|forum|polls?"
    r"|survey|study|announcement|release|article|editorial|admission|claim|comments?|attack"
    r"|broadcast|show|episode|edition|visit|stop|gathering|keynote|press|news|podcast|video)\b"
)
_OCCASION = re.compile(rf"(?:[’']s?)?\s(?:[\w-]+\s){{0,3}}?{_UTTERANCE}|[’']s\s[“\"‘'](?=[A-Z])")
#: The date describes the noun behind it (`her Tuesday speech`); else it dates the verb.
_BEFORE_NOUN = re.compile(
    r"(?:\b(?:a|an|the|his|her|its|their|our|my)|\w[’']s|s[’'])\s$", re.IGNORECASE
)
#: What makes the occasion the place of the saying (`in a Tuesday speech`).
_AT = re.compile(
    r"\b(?:in|at|during|on|with|via|through)\s(?:(?!\b(?:in|of|to|for)\b)[\w’'.-]+\s){0,4}$", re.I
)
_NOUN_NEXT = re.compile(rf"[’']|\s{_UTTERANCE}")
#: How much before and behind a date tells what it belongs to, in characters.
_CONTEXT = 60
#: A year needs it: `2,016 voters`, `2016 hopefuls` and `the 2016 race` are no dates of anything.
_IN = re.compile(r"\b[Ii]n\s$")
#: A source that came out on a day: `a poll released Monday`.
_CAME_OUT = re.compile(
    r"\b(?:released|published|issued|dated|posted|aired|out|sent|written|filed|made|delivered|given"
    r"|recorded|broadcast|conducted|taken|unveiled)\s(?:(?:on|in|late|early)\s)*$"
)
#: Where the clause of the cue ends behind it.
_END = re.compile(
    r"[;:,!?()—–\n]|\.(?=\s|$)|\b(?:that|who|which|where|whose|after|before|because|if|though"
    r"|although|since|but|and|whether|how|what|why|until)\b"
)
_RELATIVE = re.compile(r",?\s(?:who|which|whose|where)\b[^,]*,?")
#: A clause in front that is bound to the saying by more than its time.
_SUBORDINATE = re.compile(
    r"\W*(?:after|since|before|because|although|though|if|until|once|who|which|whose|where|that"
    r"|and|but)\b",
    re.IGNORECASE,
)
_ANOTHER_TIME = re.compile(r"\b(?:after|before|since|because)\b", re.IGNORECASE)
#: What parts a sentence into clauses, roughly.
_PART = re.compile(r",\s|[;:—–―()]")
#: A date that opens the sentence belongs to all of it: `On Tuesday, …`, `In a speech Monday …`.
_OPENS = re.compile(
    r"\W*(?:(?:but|and|then|so)\s)?(?:(?:on|in|at|during|late|early|earlier|speaking|over)\b[^,;:]{0,80})?$",
    re.IGNORECASE,
)
#: Between a date further on and the cue: another clause, with a subject or a time of its own.
_NEW_CLAUSE = re.compile(
    r"\b(?:who|whose|which|after|before|because|since|that|although|though)\b|,\s(?:and|but|or)\b|[;:—–]"
)
#: A place in front of a date, which ends no clause: `told a crowd in Berea, Ohio, on Tuesday`.
_PLACE = re.compile(r",\s(?:[A-Z][\w.’'-]*\s?){1,3}?,?\s?(?:(?:on|in|late|early)\s)*$")
#: How far behind the content a date may stand, in characters: `shared {the news} on social media
#: last week`. What follows at more length is the next clause.
_FAR = 40
_AHEAD = re.compile(r"\b(?:will|shall|to|would|going to)\s(?:\w+\s)?$", re.IGNORECASE)


@dataclass(frozen=True)
class SaidDate:
    """When it was said, in the words of the article; `period` where those can be resolved."""

    span: Span
    period: Period | None


class SaidDates:
    """Finds the dates of the attributions of one article."""

    def __init__(
        self, text: str, sentences: Sentences, attributions: Sequence[Attribution]
    ) -> None:
        self._text, self._sentences = text, sentences
        self._contents = sorted(span for found in attributions for span in found.content)
        self._sources = sorted(span for found in attributions for span in found.source)

    def of(self, attribution: Attribution, published: date | None) -> SaidDate | None:
        """The date that belongs to the cue; None where none is printed.

        Args:
            attribution: One of the article's.
            published: The day the article was published; None where it is not known.
        """
        if not attribution.cue:
            return None
        words = next(self._candidates(attribution), None)
        if words is None:
            return None
        ahead = _AHEAD.search(self._text, 0, attribution.cue[0].start) is not None
        return SaidDate(words.span, words.period(published, ahead))

    def _candidates(self, found: Attribution) -> Iterator[DateWords]:
        """Dates of the saying, surest place first."""
        clause = self._clause(found)
        for span in found.cue:
            for words in find_dates(self._text, span):
                before = self._text[span.start : words.span.start]
                if not _NO_TIME.search(before) and (
                    "year" not in words.parts or _IN.search(before)
                ):
                    yield words
        yield from self._after(found, clause)
        yield from self._described(found)
        yield from self._in_front(found, clause)

    def _clause(self, found: Attribution) -> Span:
        """The sentence of the cue, no further than the quotation that holds it."""
        sentence = self._sentences.around(found.cue)
        for content in self._contents:
            if content.start <= found.cue[0].start and found.cue[-1].end <= content.end:
                sentence = Span(max(sentence.start, content.start), min(sentence.end, content.end))
        return sentence

    def _times(self, stretch: Span, cue: int | None = None) -> Iterator[DateWords]:
        """Dates of the stretch that say when something happens; `cue` is where the cue begins."""
        for words in find_dates(self._text, stretch):
            line = self._text.rfind("\n", 0, words.span.start) + 1
            before = self._text[max(line, words.span.start - _CONTEXT) : words.span.start]
            behind = self._text[words.span.end : words.span.end + _CONTEXT]
            occasion = _OCCASION.match(behind)
            if _BEFORE_NOUN.search(before) or _NOUN_NEXT.match(behind):
                ends = {
                    words.span.end + 1,
                    words.span.end + 1 + (occasion.end() if occasion else 0),
                }
                if cue in ends or (occasion and _AT.search(before)):
                    yield words
            elif "year" in words.parts:
                if _IN.search(before):
                    yield words
            elif not _NO_TIME.search(before):
                yield words

    def _after(self, found: Attribution, clause: Span) -> Iterator[DateWords]:
        """Behind the cue, and behind the content or the source that follows it."""
        start, end = found.cue[-1].end, clause.end
        parts = sorted(
            span
            for span in (*found.content, *found.source, *found.cue)
            if start <= span.start < end
        )
        for part in parts:
            yield from self._until_end(Span(start, part.start))
            if _END.search(self._text, start, part.start):
                return
            start = part.end
            if part in found.content:
                end = min(end, start + _FAR)
                yield from self._behind(Span(start, end))
                return
        yield from self._until_end(Span(start, end))

    def _behind(self, stretch: Span) -> Iterator[DateWords]:
        """Behind the content, where a year must stand right away: else it is another thing's."""
        for words in self._until_end(stretch):
            if "year" not in words.parts or words.span.start - stretch.start <= len(" in "):
                yield words

    def _until_end(self, stretch: Span) -> Iterator[DateWords]:
        """Dates before the clause ends or the next content begins."""
        end = min([stretch.end, *(c.start for c in self._contents if c.start >= stretch.start)])
        for words in self._times(Span(stretch.start, end)):
            between = self._text[stretch.start : words.span.start]
            place = _PLACE.search(between)
            if _END.search(between[: place.start()] if place else between):
                return
            yield words

    def _described(self, found: Attribution) -> Iterator[DateWords]:
        """In the source (`a poll released Monday`), and between the source and the cue."""
        for source in found.source:
            for words in find_dates(self._text, source):
                came_out = _CAME_OUT.search(self._text[source.start : words.span.start])
                if came_out or re.match(rf"\s{_UTTERANCE}", self._text[words.span.end :][:30]):
                    yield words
        before = [span.end for span in found.source if span.end <= found.cue[0].start]
        if before:
            yield from self._outside(Span(max(before), found.cue[0].start), found)

    def _in_front(self, found: Attribution, clause: Span) -> Iterator[DateWords]:
        """In front of source and cue, nearest first, as far as no other source comes between."""
        parts = [s for s in (*found.source, *found.cue) if s.start >= clause.start]
        end = min(parts, default=found.cue[0]).start
        if any(clause.start <= content.start < end for content in found.content):
            return  # `On Monday a bomb went off, officials said`: the time of the bomb
        others = [s.end for s in self._sources if clause.start <= s.start and s.end <= end]
        start = max([clause.start, *others[-1:]])
        for words in reversed(list(self._outside(Span(start, end), found))):
            opens = _OPENS.match(self._text[clause.start : words.span.start])
            if opens or not _NEW_CLAUSE.search(self._text, words.span.end, end):
                yield words

    def _outside(self, stretch: Span, found: Attribution) -> Iterator[DateWords]:
        """Dates of the stretch outside contents, relative and subordinate clauses."""
        relative = [Span(*m.span()) for m in _RELATIVE.finditer(self._text, *stretch)]
        for words in self._times(stretch, found.cue[0].start):
            place = words.span.start
            hidden = [*self._contents, *relative]
            if any(span.start <= place < span.end and span.end <= stretch.end for span in hidden):
                continue
            part = _PART.split(self._text[stretch.start : place])[-1]
            if not _SUBORDINATE.match(part) and not _ANOTHER_TIME.search(part):
                yield words
