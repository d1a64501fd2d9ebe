"""Denied or affirmed, and how firmly."""

import pytest

from tests.transforms.analyse.analysed import analysed
from transforms.analyse.modality import modality, polarity
from transforms.analyse.stance import cue_lemma

POLARITY = [
    ("Moscow denied that it sent troops.", ("it sent troops", "denied", "Moscow"), "denied"),
    (
        "Moscow rejected the report that it sent troops.",
        ("it sent troops", "rejected", "Moscow"),
        "denied",
    ),
    ("Moscow said that it sent troops.", ("it sent troops", "said", "Moscow"), "affirmed"),
    (
        "Moscow has not confirmed that it sent troops.",
        ("it sent troops", "confirmed", "Moscow"),
        "denied",
    ),
    (
        "Moscow has yet to officially confirm that it sent troops.",
        ("it sent troops", "has yet to officially confirm", "Moscow"),
        "denied",
    ),
    (
        "Moscow declined to confirm that it sent troops.",
        ("it sent troops", "confirm", "Moscow"),
        "denied",
    ),
    ("Moscow did not deny that it sent troops.", ("it sent troops", "deny", "Moscow"), "affirmed"),
    ("Moscow didn’t say that it sent troops.", ("it sent troops", "say", "Moscow"), "denied"),
    ("Moscow declined to comment.", ("to comment", "declined", "Moscow"), "denied"),
    (
        "Moscow refused to confirm that it sent troops.",
        ("it sent troops", "refused to confirm", "Moscow"),
        "denied",
    ),
    (
        "Moscow did not rule out that it sent troops.",
        ("it sent troops", "did not rule out", "Moscow"),
        "affirmed",
    ),
    (
        "Moscow ruled out sending troops.",
        ("sending troops", "ruled out", "Moscow"),
        "denied",
    ),
    (
        "No group has claimed responsibility for the attack.",
        ("responsibility for the attack", "has claimed", "No group"),
        "denied",
    ),
    (
        "Moscow stopped short of saying that it sent troops.",
        ("it sent troops", "saying", "Moscow"),
        "denied",
    ),
    (
        "Moscow voiced doubts that troops were sent.",
        ("troops were sent", "voiced doubts", "Moscow"),
        "denied",
    ),
    (
        "Moscow not only said that it sent troops.",
        ("it sent troops", "said", "Moscow"),
        "affirmed",
    ),
    (
        "Moscow named no names but said that it sent troops.",
        ("it sent troops", "said", "Moscow"),
        "affirmed",
    ),
    (
        "Moscow said without further comment that it sent troops.",
        ("it sent troops", "said without further comment", "Moscow"),
        "affirmed",
    ),
    ("“It is not true,” he said.", ("“It is not true,”", "said", "he"), "affirmed"),
    ("It is not so, according to Moscow.", ("It is not so", "according to", "Moscow"), "affirmed"),
]


@pytest.mark.parametrize(("text", "said", "expected"), POLARITY)
def test_polarity(nlp, text, said, expected):
    doc = analysed(nlp, text, said)
    (found,) = doc._.attributions
    assert polarity(doc, text, found, cue_lemma(doc, found.cue)) == expected


MODALITY = [
    ("Moscow said that it sent troops.", ("it sent troops", "said", "Moscow"), "asserted"),
    ("Moscow said it may send troops.", ("it may send troops", "said", "Moscow"), "hedged"),
    ("Moscow said it would send troops.", ("it would send troops", "said", "Moscow"), "asserted"),
    ("“It would be a mistake,” he said.", ("“It would be a mistake,”", "said", "he"), "hedged"),
    ("Moscow reportedly said it sent troops.", ("it sent troops", "said", "Moscow"), "hedged"),
    (
        "He said Moscow allegedly sent troops.",
        ("Moscow allegedly sent troops", "said", "He"),
        "hedged",
    ),
    ("He said Moscow was likely to win.", ("Moscow was likely to win", "said", "He"), "hedged"),
    ("Analysts speculate that it will fall.", ("it will fall", "speculate", "Analysts"), "hedged"),
    (
        "“If they attack, we will answer,” he said.",
        ("“If they attack, we will answer,”", "said", "he"),
        "conditional",
    ),
    (
        "He said they will answer if attacked.",
        ("they will answer if attacked", "said", "He"),
        "conditional",
    ),
    (
        "If true, it is a scandal, he said.",
        ("If true, it is a scandal", "said", "he"),
        "conditional",
    ),
    ("“Who will pay?” he asked.", ("“Who will pay?”", "asked", "he"), "hedged"),
    ("He asked if it had rained.", ("if it had rained", "asked", "He"), "hedged"),
    ("Analysts fear that it will fall.", ("it will fall", "fear", "Analysts"), "hedged"),
    ("Enthusiasm seems to have waned.", ("Enthusiasm", "seems", ""), "hedged"),
    (
        "Moscow may have said that it sent troops.",
        ("it sent troops", "said", "Moscow"),
        "hedged",
    ),
    (
        "“I think it is over,” he said. “It may not be.”",
        ("“I think it is over,”", "said", "he"),
        "hedged",
    ),
    (
        "“It is over,” he said. “Perhaps it is not.”",
        (("“It is over,”", "“Perhaps it is not.”"), "said", "he"),
        "asserted",
    ),
    (
        "“The road,” he said, “may be closed.”",
        (("“The road,”", "“may be closed.”"), "said", "he"),
        "hedged",
    ),
    (
        "He said he knows the man who may run.",
        ("he knows the man who may run", "said", "He"),
        "asserted",
    ),
]


@pytest.mark.parametrize(("text", "said", "expected"), MODALITY)
def test_modality(nlp, text, said, expected):
    doc = analysed(nlp, text, said)
    (found,) = doc._.attributions
    assert modality(doc, text, found, cue_lemma(doc, found.cue)) == expected
