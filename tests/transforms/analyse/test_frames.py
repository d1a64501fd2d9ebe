import pytest
from spacy.language import Language

from transforms.analyse.frames import find_candidates
from transforms.analyse.syntax import spans_of


@pytest.mark.parametrize(
    ("text", "frame", "roles"),
    [
        ("Ann said it failed.", "ccomp", ("Ann", "said", "it failed")),
        ("It failed, Ann said.", "trailing", ("Ann", "said", "It failed")),
        ("The plan, Ann said, was a mess.", "parataxis", ("Ann", "said", "The plan|was a mess")),
        ("Ann refused to comment.", "to", ("Ann", "refused", "to comment")),
        ("Ann urged him to leave.", "object to", ("Ann", "urged", "him to leave")),
        ("Ann criticized the plan.", "object", ("Ann", "criticized", "the plan")),
        ("Ann called for calm.", "prep for", ("Ann", "called for", "calm")),
        ("He rejected her claim that he lied.", "own noun that", ("her", "claim", "that he lied")),
        ("Ann said it failed, citing a memo.", "ccomp", ("Ann", "said", "it failed")),
        (
            "According to Ann, citing a memo, it failed.",
            "according",
            ("Ann", "According to", "it failed"),
        ),
        ("According to Ann, it failed.", "according", ("Ann", "According to", "it failed")),
    ],
)
def test_frames(nlp: Language, text: str, frame: str, roles: tuple[str, str, str]) -> None:
    doc = nlp(text)
    found = {
        candidate.frame: tuple(
            "|".join(span.of(text) for span in spans_of(doc, role))
            for role in (candidate.source, candidate.cue, candidate.content)
        )
        for candidate in find_candidates(doc)
    }
    assert found.get(frame) == roles


def test_asked_about_it_he_does_not_ask(nlp: Language) -> None:
    doc = nlp("Asked about the plan, Ann said it failed.")
    assert {candidate.lemma for candidate in find_candidates(doc)} == {"say"}
