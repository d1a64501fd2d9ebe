"""Statements of which one says that it is so, and the other that it is not."""

import re
from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from transforms.analyse.attributions import Span
from transforms.link.claims.alignment import Difference, aligned, counts_another
from transforms.link.claims.attitudes import find_negations
from transforms.link.claims.days import differ
from transforms.link.claims.statement import Statement, sayings
from transforms.link.claims.words import Word, root

#: What the two must share, lest they speak of two things: the share of either's terms, and how much
#: it tells. A negation among other words needs more than a cue that denies.
_NEGATED = (0.6, 0.8, 4.0)
_DENIED = (0.55, 0.75, 4.0)
#: Cues of a denial. Against it stand cues that put the content as so: a thought is no contrary.
_DENYING = frozenset(("deny", "reject", "refute", "dispute", "rebut", "contradict", "disavow"))
#: What is left of `did n't want` where its beginning was lost.
_CUT_OFF = re.compile(r"\W*n?[’']?t\b")
#: How many words behind a negation it is of.
_REACH = 3
#: The stem of a denial inside of a content.
_DENIAL = root("deny")
#: A phrase of so many words that tells so much is of one thing, whatever stands around it.
_PHRASE, _PHRASE_WEIGHT = 2, 4.5
#: How sure it is then.
_CONTRADICTED = 0.8
#: A negation in one of several sentences is not of the others.
_LENGTH = 0.6
#: Sentences as alike as this are one sentence, whatever was found in them.
_ONE_SENTENCE = 0.9
#: What is negated stands in the other, and is so much of it at least: of a long statement a word
#: or two may be of another matter.
_CONTAINED = 0.4
#: One word is enough where nothing else is said, or of nobody: `no one was hurt`.
_SEVERAL = 2
#: `no agreement` is no statement: `nobody was hurt` is.
_CLAUSE = 3
_PERSONAL = frozenset(("i", "we", "he", "she", "it", "they"))
#: How sure a plain contrary is.
_PLAIN = 0.9
#: Subjects of which nothing is true, and words that make one.
_TOTAL = frozenset(("nobody", "none", "no", "nothing", "neither"))


def differing_polarity(one: Statement, other: Statement) -> Difference | None:
    """What turns the one into the contrary of the other."""
    if "withholds" in (one.attitude, other.attitude):
        return None
    if (one.modality, other.modality) != ("asserted", "asserted"):
        return None
    lemmas = one.cue_lemma, other.cue_lemma
    told = any(word.stem == _DENIAL for word in (*one.words, *other.words))
    if one.attitude == other.attitude == "affirms":
        # Words that both have, the one negated; not by one speaker, who only goes on elsewhere.
        if bool(one.negations) == bool(other.negations):
            return None
        if any(_CUT_OFF.match(each.cue or "") for each in (one, other)):
            return None
        if _is_contrary(one, other) and not told and not one_sentence(one, other):
            return Difference("polarity", _shown(one), _shown(other), _PLAIN)
        if _one_speaker(one, other):
            return None
        if (phrase := _negated_phrase(one, other)) is not None:
            return phrase
        lengths = sorted((len(one.forms), len(other.forms)))
        if lengths[0] < _LENGTH * lengths[1] or one_sentence(one, other):
            return None
        said = [{word.stem for word in each.words} for each in (one, other)]
        if (_negated(one) | _negated(other)).isdisjoint(said[0] & said[1]):
            return None
        needed = _NEGATED
    else:
        # Which of the two denies does not matter: the list of cues tells.
        if one.negations or other.negations or one.attitude == other.attitude:
            return None
        if _DENYING.isdisjoint(lemmas) or sayings(asserting=True).isdisjoint(lemmas):
            return None
        if _is_contrary(one, other) and not told:
            return Difference("polarity", _shown(one), _shown(other), _PLAIN)
        needed = _DENIED
    alike = aligned(one, other, ())
    if told or not alike.is_of_one_thing(*needed):
        return None
    return Difference("polarity", _shown(one), _shown(other), alike.smaller)


def _one_speaker(one: Statement, other: Statement) -> bool:
    if one.speaker_identity is not None and one.speaker_identity == other.speaker_identity:
        return True
    persons = one.speaker is not None or other.speaker is not None
    return persons and not set(one.source_names).isdisjoint(other.source_names)


def _negated_phrase(one: Statement, other: Statement) -> Difference | None:
    """A phrase of the one that the other negates, whatever stands around it."""
    for theirs, ours in _negated_in(one, other):
        return Difference("polarity", (ours,), (theirs,), _CONTRADICTED)
    for ours, theirs in _negated_in(other, one):
        return Difference("polarity", (ours,), (theirs,), _CONTRADICTED)
    return None


