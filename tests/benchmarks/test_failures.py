"""Classes of attributions, and what became of them."""

import pytest
from failures import Classifier, cue_class, outcomes
from gold import Seen
from spacy.tokens import Doc
from spacy.vocab import Vocab

TEXT = "Mayor quits, says aide\n\nThe mayor left, Ann Lee said. She hopes to return. He knew."


def _doc(*tokens: str) -> Doc:
    """Tokens written word/lemma/part of speech."""
    words, lemmas, parts = zip(*(token.split("/") for token in tokens), strict=True)
    return Doc(Vocab(), words=list(words), lemmas=list(lemmas), pos=list(parts))


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        (["has/have/AUX", "said/say/VERB"], "say, tell"),
        (["announced/announce/VERB", "in/in/ADP", "a/a/DET", "tweet/tweet/NOUN"], "another verb"),
        (["the/the/DET", "claim/claim/NOUN"], "a noun"),
        (["is/be/AUX", "sure/sure/ADJ"], "an adjective"),
        (["according/accord/VERB", "to/to/ADP"], "according to, for and the like"),
    ],
)
def test_what_kind_of_word_a_cue_is(cue: list[str], expected: str) -> None:
    assert cue_class(_doc(*cue)) == expected


def _seen(content: str, cue: str = "", source: str = "", kind: str = "indirect") -> Seen:
    def spans(part: str) -> list[list[int]]:
        return [[TEXT.index(part), TEXT.index(part) + len(part)]] if part else []

    tokens = {
        role: frozenset(range(at, at + len(part.split())))
        for role, part in (("content", content), ("source", source))
        for at in [len(TEXT[: TEXT.index(part)].split())]
    }
    given = {"content": spans(content), "cue": spans(cue), "source": spans(source)}
    heads = set(sorted(tokens["source"])[-1:])
    return Seen(kind, tokens["content"], tokens["source"], heads, given)


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (_seen("Mayor quits", source="aide"), "in the first line"),
        (_seen("The mayor left", source="Ann Lee"), "source: a name or phrase in the sentence"),
        (_seen("to return", source="She"), "source: a pronoun"),
        (_seen("to return", source="She"), "content: begins with “to”"),
        (_seen("to return", source="Ann Lee"), "source: in another sentence"),
        (_seen("to return"), "source: none"),
        (_seen("to return"), "cue: none"),
        (_seen("The mayor left"), "content: 1 to 3 words"),
    ],
)
def test_what_an_attribution_looks_like(seen: Seen, expected: str) -> None:
    assert expected in Classifier(TEXT, Doc(Vocab())).classes(seen)


WANTED = _seen("The mayor left", source="Ann Lee")


@pytest.mark.parametrize(
    ("found", "touched", "expected"),
    [
        (WANTED, WANTED.content, ["marked", "found"]),
        (
            _seen("The mayor left", source="aide"),
            WANTED.content,
            ["marked", "found", "wrong source"],
        ),
        (_seen("The mayor left"), WANTED.content, ["marked", "found", "no source"]),
        (None, _seen("left").content, ["marked", "boundary"]),
        (None, _seen("to return").content, ["marked", "missed"]),
    ],
)
def test_what_becomes_of_one(
    found: Seen | None, touched: frozenset[int], expected: list[str]
) -> None:
    assert list(outcomes(WANTED, found, touched)) == expected
