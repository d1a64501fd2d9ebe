"""Outlets found, and their names."""

import pytest

from transforms.analyse.outlets import canonical, find_outlets

OUTLETS = [
    # text, names of the outlets in it
    ("Al Arabiya TV channel first broke the news of the meeting.", ["Al Arabiya"]),
    ("It was first reported by the Al Arabiya channel on November 16.", ["Al Arabiya"]),
    ("Al Arabiya TV, citing unnamed sources, reported it.", ["Al Arabiya"]),
    ("The Saudi-owned Al Arabiya TV reported it.", ["Al Arabiya"]),
    ("Russian newspaper Kommersant wrote that it was so.", ["Kommersant"]),
    ("When Haaretz newspaper asked, the ministry was silent.", ["Haaretz"]),
    ("Israeli Channel 12 said it was so.", ["Channel 12"]),
    ("According to the Idlib Post, time flies.", ["Idlib Post"]),
    ("Radio Rozana and the Homs Herald agreed.", ["Radio Rozana", "Homs Herald"]),
    ("The New York Times’ report said so.", ["The New York Times"]),
    ("He told The Times and BBC News on Monday.", ["The Times", "BBC News"]),
    ("A study published in Nature says that nature wins.", ["Nature"]),
    ("Time magazine agreed; time flies.", ["Time"]),
    ("Syria TV reported it.", ["Syria TV"]),
    ("State TV showed pictures of the Syrian TV.", []),
    ("A Moscow newspaper and local media wrote about it.", []),
    # A newspaper's name where somebody speaks to it, and then wherever it stands.
    (
        "Bo Li told the Nairobi Sun. The Nairobi Sun’s editor, he told the Daily Nation, lied.",
        ["Nairobi Sun", "Nairobi Sun", "Daily Nation"],
    ),
    ("In an interview with the Statehouse Record, he wept.", ["Statehouse Record"]),
    ("The Nairobi Sun rose, and he told the Nairobi Suns and reporters.", []),
    ("He told the Security Council and American Express.", []),
    ("He told the Central Press Council that it was so.", []),
    ("Time is short and The Sun rose over the sea.", []),
]


@pytest.mark.parametrize(("text", "expected"), OUTLETS)
def test_outlets(nlp, text, expected):
    assert [outlet.name for outlet in find_outlets(nlp(text))] == expected


NAMES = [
    ("the Al Arabiya TV channel", "Al Arabiya"),
    ("The Al Arabiya channel", "Al Arabiya"),
    ("Al Arabiya’s", "Al Arabiya"),
    ("Interfax news agency", "Interfax"),
    ("the newspaper", "the newspaper"),
    ("The Times", "The Times"),
    ("BBC News", "BBC News"),
    ("Sky News", "Sky News"),
]


@pytest.mark.parametrize(("printed", "name"), NAMES)
def test_canonical(printed, name):
    assert canonical(printed) == name


def test_a_place_is_no_name_of_a_channel():
    assert canonical("Kurdistan TV", {"Kurdistan"}) == "Kurdistan TV"
