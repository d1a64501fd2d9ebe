"""Marks of annotators as labels of words, and back."""

import pytest

from tests.training.attribution.labelled import GOLD, TEXT, article, chunks, is_well_formed, marked
from training.attribution.corpus import NOTHING, UNASKED, Labelled, held_out, label
from transforms.analyse.finder.tags import Role


def texts(labelled: Labelled, text: str) -> list[tuple[str, str]]:
    words = labelled.words
    return [
        (chunk.role.name.lower(), text[words[chunk.start].start : words[chunk.end - 1].end])
        for chunk in chunks(labelled)
    ]


def linked(labelled: Labelled, text: str, role: Role) -> list[str]:
    """What each content (or cue) links to, as text."""
    links = labelled.cues if role is Role.CUE else labelled.sources
    found = []
    for chunk in chunks(labelled):
        if chunk.role is Role.CONTENT:
            ((start, end),) = {tuple(link) for link in links[chunk.start : chunk.end].tolist()}
            words = labelled.words
            found.append("" if start < 0 else text[words[start].start : words[end - 1].end])
    return found


def test_labels_give_back_what_was_marked() -> None:
    labelled = article()
    assert texts(labelled, TEXT) == [
        ("content", "“We will stay,”"),
        ("cue", "said"),
        ("source", "Ann Lee"),
        ("content", "“until the end.”"),
        ("content", "The talks had failed"),
        ("cue", "according to"),
        ("source", "Bob Day"),
        ("content", "“It is over.”"),
    ]
    assert is_well_formed(labelled)


def test_links() -> None:
    labelled = article()
    assert linked(labelled, TEXT, Role.CUE) == ["said", "said", "according to", ""]
    assert linked(labelled, TEXT, Role.SOURCE) == ["Ann Lee", "Ann Lee", "Bob Day", ""]


def test_what_links_to_nothing_is_not_what_is_not_asked() -> None:
    labelled = article()
    assert tuple(labelled.cues[-1]) == (NOTHING, NOTHING)
    assert tuple(labelled.cues[0]) == (UNASKED, UNASKED)
    cue = next(chunk for chunk in chunks(labelled) if chunk.role is Role.CUE)
    assert tuple(labelled.cues[cue.start]) == (UNASKED, UNASKED)
    assert labelled.sources[cue.start, 0] >= 0


SENTENCE = "Ann Lee said that it rained, he said."


@pytest.mark.parametrize(
    ("gold", "expected"),
    [
        # A mark that begins or ends in a space, or within a word, is of whole words.
        ([{"content": " that it rained", "cue": "aid", "source": "nn Lee "}], "that it rained"),
        # The first that was marked holds where two overlap.
        (
            [
                {"content": "that it rained", "cue": "said", "source": "Ann Lee"},
                {"content": "Ann Lee said that it rained", "cue": "he", "source": "said."},
            ],
            "that it rained",
        ),
        # Parts that touch are one.
        ([{"content": "that it| rained", "cue": "said"}], "that it rained"),
        # Without a content it is none.
        ([{"cue": "said", "source": "Ann Lee"}], ""),
        ([], ""),
    ],
)
def test_contents(gold: list[dict[str, str]], expected: str) -> None:
    labelled = label("one", SENTENCE, marked(SENTENCE, *gold))
    contents = [text for role, text in texts(labelled, SENTENCE) if role == "content"]
    assert " ".join(contents) == expected
    assert is_well_formed(labelled)


def test_what_annotators_skipped_does_not_count() -> None:
    at = TEXT.index("Nobody")
    labelled = label("one", TEXT, GOLD, [(at, len(TEXT))])
    last = labelled.counts.nonzero()[0][-1]
    assert [word.form for word in labelled.words[last - 2 : last + 1]] == ["day", ".", "[SEP]"]


def test_the_same_articles_are_held_out_whatever_their_order() -> None:
    names = [f"article {i}" for i in range(50)]
    assert held_out(names, 5) == held_out(names[::-1], 5) != held_out(names, 6)
    assert len(held_out(names, 5)) == 5
    assert held_out(names, 5) <= set(names)
