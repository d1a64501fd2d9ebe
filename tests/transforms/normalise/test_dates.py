from datetime import UTC, datetime

import pytest

from transforms.normalise.dates import is_stamp, moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nov. 3, 2025", datetime(2025, 11, 3, tzinfo=UTC)),
        ("3rd November 2025", datetime(2025, 11, 3, tzinfo=UTC)),
        ("Mon, 3 Nov 2025 10:15 GMT", datetime(2025, 11, 3, 10, 15, tzinfo=UTC)),
        ("November 3, 2025 11:15 p.m. EST", datetime(2025, 11, 4, 4, 15, tzinfo=UTC)),
        ("2025-11-03T10:15:00+02:00", datetime(2025, 11, 3, 8, 15, tzinfo=UTC)),
        # No zone, or one that is not known: the day alone is certain.
        ("November 3, 2025 10:15", datetime(2025, 11, 3, tzinfo=UTC)),
        ("November 3, 2025 10:15 XYZ", datetime(2025, 11, 3, tzinfo=UTC)),
        ("Nov. 3", None),
        ("03/11/2025", None),
        ("2025-13-45", None),
    ],
)
def test_moments(text: str, expected: datetime | None) -> None:
    assert is_stamp(text)
    assert moment(text) == expected


@pytest.mark.parametrize("text", ["May he rest in peace", "2025", "", "Nov. 3, 2025 was a Monday"])
def test_what_is_no_stamp(text: str) -> None:
    assert not is_stamp(text)
    assert moment(text) is None
