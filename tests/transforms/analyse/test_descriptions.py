"""Nouns that stand for whom or what the article names."""

import pytest

from tests.transforms.analyse.analysed import analysed
from transforms.analyse.reading import Reading

NOMINALS = [
    # text, what is said in it, each description with what it stands for
    (
        "Elena Petrova, a Middle East analyst at the Institute, spoke. The analyst was cautious.",
        [],
        [
            ("a Middle East analyst at the Institute", "Elena Petrova"),
            ("The analyst", "Elena Petrova"),
        ],
    ),
    (
        "Defense Minister Murhaf Abu Kasra came to Moscow. The minister left on Friday.",
        [],
        [("The minister", "Murhaf Abu Kasra")],
    ),
    # An abbreviation is the office written out.
    ("Sen. Ann Lee spoke first. The senator left.", [], [("The senator", "Ann Lee")]),
    # Two have it: the one named just before, where the other is far; else neither.
    ("Sen. Ann Lee and Sen. Bob Day spoke. The senator left.", [], []),
    # A body by a word of its name.
    (
        "The European Commission met in Brussels. The commission said nothing.",
        [],
        [("The commission", "European Commission")],
    ),
    # A deputy is not whom he stands in for.
    ("Deputy Prime Minister Ann Lee came. The prime minister left.", [], []),
    # A name with its article is a name.
    ("The Bill Gates Foundation gave. The Gates Foundation gave again.", [], []),
    # An official without a name is nobody whom the article names.
    ("Ann Lee met the official. The official left.", [], []),
    # Two in one sentence.
    (
        "Ann Lee, an analyst, spoke. The Foreign Ministry of Russia said the analyst was wrong.",
        [],
        [("an analyst", "Ann Lee"), ("the analyst", "Ann Lee")],
    ),
    # Not over the end of a line.
    ("Ann Lee, an analyst, spoke to the\nanalyst of a bank.", [], [("an analyst", "Ann Lee")]),
    # A description in front of a name is part of what stands there.
    ("The analyst Ann Lee spoke.", [], []),
]


@pytest.mark.parametrize(("text", "said", "expected"), NOMINALS)
def test_descriptions(nlp, text, said, expected):
    reading = Reading.of(analysed(nlp, text, *said))
    found = [(m.text, m.entity.name) for m in reading.mentions if m.form == "nominal"]
    assert found == expected


def test_what_news_varies_a_name_with(nlp):
    text = "“It is late,” Bob Day told voters in Ohio. The Republican candidate said he would win."
    doc = analysed(
        nlp,
        text,
        ("“It is late,”", "told", "Bob Day"),
        ("he would win", "said", "The Republican candidate"),
    )
    speakers = Reading.of(doc).speakers
    assert [s.name for s in speakers] == ["Bob Day", "Bob Day"]
    # What he is called there is his role everywhere, as none stands beside his name.
    assert [s.role for s in speakers] == ["Republican candidate"] * 2
