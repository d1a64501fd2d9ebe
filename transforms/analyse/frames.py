"""The ways English words an attribution in a clause: *X said that …*, *according to X, …*.

Each frame is a link of the dependency parse between a cue and its content. What share of a cue's
uses in a frame are attributions stands in the lexicon (`transforms.analyse.cues`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from transforms.analyse.syntax import (
    according_to,
    clause,
    is_done_to,
    phrase,
    source_of,
    subtree,
    verb_group,
)

#: Tokens. Nobody writes longer sentences; what looks like one is a table or junk, whose parse says
#: nothing, and the work of a sentence grows with the square of its length.
_LONGEST_SENTENCE = 500


@dataclass(frozen=True)
class Candidate:
    """What may be an attribution; roles are token positions.

    Attributes:
        frame: The construction, as the lexicon names it.
        lemma: The cue's head, lower case.
        anchor: Where that head stands.
    """

    frame: str
    lemma: str
    anchor: int
    cue: frozenset[int]
    source: frozenset[int]
    content: frozenset[int]


def find_candidates(doc: Doc) -> Iterator[Candidate]:
    """Every construction of the text that could be an attribution, in order of its cue."""
    for sentence in doc.sents:
        if len(sentence) > _LONGEST_SENTENCE:
            continue
        for token in sentence:
            if token.lower_ == "according":
                yield from _according(token)
            elif token.pos_ in ("VERB", "AUX", "ADJ") and not is_done_to(token):
                yield from _of_verb(token)
            elif token.pos_ == "NOUN":
                yield from _of_noun(token)


def _candidate(frame: str, token: Token, cue: set[int], content: set[int]) -> Candidate:
    return _made(frame, token, cue, source_of(token), content)


def _made(
    frame: str, token: Token, cue: set[int], source: set[int], content: set[int]
) -> Candidate:
    content = content - cue - source
    return Candidate(
        frame,
        token.lemma_.lower(),
        token.i,
        frozenset(cue),
        frozenset(source),
        frozenset(content),
    )


# Verbs and adjectives ----------------------------------------------------------------------------


def _of_verb(verb: Token) -> Iterator[Candidate]:
    cue = verb_group(verb)
    if verb.dep_ == "acomp":
        cue |= verb_group(verb.head)
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.pos_ == "VERB":
        cue |= {verb.head.i} | verb_group(verb.head.head)  # `was quoted as saying`
    voice = "passive " if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children) else ""
    clausal = False
    for child in verb.children:
        if child.dep_ == "ccomp":
            clausal = True
            side = "ccomp" if child.i > verb.i else "trailing"
            yield _candidate(voice + side, verb, cue, clause(child))
        elif child.dep_ == "xcomp" and child.i > verb.i:
            clausal = True
            kind = "to" if any(c.lower_ == "to" for c in child.lefts) else "xcomp"
            objects = [c for c in verb.rights if c.dep_ in ("dobj", "dative") and c.i < child.i]
            content = subtree(child).union(*(subtree(c) for c in objects))
            frame = f"object {kind}" if objects else kind
            yield _candidate(voice + frame, verb, cue, content)
    if verb.dep_ == "parataxis" or (verb.dep_ == "advcl" and _marker(verb) == "as"):
        clausal = True
        content = _without(verb.head, verb)
        frame = "parataxis" if verb.dep_ == "parataxis" else "as"
        yield _candidate(frame, verb, cue, content)
    if not clausal:
        yield from _of_object(verb, cue, voice)


def _of_object(verb: Token, cue: set[int], voice: str) -> Iterator[Candidate]:
    objects = [c for c in verb.rights if c.dep_ in ("dobj", "oprd", "attr") and not c.is_quote]
    if objects and verb.lemma_ != "be":
        content = subtree(objects[0])
        for child in verb.rights:
            if child.i > objects[0].i and child.dep_ in ("prep", "oprd", "agent", "dative"):
                content |= subtree(child)
            elif child.i > objects[0].i and child.dep_ != "punct":
                break
        yield _candidate(voice + "object", verb, cue, content)
        return
    for child in verb.rights:
        if child.dep_ == "prep" and child.n_rights:
            if any(c.dep_ == "pcomp" and _is_clausal(c) for c in child.rights):
                return
            content = subtree(child) - {child.i}
            yield _candidate(f"{voice}prep {child.lower_}", verb, cue | {child.i}, content)
            return


def _is_clausal(verb: Token) -> bool:
    return any(child.dep_ == "ccomp" for child in verb.rights)


def _without(head: Token, cue: Token) -> set[int]:
    """A clause without the part that holds its cue, and without what is joined on after the cue."""
    content = clause(head) - subtree(cue)
    if cue in head.subtree:
        for joined in head.conjuncts:
            if joined.i > cue.i and any(c.dep_ == "nsubj" for c in joined.children):
                content -= subtree(joined)
    return content


def _marker(verb: Token) -> str:
    return next((c.lower_ for c in verb.lefts if c.dep_ in ("mark", "advmod")), "")


# Nouns and prepositions --------------------------------------------------------------------------


def _of_noun(noun: Token) -> Iterator[Candidate]:
    for child in noun.rights:
        if child.dep_ in ("acl", "ccomp") and child.tag_ not in ("VBG", "VBN"):
            kind = "to" if any(c.lower_ == "to" for c in child.lefts) else "that"
            yield _nominal(f"noun {kind}", noun, {noun.i}, subtree(child))
            return
        if child.dep_ == "prep" and child.n_rights:
            content = subtree(child) - {child.i}
            yield _nominal(f"noun {child.lower_}", noun, {noun.i, child.i}, content)
            return


def _nominal(frame: str, noun: Token, cue: set[int], content: set[int]) -> Candidate:
    owner = next((c for c in noun.lefts if c.dep_ == "poss"), None)
    if owner is not None:
        source = subtree(owner) - {c.i for c in owner.rights if c.dep_ == "case"}
        return _made(f"own {frame}", noun, cue, source, content)
    if noun.dep_ == "dobj" and (source := source_of(noun.head)):
        return _made(f"do {frame}", noun, verb_group(noun.head) | cue, source, content)
    return _made(frame, noun, cue, set(), content)


def _according(token: Token) -> Iterator[Candidate]:
    source = according_to(token)
    if source is None:
        return
    to, noun = source
    head = token.head
    while head.pos_ not in ("VERB", "AUX") and head.head != head:
        head = head.head
    content = _without(head, token)
    yield _made("according", token, {token.i, to.i}, set(phrase(noun)), content)
