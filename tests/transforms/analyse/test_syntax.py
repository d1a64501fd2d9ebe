import pytest
from spacy.language import Language

from transforms.analyse.syntax import source_of, spans_of, subject_of, verb_group


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Ann Lee said it failed.", "said", "Lee"),
        ("Ann met Bob and said it failed.", "said", "Ann"),
        ("Ann described it, adding that it failed.", "adding", "Ann"),
        ("Ann was quoted as saying that it failed.", "saying", "Ann"),
        ("It was confirmed by two officials.", "confirmed", "officials"),
        ("The officials who said it failed left.", "said", "officials"),
        ("It was said that it failed.", "said", None),
    ],
)
def test_subject_of(nlp: Language, text: str, verb: str, subject: str | None) -> None:
    found = subject_of(next(token for token in nlp(text) if token.text == verb))
    assert (found.text if found is not None else None) == subject


@pytest.mark.parametrize(
    ("text", "verb", "source"),
    [
        ("“No,” said Ann Lee, a nurse from Ohio.", "said", "Ann Lee, a nurse from Ohio"),
        ("“No,” said Ann Lee, who asked to stay.", "said", "Ann Lee, who asked to stay"),
        ("She thanked the mayor, who said it failed.", "said", "the mayor, who"),
    ],
)
def test_source_of(nlp: Language, text: str, verb: str, source: str) -> None:
    doc = nlp(text)
    positions = source_of(next(token for token in doc if token.text == verb))
    assert [span.of(text) for span in spans_of(doc, positions)] == [source]


@pytest.mark.parametrize(
    ("text", "verb", "group"),
    [
        ("She said it failed.", "said", "said"),
        ("She did not say it failed.", "say", "did not say"),
        ("She has repeatedly said it failed.", "said", "has repeatedly said"),
        ("She pointed out that it failed.", "pointed", "pointed out"),
    ],
)
def test_verb_group(nlp: Language, text: str, verb: str, group: str) -> None:
    doc = nlp(text)
    positions = verb_group(next(token for token in doc if token.text == verb))
    assert " ".join(doc[i].text for i in sorted(positions)) == group


def test_spans_are_trimmed_and_reach_over_punctuation(nlp: Language) -> None:
    text = "Well, it failed, “badly”, she said."
    doc = nlp(text)
    everything = range(len(doc))
    assert [s.of(text) for s in spans_of(doc, everything)] == ["Well, it failed, “badly”, she said"]
    apart = [token.i for token in doc if token.is_alpha]
    assert [s.of(text) for s in spans_of(doc, apart)] == ["Well, it failed, “badly”, she said"]
    assert [s.of(text) for s in spans_of(doc, apart, over_gaps=False)] == [
        "Well",
        "it failed",
        "badly",
        "she said",
    ]
