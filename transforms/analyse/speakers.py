"""Who stands behind each attribution: the source resolved to a speaker, typed and described."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from transforms.analyse.anonymity import printed_reason
from transforms.analyse.attributions import Attribution, Span
from transforms.analyse.descriptions import Descriptions, varies
from transforms.analyse.lexicons import noun_kinds
from transforms.analyse.names import Entity, Mention, Names
from transforms.analyse.nesting import outer_of
from transforms.analyse.phrases import Phrase, read_phrase
from transforms.analyse.pronouns import Pronouns
from transforms.analyse.roles import Roles
from transforms.analyse.sentences import Sentences
from transforms.analyse.sources import SourceType, is_anonymous, source_type
from transforms.analyse.stance import cue_lemma

#: A pronoun further than this many characters (about two paragraphs) behind the last source may
#: stand for somebody met since.
_NEAR = 600

_RELATIVE = frozenset(("who", "which"))
_SELF = frozenset(("i", "me", "myself"))
#: A name in front of a relative pronoun is no longer than this, in characters.
_FRONT = 80

#: Cues whose subject is always somebody: nobody writes that a move or a figure added or asked.
_PEOPLE_DO = frozenset(
    ("say", "tell", "add", "ask", "reply", "recall", "joke", "complain", "explain", "write")
)

#: An unnamed person's description ends at a clause or at a mark.
_DESCRIPTION = re.compile(r"(?:(?!\s(?:who|whose|speaking|familiar|close)\b)[^,;:()—–\n])+")
#: Between a description and the name it describes.
_APPOSED = re.compile(r"[^,]*?(?:,|\snamed)\s")


@dataclass(frozen=True)
class Speaker:
    """A source, resolved as far as the article makes it certain.

    `name` is a person's full name without honorific, `entity` what the source names (of any
    label), `role` and `anonymity` are as printed.
    """

    type: SourceType
    name: str | None = None
    entity: Entity | None = None
    role: str | None = None
    anonymous: bool = False
    anonymity: str | None = None


class Speakers:
    """Resolves the sources of one article."""

    def __init__(
        self, doc: Doc, names: Names, sentences: Sentences, attributions: Sequence[Attribution]
    ) -> None:
        self._doc, self._text = doc, doc.text
        self._names, self._sentences, self._attributions = names, sentences, attributions
        self._phrases: dict[Span, Phrase] = {}
        self._outlet_ends = {outlet.span.end: outlet for outlet in names.outlets}
        #: The offices the article prints beside names.
        self.roles = Roles(doc, names)
        #: For whom its nouns and its pronouns stand.
        self.descriptions = Descriptions(self._text, names, self.roles)
        self.pronouns = Pronouns(
            self._text,
            names,
            self.descriptions.definite,
            sentences,
            attributions,
            self._varied(),
        )
        #: What people are called where they are not named.
        self._called: dict[Entity, str] = {}
        #: For each attribution the index of the one whose content holds it.
        self.outer = outer_of(attributions)
        self._outlets = frozenset(outlet.printed for outlet in names.outlets)
        self._contents = sorted(span for a in attributions for span in a.content)
        self._starts = sorted(span.start for a in attributions for span in (*a.content, *a.source))

    def of_attributions(self) -> tuple[Speaker, ...]:
        """The speaker of each attribution, in the order the attributions were given."""
        speakers: dict[int, Speaker] = {}
        # The last source of the article's own, and of each content that holds attributions.
        previous: dict[int | None, tuple[Span, Speaker]] = {}
        for index in sorted(range(len(self._attributions)), key=self._order):
            found, outer = self._attributions[index], self.outer[index]
            if not found.source:
                speakers[index] = Speaker("none")
                continue
            phrase = self.phrase(found.source[0])
            if phrase.pronoun and outer is not None:
                speaker = self._of_quoted(phrase, outer, speakers[outer], previous.get(outer))
            elif phrase.pronoun:
                speaker = self._of_pronoun(phrase, previous.get(None))
            else:
                speaks = cue_lemma(self._doc, found.cue) in _PEOPLE_DO
                speaker = self._of_phrase(phrase, self._window(found.source), speaks)
                if speaker.type == "unnamed_person" and (meant := self.pronouns.at(phrase.leading)):
                    called = phrase.leading.of(self._text).partition(" ")[2]
                    self._called.setdefault(meant.entity, called)
                    speaker = self._named(meant.entity)
            speakers[index] = speaker
            if speaker.entity is not None or not phrase.pronoun:
                previous[outer] = (found.source[-1], speaker)
        ordered = [speakers[index] for index in range(len(self._attributions))]
        return tuple(self._with_role(speaker) for speaker in ordered)

    def _with_role(self, speaker: Speaker) -> Speaker:
        """Who is given no role beside the name has what else he is called as one."""
        if speaker.role is not None or speaker.entity is None:
            return speaker
        return replace(speaker, role=self._called.get(speaker.entity))

    def _varied(self) -> Iterator[Span]:
        """Sources such as `the Republican candidate`, of whom the article may have a name."""
        for attribution in self._attributions:
            phrase = self.phrase(attribution.source[0]) if attribution.source else None
            words = phrase.leading.of(self._text).split()[1:] if phrase else []
            if phrase is None or not words or phrase.plural or phrase.name is not None:
                continue
            the = self._text.startswith(("the ", "The "), phrase.leading.start)
            if the and varies(words) and self.descriptions.of(words, phrase.span.start) is None:
                yield phrase.leading

    def _order(self, index: int) -> tuple[int, int, int]:
        """Those that hold others before them, else by place."""
        depth, outer = 0, self.outer[index]
        while outer is not None:
            depth, outer = depth + 1, self.outer[outer]
        return depth, *_place(self._attributions[index])

    def _of_quoted(
        self, phrase: Phrase, outer: int, teller: Speaker, previous: tuple[Span, Speaker] | None
    ) -> Speaker:
        """Who a pronoun inside the content of another attribution stands for.

        `I` in a quotation is who is quoted. `she` in `Ann Lee said she told him` is Ann Lee; in a
        quotation it is somebody she speaks of.
        """
        attribution = self._attributions[outer]
        if phrase.head in _RELATIVE:
            return self._of_antecedent(phrase.span.start, source_type(phrase, is_outlet=False))
        if phrase.head in _SELF:
            quoted = attribution.kind != "indirect"
            return teller if quoted else Speaker(source_type(phrase, is_outlet=False))
        source = attribution.source[-1:]
        if attribution.kind == "indirect" and source and source[0].end <= phrase.span.start:
            return self._of_pronoun(phrase, previous or (source[0], teller))
        return self._of_pronoun(phrase, previous)

    def of_phrase(self, span: Span) -> Speaker:
        """The speaker of a phrase that is no attribution's source (`citing …`)."""
        return self._of_phrase(self.phrase(span), span, speaks=False)

    def phrase(self, span: Span) -> Phrase:
        """The source at the span, read as a noun phrase."""
        if span not in self._phrases:
            phrase = read_phrase(self._doc, span, self._names)
            outlet = self._outlet_ends.get(phrase.leading.end)
            if phrase.name is None and outlet and outlet.printed.start >= phrase.leading.start:
                # `Xinhua news agency`: the name stands in front of the head.
                phrase = replace(phrase, name=self._names.around(outlet.printed.start))
            self._phrases[span] = phrase
        return self._phrases[span]

    def is_source(self, span: Span) -> bool:
        """Whether the phrase can be a source at all: a name, or a noun of a kind that speaks."""
        phrase = self.phrase(span)
        if phrase.name is not None:
            return source_type(phrase, self._is_outlet(phrase.name)) != "unnamed_person"
        return not phrase.pronoun and phrase.head in noun_kinds()

    def _window(self, source: Sequence[Span]) -> Span:
        """From the source to the next content or source, or to the end of its sentence."""
        sentence = self._sentences.around(source[-1:])
        nearest = bisect_left(self._starts, source[-1].end)
        end = self._starts[nearest] if nearest < len(self._starts) else sentence.end
        return Span(source[0].start, max(source[-1].end, min(end, sentence.end)))

    def _of_phrase(self, phrase: Phrase, window: Span, speaks: bool) -> Speaker:
        person = self._person(phrase)
        kind = source_type(phrase, self._is_outlet(phrase.name), person is not None, speaks)
        if kind == "unnamed_person" and (body := self._apposed(phrase, "ORG")):
            return Speaker("named_group", None, body.entity)
        reason = None
        if kind.endswith(("_person", "_group")):
            reason = printed_reason(self._text, phrase.leading, window)
        anonymity = reason.of(self._text) if reason else None
        if kind == "named_person" and person is not None:
            # A surname that two people share tells neither.
            name = person.entity.name if person.entity else None
            return Speaker(kind, name, person.entity, self.roles.of(person), False, anonymity)
        if kind == "unnamed_person":
            holder = self._holder(phrase)
            if holder is not None:
                return holder
            role = _DESCRIPTION.match(self._text, phrase.leading.start, phrase.span.end)
            described = role[0].rstrip() if role else None
            return Speaker(kind, None, None, described, is_anonymous(phrase, kind), anonymity)
        entity = phrase.name.entity if phrase.name else None
        return Speaker(kind, None, entity, None, is_anonymous(phrase, kind), anonymity)

    def _is_outlet(self, name: Mention | None) -> bool:
        return name is not None and name.span in self._outlets

    def _person(self, phrase: Phrase) -> Mention | None:
        """The person's name that is the phrase, or stands beside it (`a lawyer, John Smith`)."""
        if phrase.name is not None:
            return phrase.name if phrase.name.label == "PERSON" and not phrase.plural else None
        if noun_kinds().get(phrase.head) != "person" or phrase.plural:
            return None
        return self._apposed(phrase, "PERSON") or self.roles.name_behind(
            phrase.leading, phrase.span.end
        )

    def _apposed(self, phrase: Phrase, label: str) -> Mention | None:
        """The name that stands behind the phrase and a comma (`its owner, Meridian Toll Co.,`)."""
        behind = _APPOSED.match(self._text, phrase.leading.end, phrase.span.end)
        start = behind.end() if behind else phrase.span.end
        inside = self._names.within(Span(start, phrase.span.end))
        first = inside[0] if inside else None
        apposed = first is not None and first.label == label and first.span.start == start
        return first if apposed else None

    def _holder(self, phrase: Phrase) -> Speaker | None:
        """`the minister`: the one person whom the article has given that office by name."""
        words = phrase.leading.of(self._text).split()[1:]
        if not phrase.definite or not words:
            return None
        found = self.descriptions.of(words, phrase.leading.start)
        return self._named(found[0]) if found else None

    def _named(self, person: Entity) -> Speaker:
        """A person who is not named there."""
        return Speaker("named_person", person.name, person, self.roles.given(person))

    def _of_pronoun(self, phrase: Phrase, previous: tuple[Span, Speaker] | None) -> Speaker:
        """Who the pronoun stands for, where only one is in sight; else a type and no name."""
        kind = source_type(phrase, is_outlet=False)
        if phrase.head in _RELATIVE:
            return self._of_antecedent(phrase.span.start, kind)
        near = self._near(phrase.span, previous)
        if kind != "unnamed_person":
            group = near[1] if near else None
            fits = group is not None and group.type not in ("named_person", "unnamed_person")
            return group if group is not None and fits else Speaker(kind)
        if near and near[1].type == "unnamed_person":
            between = self._names.within(Span(near[0].start, phrase.span.start))
            if not any(m.label == "PERSON" and not self._is_quoted(m.span) for m in between):
                return near[1]
        found = self.pronouns.at(phrase.span)
        return self._named(found.entity) if found else Speaker(kind)

    def _of_antecedent(self, start: int, kind: SourceType) -> Speaker:
        """Whom `who` or `which` speaks of: the name right in front of it, or what describes it."""
        described = self.roles.ending_at(start)
        if described is not None and described.entity is not None:
            return self._named(described.entity)
        in_front = (m for m in self._names.within(Span(max(0, start - _FRONT), start)))
        named = next((m for m in in_front if start - m.span.end <= len(" — ")), None)
        return self.of_phrase(named.span) if named is not None else Speaker(kind)

    def _near(
        self, pronoun: Span, previous: tuple[Span, Speaker] | None
    ) -> tuple[Span, Speaker] | None:
        """The previous source, if that is near enough."""
        if previous is None or pronoun.start - previous[0].end > _NEAR:
            return None
        return previous

    def _is_quoted(self, span: Span) -> bool:
        return any(content.start <= span.start < content.end for content in self._contents)


def _place(attribution: Attribution) -> tuple[int, int]:
    source = attribution.source[0].start if attribution.source else attribution.content[0].start
    return source, attribution.content[0].start
