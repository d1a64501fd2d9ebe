"""Turns: what one speaker says in quotation marks, with the words that say who it is.

A turn is a run of quotations: `“One,” she said. “Two.”` is one turn, and so is what follows in
paragraphs of its own. Only quotations that stand as sentences are turns; fragments (`called it “a
mess”`) belong to the clause around them, and to `transforms.analyse.frames`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from transforms.analyse.cues import Lexicon
from transforms.analyse.quotations import Quotation
from transforms.analyse.syntax import according_to, clause_source, source_of, subject_of, verb_group

#: Shorter quotations without a cue are titles, slogans and nicknames more often than speech.
_UNCUED_WORDS = 4
_SENTENCE_ENDS = {".", "?", "!", ";", "…"}
#: Words that make a quotation the end of the clause before it.
_LEADS_IN = {"that", "as", "how", "whether", "if", "of", "the", "a", "an"}
#: What may stand between a verb of saying and its quotation, and before the closing mark.
_BEFORE_SPEECH = {",", ":", "—", "–", "-", "--"}
_SPEECH_ENDS = set(".?!…—–-,’”'\")]")
#: A verb followed by one of these says that, not the quotation before it.
_COMPLEMENTS = {"ccomp", "xcomp", "attr"}
#: Words of a subject before its verb, where no comma tells that the clause belongs to a quotation.
_SHORT_SUBJECT = 4
#: Tokens looked at on each side of a quotation; keeps the work linear on text without full stops.
_LONGEST_CLAUSE = 200
_SPEAKERS = {"PERSON", "ORG", "NORP", "GPE"}
_PRONOUNS = {"i", "we", "he", "she", "they"}
_STARTERS = set("[($€£…“‘\"'#@")


@dataclass
class Turn:
    """One speaker's quotations; cue and source are token positions, either may be empty."""

    passages: list["Passage"]
    pattern: str
    cue: set[int] = field(default_factory=set)
    source: set[int] = field(default_factory=set)
    anchor: int = -1
    #: Where the clause of the cue ends: what follows directly continues the turn.
    reach: int = -1
    #: The beginning of the sentence that the first quotation ends: `The plan “is dead,” he said.`
    lead: range = range(0)

    @property
    def passage_tokens(self) -> set[int]:
        """Positions of what is said."""
        return {i for p in self.passages for i in range(p.first, p.stop)}.union(self.lead)


@dataclass(frozen=True)
class Passage:
    """A quotation in tokens, `first` to `stop`, marks included; what is said begins and ends so."""

    quotation: Quotation
    first: int
    stop: int
    words: int
    begins: str
    ends: str


