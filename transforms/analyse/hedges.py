"""Whether a sentence hedges, asks, or hangs on a condition: by its words and where they stand."""

import re

from transforms.analyse.lexicons import cue_words

#: A clause with a condition at the start of a sentence, behind a comma or at its end. Behind a verb
#: of asking or knowing `if` is `whether`; `as if`, `what if` are no conditions either.
_CONDITION = re.compile(
    r"(?<!\bas\s)(?<!\bwhat\s)(?<!\bwonder\s)(?<!\bwonders\s)(?<!\bwondered\s)(?<!\bask\s)"
    r"(?<!\basked\s)(?<!\bknow\s)(?<!\bsee\s)(?<!\bsure\s)(?<!\btell\s)(?<!\bunclear\s)"
    r"(?<!\bcertain\s)(?<!\bcare\s)(?<!\bquestion\s)(?<!\band\s)(?<!\bbetter\s)"
    r"\b(?:if|unless|provided\sthat|assuming(?:\sthat)?|as\slong\sas|so\slong\sas|in\scase"
    r"|in\sthe\sevent)\b(?!\s(?:not|any|only|anything|ever|possible|you\swill|you\slike)\b)"
    r"|^\W*(?:should|had|were)\s(?:he|she|it|they|we|I|you|the|an?|[A-Z]\w+)\s[^?]*$",
    re.IGNORECASE,
)
#: The clause in front of the main one: `While he was there, …`, `For many voters, …`.
_FRONT = re.compile(
    r"\W*(?:while|when|as|although|though|because|since|after|before|given|despite|whether|for|in|at"
    r"|on|with|by|under|during|until|once|unlike|like)\b[^,]{3,160},\s",
    re.IGNORECASE,
)
#: Where the main clause ends and another begins.
_CUT = re.compile(
    r"\s(?:who|whom|whose|which|where|because|while|although|though(?!,)|since|whereas|so\sthat|but|when)\b"
    r"|;|:\s|—|–|\s--?\s|,\s(?:and|or|as|including|even)\b",
    re.IGNORECASE,
)
#: How many words of it tell how firmly it is put.
_WORDS = 24

#: A finite verb that is no modal of possibility: what stands behind it is not the main verb.
_FIRM = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|ca|can|must|should|does|do|did|[’'](?:s|re|ve|ll|m)"
    r"|am|said|says|knows?|knew|wants?|wanted|needs?|makes?|made|means?|shows?|showed|does)\b",
    re.IGNORECASE,
)
#: Possibility. `could not` is mostly what was not possible; `May` is a month.
_POSSIBLE = re.compile(
    r"\b(?:may(?!\s(?:\d|be\smaybe))|might|could(?!\s?n[o’']t))\b(?=\s(?:\w+ly\s)?[a-z])"
)
_AT_START = re.compile(r"\W*(?:May\s(?:he|she|it|we|they|I|you)|Might|Could)\b")
#: What would be, of no condition named; `would like` asks, `would never` is firm.
_WOULD = re.compile(
    r"(?:\bwould|\w[’']d)\b(?!\s?n[’']t)(?!\s(?:like|love|never|rather|not\sonly)\b)", re.IGNORECASE
)
_BELIEF = (
    r"(?:think|believe|guess|suppose|assume|imagine|suspect|reckon|feel|hope|fear|doubt|worr[yi]|wish"
    r"|thought|felt)(?:e?s|e?d)?"
)
#: First of all an opinion: `I think`, `I don’t believe`, `he is not sure`; `it seems`, `it looks`.
_OPINION = re.compile(
    rf"^\W*(?:(?:and|but|so|well|no|yes|look|now|that|honestly|frankly)\b\W*)*"
    rf"(?:I|we|he|she|they)(?:\sdo(?:es)?(?:n[’']t|\snot))?(?:\s(?:just|really|still|also|do))?\s"
    rf"(?:{_BELIEF}\b(?!\s(?:of|about|like)\b)"
    r"|(?:am|are|is|was|were)\snot\s(?:sure|certain|convinced)|expect\b)"
    r"|^\W*I[’']m\s(?:not\s(?:sure|certain|convinced)|afraid|guessing|hoping)\b",
    re.IGNORECASE,
)
#: An opinion put in beside: `…, I think, …`, `which I think is`.
_BESIDE = re.compile(r"\bI\s(?:think|believe|guess|suppose|suspect)\b(?!\s(?:of|about)\b)")
#: The appearance only.
_SEEMS = re.compile(
    r"\b(?:seem(?:s|ed)?\b|appear(?:s|ed)?\s(?:to\b|that\b|as\b|[a-z]+\b(?<!in)(?<!on)(?<!at)(?<!before))"
    r"|look(?:s|ed)?\s(?:like|as\s(?:if|though)|increasingly|set)\b"
    r"|in\s(?:my|his|her|our|their)\s(?:view|opinion)\b|(?:is|are|was|were)\s(?:said|believed|thought"
    r"|rumou?red|alleged|expected|reported|supposed)\sto\b|there[’']s\sa\schance\b)",
    re.IGNORECASE,
)


def is_question(sentence: str) -> bool:
    """Whether it asks: it ends in a question mark."""
    return re.search(r"\?[\W_]*$", sentence) is not None


def reported_question(content: str, cue: str) -> bool:
    """Whether it is a question reported: `asked if …`, `questions about whether …`.

    Args:
        content: The first sentence of the content.
        cue: The cue, where it stands right before the content.
    """
    asked = re.match(r"\W*(?:about\s)?(?P<word>if|whether)\b", content, re.IGNORECASE)
    if not cue or asked is None:
        return False
    if asked["word"].lower() == "whether":
        return True
    return (
        re.search(
            r"\b(?:ask|wonder|question|know|see|show|decide|sure|doubt|clear|tell)", cue, re.I
        )
        is not None
    )


def is_conditional(sentence: str) -> bool:
    """Whether what it says hangs on a condition."""
    return _CONDITION.search(sentence) is not None


def is_hedged(sentence: str, quoted: bool) -> bool:
    """Whether its main clause leaves open that it is so.

    Args:
        sentence: A sentence, or the words of a cue.
        quoted: Whether it is in the words of its speaker: in reported speech `would` may be the
            plain future.
    """
    clause = main_clause(sentence)
    if _OPINION.search(clause) or _BESIDE.search(clause) or _SEEMS.search(clause):
        return True
    words = {word.lower() for word in re.findall(r"\w+", clause)}
    if not words.isdisjoint(cue_words("hedge")):
        return True
    return _has_modal(clause, quoted)


def _has_modal(clause: str, quoted: bool) -> bool:
    """Whether its first finite verb is a modal of possibility."""
    found = [_POSSIBLE.search(clause)]
    if quoted:
        found.append(_WOULD.search(clause))
    starts = [match.start() for match in found if match is not None]
    if not starts:
        return _AT_START.match(clause) is not None
    return _FIRM.search(clause, 0, min(starts)) is None


def main_clause(sentence: str) -> str:
    """The words that tell of the main clause, as far as the words in front of others show it."""
    front = _FRONT.match(sentence)
    rest = sentence[front.end() :] if front is not None else sentence
    rest = re.sub(r"\([^()]*\)\s?", "", rest)
    cut = _CUT.search(rest, min(len(rest), 4))
    whole = rest[: cut.start()] if cut is not None else rest
    return " ".join(whole.split()[:_WORDS])
