import pytest

from transforms.normalise.datelines import dateline

SENTENCE = "The talks went on for a second day."


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("DAMASCUS, Nov. 16 (Reuters) - ", "Reuters"),
        ("WASHINGTON — ", None),
        ("LONDON (AP) _ ", "AP"),
        ("MOSCOW, November 16. /TASS/. ", "TASS"),
        ("MOSCOW. Nov 16 (Interfax) - ", "Interfax"),
        ("BEIJING, Nov. 16 (Xinhua) -- ", "Xinhua"),
        ("Damascus (AFP) – ", "AFP"),
        ("Damascus, SANA- ", "SANA"),
        ("NEW YORK, 16 November 2025 (UPI) — ", "UPI"),
        ("WASHINGTON, D.C. — ", None),
        ("NEWPORT NEWS, Va. - ", None),
        ("PORT-AU-PRINCE, Haiti (AP) — ", "AP"),
        ("SÃO PAULO, March 24 - ", None),
        ("N'DJAMENA, March 25 - ", None),
        ("CAIRO/BEIRUT (Reuters) - ", "Reuters"),
        ("BEIRUT (TNN) — ", "TNN"),
        ("BEIRUT (Daily Planet) — ", None),
        ("(CNN) -- ", "CNN"),
        ("(CNN)", "CNN"),
        ("Washington (CNN)", "CNN"),
    ],
)
def test_datelines(line: str, agency: str | None) -> None:
    assert dateline(line + SENTENCE, line + SENTENCE) == (agency, SENTENCE)


@pytest.mark.parametrize(
    "paragraph",
    [
        "CHICAGO – it is a city of broad shoulders.",
        "BREAKING — The talks went on.",
        "UPDATE 1 - The talks went on.",
        "NATO - The alliance met on Monday. NATO has 32 members.",
        "UN - The talks went on.",
        "Washington — The talks went on.",
        "The Associated Press (AP) reported it first.",
        "Editors (AP) said so.",
        "Damascus is a city - The talks went on.",
        "NO REASON TO CUT RATES - BUNDESBANK",
        "IBM said - The talks went on.",
        "U.S. officials – Who else? – said so.",
        "The talks went on.",
        "WASHINGTON — …",
    ],
)
def test_what_is_no_dateline(paragraph: str) -> None:
    assert dateline(paragraph, paragraph) is None
