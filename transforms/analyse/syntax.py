"""Reading a dependency parse for who holds what, by which words.

Token positions in, token positions out; labels are those of spaCy's English models (ClearNLP).
"""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from transforms.analyse.attributions import Span

#: How far a shared subject is looked for up the tree: "began, went on to say" is three steps.
_CLIMB = 6
#: Links from a verb to the word whose subject it shares.
_SHARES_SUBJECT = {"conj", "xcomp", "advcl", "pcomp", "prep", "acomp", "dep"}
_RELATIVES = {"WDT", "WP"}
_GROUP = {"aux", "auxpass", "neg", "advmod"}
_OPENING_MARKS = set("“‘\"'«‹„‚`‟(") | {"``", "''"}
_CLOSING_MARKS = set("”’\"'»›“‘)") | {"''"}


def subject_of(verb: Token) -> Token | None:
    """The head noun of who does what the verb says, or None.

    The agent of a passive; the noun a relative or participle clause hangs on; else the subject,
    its own or shared with the verb it depends on.
    """
    token = verb
    for _ in range(_CLIMB):
        if is_done_to(token):
            return None
        for child in token.children:
            if child.dep_ == "nsubj" or (child.dep_ == "nsubjpass" and token != verb):
                relative = child.tag_ in _RELATIVES and token.dep_ == "relcl"
                return token.head if relative else child
        for child in token.children:
            if child.dep_ == "agent":
                return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
        if any(child.dep_ == "nsubjpass" for child in token.children):
            return None
        if token.dep_ == "acl" and token.tag_ == "VBG":
            if not token.i or token.nbor(-1).text != ",":
                return token.head
            token = token.head  # `left for Iowa, saying …`: what is said is said by who left
            while token.pos_ not in ("VERB", "AUX") and token.head != token:
                token = token.head
            continue
        if token.dep_ not in _SHARES_SUBJECT or token.head == token:
            return None
        token = token.head
    return None


def is_done_to(verb: Token) -> bool:
    """`Asked about it, he …`: a participle of what is done to the subject, who does not ask."""
    return verb.dep_ == "advcl" and verb.tag_ == "VBN" and not verb.n_lefts


def phrase(head: Token, without: Token | None = None) -> range:
    """The noun phrase of a head with its descriptions, without the clause that holds `without`."""
    start, end = head.left_edge.i, head.right_edge.i + 1
    if without is not None and start <= without.i < end and without.i != head.i:
        branch = without
        while branch.head.i != head.i and branch.head != branch:
            branch = branch.head
        if branch.i > head.i:
            end = branch.left_edge.i
        else:
            start = branch.right_edge.i + 1
    for token in head.doc[head.i : end]:
        if "\n" in token.text:
            end = token.i
            break
    return range(start, max(end, head.i + 1))


#: Begin clauses that describe a speaker, wherever the parse puts them.
_DESCRIBES = {"who", "speaking", "talking"}


def clause_source(head: Token, cue: Token) -> set[int]:
    """The noun phrase of a source, and `, who …` or `, speaking …` right behind it."""
    source = phrase(head, without=cue)
    after = head.doc[source.stop : source.stop + 2]
    if len(after) == 2 and after[0].text == "," and after[1].lower_ in _DESCRIBES:
        clause = after[1] if after[1].tag_ == "VBG" else after[1].head
        if clause.i >= after[1].i and clause.i != cue.i:
            return set(range(source.start, max(clause.right_edge.i + 1, source.stop)))
    return set(source)


def source_of(verb: Token) -> set[int]:
    """Who holds what the verb says: the phrase of its subject, and `who` where that stands for it.

    The pronoun of a relative clause is part of the source, because it is what annotators mark
    there (`the mayor, who said …`), and its antecedent, because it is what a reader wants.
    """
    subject = subject_of(verb)
    if subject is None:
        return set()
    source = clause_source(subject, verb)
    relative = next((t for t in verb.lefts if t.dep_ == "nsubj" and t.tag_ in _RELATIVES), None)
    return source if relative is None else source | {relative.i}


def according_to(token: Token) -> tuple[Token, Token] | None:
    """`to` and the head noun of the source behind `according`; None where either is missing."""
    to = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "to"), None)
    noun = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    return None if to is None or noun is None else (to, noun)


def verb_group(verb: Token) -> set[int]:
    """A verb with its auxiliaries, negation and adverbs before it and its particle."""
    group = {verb.i}
    for token in reversed(list(verb.lefts)):
        if token.i + 1 not in group or token.dep_ not in _GROUP or token.n_lefts or token.n_rights:
            break
        group.add(token.i)
    group.update(child.i for child in verb.rights if child.dep_ == "prt")
    return group


def subtree(head: Token) -> set[int]:
    """Positions of a word and everything below it."""
    return {token.i for token in head.subtree}


def clause(verb: Token) -> set[int]:
    """Positions of a clause without `, citing …`: that is said of its source, not by it."""
    asides = (c for c in verb.children if c.dep_ == "advcl" and c.lower_ in ("citing", "quoting"))
    return subtree(verb).difference(*map(subtree, asides))


def spans_of(doc: Doc, positions: Iterable[int], *, over_gaps: bool = True) -> tuple[Span, ...]:
    """The spans of tokens, trimmed of white space and punctuation; over gaps of nothing else.

    Quotation marks and brackets stay where they open or close something.
    """
    runs: list[list[int]] = []
    for at in sorted(set(positions)):
        gap = range(runs[-1][-1] + 1, at) if runs else None
        if gap is not None and (not gap or (over_gaps and all(_is_filler(doc[i]) for i in gap))):
            runs[-1].append(at)
        else:
            runs.append([at])
    spans = (_trimmed(doc, run[0], run[-1] + 1) for run in runs)
    return tuple(Span(s, e) for s, e in spans if s < e)


def _is_filler(token: Token) -> bool:
    return (token.is_punct or token.is_space) and "\n" not in token.text


def _trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and _is_trimmed(doc[start], _OPENING_MARKS):
        start += 1
    while start < end and _is_trimmed(doc[end - 1], _CLOSING_MARKS):
        end -= 1
    if start == end:
        return 0, 0
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def _is_trimmed(token: Token, kept: set[str]) -> bool:
    return token.is_space or (token.is_punct and token.text not in kept)
