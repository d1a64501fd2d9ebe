"""How answers are written."""

import csv
import datetime as dt
import io
import json
from decimal import Decimal

import pytest
from rich.console import Console

from pipeline.formats import CELL_CHARACTERS, TABLE_ROWS, Format, print_table, write
from pipeline.query import Answer

AT = dt.datetime(2025, 11, 16, 8, 30, tzinfo=dt.UTC)


def answer(*rows: tuple, columns: tuple[str, ...] = ("name", "value")) -> Answer:
    return Answer(columns, ("VARCHAR",) * len(columns), iter(rows))


def written(form: Format, *rows: tuple) -> str:
    out = io.StringIO()
    write(answer(*rows), form, out)
    return out.getvalue()


def shown(table: Answer, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width)
    print_table(table, console)
    return console.file.getvalue()


@pytest.mark.parametrize(
    ("value", "in_json", "in_csv"),
    [
        (None, None, ""),
        (True, True, "true"),
        (3, 3, "3"),
        (2**70, 2**70, str(2**70)),
        (0.5, 0.5, "0.5"),
        (float("nan"), None, ""),
        (Decimal("1.50"), 1.5, "1.5"),
        ("„Zitat“,\n\"so\"", "„Zitat“,\n\"so\"", "„Zitat“,\n\"so\""),
        (AT, "2025-11-16T08:30:00Z", "2025-11-16T08:30:00Z"),
        (AT.date(), "2025-11-16", "2025-11-16"),
        (dt.timedelta(days=1), "1 day, 0:00:00", "1 day, 0:00:00"),
        (b"\x00\xff", "00ff", "00ff"),
        (["a", "é"], ["a", "é"], '["a", "é"]'),
        ([{"start": 1, "end": 2}], [{"start": 1, "end": 2}], '[{"start": 1, "end": 2}]'),
        ({"seen": AT}, {"seen": "2025-11-16T08:30:00Z"}, '{"seen": "2025-11-16T08:30:00Z"}'),
    ],
)  # fmt: skip
def test_values(value: object, in_json: object, in_csv: str) -> None:
    row = ("x", value)
    assert json.loads(written(Format.JSON, row)) == [{"name": "x", "value": in_json}]
    assert json.loads(written(Format.JSONL, row)) == {"name": "x", "value": in_json}
    lines = csv.reader(io.StringIO(written(Format.CSV, row), newline=""))
    assert list(lines) == [["name", "value"], ["x", in_csv]]


@pytest.mark.parametrize(
    ("form", "expected"),
    [(Format.CSV, "name,value\n"), (Format.JSON, "[\n]\n"), (Format.JSONL, "")],
)
def test_no_rows(form: Format, expected: str) -> None:
    assert written(form) == expected


def test_no_rows_in_a_table_still_have_a_header() -> None:
    assert "name" in shown(answer())
    assert "No rows." in shown(answer())


def test_programs_get_every_character() -> None:
    text = "x" * 100_000
    for form in (Format.CSV, Format.JSON, Format.JSONL):
        assert text in written(form, ("a", text))


def test_a_table_cuts_cells_and_rows_and_says_so() -> None:
    found = shown(answer(*[("a", "x" * 1_000)] * (TABLE_ROWS + 1)), width=2 * CELL_CHARACTERS)
    assert found.count("x" * (CELL_CHARACTERS - 1) + "…") == TABLE_ROWS
    assert "x" * CELL_CHARACTERS not in found
    assert "The first 1,000 rows" in found


def test_too_many_columns_for_the_width_become_records() -> None:
    columns = tuple(f"column_{number}" for number in range(20))
    row = tuple(f"value {number}" for number in range(20))
    found = shown(answer(row, columns=columns))
    assert "row 1" in found
    for name, value in zip(columns, row, strict=True):
        assert any(name in line and value in line for line in found.splitlines())
    assert "row 1" not in shown(answer(row, columns=columns), width=400)


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    rows = [("Elena Petrova", "a long sentence about very little " * 5), (None, "é" * 150)]
    found = shown(answer(*rows), width)
    assert max(map(len, found.splitlines())) <= width
    assert "".join(found.split()).count("é") == 150


def test_nothing_in_a_cell_commands_the_terminal() -> None:
    found = shown(answer(("a\x1b[31mb\x07c\r\nd", "[red]markup[/red] \udce9")))
    assert "a�[31mb�c d" in found
    assert "[red]markup[/red] �" in found
