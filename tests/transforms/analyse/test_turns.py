import pytest
from spacy.language import Language

from transforms.analyse.cues import load_lexicon
from transforms.analyse.quotations import find_quotations
from transforms.analyse.turns import TurnFinder


@pytest.mark.parametrize(
    ("text", "patterns"),
    [
        ("“We go now,” she said.", ["after"]),
        ("She said: “We go now.”", ["before"]),
        ("Ann Lee: “We go now.”", ["colon"]),
        ("“We go now,” according to Ann Lee. “We must.”", ["after"]),
        ("“We go now,” according to the memo, and prices fell.", ["after"]),
        ("“We will all go home now.”", ["uncued"]),
        ("“We go now,” she said on “Meet the Press.” “We must.”", ["after"]),
        ("The plan “was never alive,” Ann Lee said.", ["after"]),
        ("She read his new book, “The Long Goodbye,” in a day.", []),
        ("He is a “hawk” and she is a “dove”.", []),
    ],
)
def test_patterns(nlp: Language, text: str, patterns: list[str]) -> None:
    doc = nlp(text)
    turns = TurnFinder(doc, find_quotations(text), load_lexicon()).find()
    assert [turn.pattern for turn in turns] == patterns


def test_a_turn_takes_the_sentence_its_quotation_ends(nlp: Language) -> None:
    doc = nlp("The plan “was never alive,” Ann Lee said.")
    (turn,) = TurnFinder(doc, find_quotations(doc.text), load_lexicon()).find()
    assert doc[turn.lead.start : turn.lead.stop].text == "The plan"


def test_a_turn_begins_behind_the_quotation_before(nlp: Language) -> None:
    doc = nlp("She said it “has the right to respond.” The claim was “a lie,” it said.")
    turns = TurnFinder(doc, find_quotations(doc.text), load_lexicon()).find()
    assert doc[turns[-1].lead.start : turns[-1].lead.stop].text == "The claim was"
