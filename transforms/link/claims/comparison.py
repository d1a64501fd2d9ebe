"""Two claims of different articles: do they state the same, or can they not both hold?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from transforms.analyse.attributions import Span
from transforms.link.claims.alignment import Difference
from transforms.link.claims.days import differ, differing_dates
from transforms.link.claims.figures import differing_figures, figures_apart
from transforms.link.claims.likeness import Likeness, likeness, order, two_agents
from transforms.link.claims.negation import differing_polarity, turned
from transforms.link.claims.offices import differing_posts
from transforms.link.claims.opposites import contraries, differing_sense
from transforms.link.claims.participants import differing_names
from transforms.link.claims.statement import Statement
from transforms.link.claims.subjects import of_two_bodies
from transforms.link.claims.tolls import differing_tolls

Relation = Literal["same", "reworded", "conflicts"]

#: From here on two claims state the same: of the pairs of the half `tune` 19 of 20 do.
_ALIKE = 0.75
_UNDATED = datetime.max.replace(tzinfo=UTC)
#: One term in common is a topic.
_TERMS = 2
#: Of less than this of the other's terms the one is a part only.
_PART = 0.15
#: From here on a negation in what only the one adds leaves the other as it is.
_ONE_WORDING = 0.95
#: So near before a number a negation is of it, in characters.
_NEAR = 32
#: How sure it is that one outlet's report of one day on one thing is one.
_REPORTED = 0.7
#: Of two stories a quotation alone shows that a claim is one: so many words that tell so much,
#: where the speaker is one, and where it is not known. Of two speakers it is a stock phrase.
_QUOTED_ONE, _QUOTED = (7, 3.0), (12, 4.0)
#: What a part of a long passage must tell.
_PART_WEIGHT = 8.0
#: So much of the shorter content stands in the other, in order: one quotation in two wordings.
_VARIANT = 0.85
#: All of it, and nearly as long: the very words.
_VERBATIM, _WHOLE = 0.999, 0.85


@dataclass(frozen=True)
class ClaimLink:
    """Two claims that state the same, or cannot both hold.

    Attributes:
        claim_id: The claim of the later article.
        article_id: Its article.
        other_claim_id: The claim of the earlier one; of articles without a date, of the one whose
            id is smaller.
        other_article_id: Its article.
        relation: same, reworded or conflicts.
        form: As in claim_links.form.
        score: How sure it is, 0 to 1.
        spans: What it is told by in the claim: places in articles.text.
        evidence: The text of the spans, joined by one space.
        other_spans: As spans, of the other claim.
        other_evidence: Their text.
    """

    claim_id: str
    article_id: str
    other_claim_id: str
    other_article_id: str
    relation: Relation
    form: str
    score: float
    spans: tuple[Span, ...]
    evidence: str
    other_spans: tuple[Span, ...]
    other_evidence: str


def compare(one: Statement, other: Statement) -> ClaimLink | None:
    """What two claims are to each other; None where nothing shows. The order does not matter."""
    if one.article_id == other.article_id:
        return None
    if age(one) < age(other):
        one, other = other, one
    alike = likeness(one, other)
    if alike is None:
        return _of_few_words(one, other)
    if one.story_id is None or one.story_id != other.story_id:
        return _quoted_elsewhere(one, other, alike)
    if of_two_bodies(one, other):
        return None
    difference = _difference(one, other)
    if difference is not None:
        return _link(one, other, "conflicts", difference.form, difference.score, difference)
    if alike.terms < _TERMS or alike.score < _ALIKE or _is_part(alike) or _may_differ(one, other):
        return _one_report(one, other)
    return _of_form(one, other, alike)


def _of_few_words(one: Statement, other: Statement) -> ClaimLink | None:
    """The link of two claims that share hardly a word: a report of one, or another number."""
    if one.story_id is None or one.story_id != other.story_id:
        return None
    if of_two_bodies(one, other):
        return None
    found = None
    if one.terms.keys() == other.terms.keys() or _is_contrary(one, other):
        found = _difference(one, other)
    if found is None and one.quantities and other.quantities:
        found = differing_figures(one, other) or differing_tolls(one, other)
    if found is None and one.dates and other.dates:
        found = differing_dates(one, other)
    if found is not None and not _is_negated(found, one, other):
        return _link(one, other, "conflicts", found.form, found.score, found)
    return _one_report(one, other)


def _is_contrary(one: Statement, other: Statement) -> bool:
    """Whether two statements that share a word turn it round, or have contrary words."""
    return not one.terms.keys().isdisjoint(other.terms) and contradict(one, other)


def contradict(one: Statement, other: Statement) -> bool:
    """Whether the one denies or negates what the other says, or has the contrary of a word of it.

    Such two never state the same, also where they are not of one thing.
    """
    return one.attitude != other.attitude or turned(one, other) or bool(contraries(one, other))


def _one_report(one: Statement, other: Statement) -> ClaimLink | None:
    """The link of two claims that an outlet reported something of on one day.

    `The meeting, first reported by Al Arabiya on November 16` and `Al Arabiya, which broke the
    news of the meeting on November 16` tell of one report, in few words of their own.
    """
    if one.story_id is None or one.story_id != other.story_id:
        return None
    if not one.source_type == other.source_type == "media":
        return None
    if contradict(one, other):
        return None
    if set(one.source_names).isdisjoint(other.source_names) or one.days.isdisjoint(other.days):
        return None
    if one.terms.keys().isdisjoint(other.terms):
        return None
    return _link(one, other, "reworded", "paraphrase", _REPORTED, None)


def age(statement: Statement) -> tuple[datetime, str, str]:
    """Articles in the order of their publication; one without a date counts as the latest."""
    published = statement.published_at or _UNDATED
    return published, statement.article_id, statement.claim_id


def _is_part(alike: Likeness) -> bool:
    """Whether one is but a few words among the many of the other."""
    return alike.smaller < _PART and (alike.pairs < _VARIANT or alike.shared < _PART_WEIGHT)


def _may_differ(one: Statement, other: Statement) -> bool:
    """Whether the one denies, will not say, negates or counts otherwise what the other says."""
    if figures_apart(one, other) or differ(one, other) or contradict(one, other):
        return True
    return bool(one.negations) != bool(other.negations) and order(one, other) < _ONE_WORDING


_FINDERS: tuple[Callable[[Statement, Statement], Difference | None], ...] = (
    differing_figures,
    differing_dates,
    differing_names,
    differing_posts,
    differing_polarity,
    differing_sense,
    differing_tolls,
)


def _difference(one: Statement, other: Statement) -> Difference | None:
    if two_agents(one, other):
        return None
    for find in _FINDERS:
        found = find(one, other)
        if found is not None:
            return None if _is_negated(found, one, other) else found
    return None


def _is_negated(found: Difference, one: Statement, other: Statement) -> bool:
    """Whether the one's value is negated: `it was not on Tuesday` and `it was on Monday`."""
    if found.form not in ("number", "date"):
        return False
    sides = ((one, found.ours), (other, found.theirs))
    negated = [
        any(0 < span.start - start < _NEAR for span in spans for start in each.turning)
        for each, spans in sides
    ]
    return negated[0] != negated[1]