def _negated_in(one: Statement, other: Statement) -> Iterator[tuple[Span, Span]]:
    """Phrases of the one that the other negates (`was not wearing crampons`): there, and here."""
    said = [word for word in one.words if word.weight > 0]
    stems = [word.stem for word in said]
    intended = {after.start for word, after in pairwise(one.words) if word.form == "to"}
    for negation, run in _negated_runs(other):
        size = len(run)
        if size < _PHRASE or sum(word.weight for word in run) < _PHRASE_WEIGHT:
            continue
        for at in range(len(said) - size + 1):
            # `arrangements to check in` are not the checking in.
            same = stems[at : at + size] == [word.stem for word in run]
            if same and said[at].start not in intended:
                here = Span(said[at].start, said[at + size - 1].end)
                yield Span(negation.start, run[-1].end), here


def _negated(statement: Statement) -> set[str]:
    """The stems that stand behind a negation of the content."""
    return {word.stem for _, run in _negated_runs(statement) for word in run}


def _negated_runs(statement: Statement) -> Iterator[tuple[Word, list[Word]]]:
    """Each negation of the content, and the telling words behind it in its sentence."""
    starts = {span.start for span in statement.negations}
    words, start = statement.words, statement.passage_start
    for first in (at for at, word in enumerate(words) if word.start in starts):
        run: list[Word] = []
        for at in range(first + 1, min(first + 1 + _REACH, len(words))):
            gap = statement.passage[words[at - 1].end - start : words[at].start - start]
            if any(mark in gap for mark in ".!?;"):
                break
            if words[at].weight > 0:
                run.append(words[at])
        yield words[first], run


def one_sentence(one: Statement, other: Statement) -> bool:
    """Whether both stand in the same words, with as many negations."""
    words = [sorted((*each.words, *each.sentence_words)) for each in (one, other)]
    counts = {
        len(list(find_negations(run, each.passage, each.passage_start)))
        for each, run in zip((one, other), words, strict=True)
    }
    if len(counts) > 1 or 0 in counts:
        return False
    forms = [[word.form for word in run] for run in words]
    return LCSseq.normalized_similarity(*forms) >= _ONE_SENTENCE


def turned(one: Statement, other: Statement) -> bool:
    """Whether exactly one of the two negates what both say; in the same words they never agree.

    A negation in what only the one adds (`We won. We did not give up.`) turns nothing of the other.
    """
    if bool(one.turning) == bool(other.turning):
        return False
    negative, positive = (one, other) if one.turning else (other, one)
    return any(
        not run or not positive.stems.isdisjoint(run) for run in negative.turned
    ) and not one_sentence(one, other)


def _is_contrary(one: Statement, other: Statement) -> bool:
    """Whether all that the negative one of the two says stands in the other, in its order."""
    asserting = sayings(asserting=True) | {"deny"}
    if one.cue_lemma not in asserting or other.cue_lemma not in asserting:
        return False
    if min(len(one.forms), len(other.forms)) < _CLAUSE:
        return False
    if _is_of_source(one, other) or _is_of_source(other, one):
        return False
    if differ(one, other) or counts_another(one, other):
        return False
    negative, positive = (one, other) if one.negations or one.attitude == "denies" else (other, one)
    spans = {span.start for span in negative.negations}
    total = any(word.form in _TOTAL for word in negative.words if word.start in spans)
    said = [word.stem for word in positive.words if word.weight > 0]
    denied = [word.stem for word in negative.words if word.weight > 0 and word.start not in spans]
    if not denied or len(denied) < _CONTAINED * len(said):
        return False
    if len(denied) < _SEVERAL and not total and len(said) > len(denied):
        return False
    return LCSseq.similarity(denied, said) == len(denied)


def _is_of_source(one: Statement, other: Statement) -> bool:
    """Whether the one is of its own source (`Lind said he would go`), whom the other never names.

    Of two pronouns nothing is known.
    """
    if not one.source_names or one.forms[0] not in _PERSONAL or other.forms[0] in _PERSONAL:
        return False
    theirs = {word.stem for word in (*other.words, *other.sentence_words)}
    return theirs.isdisjoint(one.source_names)


def _shown(statement: Statement) -> tuple[Span, ...]:
    """The cue where it denies, and the content."""
    cue = statement.cue_spans if statement.attitude == "denies" else ()
    return tuple(sorted((*cue, *statement.content_spans)))
