"""Turns: what one speaker says in quotation marks, with the words that say who it is.

A turn is a run of quotations: `“One,” she said. “Two.”` is one turn, and so is what follows in
paragraphs of its own. Only quotations that stand as sentences are turns; fragments (`called it “a
mess”`) belong to the clause around them, and to `transforms.analyse.frames`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from transforms.analyse.cues import Lexicon
from transforms.analyse.quotations import Quotation
from transforms.analyse.syntax import clause_source, subject_of, verb_group

#: Shorter quotations without a cue are titles, slogans and nicknames more often than speech.
_UNCUED_WORDS = 4
_SENTENCE_ENDS = {".", "?", "!", ";", "…"}
#: Words that make a quotation the end of the clause before it.
_LEADS_IN = {"that", "as", "how", "whether", "if", "of", "the", "a", "an"}
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


@dataclass(frozen=True)
class Passage:
    """A quotation in tokens, `first` to `stop`, marks included."""

    quotation: Quotation
    first: int
    stop: int
    words: int


class TurnFinder:
    """Finds the turns of one text."""

    def __init__(self, doc: Doc, quotations: Sequence[Quotation], lexicon: Lexicon) -> None:
        self._doc = doc
        self._lexicon = lexicon
        self._passages = _passages(doc, quotations)
        self._inside = {i for p in self._passages for i in range(p.first, p.stop)}

    def find(self) -> list[Turn]:
        """Every turn, in text order."""
        turns: list[Turn] = []
        anchors: set[int] = set()
        for at, passage in enumerate(self._passages):
            turn = self._cued_before(passage)
            if turn is not None and turn.anchor in anchors:
                turn = None
            if turn is None:
                turn = self._cued_after(passage, at)
            if turn is not None and turn.anchor in anchors:
                turn = None
            if turn is not None:
                turns.append(turn)
                anchors.add(turn.anchor)
            elif self._is_sentence(passage):
                self._uncued(passage, turns)
        return turns

    # A cue after the quotation: “…,” said X ------------------------------------------------------

    def _cued_after(self, passage: Passage, at: int) -> Turn | None:
        clause = self._clause_after(passage, at)
        if not clause or not self._starts_sentence(passage):
            return None
        last = passage.quotation.inner[-1].of(self._doc.text).rstrip()[-1:]
        comma = last == "," or self._doc[passage.stop].text == ","
        first = clause[0]
        if not comma and (last == "." or last.isalnum()) and not first.is_lower:
            return None
        leads_on = self._doc[clause[-1].i].text in (":", ",") and not comma
        verb = self._cue_verb(clause, passage, loose=comma and passage.words >= _UNCUED_WORDS)
        if verb is None or (leads_on and not first.is_lower):
            return None
        return self._turn(passage, "after", verb, clause)

    def _clause_after(self, passage: Passage, at: int) -> list[Token]:
        doc, clause = self._doc, list[Token]()
        limit = self._passages[at + 1].first if at + 1 < len(self._passages) else len(doc)
        for token in doc[passage.stop : limit]:
            if "\n" in token.text or (clause and token.text in _SENTENCE_ENDS):
                break
            if clause or not (token.is_punct or token.is_space):
                clause.append(token)
            elif token.text in _SENTENCE_ENDS:
                break
        return clause

    # A cue before the quotation: X said: “…” -----------------------------------------------------

    def _cued_before(self, passage: Passage) -> Turn | None:
        clause = self._clause_before(passage)
        if not clause or clause[-1].lower_ in _LEADS_IN:
            return None
        punctuated = clause[-1].text in (",", ":", "—", "–", "-", "--")
        text = passage.quotation.inner[0].of(self._doc.text).lstrip()
        capital = text[:1].isupper() or text[:1].isdigit() or text[:1] in _STARTERS
        if not punctuated and not (capital and passage.words >= _UNCUED_WORDS):
            return None
        verb = self._cue_verb(clause, passage, last=True)
        if verb is not None and (punctuated or clause[-1].i == verb.i or verb.i + 4 > clause[-1].i):
            return self._turn(passage, "before", verb, clause)
        if clause[-1].text == ":" and capital:
            root = next((t for t in clause if t.head.i == t.i or t.dep_ == "ROOT"), clause[0])
            subject = subject_of(root)
            source = clause_source(subject, root) if subject is not None else set()
            return Turn([passage], "colon", {clause[-1].i}, source, clause[-1].i, passage.stop)
        return None

    def _clause_before(self, passage: Passage) -> list[Token]:
        clause: list[Token] = []
        paragraphs = 0
        for token in reversed(self._doc[: passage.first]):
            if "\n" in token.text:
                paragraphs += 1
                continue
            if not clause and token.is_space:
                continue
            if paragraphs and not (clause or token.text == ":"):
                break
            if paragraphs and clause and clause[0].i > token.i + 1 and clause[0].text != ":":
                break
            if token.text in _SENTENCE_ENDS or self._ends_passage(token):
                break
            clause.append(token)
        return clause[::-1]

    def _ends_passage(self, token: Token) -> bool:
        return token.i in self._inside and any(
            p.stop == token.i + 1 and self._is_sentence(p) for p in self._passages
        )

    # No cue --------------------------------------------------------------------------------------

    def _uncued(self, passage: Passage, turns: list[Turn]) -> None:
        if turns and self._continues(turns[-1], passage):
            turns[-1].passages.append(passage)
            turns[-1].reach = max(turns[-1].reach, passage.stop)
        elif passage.words >= _UNCUED_WORDS:
            source = self._last_subject(passage)
            if not source and turns:
                source = set(turns[-1].source)
            turns.append(Turn([passage], "uncued", set(), source, -1, passage.stop))

    def _continues(self, turn: Turn, passage: Passage) -> bool:
        """Whether nothing but the end of a sentence or paragraph lies between."""
        between = self._doc[turn.reach : passage.first]
        return all(token.is_space or token.is_punct for token in between)

    def _last_subject(self, passage: Passage) -> set[int]:
        """The subject of the sentence before, in the same paragraph."""
        for token in reversed(self._doc[: passage.first]):
            if "\n" in token.text:
                return set()
            if token.i not in self._inside and token.dep_ == "ROOT":
                subject = subject_of(token)
                return clause_source(subject, token) if subject is not None else set()
        return set()

    # What all share ------------------------------------------------------------------------------

    def _turn(self, passage: Passage, pattern: str, verb: Token, clause: list[Token]) -> Turn:
        source = self._source(verb, clause)
        reach = max(clause[-1].i + 1, passage.stop)
        return Turn([passage], pattern, verb_group(verb), source, verb.i, reach)

    def _source(self, verb: Token, clause: list[Token]) -> set[int]:
        subject = subject_of(verb)
        within = range(clause[0].i, clause[-1].i + 1)
        if subject is None or subject.i not in within:
            subject = _nearest_nominal(verb, clause) or subject
        if subject is None:
            return set()
        return clause_source(subject, verb) - self._inside

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

    def _is_sentence(self, passage: Passage) -> bool:
        text = passage.quotation.inner[0].of(self._doc.text).strip()
        ends = passage.quotation.inner[-1].of(self._doc.text).rstrip()[-1:]
        capital = text[:1].isupper() or text[:1].isdigit() or text[:1] in _STARTERS
        whole = ends in ".?!…—–-," or not passage.quotation.closed
        return capital and whole and self._starts_sentence(passage)


def _nearest_nominal(verb: Token, clause: list[Token]) -> Token | None:
    nominal = [t for t in clause if t.pos_ in ("NOUN", "PROPN", "PRON") and t.i != verb.i]
    after = [t for t in nominal if t.i > verb.i]
    before = [t for t in nominal if t.i < verb.i]
    chosen = before[-1] if before else after[0] if after else None
    while chosen is not None and chosen.head in nominal and chosen.head.i != chosen.i:
        chosen = chosen.head
    return chosen


def _passages(doc: Doc, quotations: Sequence[Quotation]) -> list[Passage]:
    passages: list[Passage] = []
    for quotation in quotations:
        if quotation.depth:
            continue
        span = doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
        if span is not None and len(span):
            words = sum(not (t.is_punct or t.is_space) for t in span)
            passages.append(Passage(quotation, span.start, span.end, words))
    return passages
