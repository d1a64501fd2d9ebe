"""The spaCy component `attribution`: sets `doc._.attributions`, a tuple of `Attribution`.

What finds them stands behind one interface, `AttributionFinder.find_attributions(doc)`, and is
chosen in the pipeline's config from spaCy's registry `misc`:

    nlp.add_pipe("attribution")  # PatternFinder, the rules of this package
    nlp.add_pipe("attribution", config={"finder": {"@misc": "onrecord.OtherFinder.v1"}})

So another finder is one more module that registers a function, and one value in a config. The
pipeline saves and loads with `nlp.to_disk` and `spacy.load` as any other.

`PatternFinder` needs tags, lemmas, parse and sentences of an English model. It joins two kinds of
finding: turns (`transforms.analyse.turns`: quotations that stand as sentences) and clauses
(`transforms.analyse.frames`: everything else that has a cue).
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry

from transforms.analyse.attributions import Attribution, AttributionFinder, Kind, Span
from transforms.analyse.cues import Lexicon, load_lexicon
from transforms.analyse.frames import Candidate, find_candidates
from transforms.analyse.quotations import Quotation, find_quotations
from transforms.analyse.syntax import spans_of
from transforms.analyse.turns import Turn, TurnFinder

#: Content this far inside quotation marks is direct: "he" in `“I,” he said, “am.”` may slip in.
_DIRECT_SHARE = 0.9
#: Which clauses to believe. Keeping what is likelier right than half the F1 reached maximises F1
#: (Lipton et al. 2014). On PolNeAR train the curve is flat from 0.25 to 0.35; of equals the most
#: precise is taken, because people quote from the table.
_LEAST_SHARE = 0.35
#: Quotation marks inside take this off the doubt in a clause; fitted on PolNeAR train.
_DOUBT_QUOTED = 0.8
#: Share of a pattern's turns that are right in content and source, on PolNeAR train.
_TURN_SCORES = {"after": 0.95, "before": 0.8, "colon": 0.4, "uncued": 0.25}


class PatternFinder:
    """Finds attributions by rule."""

    model = "onrecord-patterns-1"

    def __init__(self, lexicon: Lexicon | None = None, least_share: float = _LEAST_SHARE) -> None:
        self._lexicon = lexicon or load_lexicon()
        self._least_share = least_share

    def find_attributions(self, doc: Doc) -> Sequence[Attribution]:
        """Every attribution of the article, ordered by the start of its content."""
        quotations = [q for q in find_quotations(doc.text) if q.depth == 0]
        turns = TurnFinder(doc, quotations, self._lexicon).find()
        quoted = quoted_tokens(doc, quotations)
        found = [_from_turn(doc, turn) for turn in turns]
        taken = {i for turn in turns for i in turn.passage_tokens | turn.cue}
        candidates = [
            (share, candidate)
            for candidate in clause_candidates(doc, turns, quoted)
            if (share := self._share(candidate, quoted)) >= self._least_share
        ]
        # The longest first: annotators mark the outer one where attributions are nested.
        for share, candidate in sorted(candidates, key=lambda pair: -len(pair[1].content)):
            content = candidate.content - taken
            if candidate.anchor in taken or not taken.isdisjoint(candidate.cue):
                continue
            if spans := spans_of(doc, content):
                taken |= content | candidate.cue
                found.append(
                    Attribution(
                        _kind(doc, content, quoted),
                        spans,
                        spans_of(doc, candidate.cue),
                        spans_of(doc, candidate.source, over_gaps=False),
                        round(share, 2),
                    )
                )
        return sorted(found, key=lambda attribution: attribution.content)

    def _share(self, candidate: Candidate, quoted: Mapping[int, range]) -> float:
        share = self._lexicon.share(candidate.frame, candidate.lemma)
        if quoted.keys().isdisjoint(candidate.content):
            return share
        return 1 - (1 - share) * _DOUBT_QUOTED


def clause_candidates(
    doc: Doc, turns: Sequence[Turn], quoted: Mapping[int, range]
) -> list[Candidate]:
    """What the clauses around the turns may attribute; quotations are taken whole."""
    spoken = {i for turn in turns for i in turn.passage_tokens}
    cues = {turn.anchor for turn in turns}
    used = spoken.union(*(turn.cue | turn.source for turn in turns))
    candidates: list[Candidate] = []
    for candidate in find_candidates(doc):
        if candidate.anchor in used or candidate.anchor in quoted:
            continue
        if not cues.isdisjoint(candidate.content):  # `“…,” he said, according to X`
            continue
        content = set(candidate.content)
        for at in candidate.content & quoted.keys():
            content.update(quoted[at])
        content -= candidate.cue | candidate.source
        candidates.append(
            replace(
                candidate, content=frozenset(content), source=frozenset(candidate.source - spoken)
            )
        )
    return candidates


def _from_turn(doc: Doc, turn: Turn) -> Attribution:
    content = [span for p in turn.passages for span in p.quotation.spans]
    if turn.lead:
        content[0] = Span(doc[turn.lead.start].idx, content[0].end)
    return Attribution(
        "mixed" if turn.lead else "direct",
        tuple(content),
        spans_of(doc, turn.cue),
        spans_of(doc, turn.source, over_gaps=False),
        _TURN_SCORES[turn.pattern],
    )


def quoted_tokens(doc: Doc, quotations: Sequence[Quotation]) -> dict[int, range]:
    """For each token inside a quotation, the tokens of that quotation, marks included."""
    quoted: dict[int, range] = {}
    for quotation in quotations:
        span = doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
        if span is not None:
            quoted.update(dict.fromkeys(range(span.start, span.end), range(span.start, span.end)))
    return quoted


def _kind(doc: Doc, content: Set[int], quoted: Mapping[int, range]) -> Kind:
    words = [i for i in content if not (doc[i].is_punct or doc[i].is_space)]
    inside = sum(i in quoted for i in words)
    if not inside:
        return "indirect"
    return "direct" if inside >= _DIRECT_SHARE * len(words) else "mixed"


class AttributionComponent:
    """Calls a finder on each Doc and keeps what it finds in `doc._.attributions`."""

    def __init__(self, finder: AttributionFinder) -> None:
        self._finder = finder

    @property
    def model(self) -> str:
        """Name and version of the finder."""
        return self._finder.model

    def __call__(self, doc: Doc) -> Doc:
        """Sets the attributions."""
        doc._.attributions = self._finder.find_attributions(doc)
        return doc


@registry.misc("onrecord.PatternFinder.v1")
def make_pattern_finder() -> PatternFinder:
    """What the config names to get the rules."""
    return PatternFinder()


@Language.factory(
    "attribution",
    assigns=["doc._.attributions"],
    requires=["token.dep", "token.tag", "token.lemma"],
    default_config={"finder": {"@misc": "onrecord.PatternFinder.v1"}},
)
def make_attribution(
    nlp: Language,  # noqa: ARG001 - spaCy passes both to every factory
    name: str,  # noqa: ARG001
    finder: AttributionFinder,
) -> AttributionComponent:
    """The component with the finder of its config."""
    return AttributionComponent(finder)


_KEY = "onrecord.attributions"


def _set(doc: Doc, attributions: Sequence[Attribution]) -> None:
    # Plain values, so that Doc.to_bytes (and nlp.pipe with processes) can carry them.
    doc.user_data[_KEY] = [
        [a.kind, [list(map(list, role)) for role in (a.content, a.cue, a.source)], a.score]
        for a in attributions
    ]


def _get(doc: Doc) -> tuple[Attribution, ...]:
    def spans(role: Sequence[Sequence[int]]) -> tuple[Span, ...]:
        return tuple(Span(start, end) for start, end in role)

    return tuple(
        Attribution(kind, spans(content), spans(cue), spans(source), score)
        for kind, (content, cue, source), score in doc.user_data.get(_KEY, [])
    )


Doc.set_extension("attributions", getter=_get, setter=_set, force=True)
