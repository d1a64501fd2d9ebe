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