def _of_form(one: Statement, other: Statement, alike: Likeness) -> ClaimLink:
    """The link of two claims that state the same."""
    quoted = (one.kind != "indirect", other.kind != "indirect")
    common = order(one, other)
    lengths = sorted((len(one.forms), len(other.forms)))
    if common >= _VERBATIM and lengths[0] >= _WHOLE * lengths[1]:
        relation: Relation = "same"
        form = "verbatim"
    elif quoted[0] != quoted[1]:
        relation, form = "reworded", "indirect"
    elif common >= _VARIANT and (alike.smaller >= _VARIANT or all(quoted)):
        relation, form = "same", "variant"
    else:
        relation, form = "reworded", "paraphrase"
    return _link(one, other, relation, form, alike.score, None)


def _quoted_elsewhere(one: Statement, other: Statement, alike: Likeness) -> ClaimLink | None:
    """The link of two claims of different stories: one quotation, nearly word for word."""
    if "indirect" in (one.kind, other.kind) or contradict(one, other):
        return None
    ours, theirs = set(one.source_names), set(other.source_names)
    identities = {one.speaker_identity, other.speaker_identity}
    same = bool(ours & theirs) or (len(identities) == 1 and None not in identities)
    if not same and ((ours and theirs) or None not in identities):
        return None
    words, weight = _QUOTED_ONE if same else _QUOTED
    shorter = min(len(one.forms), len(other.forms))
    if shorter < words or alike.shared < weight or order(one, other) < _VARIANT:
        return None
    return _of_form(one, other, alike)


def _link(
    one: Statement,
    other: Statement,
    relation: Relation,
    form: str,
    score: float,
    difference: Difference | None,
) -> ClaimLink:
    ours = difference.ours if difference else one.content_spans
    theirs = difference.theirs if difference else other.content_spans
    return ClaimLink(
        one.claim_id,
        one.article_id,
        other.claim_id,
        other.article_id,
        relation,
        form,
        round(score, 4),
        ours,
        one.printed(ours),
        theirs,
        other.printed(theirs),
    )
