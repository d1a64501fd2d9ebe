"""Who says what in the three seed articles, as a careful annotator marks it.

The rules are those of PolNeAR's guidelines. A content is written by the first and last words of its
parts, `first … last`, parts apart by `|`; short ones in full. The source's head is between stars.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


class Gold(NamedTuple):
    """An attribution; `nested` in the content of another one."""

    article: int
    kind: str
    source: str
    cue: str
    content: str
    nested: bool = False


GOLD = [
    # A move signaling renewed engagement (no title)
    Gold(0, "indirect", "", "reportedly", "The talks|covered everything … protocols"),
    Gold(0, "indirect", "both *sides*", "emphasizing", "the importance … amid ongoing challenges"),
    Gold(
        0,
        "indirect",
        "The Russian Foreign *Ministry*",
        "has yet to officially confirm",
        "reports that … security matters",
    ),
    Gold(0, "indirect", "", "reports", "that delegations … security matters", nested=True),
    Gold(0, "indirect", "Al Arabiya TV *channel*", "first broke the news of", "Yevkurov’s meeting"),
    Gold(
        0,
        "indirect",
        "Kremlin *sources*",
        "according to",
        "The call|delved into … crisis there",
    ),
    Gold(
        0,
        "indirect",
        "",
        "has been seen as",
        "Turkey’s recent … hiatus|a significant shift in Ankara’s foreign policy",
    ),
    Gold(0, "indirect", "*Turkey*’s", "recent decision", "to appoint … hiatus", nested=True),
    Gold(0, "indirect", "", "all reportedly", "Turkey, Russia, and … States|engaged in Damascus"),
    Gold(0, "indirect", "*Russia*", "insists", "its actions … promoting peace"),
    Gold(0, "indirect", "*critics*", "argue", "that its involvement … geopolitical influence"),
    # Yevkurov and Abu Kasra Discuss
    Gold(
        1,
        "direct",
        "a senior Syrian *official*, speaking on condition of anonymity",
        "said",
        "‘This dialogue … logistics,’|‘It’s about … the region.’",
    ),
    Gold(1, "indirect", "*Al Arabiya* TV", "reported", "that the meeting … chessboard"),
    Gold(
        1,
        "indirect",
        "*analysts*",
        "speculating about",
        "the true nature of these discussions",
    ),
    Gold(
        1,
        "direct",
        "Dr. Elena *Petrova*, a Middle East analyst at the Moscow Institute of International "
        "Relations",
        "noted",
        "‘Russia has always been … moves,’|‘But the fact … challenges.’",
    ),
    Gold(1, "indirect", "", "reportedly", "The discussion|covered the fragile … stabilizing Syria"),
    Gold(
        1,
        "direct",
        "a Kremlin *spokesperson*, who declined to provide further details",
        "said",
        "‘Putin emphasized … regional security,’",
    ),
    Gold(
        1,
        "direct",
        "*Putin*",
        "emphasized",
        "the importance of maintaining the ceasefire in Gaza",
        nested=True,
    ),
    Gold(
        1,
        "direct",
        "*Netanyahu*",
        "reiterated",
        "Israel’s commitment to regional security",
        nested=True,
    ),
    Gold(
        1,
        "indirect",
        "*sources* close to the Russian administration",
        "according to",
        "The conversation|was a reminder … entire region",
    ),
    Gold(
        1,
        "direct",
        "Dr. *Petrova*",
        "said",
        "‘Russia has always viewed … influence,’|‘This call … chaos.’",
    ),
    Gold(
        1,
        "direct",
        "*Russia*",
        "has always viewed",
        "the Middle East as … its influence",
        nested=True,
    ),
    Gold(1, "indirect", "*Turkey*’s", "recent decision", "to appoint … 13-year hiatus"),
    Gold(
        1,
        "direct",
        "a Turkish *diplomat*, who spoke on condition of anonymity",
        "said",
        "‘This is not … gesture,’|‘It’s a practical … protected.’",
    ),
    Gold(
        1,
        "direct",
        "Dr. *Petrova*",
        "said",
        "‘Turkey has always … conflict,’|‘Its re-engagement … efforts.’",
    ),
    Gold(
        1,
        "direct",
        "a senior Russian *official*, who declined to be named",
        "said",
        "‘The challenge … gains,’|‘Because in … peace.’",
    ),
    # Russia and Syria Intensify Military Cooperation
    Gold(2, "indirect", "the *Al Arabiya* channel", "first reported by", "The meeting"),
    Gold(
        2,
        "indirect",
        "the Russian Foreign *Ministry*",
        "has yet to officially confirm",
        "the visit",
    ),
    Gold(
        2,
        "mixed",
        "*sources* close to the Israeli government",
        "according to",
        "Netanyahu|emphasized the … region,’",
    ),
    Gold(2, "mixed", "*Netanyahu*", "emphasized", "the need for … region,’", nested=True),
    Gold(2, "indirect", "*Putin*", "reaffirmed", "Russia’s role … broader Middle East"),
    Gold(2, "indirect", "", "seen as", "This move|a symbolic gesture of reconciliation"),
    Gold(
        2,
        "mixed",
        "A Turkish *official*, speaking on condition of anonymity,",
        "noted",
        "that ‘this step … wider region.’",
    ),
    Gold(2, "mixed", "Abu *Kasra*", "described", "the discussions with … nations,’"),
    Gold(2, "mixed", "Abu *Kasra*", "adding", "that ‘Syria remains … security.’"),
    Gold(2, "indirect", "Russian *officials*", "have emphasized", "that their … collaboration"),
]

#: What a finder may find or leave, by cue, and why: (article, cue, words of the content, reason).
DEBATABLE = [
    (0, "citing", "unnamed sources", "names whom it is from, not what was said"),
    (0, "silent", "matter", "nothing was said"),
    (0, "speculation", "nature of the talks", "nobody in particular speculates"),
    (0, "addressed", "nuclear program", "a topic, not what was said of it"),
    (0, "desire", "geopolitical influence", "nested; a wish that critics lay on it"),
    (1, "silent", "tripartite discussion", "nothing was said"),
    (1, "reports", "tripartite discussion", "nobody in particular reports"),
    (1, "citing", "unnamed sources", "names whom it is from, not what was said"),
    (1, "suggests", "coordinated approach", "nested; a fact as source"),
    (1, "seeking", "coordinated approach", "nested; may be an action"),
    (1, "declined", "further details", "nothing was said"),
    (1, "announced", "The move", "no more than a word of content, no source"),
    (1, "signaling", "re-engage", "the writer's reading of it"),
    (1, "signal", "standing idly", "nested; the speaker's reading of it"),
    (1, "declined", "to be named", "nothing was said"),
    (2, "commitment", "strategic interests", "the writer's reading of it"),
    (2, "speculation", "implications", "nobody in particular speculates"),
    (2, "questions", "coordination", "nobody in particular asks"),
    (2, "interest", "Syria directly", "the writer's reading of it"),
    (2, "willingness", "work together", "nested; said of a wish in passing"),
    (2, "committed", "strengthening", "nested; says what Syria is"),
    (2, "hopes", "new chapter", "nobody in particular hopes"),
]

_TOKEN = re.compile(r"[^\W_]+(?:['’.,\-][^\W_]+)*")

Span = tuple[int, int]


@dataclass(frozen=True)
class Located:
    """An attribution as words of its article, each the place where it starts."""

    content: frozenset[int]
    source: frozenset[int]
    cue: frozenset[int]
    told: str


def tokens(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """The words within the spans."""
    return frozenset(
        start + match.start() for start, end in spans for match in _TOKEN.finditer(text[start:end])
    )


def locate(text: str, gold: Gold) -> Located:
    """Where it stands in the text."""
    content: list[Span] = []
    at = 0
    for part in gold.content.split("|"):
        first, _, last = part.partition(" … ")
        start = text.index(first, at)
        at = text.index(last, start + len(first)) + len(last) if last else start + len(first)
        content.append((start, at))
    middle = content[0][0]
    source: list[Span] = []
    if gold.source:
        start = _nearest(text, gold.source.replace("*", ""), middle)
        before, head, _ = gold.source.split("*")
        source = [(start + len(before), start + len(before) + len(head))]
    cue = _nearest(text, gold.cue, middle)
    told = f"{gold.source.replace('*', '') or 'nobody'} / {gold.cue} / {gold.content}"
    return Located(
        tokens(text, content),
        tokens(text, source),
        tokens(text, [(cue, cue + len(gold.cue))]),
        told,
    )


def _nearest(text: str, part: str, middle: int) -> int:
    found = [match.start() for match in re.finditer(re.escape(part), text)]
    assert found, part
    return min(found, key=lambda start: abs(start - middle))


def found_in(text: str, claim: dict[str, Any]) -> Located:
    """A row of the table of claims."""

    def of(role: str) -> frozenset[int]:
        return tokens(text, [(span["start"], span["end"]) for span in claim[f"{role}_spans"]])

    told = " / ".join(claim[role] or "nobody" for role in ("source", "cue", "content"))
    return Located(of("content"), of("source"), of("cue"), told)


def differences(text: str, article: int, claims: Sequence[dict[str, Any]]) -> list[str]:
    """What is missed, wrong or invented, a line each; no line if all is right."""
    rows = [found_in(text, claim) for claim in claims]
    told: list[str] = []
    matched: set[int] = set()
    for gold in (locate(text, gold) for gold in GOLD if gold.article == article):
        near = {
            i: _shared(gold.content, row.content) for i, row in enumerate(rows) if i not in matched
        }
        # Of two with the same words, the one with the same cue.
        best = max(
            near,
            key=lambda i: (near[i] >= 0.5 and bool(gold.cue & rows[i].cue), near[i]),
            default=None,
        )
        if best is None or near[best] < 0.5:
            told.append(f"missed:   {gold.told}")
            continue
        matched.add(best)
        row = rows[best]
        if gold.source and not gold.source & row.source:
            told.append(f"source:   {gold.told}\n   found: {row.told}")
        elif row.source and not gold.source:
            told.append(f"nobody's: {gold.told}\n   found: {row.told}")
        if not gold.cue & row.cue:
            told.append(f"cue:      {gold.told}\n   found: {row.told}")
    for i, (row, claim) in enumerate(zip(rows, claims, strict=True)):
        if i not in matched and not _is_debatable(article, claim):
            told.append(f"invented: {row.told}")
    return told


def _shared(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _is_debatable(article: int, claim: dict[str, Any]) -> bool:
    return any(
        article == number and cue in (claim["cue"] or "") and words in claim["content"]
        for number, cue, words, _ in DEBATABLE
    )
