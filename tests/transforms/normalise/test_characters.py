import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.normalise.characters import clean, clean_line

#: Text as it comes: mostly letters and marks, with what breaks it.
BROKEN = st.text(
    st.one_of(
        st.sampled_from(
            "abc XYZ.,‘’“”\"'«»\n\t\r\x00\x85\x93\xa0\xad\u200b\u200d\u2028\ufeff&#;Ãâ€é"
        ),
        st.characters(),
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "‘It’s a “half-open” quotation,’ she said – «non» — „ja“ ‟…”.",
        "The ﬁrst ﬂight, ＡＢＣ １２３, ½ price, £600m, €5, naïve café, São Paulo.",
        "Владимир Путин: «Переговоры идут» — заявил он.",
        "محمد قال: «نعم». می‌خواهم",
        "क्‍ष and क्‌ष",
        "👩‍👩‍👧 and 🏳️‍🌈 and 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
        "Ò l’éclair ! Ça va, “É” ‘À’ …",
        "AT&T & Marks & Spencer; R&D.",
        "Use &amp; for an ampersand & nothing else.",
        "<p>escaped for markup: AT&amp;T</p>",
        "&unknown; stays, and so does &notit;",
        "大家好。「你好」",
    ],
)
def test_the_authors_characters_stay(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Read in the wrong encoding: UTF-8 as Windows-1252, twice, and Windows-1252 as Latin-1.
        ("â€œItâ€™s over,â€\x9d said FranÃ§ois.", "“It’s over,” said François."),
        ("Miguel BasÃ\x83Â¡Ã\x83Â±ez", "Miguel Basáñez"),
        ("\x93It\x92s over\x94 \x96 wait\x85", "“It’s over” – wait…"),
        ("Ã…ngstrÃ¶m", "Ångström"),
        ("Ã\x85ngström", "Ångström"),
        ("â€˜Yes,â€™ he said.\n‘No,’ she said.", "‘Yes,’ he said.\n‘No,’ she said."),
        # Escaped for a page it no longer stands in.
        ("Marks &amp; Spencer&#8217;s caf&eacute;", "Marks & Spencer’s café"),
        ("&amp;#8216;Yes,&amp;#8217; AT&amp;T said", "‘Yes,’ AT&T said"),
        ("fish&nbsp;&amp;&nbsp;chips", "fish & chips"),
        # Unicode.
        ("e\u0301te\u0301", "été"),
        ("bad \ud83d half", "bad \ufffd half"),
        ("\ud83d\ude00 whole", "😀 whole"),
        # Line ends.
        ("one\r\ntwo\rthree\u2028four\u2029five\x0bsix\x0cseven\x85eight",
         "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight"),
        # What nobody sees.
        ("\ufeffzero\u200bwidth so\u00adft nu\x00ll be\x07ll \u202eoverride\u202c\u2066x\u2069",
         "zerowidth soft null bell overridex"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("Pu\u200dtin and Me\u200crkel", "Putin and Merkel"),
        # Blanks.
        ("Mr.\u00a0Smith\tand\u2009Mrs.\u202fSmith\u3000x", "Mr. Smith and Mrs. Smith x"),
        ("    indented", "    indented"),
    ],
)  # fmt: skip
def test_what_is_broken_is_repaired(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  A \n title\t ", "A title"),
        ("Jane Smi\u200bth", "Jane Smith"),
        (" \u200b ", None),
        ("", None),
        (None, None),
    ],
)
def test_a_line(text: str | None, expected: str | None) -> None:
    assert clean_line(text) == expected


@settings(deadline=None)  # wall clock: models load, and cores are shared
@given(BROKEN)
def test_cleaning_is_done_at_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@settings(deadline=None)  # wall clock: models load, and cores are shared
@given(BROKEN)
def test_nothing_broken_is_left(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not [c for c in cleaned if unicodedata.category(c) in {"Cc", "Cs"} and c != "\n"]
    cleaned.encode("utf-8")


def test_entities_nested_to_keep_us_busy_end() -> None:
    assert clean("&" + "amp;" * 50_000) == "&"
