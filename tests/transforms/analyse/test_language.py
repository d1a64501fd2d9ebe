import time

import pytest
from spacy.language import Language

from transforms.analyse.language import load_pipeline, set_boundaries


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One thing\n\nAnother thing", ["One thing", "Another thing"]),
        ("It failed, said Dr. Petrova. It rained.", ["It failed, said Dr. Petrova.", "It rained."]),
        ("He saw Lt. Col. Tom Hill. It rained.", ["He saw Lt. Col. Tom Hill.", "It rained."]),
        ("‘Why?’ asked Ann. ‘We go.’", ["‘Why?’ asked Ann.", "‘We go.’"]),
        ("“Why?” he asked.", ["“Why?” he asked."]),
    ],
)
def test_sentences(nlp: Language, text: str, sentences: list[str]) -> None:
    assert [sentence.text.strip() for sentence in nlp(text).sents] == sentences


def test_the_pipeline_finds_attributions() -> None:
    assert load_pipeline().pipe_names[-1] == "attribution"


def test_many_paragraphs_take_no_longer_each(nlp: Language) -> None:
    def seconds(paragraphs: int) -> float:
        doc = nlp.make_doc("‘We go, he said.\n\n" * paragraphs)
        start = time.process_time()
        set_boundaries(doc)
        return time.process_time() - start

    # As in test_quotations: were it quadratic, 100 times as long.
    assert seconds(10_000) < 30 * min(seconds(1000) for _ in range(2))