class TurnFinder:
    """Finds the turns of one text."""

    def __init__(self, doc: Doc, quotations: Sequence[Quotation], lexicon: Lexicon) -> None:
        self._doc = doc
        self._lexicon = lexicon
        self._passages = _passages(doc, quotations)
        self._inside = {i: p for p in self._passages for i in range(p.first, p.stop)}

    def find(self) -> list[Turn]:
        """Every turn, in text order."""
        turns: list[Turn] = []
        anchors: set[int] = set()
        for passage in self._passages:
            turn = self._cued_before(passage)
            if turn is not None and turn.anchor in anchors:
                turn = None
            if turn is None:
                turn = self._cued_after(passage)
            if turn is not None and turn.anchor not in anchors:
                turns.append(turn)
                anchors.add(turn.anchor)
            else:
                self._uncued(passage, turns)
        return turns

    # A cue after the quotation: “…,” said X ------------------------------------------------------

    def _cued_after(self, passage: Passage) -> Turn | None:
        clause = self._clause_after(passage)
        if not clause:
            return None
        last = passage.ends
        comma = last == "," or self._doc[passage.stop].text == ","
        lead = range(0)
        if not self._starts_sentence(passage):
            lead = self._lead(passage) if comma else lead
            if not lead:
                return None
        if clause[0].lower_ == "according" and not lead:
            return self._according(passage, clause)
        verb = self._cue_verb(clause, passage, loose=comma and passage.words >= _UNCUED_WORDS)
        if verb is None:
            return None
        if not comma and (last.isalnum() or not clause[0].is_lower):
            # `“Why?” Smith asked.` but neither `“The Wire” star …` nor `“No.” Smith said he …`
            rest = [t for t in verb.rights if t.dep_ in _COMPLEMENTS and t.i > passage.stop]
            if rest or clause[-1].text in (":", ",") or verb.i > clause[0].i + _SHORT_SUBJECT:
                return None
        if lead and not any(c.dep_ == "ccomp" and c.i < passage.stop for c in verb.lefts):
            return None
        turn = self._turn(passage, "after", verb, clause)
        return replace(turn, lead=lead)

    def _according(self, passage: Passage, clause: list[Token]) -> Turn | None:
        """`“…,” according to X`."""
        source = according_to(clause[0])
        if source is None:
            return None
        to, noun = source
        cue, reach = {clause[0].i, to.i}, clause[-1].i + 1
        return Turn([passage], "after", cue, clause_source(noun, to), clause[0].i, reach)

    def _lead(self, passage: Passage) -> range:
        """The sentence up to a quotation, unless it has a cue of its own."""
        before = self._clause_before(passage)
        if not before or any(
            t.tag_.startswith("VB") and t.i not in self._inside and self._lexicon.says(t.lemma_)
            for t in before
        ):
            return range(0)
        return range(before[0].i, passage.first)

    def _clause_after(self, passage: Passage) -> list[Token]:
        """Up to the end of the sentence or the next quotation that stands as one."""
        clause: list[Token] = []
        for token in self._doc[passage.stop : passage.stop + _LONGEST_CLAUSE]:
            inside = self._inside.get(token.i)
            if "\n" in token.text or (inside and self._starts_sentence(inside)):
                break
            if inside and clause and token.i == inside.stop - 1:
                clause.append(token)
                if inside.ends in _SENTENCE_ENDS:
                    break
            elif token.text in _SENTENCE_ENDS and not inside:
                break
            elif clause or not (token.is_punct or token.is_space):
                clause.append(token)
        return clause

    # A cue before the quotation: X said: “…” -----------------------------------------------------

    def _cued_before(self, passage: Passage) -> Turn | None:
        clause = self._clause_before(passage)
        if not clause or clause[-1].lower_ in _LEADS_IN:
            return None
        capital = self._is_capital(passage)
        colon, punctuated = clause[-1].text == ":", clause[-1].text in _BEFORE_SPEECH
        if not punctuated and not (capital and passage.words >= _UNCUED_WORDS):
            return None
        verb = self._cue_verb(clause, passage, last=True)
        sure = colon and (capital or passage.words >= _UNCUED_WORDS)
        if verb is not None and (sure or self._leads_to(verb, clause, passage)):
            return self._turn(passage, "before", verb, clause)
        if colon and capital:
            source = self._before_colon(clause)
            return Turn([passage], "colon", {clause[-1].i}, source, clause[-1].i, passage.stop)
        return None

    def _leads_to(self, verb: Token, clause: list[Token], passage: Passage) -> bool:
        """Whether the quotation is what the verb says, not a name or a piece of its complement."""
        capital = self._is_capital(passage)
        after = [t for t in clause if t.i > verb.i]
        if len(after) == 1 and after[0].text in _BEFORE_SPEECH and capital:
            return True
        if after and after[0].lower_ == "that":
            return False
        if not after or after[-1].text not in _BEFORE_SPEECH:
            return len(after) <= 1
        if passage.words < _UNCUED_WORDS and self._is_title(passage):
            return False
        if not capital and verb.dep_ == "parataxis":
            return False
        if any(t.dep_ in ("nsubj", "nsubjpass") and t.head.i >= passage.first for t in after):
            return capital
        return not any(t.dep_ == "ccomp" and t.head == verb for t in after)

    def _is_title(self, passage: Passage) -> bool:
        words = [t for t in self._doc[passage.first : passage.stop] if t.is_alpha]
        return all(t.is_title or t.is_stop or t.is_upper for t in words)

    def _clause_before(self, passage: Passage) -> list[Token]:
        """From the start of the sentence; of the paragraph before, if that ends with a colon."""
        clause: list[Token] = []
        crossed = False
        for token in reversed(self._doc[self._back(passage) : passage.first]):
            if "\n" in token.text:
                if clause:
                    break
                crossed = True
                continue
            if (crossed and not clause and token.text != ":") or token.text in _SENTENCE_ENDS:
                break
            inside = self._inside.get(token.i)
            closes = inside is not None and token.i == inside.stop - 1
            if inside and closes and (inside.ends in _SENTENCE_ENDS or self._is_sentence(inside)):
                break
            if clause or not token.is_space:
                clause.append(token)
        return clause[::-1]

    def _before_colon(self, clause: list[Token]) -> set[int]:
        """The source of a colon without a verb of saying: `More from Smith: “…”`."""
        root = next((t for t in clause if t.head not in clause or t.head == t), clause[0])
        subject = subject_of(root) if root.pos_ in ("VERB", "AUX") else None
        if subject is None or subject not in clause:
            names = [t for t in clause if t.pos_ in ("PROPN", "PRON") or t.ent_type_]
            subject = names[0] if names else None
            while subject is not None and subject.head in names and subject.head != subject:
                subject = subject.head
        return clause_source(subject, clause[-1]) if subject is not None else set()

    # No cue --------------------------------------------------------------------------------------

    def _uncued(self, passage: Passage, turns: list[Turn]) -> None:
        if turns and self._continues(turns[-1], passage):
            turns[-1].passages.append(passage)
            turns[-1].reach = max(turns[-1].reach, passage.stop)
        elif passage.words >= _UNCUED_WORDS and self._is_sentence(passage):
            source = self._last_speaker(passage)
            turns.append(Turn([passage], "uncued", set(), source, -1, passage.stop))

    def _continues(self, turn: Turn, passage: Passage) -> bool:
        """Whether nothing but the end of a sentence, clause or paragraph lies between."""
        between = self._doc[turn.reach : passage.first]
        if not all(token.is_space or token.is_punct for token in between):
            return False
        within = not any("\n" in token.text for token in between)
        comma = within and self._doc[passage.first - 1].text in (",", "—", "–", "--")
        spoken = passage.ends in _SPEECH_ENDS
        long = passage.words >= _UNCUED_WORDS
        return self._is_sentence(passage) or (comma and (spoken or long))

    def _last_speaker(self, passage: Passage) -> set[int]:
        """Who spoke last, here or a paragraph before; else the subject of the last sentence."""
        breaks = 0
        subjects: list[Token] = []
        for token in reversed(self._doc[self._back(passage) : passage.first]):
            breaks += "\n" in token.text
            if breaks > 1:
                break
            if token.i in self._inside or token.pos_ != "VERB":
                continue
            subject = subject_of(token)
            if subject is not None and self._lexicon.says(token.lemma_):
                return clause_source(subject, token) - self._inside.keys()
            if subject is not None and token.dep_ == "ROOT" and _may_speak(subject):
                subjects.append(subject)
        return clause_source(subjects[0], subjects[0].head) if subjects else set()

    def _back(self, passage: Passage) -> int:
        return max(0, passage.first - _LONGEST_CLAUSE)

    # What all share ------------------------------------------------------------------------------

    def _turn(self, passage: Passage, pattern: str, verb: Token, clause: list[Token]) -> Turn:
        source = self._source(verb, clause)
        reach = max(clause[-1].i + 1, passage.stop)
        return Turn([passage], pattern, verb_group(verb), source, verb.i, reach)

    def _source(self, verb: Token, clause: list[Token]) -> set[int]:
        subject = subject_of(verb)
        within = range(clause[0].i, clause[-1].i + 1)
        if subject is None or subject.i not in within:
            subject = _first_nominal(verb, clause) or subject
        if subject is None:
            return set()
        if subject == subject_of(verb):
            return source_of(verb) - self._inside.keys()
        return clause_source(subject, verb) - self._inside.keys()

    def _cue_verb(
        self, clause: list[Token], passage: Passage, *, last: bool = False, loose: bool = False
    ) -> Token | None:
        verbs = [t for t in clause if t.tag_.startswith("VB") and t.i not in self._inside]
        head = self._doc[passage.first : passage.stop].root.head
        if head in verbs and self._lexicon.says(head.lemma_):
            return head
        saying = [
            t for t in verbs if self._lexicon.says(t.lemma_) and t.dep_ not in ("aux", "relcl")
        ] or [t for t in verbs if self._lexicon.says(t.lemma_)]
        if saying:
            return saying[-1] if last else saying[0]
        if loose:
            return next((t for t in verbs if t.pos_ == "VERB" and subject_of(t) in clause), None)
        return None

    def _starts_sentence(self, passage: Passage) -> bool:
        for token in reversed(self._doc[: passage.first]):
            if "\n" in token.text:
                return True
            if not token.is_space:
                return token.text in _SENTENCE_ENDS | {":"} or token.i in self._inside
        return True

    def _is_capital(self, passage: Passage) -> bool:
        first = passage.begins
        return first.isupper() or first.isdigit() or first in _STARTERS

    def _is_sentence(self, passage: Passage) -> bool:
        whole = passage.ends in _SPEECH_ENDS or not passage.quotation.closed
        return whole and self._is_capital(passage) and self._starts_sentence(passage)


def _first_nominal(verb: Token, clause: list[Token]) -> Token | None:
    nominal = [t for t in clause if t.pos_ in ("NOUN", "PROPN", "PRON") and t.i != verb.i]
    before = [t for t in nominal if t.i < verb.i]
    chosen = next(iter(before or nominal), None)
    while chosen is not None and chosen.head in nominal and chosen.head.i != chosen.i:
        chosen = chosen.head
    return chosen


def _may_speak(noun: Token) -> bool:
    return noun.ent_type_ in _SPEAKERS or noun.lower_ in _PRONOUNS


def _passages(doc: Doc, quotations: Sequence[Quotation]) -> list[Passage]:
    text = doc.text  # built anew at every call
    passages: list[Passage] = []
    for quotation in quotations:
        if quotation.depth:
            continue
        span = doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
        if span is not None and len(span):
            words = sum(not (t.is_punct or t.is_space) for t in span)
            begins = quotation.inner[0].of(text).lstrip()[:1]
            ends = quotation.inner[-1].of(text).rstrip()[-1:]
            passages.append(Passage(quotation, span.start, span.end, words, begins, ends))
    return passages
