"""SQL over a snapshot."""

import datetime as dt
from pathlib import Path

import pytest

import pipeline.query
from pipeline.query import ask, connect
from pipeline.snapshot import Snapshot
from pipeline.views import view_names
from schemas import TABLES
from tests.tables import committed
from transforms.errors import CommitError, UsageError
from transforms.store import BucketStore

CLAIMS = [
    {"kind": "direct", "speaker": "Elena Petrova", "content_spans": [{"start": 4, "end": 9}]},
    {"kind": "indirect"},
]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    root = tmp_path_factory.mktemp("it's a root") / "published=never"
    return committed(root, articles=[{}, {"published_at": None}], claims=CLAIMS)


def rows(snapshot: Snapshot, sql: str) -> list[tuple]:
    with connect(snapshot) as connection:
        return list(ask(connection, sql).rows)


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT count(*) FROM claims", [(2,)]),
        ("SELECT count(*) FROM mentions", [(0,)]),
        ("SELECT speaker FROM claims ORDER BY kind", [("Elena Petrova",), (None,)]),
        ("SELECT content_spans[1].start FROM claims WHERE kind = 'direct'", [(4,)]),
        (
            "SELECT published, count(*) FROM articles GROUP BY ALL ORDER BY 1 NULLS FIRST",
            [(None, 1), (dt.date(2025, 11, 16), 1)],
        ),
        ("SELECT uri FROM articles WHERE published = '2025-11-16'", [("0.txt",)]),
        ("SELECT uri FROM articles WHERE published IS NULL", [("1.txt",)]),
        (
            "SELECT max(published_at) FROM articles",
            [(dt.datetime(2025, 11, 16, 8, tzinfo=dt.UTC),)],
        ),
        ("SELECT count(*) FROM claims a JOIN claims b USING (article_id)", [(4,)]),
        ("CREATE TABLE mine AS FROM claims; SELECT count(*) FROM mine", [(2,)]),
        ("PIVOT claims ON kind USING count(*) GROUP BY article_id", None),
    ],
)
def test_answers(snapshot: Snapshot, sql: str, expected: list[tuple] | None) -> None:
    found = rows(snapshot, sql)
    assert found == expected if expected is not None else found


def test_every_table_is_a_view(snapshot: Snapshot) -> None:
    names = {name for (name,) in rows(snapshot, "SHOW TABLES")}
    assert names == {table.name for table in TABLES} | set(view_names())


def test_columns_of_one_name_are_told_apart(snapshot: Snapshot) -> None:
    with connect(snapshot) as connection:
        answer = ask(connection, "SELECT a.kind, b.kind, 1 AS kind_2 FROM claims a, claims b")
    assert answer.columns == ("kind", "kind_2", "kind_2_2")


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("", "empty"),
        (" ;\n", "empty"),
        ("SELEC 1", 'near "SELEC"'),
        ("FROM nowhere", "nowhere does not exist"),
        ("SELECT speeker FROM claims", "speaker"),
        ("SELECT 'x'::INT FROM claims", "'x'"),
        ("INSERT INTO claims VALUES (1)", "claims"),
        ("DROP TABLE claims", "claims"),
    ],
)
def test_what_is_no_query_is_told_in_a_line(snapshot: Snapshot, sql: str, words: str) -> None:
    with pytest.raises(UsageError) as raised:
        rows(snapshot, sql)
    assert raised.value.code == "usage.sql"
    assert words in raised.value.message
    assert "\n" not in raised.value.message
    assert "pg_" not in raised.value.message


@pytest.mark.parametrize(
    "sql",
    [
        "COPY claims TO '{shard}'",
        "COPY (SELECT 1) TO '{shard}' (FORMAT parquet, USE_TMP_FILE false)",
        "WITH x AS (COPY (SELECT 1) TO '{shard}' (USE_TMP_FILE false)) FROM x",
        "COPY claims TO '{root}/new.csv'",
        "EXPLAIN ANALYZE COPY claims TO '{root}/new.csv'",
        "EXPORT DATABASE '{root}/copy'",
        "ATTACH '{root}/new.db'",
        "FROM read_csv('{root}/CURRENT')",
        "FROM '{shard}'",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
    ],
)
def test_a_query_writes_nothing_and_reads_nothing_else(snapshot: Snapshot, sql: str) -> None:
    root = Path(snapshot.root)
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}
    quoted = {"root": str(root), "shard": snapshot.paths("claims")[0]}
    with pytest.raises(UsageError):
        rows(snapshot, sql.format(**{k: v.replace("'", "''") for k, v in quoted.items()}))
    assert before == {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}


def test_a_variable_of_ours_is_no_table(snapshot: Snapshot) -> None:
    store = "FROM connection"
    with pytest.raises(UsageError):
        rows(snapshot, store)


def test_an_older_snapshot_answers_as_it_did(tmp_path: Path) -> None:
    committed(tmp_path, claims=CLAIMS, run_id="first")
    committed(tmp_path, claims=CLAIMS, run_id="second", keep=2)
    assert rows(Snapshot.open(str(tmp_path)), "SELECT count(*) FROM claims") == [(4,)]
    assert rows(Snapshot.open(str(tmp_path), 1), "SELECT count(*) FROM claims") == [(2,)]


def test_a_bucket_is_read_through_its_filesystem(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.query, "open_store", BucketStore)
    sql = "SELECT a.kind, b.published FROM claims a JOIN claims b USING (claim_id) ORDER BY 1"
    day = dt.date(2025, 11, 16)
    assert rows(snapshot, sql) == [("direct", day), ("indirect", day)]


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"PAR1")])
def test_a_damaged_shard_is_told(tmp_path: Path, harm) -> None:
    snapshot = committed(tmp_path, claims=CLAIMS)
    harm(Path(snapshot.paths("claims")[0]))
    with pytest.raises(CommitError) as raised:
        rows(snapshot, "SELECT sum(score) FROM claims")
    assert raised.value.code == "commit.damaged"
