from datetime import UTC, datetime

import pytest

from transforms.normalise.bylines import Byline, byline, credits_line

NOVEMBER_3 = datetime(2025, 11, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Jane Smith", Byline(("Jane Smith",))),
        ("By Jane Smith and John Doe", Byline(("Jane Smith", "John Doe"))),
        ("By Jane Smith, John Doe, and Ann B. Roe",
         Byline(("Jane Smith", "John Doe", "Ann B. Roe"))),
        ("By JANE SMITH, Staff Writer", Byline(("JANE SMITH",))),
        ("BY JANE SMITH", Byline(("JANE SMITH",))),
        ("by Ludwig van der Berg", Byline(("Ludwig van der Berg",))),
        ("By Seán O’Neill-Smith", Byline(("Seán O’Neill-Smith",))),
        ("By Jane Smith, Associated Press Writer", Byline(("Jane Smith",))),
        ("By Jane Smith, Senior Political Correspondent, BBC News", Byline(("Jane Smith",))),
        ("By Jane Smith / The Washington Post", Byline(("Jane Smith",))),
        ("By Jane Smith, Reuters", Byline(("Jane Smith",), "Reuters")),
        ("Jane Smith, Reuters", Byline(("Jane Smith",), "Reuters")),
        ("By The Associated Press", Byline((), "The Associated Press")),
        ("By Jane Smith | Nov. 3, 2025", Byline(("Jane Smith",), published_at=NOVEMBER_3)),
        ("Published Nov 3, 2025", Byline(published_at=NOVEMBER_3)),
        ("Published: 3 November 2025", Byline(published_at=NOVEMBER_3)),
        ("Posted on 2025-11-03", Byline(published_at=NOVEMBER_3)),
        ("Updated 10:15 GMT, November 3, 2025", None),
        ("Last updated: Monday, November 3, 2025 at 10:15 a.m. EST",
         Byline(modified_at=datetime(2025, 11, 3, 15, 15, tzinfo=UTC))),
        ("Published 2025-11-03T10:15:00Z",
         Byline(published_at=datetime(2025, 11, 3, 10, 15, tzinfo=UTC))),
        # A day without year, or one that is March to some, is no time of publication.
        ("Published Nov 3", Byline()),
        ("Published 03/11/2025", Byline()),
        ("Published Feb 31, 2025", Byline()),
    ],
)  # fmt: skip
def test_bylines(line: str, expected: Byline | None) -> None:
    assert byline(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday the talks had failed.",
        "By Tuesday Night",
        "By John’s account, the talks had failed",
        "By The Book",
        "By Land and Sea",
        "By all accounts Jane Smith had left",
        "By Jane Smith and nobody else who was there at the time",
        "Jane Smith, 45, of London",
        "Jane Smith, John Doe",
        "Published reports say otherwise",
        "Updated figures show a fall",
        "Reuters",
        "Talks near their end in Damascus",
    ],
)
def test_what_is_no_byline(line: str) -> None:
    assert byline(line) is None


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Reporting by Jane Smith; editing by John Doe", ("Jane Smith",)),
        ("(Reporting by Jane Smith in Damascus and Ann Roe; Writing by Bob Poe; Editing by Al Doe)",
         ("Jane Smith", "Ann Roe", "Bob Poe")),
        ("(Additional reporting by Ben Blanchard in Beijing; Editing by Will Dunham.)",
         ("Ben Blanchard",)),
        ("Editing by John Doe", ()),
    ],
)  # fmt: skip
def test_credits(line: str, authors: tuple[str, ...]) -> None:
    assert credits_line(line) == Byline(authors)


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by The Washington Post has shown that he knew.",
        "Reporting by Jane Smith and others has shown that he knew.",
        "He is known for editing by hand.",
    ],
)
def test_what_is_no_credit(line: str) -> None:
    assert credits_line(line) is None
