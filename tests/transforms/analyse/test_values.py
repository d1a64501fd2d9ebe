"""Dates, sums and numbers: the same as spaCy's model finds in the whole text."""

from pathlib import Path

import pytest
import spacy

from transforms.analyse.language import MODEL, set_sentences
from transforms.analyse.values import VALUES, make_values


@pytest.fixture(scope="module")
def whole():
    nlp = spacy.load(MODEL, enable=["ner"])
    nlp.add_pipe("sentences", first=True)
    return nlp


TEXTS = [
    "In May 2020 the firm paid $5 million to 300 workers in Berlin, 2 percent more than in 2019.",
    "He came on Tuesday. Nobody else did, and so the day went by. It was over in two hours.",
    "The second of three talks took forty minutes.",
    "Nothing of the kind was said.",
    "",
    "12",
]


@pytest.mark.parametrize("text", TEXTS)
def test_values_are_those_of_the_whole_text(whole, text):
    values = make_values(whole, "values", "ner")
    doc = values(set_sentences(whole.make_doc(text)))
    expected = [(e.text, e.label_) for e in whole(text).ents if e.label_ in VALUES]
    assert [(e.text, e.label_) for e in doc.ents] == expected


@pytest.mark.parametrize("path", sorted(Path("seeds").glob("*.txt")), ids=lambda path: path.stem)
def test_the_seeds(whole, path):
    seed = path.read_text(encoding="utf-8")
    values = make_values(whole, "values", "ner")
    doc = values(set_sentences(whole.make_doc(seed)))
    expected = {(e.text, e.label_) for e in whole(seed).ents if e.label_ in VALUES}
    assert {(e.text, e.label_) for e in doc.ents} == expected
