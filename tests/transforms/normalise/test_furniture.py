from datetime import UTC, datetime

import pytest

from transforms.normalise.furniture import Told, take_off

FIRST = "The talks between the two countries went on for a second day."
SECOND = "Officials said that they would go on."


@pytest.mark.parametrize(
    ("paragraphs", "title", "expected"),
    [
        ([FIRST, SECOND], None, Told((FIRST, SECOND))),
        (["Talks go on", FIRST], None, Told((FIRST,), "Talks go on")),
        # What nothing follows is text.
        (["Talks go on"], None, Told(("Talks go on",))),
        (["By Jane Smith"], None, Told(("By Jane Smith",))),
        (["Reporting by Jane Smith"], None, Told(("Reporting by Jane Smith",))),
        # A given title wins, and is not told twice.
        (["Talks go on", FIRST], "Talks go on", Told((FIRST,), "Talks go on")),
        (["Talks go on", FIRST], "Other", Told(("Talks go on", FIRST), "Other")),
        (
            [
                "Talks go on",
                "By Jane Smith, Reuters",
                "Published Nov 3, 2025",
                f"DAMASCUS, Nov. 3 (Reuters) - {FIRST}",
                SECOND,
                "(Reporting by John Doe in Beirut; Editing by Ann Roe)",
            ],
            None,
            Told(
                (FIRST, SECOND),
                title="Talks go on",
                authors=("Jane Smith",),
                credited=("John Doe",),
                agency="Reuters",
                published_at=datetime(2025, 11, 3, tzinfo=UTC),
            ),
        ),
        # The byline may stand above the title.
        (
            ["By Jane Smith", "Talks go on", FIRST],
            None,
            Told((FIRST,), "Talks go on", authors=("Jane Smith",)),
        ),
        # Further down, a byline's words are text.
        ([FIRST, "By Jane Smith", SECOND], None, Told((FIRST, "By Jane Smith", SECOND))),
    ],
)
def test_furniture(paragraphs: list[str], title: str | None, expected: Told) -> None:
    assert take_off(paragraphs, title) == expected
