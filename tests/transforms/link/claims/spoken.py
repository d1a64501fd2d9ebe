"""Statements to test with, out of one line each: `Police | said | that 27 people were killed`."""

import datetime as dt
import re
from pathlib import Path

from transforms.analyse.attributions import Span
from transforms.analyse.hedges import is_conditional, is_hedged
from transforms.analyse.lexicons import cue_words
from transforms.analyse.stance import head_of
from transforms.analyse.verbs import dictionary_form
from transforms.link.claims.statement import Statement

DAY = dt.datetime(2025, 11, 19, 8, tzinfo=dt.UTC)
_OPENING, _CLOSING = '“‘"', '”’"'
_NAME = re.compile(
    r"(?:(?!(?:The|An?|More|Nearly|About|Up|At|Fewer|Twelve)\b)[A-Z][\w-]+(?: (?=[A-Z]))?)+"
)


def spoken(
    line: str,
    article: str = "a",
    story: str | None = "story",
    outlet: str | None = None,
    published_at: dt.datetime | None = DAY,
    source_type: str = "named_person",
    speaker: str | None = None,
) -> Statement:
    """The statement of a line: source, cue and content, parted by bars.

    Names of the content stand for identities by themselves. What is denied, hedged and quoted is
    told as a run tells it, by less.
    """
    source, cue, content = (part.strip() for part in line.split("|"))
    passage = f"{source} {cue} {content}."
    starts = 0, len(source) + 1, len(source) + len(cue) + 2
    spans = [
        (Span(start, start + len(part)),) if part else ()
        for start, part in zip(starts, (source, cue, content), strict=True)
    ]
    words = cue.split()
    lemma = dictionary_form(words[head_of(words)]) if words else None
    return Statement(
        claim_id=f"{article}:{line}",
        article_id=article,
        story_id=story,
        outlet=outlet,
        published_at=published_at,
        kind=_kind(content),
        content=content,
        content_spans=spans[2],
        cue=cue or None,
        cue_lemma="according to" if cue == "according to" else lemma,
        cue_spans=spans[1],
        source=source or None,
        source_spans=spans[0],
        source_type=source_type,
        speaker=speaker,
        speaker_identity=speaker,
        polarity=_polarity(cue, lemma),
        modality=_modality(content, lemma),
        named=tuple(_NAME.findall(content)),
        passage=passage,
        passage_start=0,
    )


def _kind(content: str) -> str:
    if content[:1] in _OPENING and content[-1:] in _CLOSING:
        return "direct"
    return "mixed" if re.search(f"(?:^|\\s)[{_OPENING}]", content) else "indirect"


def _polarity(cue: str, lemma: str | None) -> str:
    turns = (lemma in cue_words("denying")) + bool(
        re.search(r"\b(?:not|never|yet to)\b|n’t\b", cue)
    )
    return "denied" if turns % 2 else "affirmed"


def _modality(content: str, lemma: str | None) -> str:
    if is_conditional(content):
        return "conditional"
    hedged = is_hedged(content, quoted=_kind(content) != "indirect") or lemma in cue_words(
        "hedging"
    )
    return "hedged" if hedged else "asserted"


def pairs() -> list[tuple[str, str, str]]:
    """Two lines and what they are to each other (pairs.tsv)."""
    text = Path(__file__).with_name("pairs.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return [(one, other, expected) for one, other, expected in rows]
