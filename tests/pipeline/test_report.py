"""The closing summary."""

import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console

from pipeline.report import Report, print_report, report
from schemas import TABLES
from tests.tables import committed

ARTICLE = [{"article_id": "a" * 32}]
CLAIMS = [
    {"kind": "direct", "speaker": "Elena Petrova", "speaker_role": "a Middle East analyst"},
    {"kind": "mixed", "speaker": "Elena Petrova"},
    {"kind": "indirect", "speaker": "Ann [bold]Lee"},
    {"kind": "indirect"},
]
LINKS = [
    {"relation": "cites", "depth": 1, "to_name": "Al Arabiya", "to_type": "media"},
    {"relation": "cites", "depth": 1, "to_name": "Al Arabiya", "to_type": "media"},
    {"relation": "cites", "depth": 1, "to_type": "unnamed_group", "anonymous": True},
    {"relation": "via", "depth": 2, "to_name": "Nobody", "to_type": "unnamed_group"},
]
REJECTS = [{"uri": f"in/{number}.txt", "raw_sha256": str(number)} for number in range(5)]


def found(
    root: Path, run_id: str = "run", rejected: int = 0, steps: tuple = (), **tables: Any
) -> Report:
    snapshot = committed(root, **{"articles": ARTICLE, "run_id": run_id} | tables)
    counts = {
        "linked": 1,
        "read": 1 + rejected,
        "kept": 1,
        "unchanged": 0,
        "duplicate": 0,
        "rejected": rejected,
    }
    run = {"run_id": run_id, "counts": [{"step": s, "elements_in": n} for s, n in steps]}
    return report(SimpleNamespace(snapshot=snapshot, run=run, **counts), 1.25)


def printed(of: Report, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False)
    print_report(of, console)
    return console.file.getvalue()


def test_what_a_first_run_found(tmp_path: Path) -> None:
    text = printed(found(tmp_path, claims=CLAIMS, source_links=LINKS))
    words = [" ".join(line.split()) for line in text.splitlines()]
    assert words[0].startswith("read 1 = kept 1 + unchanged 0 + duplicate 0 + rejected 0")
    assert "Claims Top speakers claims" in words
    assert "direct 1 Elena Petrova, a Middle East analyst 2" in words
    assert "indirect 2 Ann [bold]Lee 1" in words
    assert "total 4 Cited sources articles" in words
    assert "Al Arabiya 1" in words
    assert "Nobody" not in text
    assert "Rejects" not in text
    assert f"Tables {tmp_path} (snapshot 1, 1.2 s)" in words


def test_what_was_passed_over_is_told_by_kind(tmp_path: Path) -> None:
    steps = (("read", 9), ("passed over: images", 3), ("passed over: requests", 1200))
    crawled = found(tmp_path, steps=steps)
    assert printed(crawled).splitlines()[1] == (
        "passed over, being no articles: 1,200 requests, 3 images"
    )
    assert crawled.to_dict()["passed_over"] == {"requests": 1200, "images": 3}


def test_a_later_run_tells_its_own_from_all(tmp_path: Path) -> None:
    found(tmp_path, "first", claims=CLAIMS, articles=[{"article_id": "b" * 32}])
    later = found(tmp_path, "second", claims=[{"kind": "direct", "speaker": "Bo"}])
    assert later.claims == [("direct", 1, 2), ("indirect", 0, 2), ("mixed", 0, 1)]
    assert later.speakers == [("Bo", None, 1)]
    words = [" ".join(line.split()) for line in printed(later).splitlines()]
    assert "Claims this run in all Top speakers claims" in words
    assert "total 1 5" in words
    assert later.to_dict()["claims"] == {"direct": 1}
    assert later.to_dict()["claims_in_all"] == {"direct": 2, "indirect": 2, "mixed": 1}


def test_rejects_are_told_by_code_with_the_first_of_them(tmp_path: Path) -> None:
    mixed = [*REJECTS, {"uri": "in/b.jsonl#3", "code": "parse.json"}]
    of = found(tmp_path, rejected=7, rejects=mixed)
    text = printed(of)
    assert "parse.empty 5: in/0.txt, in/1.txt, in/2.txt and 2 more" in text
    assert "parse.json 1: in/b.jsonl#3" in text
    assert "1 in the table already, or more than once in the input" in text
    assert of.reject_share == 7 / 8
    assert of.to_dict()["rejects"] == {"parse.empty": 5, "parse.json": 1}
    assert list(of.to_dict()["tables"]) == [table.name for table in TABLES]


@pytest.mark.parametrize("name", ["tables", "it's a folder", "a folder " * 12])
def test_the_command_to_try_can_be_pasted(tmp_path: Path, name: str) -> None:
    import shlex

    root = tmp_path / name
    of = found(root, claims=CLAIMS)
    (line,) = [line for line in printed(of, width=60).splitlines() if "onrecord query" in line]
    command = shlex.split(line.removeprefix("Try").strip())
    assert command[:3] == ["onrecord", "query", str(root)]
    assert command[3].startswith("SELECT source")
    assert len(command) == 4


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ({"claims": CLAIMS}, "FROM claims"),
        ({}, "FROM articles"),
        ({"articles": [], "rejects": REJECTS}, "FROM rejects"),
    ],
)
def test_the_query_to_try_has_an_answer(tmp_path: Path, tables: dict, expected: str) -> None:
    assert expected in found(tmp_path, **tables).query


@pytest.mark.parametrize("width", [60, 80, 120])
def test_lists_fit_the_width(tmp_path: Path, width: int) -> None:
    text = printed(found(tmp_path, claims=CLAIMS, source_links=LINKS, rejects=REJECTS), width)
    lists = text.splitlines()[1:-2]
    assert max(map(len, lists)) <= width


@pytest.mark.parametrize(
    ("called", "on_path", "command"),
    [
        (".venv/bin/onrecord", False, ".venv/bin/onrecord"),
        ("my venv/onrecord", False, "'my venv/onrecord'"),
        ("/usr/bin/onrecord", True, "onrecord"),
        ("pytest", False, "onrecord"),
    ],
)
def test_the_query_to_try_can_be_pasted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, called: str, on_path: bool, command: str
) -> None:
    shown = found(tmp_path, claims=CLAIMS)
    monkeypatch.setattr("sys.argv", [called])
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}" if on_path else None)
    assert shown.query.startswith(f"{command} query ")
