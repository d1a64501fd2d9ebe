"""The component of spaCy: another finder by one value, spans on the Doc, and what is kept."""

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry

from transforms.analyse.attribution import ROLES, AttributionComponent, make_learned_finder
from transforms.analyse.attributions import Attribution, Span
from transforms.analyse.findings import Finder, Findings, Named

TEXT = "“We will stay,” said Ann Lee. Bob Day told reporters that the talks “had failed”."


class _Nobody:
    model = "nobody-1"

    def read(self, text: str) -> Findings:
        whole = (Span(0, len(text)),)
        return Findings([Attribution("indirect", whole, (), (), 0.5)])


@registry.misc("onrecord_tests.Nobody.v1")
def _make_nobody() -> Finder:
    return _Nobody()


@pytest.fixture(scope="module")
def blank() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("attribution")
    return nlp


def test_no_model_of_spacy_is_needed(blank: Language) -> None:
    doc = blank(TEXT)
    assert [span.text for span in doc.spans["source"]] == ["Ann Lee", "Bob Day"]


def test_spans_of_one_attribution_have_its_number(blank: Language) -> None:
    doc = blank(TEXT)
    found = [[(s.text, s.label_, s.id_) for s in doc.spans[role]] for role in ROLES]
    assert found == [
        [
            ("“We will stay,”", "direct", "0"),
            ("that the talks “had failed”", "mixed", "1"),
        ],
        [("said", "cue", "0"), ("told", "cue", "1")],
        [("Ann Lee", "source", "0"), ("Bob Day", "source", "1")],
    ]


def test_spans_and_attributions_are_the_same(blank: Language) -> None:
    doc = blank(TEXT)
    for index, attribution in enumerate(doc._.attributions):
        for role in ROLES:
            of_tokens = [s for s in doc.spans[role] if s.id_ == str(index)]
            places = [(s.start_char, s.end_char) for s in of_tokens]
            assert places == [tuple(span) for span in getattr(attribution, role)]


def test_part_of_a_token_is_the_token(blank: Language) -> None:
    class Half:
        model = "half-1"

        def read(self, text: str) -> Findings:
            return Findings([Attribution("indirect", (Span(2, 6),), (), (), 0.5)])

    doc = AttributionComponent(Half())(blank.make_doc("unhappy people"))
    assert [span.text for span in doc.spans["content"]] == ["unhappy"]


def test_names_take_the_place_of_what_was_called_one_before(blank: Language) -> None:
    class OnlyLee:
        model = "lee-1"

        def read(self, text: str) -> Findings:
            return Findings((), [Named(Span(4, 7), "PERSON", 0.9)])

    doc = blank.make_doc("Ann Lee came to Rome on Monday")
    doc.ents = [
        doc.char_span(start, end, label=label)
        for start, end, label in [(0, 7, "ORG"), (16, 20, "GPE"), (24, 30, "DATE")]
    ]
    doc = AttributionComponent(OnlyLee())(doc)
    assert [(e.text, e.label_) for e in doc.ents] == [("Lee", "PERSON"), ("Monday", "DATE")]
    assert doc._.named == (Named(Span(4, 7), "PERSON", 0.9),)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Ann", "…"])
def test_texts_without_attributions(blank: Language, text: str) -> None:
    doc = blank(text)
    assert doc._.attributions == ()
    assert [len(doc.spans[role]) for role in ROLES] == [0, 0, 0]


def test_another_finder_is_one_value_in_the_config() -> None:
    nlp = spacy.blank("en")
    pipe = nlp.add_pipe("attribution", config={"finder": {"@misc": "onrecord_tests.Nobody.v1"}})
    assert pipe.model == "nobody-1"  # type: ignore[attr-defined]
    assert nlp("Well.")._.attributions == (Attribution("indirect", (Span(0, 5),), (), (), 0.5),)


def test_another_finder_is_saved_by_its_name(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("attribution", config={"finder": {"@misc": "onrecord_tests.Nobody.v1"}})
    nlp.to_disk(tmp_path)
    assert spacy.load(tmp_path).get_pipe("attribution").model == "nobody-1"


def test_the_pipeline_saves_and_loads(blank: Language, tmp_path: Path) -> None:
    blank.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.get_pipe("attribution").model == make_learned_finder().model
    assert again(TEXT)._.attributions == blank(TEXT)._.attributions != ()


def test_what_is_loaded_is_the_model_that_was_saved(blank: Language) -> None:
    nlp = spacy.blank("en")
    # Its own finder would find nothing: what it finds comes from the bytes.
    pipe = nlp.add_pipe("attribution", config={"finder": {"@misc": "onrecord_tests.Nobody.v1"}})
    nlp.from_bytes(blank.to_bytes())
    assert pipe.model == make_learned_finder().model  # type: ignore[attr-defined]
    assert nlp(TEXT)._.attributions == blank(TEXT)._.attributions


def test_attributions_survive_serialising(blank: Language) -> None:
    doc = blank(TEXT)
    again = Doc(blank.vocab).from_bytes(doc.to_bytes())
    assert again._.attributions == doc._.attributions != ()
    assert [s.id_ for s in again.spans["source"]] == [s.id_ for s in doc.spans["source"]]


def test_docs_in_a_stream_are_what_they_are_alone(blank: Language) -> None:
    texts = [TEXT, "It rained.", TEXT.replace("Ann Lee", "she")]
    assert [d._.attributions for d in blank.pipe(texts)] == [blank(t)._.attributions for t in texts]
