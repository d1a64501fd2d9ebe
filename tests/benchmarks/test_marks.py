"""Texts set in other marks, for measuring."""

import pytest

from benchmarks.marks import Marks, reset_marks

PRINTED = "“Bob’s ‘no’ stands,” she said. "


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (Marks.AS_PRINTED, PRINTED),
        (Marks.DOUBLE, PRINTED),
        (Marks.SINGLE, "‘Bob’s “no” stands,’ she said. "),
        (Marks.STRAIGHT, "\"Bob's 'no' stands,\" she said. "),
        (Marks.STRAIGHT_SINGLE, "'Bob's \"no\" stands,' she said. "),
        (Marks.GUILLEMETS, "«Bob’s ‘no’ stands,» she said. "),
        (Marks.APOSTROPHES, "''Bob’s ‘no’ stands,'' she said. "),
        (Marks.BACKTICKS, "``Bob's `no' stands,'' she said. "),
    ],
)
def test_every_style(marks: Marks, expected: str) -> None:
    assert reset_marks(PRINTED, marks).text == expected


@pytest.mark.parametrize(
    "printed",
    [
        '"Yes," he said, "no."\n"Go on',
        "''Yes,'' he said, ''no.''\n''Go on",
        "``Yes,'' he said, ``no.''\n``Go on",
        "«Yes,» he said, «no.»\n«Go on",
    ],
)
def test_from_every_style(printed: str) -> None:
    assert reset_marks(printed, Marks.SINGLE).text == "‘Yes,’ he said, ‘no.’\n‘Go on"


def test_nested_marks_may_stay() -> None:
    reset = reset_marks(PRINTED, Marks.SINGLE, nested=False)
    assert reset.text == "‘Bob’s ‘no’ stands,’ she said. "


@pytest.mark.parametrize("marks", list(Marks))
def test_offsets_lead_back(marks: Marks) -> None:
    reset = reset_marks(PRINTED, marks)
    for part in ("no", "stands,", "she said"):
        start = reset.text.index(part)
        back_start, back_end = reset.back(start, start + len(part))
        assert PRINTED[back_start:back_end] == part
    assert reset.back(0, len(reset.text)) == (0, len(PRINTED))
