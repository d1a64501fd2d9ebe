"""What `onrecord tables` tells."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from pipeline.catalogue import catalogue, print_catalogue
from pipeline.snapshot import manifest_path
from schemas import TABLES
from tests.tables import committed
from transforms.errors import UsageError


def printed(root: Path, **options: bool) -> list[str]:
    console = Console(file=io.StringIO(), width=80)
    print_catalogue(catalogue(str(root)), console, **options)
    return [" ".join(line.split()) for line in console.file.getvalue().splitlines()]


def test_tables_and_snapshots(tmp_path: Path) -> None:
    committed(tmp_path, run_id="first")
    snapshot = committed(tmp_path, claims=[{}, {}], run_id="second", keep=2)
    # What a killed commit leaves behind is no snapshot.
    (tmp_path / manifest_path(3)).write_text("{}")
    found = catalogue(str(tmp_path))
    rows = {table.name: table.rows for table in found.tables}
    assert rows == dict.fromkeys([table.name for table in TABLES], 0) | {
        "articles": 2,
        "claims": 2,
        "runs": 2,
    }
    (claims,) = [table for table in found.tables if table.name == "claims"]
    assert claims.bytes == sum(Path(path).stat().st_size for path in snapshot.paths("claims"))
    assert claims.columns["content_spans"] == 'STRUCT("start" BIGINT, "end" BIGINT)[]'
    assert claims.columns["published"] == "DATE"
    assert [(each.number, each.run_id, each.current) for each in found.snapshots] == [
        (1, "first", False),
        (2, "second", True),
    ]
    lines = printed(tmp_path)
    assert any(line.startswith("claims 2 ") for line in lines)
    assert any(line.startswith("2 ") and line.endswith("second current") for line in lines)


def test_columns_are_listed_with_their_types(tmp_path: Path) -> None:
    committed(tmp_path)
    text = " ".join(printed(tmp_path, columns=True))
    assert "published_at TIMESTAMPTZ" in text
    assert "entity_ids VARCHAR[]" in text


def test_a_folder_without_tables_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        catalogue(str(tmp_path / "nowhere"))
    assert raised.value.code == "usage.no_snapshot"
    assert not (tmp_path / "nowhere").exists()
