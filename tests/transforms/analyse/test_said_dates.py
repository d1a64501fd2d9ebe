"""When it was said: the date that belongs to the saying, in an article of Tuesday, 21 June 2016."""

from datetime import date

import pytest

from tests.transforms.analyse.analysed import attributions_of
from transforms.analyse.said_dates import SaidDates
from transforms.analyse.sentences import Sentences, find_sentences

PUBLISHED = date(2016, 6, 21)

DATED = [
    # text, (content, cue, source), the words that say when
    ("Ann Lee said Tuesday that it failed.", ("it failed", "said", "Ann Lee"), "Tuesday"),
    ("Ann Lee told reporters on Tuesday it failed.", ("it failed", "told", "Ann Lee"), "Tuesday"),
    ("Ann Lee on Tuesday said it failed.", ("it failed", "said", "Ann Lee"), "Tuesday"),
    ("“It failed,” Ann Lee said last week.", ("“It failed,”", "said", "Ann Lee"), "last week"),
    ("“It failed,” said Ann Lee on June 3.", ("“It failed,”", "said", "Ann Lee"), "June 3"),
    ("On Monday, Ann Lee said it failed.", ("it failed", "said", "Ann Lee"), "Monday"),
    (
        "In a statement issued Nov. 3, Ann Lee said it failed.",
        ("it failed", "said", "Ann Lee"),
        "Nov. 3",
    ),
    (
        "“It failed,” Ann Lee told a crowd in Berea, Ohio, on Monday night.",
        ("“It failed,”", "told", "Ann Lee"),
        "Monday night",
    ),
    (
        "A poll released Monday found that it failed.",
        ("it failed", "found", "A poll released Monday"),
        "Monday",
    ),
    ("In a Tuesday speech, Ann Lee said it failed.", ("it failed", "said", "Ann Lee"), "Tuesday"),
    (
        "Ann Lee announced her endorsement of the plan on Sunday.",
        ("her endorsement of the plan", "announced", "Ann Lee"),
        "Sunday",
    ),
    (
        "Ann Lee stepped up her criticism on Sunday, saying that it failed.",
        ("it failed", "saying", "Ann Lee"),
        "Sunday",
    ),
    ("Ann Lee said in 2008 that it failed.", ("it failed", "said", "Ann Lee"), "2008"),
]

UNDATED = [
    ("Ann Lee said he would resign on Tuesday.", ("he would resign on Tuesday", "said", "Ann Lee")),
    ("Ann Lee said he would go.", ("he would go", "said", "Ann Lee")),
    (
        "“It failed,” said Ann Lee, who ran in 2012.",
        ("“It failed,”", "said", "Ann Lee, who ran in 2012"),
    ),
    ("Ann Lee, who resigned on Monday, said it failed.", ("it failed", "said", "Ann Lee")),
    ("After Monday’s vote, Ann Lee said it failed.", ("it failed", "said", "Ann Lee")),
    ("On Monday a bomb went off, officials said.", ("a bomb went off", "said", "officials")),
    ("Until last week, Ann Lee said it failed.", ("it failed", "said", "Ann Lee")),
    ("It rained on Monday. Ann Lee said it failed.", ("it failed", "said", "Ann Lee")),
    ("“It failed,” Ann Lee said of the 2016 field.", ("“It failed,”", "said", "Ann Lee")),
    ("Since Tuesday Ann Lee has said it failed.", ("it failed", "said", "Ann Lee")),
]


def said(text, published, given):
    found = attributions_of(text, given)
    return SaidDates(text, Sentences(find_sentences(text)), found).of(found[0], published)


@pytest.mark.parametrize(("text", "given", "expected"), DATED)
def test_when_it_was_said(text, given, expected):
    found = said(text, PUBLISHED, given)
    assert found is not None
    assert found.span.of(text) == expected
    assert found.period is not None
    assert said(text, None, given).span == found.span


@pytest.mark.parametrize(("text", "given"), UNDATED)
def test_dates_of_other_things(text, given):
    assert said(text, PUBLISHED, given) is None


def test_of_two_claims_each_has_its_own():
    text = "“It failed,” Ann Lee said Monday. “It held,” Bo Li added on Sunday."
    found = attributions_of(
        text, ("“It failed,”", "said", "Ann Lee"), ("“It held,”", "added", "Bo Li")
    )
    dates = SaidDates(text, Sentences(find_sentences(text)), found)
    assert [dates.of(each, PUBLISHED).span.of(text) for each in found] == ["Monday", "Sunday"]


def test_inside_a_quotation_no_date_from_outside_it():
    text = "On Monday, Ann Lee said: “He told me he would go.”"
    given = (("“He told me he would go.”", "said", "Ann Lee"), ("he would go", "told", "He"))
    found = attributions_of(text, *given)
    dates = SaidDates(text, Sentences(find_sentences(text)), found)
    assert dates.of(found[0], PUBLISHED).span.of(text) == "Monday"
    assert dates.of(found[1], PUBLISHED) is None


def test_what_is_announced_lies_ahead():
    text = "Ann Lee will say on Thursday that it failed."
    found = said(text, PUBLISHED, ("it failed", "say", "Ann Lee"))
    assert found.period.first == date(2016, 6, 23)
