"""The command line as a person and as a script meet it. Mostly the pipeline is stood in for."""

import contextlib
import csv
import io
import json
import os
import pty
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner, Result

from pipeline import __version__
from pipeline.cli import app
from pipeline.options import RunOptions
from tests.tables import committed
from transforms.errors import CommitError, UsageError
from transforms.limits import Limits

SEEDS = Path(__file__).parents[2] / "seeds"

CLAIMS = [{"kind": "direct", "content": "“So — it ‘is’.”", "speaker": "Elena Petrova"}]


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Stands in for the pipeline: notes the options, commits, says what it is told to say."""
    stand_in = SimpleNamespace(options=None, watch=None, rejected=0, act=lambda: None)

    def run(options: RunOptions, watch: Callable[..., None] | None) -> Any:
        stand_in.options, stand_in.watch = options, watch
        stand_in.act()
        counts = {"read": 10, "kept": 10 - stand_in.rejected, "rejected": stand_in.rejected}
        return SimpleNamespace(
            snapshot=committed(options.output, claims=CLAIMS),
            run={"run_id": "run", "counts": []},
            unchanged=0,
            linked=1,
            duplicate=0,
            **counts,
        )

    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "pipeline.run", SimpleNamespace(run=run))
    return stand_in


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = tmp_path_factory.mktemp("tables")
    committed(root, claims=CLAIMS, run_id="first")
    committed(root, claims=CLAIMS * 2, run_id="second", keep=2)
    return str(root)


def call(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, words, input=stdin)


# onrecord read


def test_what_readers_make_of_an_input_is_shown(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("nr,body\n7,It rained in Oslo on Monday.\n8,\n")
    words = ("read", str(tmp_path / "a.csv"), "--map", "id=nr", "--map", "text=body")
    shown = call(*words)
    assert shown.exit_code == 0
    assert "a.csv#7" in shown.stdout
    assert "\nIt rained in Oslo on Monday.\n" in shown.stdout
    assert shown.stdout.endswith("1 article, 1 reject\n")
    lines = [json.loads(line) for line in call(*words, "--json").stdout.splitlines()]
    assert [line["is"] for line in lines] == ["article", "reject"]


def test_reading_nothing_is_said() -> None:
    assert call("read", "nowhere/*.html").exit_code == 2
    assert call("read", str(SEEDS), "--format", "papyrus").exit_code == 2


# onrecord run


def test_every_option_reaches_the_run(runs: SimpleNamespace) -> None:
    words = (
        "run a.txt b/*.jsonl -o out --format text --encoding cp1252 --workers 2 --shards 3"
        " --map text=content.body --map id=nr"
        " --keep-snapshots 4 --max-document-bytes 5 --max-inflated-bytes 6 --max-characters 7"
        " --runner DirectRunner --region eu c.txt --streaming -- --project p d.txt"
    )
    assert call(*words.split()).exit_code == 0
    assert runs.options == RunOptions(
        inputs=("a.txt", "b/*.jsonl", "c.txt", "d.txt"),
        output="out",
        format="text",
        encoding="cp1252",
        map=(("text", "content.body"), ("id", "nr")),
        limits=Limits(document_bytes=5, inflated_bytes=6, characters=7),
        workers=2,
        shards=3,
        keep_snapshots=4,
        runner="DirectRunner",
        beam=("--region", "eu", "--streaming", "--project", "p"),
    )


@pytest.mark.parametrize("pair", ["claims=body", "text", "text=", "=body"])
def test_a_map_to_no_column_or_from_no_field_is_refused(runs: SimpleNamespace, pair: str) -> None:
    result = call("run", "a.csv", "--map", pair)
    assert result.exit_code == 2
    assert "--map" in result.stderr


def test_defaults_are_those_of_the_library(runs: SimpleNamespace) -> None:
    assert call("run", "a.txt").exit_code == 0
    assert runs.options == RunOptions(inputs=("a.txt",), output="tables")


def test_the_summary_goes_to_stdout_and_nothing_to_stderr(runs: SimpleNamespace) -> None:
    result = call("run", "a.txt")
    assert "read 10 = kept 10 + unchanged 0 + duplicate 0 + rejected 0" in result.stdout
    assert "Elena Petrova" in result.stdout
    assert 'onrecord query tables "SELECT' in result.stdout
    assert result.stderr == ""
    assert runs.watch is None  # no terminal, no progress


def test_json_is_all_there_is_on_stdout(runs: SimpleNamespace) -> None:
    runs.rejected = 1
    result = call("run", "a.txt", "--json")
    found = json.loads(result.stdout)
    assert found.pop("seconds") > 0
    assert found.pop("tables")["claims"] == 1
    assert found == {
        "output": "tables",
        "snapshot": 1,
        "run_id": "run",
        "read": 10,
        "kept": 9,
        "unchanged": 0,
        "duplicate": 0,
        "rejected": 1,
        "reject_share": 0.1,
        "claims": {"direct": 1},
        "claims_in_all": {"direct": 1},
        "rejects": {},
        "passed_over": {},
        "linked": 1,
        "across": dict.fromkeys(
            (
                "stories",
                "stories_shared",
                "copies",
                "rewrites",
                "identities",
                "identities_shared",
                "claims_shared",
                "conflicts",
            ),
            0,
        ),
    }
    assert result.stderr == ""


def test_quiet_prints_nothing(runs: SimpleNamespace) -> None:
    result = call("run", "a.txt", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


@pytest.mark.parametrize(
    ("rejected", "share", "code"),
    [
        (10, None, 0),
        (10, "1", 0),
        (1, "0.1", 0),
        (2, "0.1", 3),
        (1, "0", 3),
        (0, "0", 0),
    ],
)
def test_more_rejects_than_allowed_are_exit_code_3(
    runs: SimpleNamespace, rejected: int, share: str | None, code: int
) -> None:
    runs.rejected = rejected
    words = ["--max-reject-share", share] if share else []
    result = call("run", "a.txt", *words)
    assert result.exit_code == code
    assert f"rejected {rejected}" in result.stdout  # done all the same, and told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("run", "INPUT"),
        ("run --workers 2", "INPUT"),
        ("run --streaming", "no INPUT"),
        ("run a.txt --workers 0", "workers"),
        ("run a.txt --workers two", "workers"),
        ("run a.txt --worker 2", "did you mean --workers?"),
        ("run a.txt --max-reject-share 2", "max-reject-share"),
        ("run a.txt --encoding klingon", "klingon"),
        ("run a.txt --format rtf", "jsonl"),
        ("run a.txt -o file.txt", "file.txt is a file"),
        ("run a.txt --runner Marathon", "Unexpected pipeline runner: Marathon"),
        ("walk a.txt", "walk"),
        ("query nowhere FROM", "no committed tables"),
        ("query nowhere", "SQL"),
        ("tables nowhere", "no committed tables"),
    ],
)
def test_what_cannot_be_carried_out_is_exit_code_2(
    runs: SimpleNamespace, words: str, told: str
) -> None:
    Path("file.txt").touch()
    result = call(*words.split())
    assert result.exit_code == 2
    assert told in " ".join(re.sub("[│╭╮╰╯─]|\x1b\\[[0-9;]*m", " ", result.stderr).split())
    assert result.stdout == ""
    assert runs.options is None


def raising(error: BaseException) -> Callable[[], None]:
    def act() -> None:
        raise error

    return act


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (
            UsageError("usage.no_input", "nothing matches 'x'"),
            2,
            ["error [usage.no_input]: nothing matches 'x'", "quote a glob"],
        ),
        (
            CommitError("commit.locked", "another run is writing"),
            1,
            ["error [commit.locked]: another run is writing", "Wait until"],
        ),
        (
            RuntimeError("Traceback (most\n  File x\nValueError: bad [while running 'Parse']\n"),
            1,
            ["error: ValueError: bad [while running 'Parse']", "--verbose"],
        ),
        (PermissionError(13, "Permission denied", "out"), 1, ["error: Permission denied: out"]),
        (KeyboardInterrupt(), 1, ["interrupted", "tables are as they were"]),
    ],
)
def test_failures_are_told_in_a_line_or_two(
    runs: SimpleNamespace, error: BaseException, code: int, told: list[str]
) -> None:
    runs.act = raising(error)
    result = call("run", "a.txt", "--json")
    assert result.exit_code == code
    assert all(words in result.stderr for words in told)
    assert "Traceback" not in result.stderr
    assert len(result.stderr.splitlines()) <= 2
    assert result.stdout == ""


def test_verbose_shows_where_it_failed(runs: SimpleNamespace) -> None:
    runs.act = raising(ZeroDivisionError("by nought"))
    result = call("run", "a.txt", "--verbose")
    assert result.exit_code == 1
    assert "Traceback" in result.stderr
    assert result.stderr.endswith("error: ZeroDivisionError: by nought\n")


def test_sigterm_ends_a_run_as_ctrl_c_does(runs: SimpleNamespace) -> None:
    def act() -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(10)

    runs.act = act
    before = signal.getsignal(signal.SIGTERM)
    result = call("run", "a.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "the tables in tables are as they were" in result.stderr
    assert signal.getsignal(signal.SIGTERM) is before


# onrecord query


def test_a_query_in_every_format(folder: str) -> None:
    sql = "SELECT content, speaker FROM claims LIMIT 1"
    expected = {"content": "“So — it ‘is’.”", "speaker": "Elena Petrova"}
    as_csv = call("query", folder, sql, "--format", "csv").stdout
    assert list(csv.DictReader(io.StringIO(as_csv))) == [expected]
    assert json.loads(call("query", folder, sql, "--format", "json").stdout) == [expected]
    assert json.loads(call("query", folder, sql, "-f", "jsonl").stdout) == expected
    assert "“So — it ‘is’.”   Elena Petrova" in call("query", folder, sql).stdout


def test_in_a_pipe_a_row_is_a_line(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sql = "SELECT repeat('word ', 50) AS words, range AS n FROM range(3)"
    monkeypatch.delenv("COLUMNS", raising=False)
    assert len(call("query", folder, sql).stdout.splitlines()) == 5
    monkeypatch.setenv("COLUMNS", "80")  # whoever asks for a width gets it
    assert len(call("query", folder, sql).stdout.splitlines()) > 5


def test_a_query_from_stdin_and_of_an_older_snapshot(folder: str) -> None:
    sql = "SELECT count(*) AS n FROM claims"
    now = call("query", folder, "-", "--format", "jsonl", stdin=f"{sql}\n;\n")
    then = call("query", folder, sql, "--format", "jsonl", "--snapshot", "1")
    assert [json.loads(each.stdout) for each in (now, then)] == [{"n": 3}, {"n": 1}]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["SELEC"], "error [usage.sql]"),
        (["FROM nowhere"], "nowhere does not exist"),
        (["FROM claims", "--format", "xlsx"], "table, csv, json, jsonl, not xlsx"),
        (["FROM claims", "--snapshot", "9"], "no snapshot 9"),
    ],
)
def test_a_query_that_cannot_be_answered(folder: str, words: list[str], told: str) -> None:
    result = call("query", folder, *words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""


# onrecord tables, and the rest


def test_tables_as_json(folder: str) -> None:
    found = json.loads(call("tables", folder, "--json").stdout)
    assert {table["name"]: table["rows"] for table in found["tables"]}["claims"] == 3
    assert [each["number"] for each in found["snapshots"]] == [1, 2]


@pytest.mark.parametrize("name", ["~", "my tables", "#1 100% [a] ?x=1", "it's", "naïve\n"])
def test_a_folder_of_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    committed(name, claims=CLAIMS)
    for root in (f"./{name}", str(tmp_path / name)):
        assert call("query", root, "FROM claims", "-f", "csv").stdout.count("Elena") == 1
        assert call("tables", root).exit_code == 0


def test_a_tilde_is_the_home_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runs: SimpleNamespace
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert call("run", "a.txt", "--output=~/tables").exit_code == 0
    assert runs.options.output == str(tmp_path / "home" / "tables")
    assert call("tables", "~/tables").exit_code == 0


def test_tables_for_a_person(folder: str) -> None:
    assert "source_links" in call("tables", folder).stdout
    assert "content_spans" in call("tables", folder, "--columns").stdout


def test_version() -> None:
    assert call("--version").stdout == f"onrecord {__version__}\n"


def test_help_teaches() -> None:
    text = call("run", "--help").stdout
    for words in ("Examples", "Exit codes", "--max-reject-share", "Beam's flags", "--keep-snap"):
        assert words in text


COLD = """
import sys
from typer.testing import CliRunner
from pipeline.cli import app
assert CliRunner().invoke(app, ["run", "--help"]).exit_code == 0
print(*{"apache_beam", "spacy", "duckdb", "pyarrow"} & set(sys.modules))
assert CliRunner().invoke(app, ["query", sys.argv[1], "FROM claims"]).exit_code == 0
print(*{"apache_beam", "spacy"} & set(sys.modules))
"""


def test_help_and_queries_do_not_wait_for_beam(folder: str) -> None:
    command = [sys.executable, "-c", COLD, folder]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout == "\n\n"


def test_a_reader_that_leaves_early_is_no_failure(folder: str) -> None:
    main = "from pipeline.cli import main; main()"
    for form in ("table", "csv"):
        sql = "SELECT repeat('x', 250) FROM range(900)"
        process = subprocess.Popen(
            [sys.executable, "-c", main, "query", folder, sql, "--format", form],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        with process.stderr as errors:
            assert errors.read() == b""
        assert process.wait() == 0


# The pipeline itself


class Real(NamedTuple):
    """A run over the seeds, its progress on a terminal, its summary in a pipe."""

    folder: str
    code: int
    summary: str
    terminal: str


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Real:
    folder = str(tmp_path_factory.mktemp("real") / "my tables")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", "from pipeline.cli import main; main()"]
    run = subprocess.Popen(
        [*command, "run", str(SEEDS), "--output", folder],
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "100"},
    )
    os.close(theirs)
    terminal = b""
    with contextlib.suppress(OSError):  # how a terminal ends
        while part := os.read(ours, 1024):
            terminal += part
    os.close(ours)
    summary, _ = run.communicate()
    return Real(folder, run.returncode, summary, terminal.decode())


@pytest.mark.slow
def test_a_real_run_is_told_in_full(real: Real) -> None:
    assert real.code == 0
    assert real.summary.startswith("read 3 = kept 3 + unchanged 0 + duplicate 0 + rejected 0")
    for words in ("Elena Petrova", "Al Arabiya", "direct", f"Tables {real.folder}"):
        assert words in real.summary


@pytest.mark.slow
def test_the_command_of_its_summary_runs(real: Real) -> None:
    (line,) = [line for line in real.summary.splitlines() if line.startswith("Try")]
    program, *words = shlex.split(line.removeprefix("Try"))
    assert program == "onrecord"
    answered = call(*words, "--format", "json")
    assert answered.exit_code == 0
    assert len(json.loads(answered.stdout)) == 10


@pytest.mark.slow
def test_only_progress_is_on_the_terminal(real: Real) -> None:
    lines = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", real.terminal).replace("\r", "\n").split("\n")
    phases = [
        re.findall("starting|reading|analysing|linking", line) for line in lines if line.strip()
    ]
    assert all(len(phase) == 1 for phase in phases)
    assert ["starting"] in phases
    assert ["reading"] in phases
