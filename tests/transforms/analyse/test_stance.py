"""The dictionary form of a cue, and what it lets on."""

import pytest

from tests.transforms.analyse.analysed import analysed
from transforms.analyse.stance import cue_lemma, stance

CUES = [
    # text, content, cue, lemma, stance
    ("She said it rained.", "it rained", "said", "say", "neutral"),
    ("She pointed out that it rained.", "it rained", "pointed out", "point out", "endorsing"),
    ("According to her, it rained.", "it rained", "According to", "according to", "neutral"),
    ("She claimed that it rained.", "it rained", "claimed", "claim", "distancing"),
    ("She has emphasized that it rained.", "it rained", "has emphasized", "emphasize", "neutral"),
    (
        "She acknowledged that it rained.",
        "it rained",
        "acknowledged that",
        "acknowledge",
        "endorsing",
    ),
    ("She insisted it rained.", "it rained", "insisted", "insist", "distancing"),
    ("She went on to say it rained.", "it rained", "went on to say", "say", "neutral"),
    ("She continued to claim it rained.", "it rained", "continued to claim", "claim", "distancing"),
    ("She used to boast that it rained.", "it rained", "used to boast", "boast", "distancing"),
    ("She raised fresh doubts about it.", "it", "raised fresh doubts about", "raise", "neutral"),
    ("The study found that it rained.", "it rained", "found", "find", "endorsing"),
    ("She stressed that it rained.", "it rained", "stressed", "stress", "neutral"),
    (
        "She has repeatedly noted it rained.",
        "it rained",
        "has repeatedly noted",
        "note",
        "endorsing",
    ),
    ("She accused him of lying.", "him of lying", "accused", "accuse", "distancing"),
    ("She said back in May that it rained.", "it rained", "said back in May", "say", "neutral"),
    ("It was ruled out by her.", "It", "was ruled out", "rule out", "neutral"),
    ("It rained, she tells me.", "It rained", "tells", "tell", "neutral"),
]


@pytest.mark.parametrize(("text", "content", "cue", "lemma", "let_on"), CUES)
def test_cue(nlp, text, content, cue, lemma, let_on):
    doc = analysed(nlp, text, (content, cue, ""))
    found = cue_lemma(doc, doc._.attributions[0].cue)
    assert (found, stance(found)) == (lemma, let_on)


def test_no_cue(nlp):
    assert cue_lemma(nlp("It rained."), ()) is None
    assert stance(None) == "neutral"
