"""The views in other dialects: as generated, parsed in them, and the same when run."""

from pathlib import Path

import duckdb
import pytest
import sqlglot
from sqlglot import exp

from pipeline.dialects import DIALECTS, outputs
from pipeline.snapshot import Snapshot
from pipeline.views import statements, view_names
from tests.pipeline.newsroom import newsroom

FILES = {path.stem: path for path in outputs()}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return newsroom(tmp_path_factory.mktemp("newsroom"))


def parsed(dialect: str) -> dict[str, exp.Expression]:
    text = FILES[dialect].read_text(encoding="utf-8")
    found = [each for each in sqlglot.parse(text, read=dialect) if isinstance(each, exp.Create)]
    return {each.find(exp.Table).name: each for each in found}


def test_the_files_are_what_is_generated():
    for path, text in outputs().items():
        assert path.read_text(encoding="utf-8") == text, "run python -m pipeline.dialects"


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_view_is_read_in_its_dialect(dialect):
    views = parsed(dialect)
    assert tuple(views) == view_names()
    for name, view in views.items():
        ours = sqlglot.parse_one(statements()[name], read="duckdb")
        assert view.expression.named_selects == ours.expression.named_selects
        assert view.kind == "VIEW"


@pytest.mark.parametrize("dialect", DIALECTS)
def test_back_in_duckdb_they_say_the_same(dialect, snapshot, monkeypatch):
    monkeypatch.chdir(snapshot.root)
    tables = Path("views.sql").read_text(encoding="utf-8")
    with duckdb.connect() as ours, duckdb.connect() as theirs:
        ours.execute(tables)
        theirs.execute(tables)
        for name in reversed(view_names()):
            theirs.execute(f"DROP VIEW {name}")
        for view in parsed(dialect).values():
            theirs.execute(view.sql("duckdb"))
        for name in view_names():
            sql = f"FROM {name} ORDER BY ALL"
            assert theirs.execute(sql).fetchall() == ours.execute(sql).fetchall() != []
