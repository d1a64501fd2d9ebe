"""Answers of a query as a table for people, or as CSV, JSON and JSON Lines for programs."""

import csv
import json
import math
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from itertools import islice
from typing import Any, TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.query import Answer
from pipeline.terminal import printable

#: Rows of a table for people. Columns are as wide as their content, so all rows that are shown
#: have to be held; nobody reads more, and the other formats carry any number.
TABLE_ROWS = 1_000

#: Characters of a cell of a table for people: a paragraph; the other formats carry all.
CELL_CHARACTERS = 300

#: Columns of the widest terminal anybody reads on: what does not fit there, where every column is
#: but `_NARROWEST` wide, is no table for people, in a file either.
_WIDEST = 250

#: Narrower than this, words break and a wrapped column cannot be read.
_NARROWEST = 12


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"


def write(answer: Answer, form: Format, out: TextIO) -> None:
    """Writes the whole answer in a format for programs."""
    if form is Format.CSV:
        write_csv(answer, out)
    elif form is Format.JSON:
        write_json(answer, out)
    else:
        write_jsonl(answer, out)


def write_csv(answer: Answer, out: TextIO) -> None:
    """Header and rows. Null is empty, lists and structs are JSON, times ISO 8601 in UTC."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([_flat(value) for value in row] for row in answer.rows)


def write_json(answer: Answer, out: TextIO) -> None:
    """A list of objects, one a line."""
    out.write("[")
    for number, line in enumerate(_objects(answer)):
        out.write(f",\n {line}" if number else f"\n {line}")
    out.write("\n]\n")


def write_jsonl(answer: Answer, out: TextIO) -> None:
    """An object a line."""
    out.writelines(f"{line}\n" for line in _objects(answer))


def print_table(answer: Answer, console: Console) -> None:
    """The first rows, as a table where its columns fit and else as records."""
    rows = list(islice(answer.rows, TABLE_ROWS + 1))
    shown = [[_cell(value) for value in row] for row in rows[:TABLE_ROWS]]
    if _fits(answer.columns, shown, min(console.width, _WIDEST)):
        console.print(_table(answer, shown))
    else:
        for number, row in enumerate(shown, start=1):
            console.print(_record(answer.columns, row, number))
    if len(rows) > TABLE_ROWS:
        console.print(f"The first {TABLE_ROWS:,} rows; --format csv or json gives all.")
    elif not rows:
        console.print("No rows.")


def _fits(columns: Sequence[str], rows: Sequence[Sequence[Text]], width: int) -> bool:
    widths = [len(column) for column in columns]
    for row in rows:
        widths = [max(pair) for pair in zip(widths, map(len, row), strict=True)]
    return sum(min(each, _NARROWEST) + 2 for each in widths) <= width


def _table(answer: Answer, rows: Iterable[Sequence[Text]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name, kind in zip(answer.columns, answer.types, strict=True):
        justify = "right" if kind in _NUMBERS or kind.startswith("DECIMAL") else "left"
        table.add_column(Text(name), justify=justify, overflow="fold")  # type: ignore[arg-type]
    for row in rows:
        table.add_row(*row)
    return table


_NUMBERS = {
    "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE",
    "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT",
}  # fmt: skip


def _record(columns: Sequence[str], row: Sequence[Text], number: int) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False, title=f"row {number}")
    table.title_justify = "left"
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in zip(columns, row, strict=True):
        table.add_row(Text(name, "bold"), value)
    return table


def _cell(value: Any) -> Text:
    if value is None:
        return Text("NULL", "dim")
    text = printable(_flat(value))
    return Text(text if len(text) <= CELL_CHARACTERS else text[: CELL_CHARACTERS - 1] + "…")


def _objects(answer: Answer) -> Iterable[str]:
    for row in answer.rows:
        yield dumps(dict(zip(answer.columns, row, strict=True)))


def dumps(value: Any) -> str:
    """JSON of any value DuckDB returns, in one line."""
    return json.dumps(_plain(value), ensure_ascii=False)


def _flat(value: Any) -> Any:
    """A value for one cell: nested ones, true and false as in JSON."""
    return dumps(value) if isinstance(value, bool | list | tuple | dict) else _plain(value)


def _plain(value: Any) -> Any:
    """The value in JSON's own types."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else None  # which JSON has no word for
        case Decimal():
            return float(value)
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case date() | time():
            return value.isoformat()
        case bytes():
            return value.hex()
        case list() | tuple():
            return [_plain(each) for each in value]
        case dict():
            return {str(key): _plain(each) for key, each in value.items()}
    return str(value)
