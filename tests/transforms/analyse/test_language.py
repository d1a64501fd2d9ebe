import time

from spacy.language import Language

from transforms.analyse.language import load_pipeline, set_sentences


def test_the_tokens_know_the_sentences(nlp: Language) -> None:
    doc = nlp("It failed, said Dr. Petrova. It rained.\n\nAnother thing")
    starts = [token.text for token in doc if token.is_sent_start]
    assert starts == ["It", "It", "Another"]


def test_the_pipeline_finds_attributions() -> None:
    assert load_pipeline().pipe_names[-1] == "attribution"


def test_many_paragraphs_take_no_longer_each(nlp: Language) -> None:
    def seconds(paragraphs: int) -> float:
        doc = nlp.make_doc("‘We go, he said.\n\n" * paragraphs)
        start = time.process_time()
        set_sentences(doc)
        return time.process_time() - start

    # As in test_quotations: were it quadratic, 100 times as long.
    assert seconds(10_000) < 30 * min(seconds(1000) for _ in range(2))
