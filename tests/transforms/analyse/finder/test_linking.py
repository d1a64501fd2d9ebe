"""Which contents one cue may have: [contents] and the <cue>, in the order they stand."""

import re

import pytest

from transforms.analyse.finder.linking import one_a_side
from transforms.analyse.finder.tags import Chunk, Role
from transforms.analyse.quotations import find_quotations
from transforms.analyse.words import find_words

KEPT = [
    ("[He would stay], he <said>.", ["He would stay"]),
    ("<What> [she] <said>.", ["she"]),
    # A quotation goes on behind its cue, and further contents in quotation marks are kept.
    ("[“I will,”] he <said>, [“stay.”] [“Here.”]", ["“I will,”", "“stay.”", "“Here.”"]),
    # What follows the cue of a quotation is told by the article.
    ("[“You winning?”] she <said>, [but Kevin was gone].", ["“You winning?”"]),
    ("[“Fine,”] he <said> of [the war]. [“Just fine.”]", ["“Fine,”", "“Just fine.”"]),
    # Without quotation marks, what is said is one before the cue, and one behind it.
    ("[Taxes], she <said>, [should fall].", ["Taxes", "should fall"]),
    ("She <argues> [that they broke the law], [which] they deny.", ["that they broke the law"]),
    ("[That], in the end, is [what he] <said>.", ["what he"]),
    # A few words between two make them no more than one.
    ("He <blamed> [the bank] on Tuesday [for its losses].", ["the bank", "for its losses"]),
    ("He <said> [it was “sad” and over].", ["it was “sad” and over"]),
]


@pytest.mark.parametrize(("marked", "expected"), KEPT)
def test_one_content_a_side_of_the_cue(marked: str, expected: list[str]) -> None:
    text = re.sub(r"[\[\]<>]", "", marked)
    words = find_words(text, find_quotations(text))

    def chunks(role: Role, brackets: str) -> list[Chunk]:
        found: list[Chunk] = []
        for match in re.finditer(brackets, marked):
            start, end = (len(re.sub(r"[\[\]<>]", "", marked[:at])) for at in match.span())
            inside = [i for i, word in enumerate(words) if start <= word.start < end]
            found.append(Chunk(role, inside[0], inside[-1] + 1))
        return found

    contents = chunks(Role.CONTENT, r"\[[^]]+\]")
    cue = chunks(Role.CUE, "<[^>]+>")[-1]
    kept = one_a_side(range(len(contents)), contents, cue, words)
    assert [
        text[words[contents[i].start].start : words[contents[i].end - 1].end] for i in kept
    ] == expected
