"""What a run found, for the person who started it and for scripts."""

import shlex
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.across import Across
from pipeline.query import connect
from pipeline.terminal import printable
from schemas import TABLES

#: What steps of `runs.counts` begin with that count what was passed over.
PASSED = "passed over: "

if TYPE_CHECKING:  # it imports Beam, and only its shape is needed here
    from pipeline.run import RunResult

#: Rows of each list in the summary: what fits a screen beside the rest.
_TOP = 5

#: The articles that the run kept, for the queries below.
_OURS = "article_id IN (SELECT article_id FROM articles WHERE run_id = $run)"

#: A claim inside another is counted apart, so that the kinds count what the articles report.
_CLAIMS = f"""
    SELECT if(outer_claim_id IS NULL, kind, 'nested') AS what, count(*) FILTER ({_OURS}), count(*)
    FROM claims GROUP BY what ORDER BY what"""

_SPEAKERS = f"""
    SELECT speaker, max(speaker_role), count(*) AS claims
    FROM claims WHERE speaker IS NOT NULL AND outer_claim_id IS NULL AND {_OURS}
    GROUP BY speaker ORDER BY claims DESC, speaker LIMIT {_TOP}"""

_CITED = f"""
    SELECT to_name, count(DISTINCT article_id) AS articles
    FROM source_links WHERE relation = 'cites' AND to_name IS NOT NULL AND {_OURS}
    GROUP BY to_name ORDER BY articles DESC, to_name LIMIT {_TOP}"""

_REJECTS = """
    SELECT code, count(*) AS rejects, list(uri ORDER BY uri)[:3]
    FROM rejects WHERE run_id = $run GROUP BY code ORDER BY rejects DESC, code"""

#: Queries to try, the first whose table has rows.
_TRY = {
    "claims": "SELECT source, cue, content FROM claims LIMIT 10",
    "articles": "SELECT title, language, word_count FROM articles LIMIT 10",
    "rejects": "SELECT uri, code, message FROM rejects LIMIT 10",
}


def _command() -> str:
    """How to call onrecord: by its name where a shell finds it, else as it was called."""
    called = Path(sys.argv[0])
    found = shutil.which(called.name) or called.name != "onrecord"
    return "onrecord" if found else shlex.quote(str(called))


@dataclass(frozen=True)
class Report:
    """What a run found.

    Attributes:
        result: What it did.
        seconds: How long it took.
        tables: Rows by table, of the snapshot.
        claims: (kind, claims of the articles kept by this run, claims in all); those inside
            others are of the kind `nested`.
        speakers: (speaker, role, claims) of the articles kept by this run, most claims first.
        cited: (source, articles that cite it), of the articles kept by this run.
        rejects: (code, how many are new with this run, the first URIs).
        across: What stands across all articles.
    """

    result: "RunResult"
    seconds: float
    tables: dict[str, int]
    claims: Sequence[tuple[str, int, int]]
    speakers: Sequence[tuple[str, str | None, int]]
    cited: Sequence[tuple[str, int]]
    rejects: Sequence[tuple[str, int, list[str]]]
    across: Across

    @property
    def reject_share(self) -> float:
        """Rejected of read, 0 to 1."""
        return self.result.rejected / self.result.read if self.result.read else 0.0

    @property
    def passed(self) -> dict[str, int]:
        """What was passed over, being no articles by nature: how many, by kind."""
        counts = {step["step"]: step["elements_in"] for step in self.result.run["counts"]}
        return {
            step.removeprefix(PASSED): count
            for step, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
            if step.startswith(PASSED)
        }

    @property
    def query(self) -> str:
        """A command to try next, to be pasted into a shell."""
        sql = next((_TRY[table] for table in _TRY if self.tables.get(table)), "SHOW TABLES")
        return f'{_command()} query {shlex.quote(self.result.snapshot.root)} "{sql}"'

    def to_dict(self) -> dict[str, Any]:
        """For scripts: the names are stable."""
        result = self.result
        return {
            "output": result.snapshot.root,
            "snapshot": result.snapshot.manifest.number,
            "run_id": result.run["run_id"],
            "read": result.read,
            "kept": result.kept,
            "unchanged": result.unchanged,
            "duplicate": result.duplicate,
            "rejected": result.rejected,
            "reject_share": self.reject_share,
            "seconds": round(self.seconds, 3),
            "tables": self.tables,
            "claims": {kind: count for kind, count, _ in self.claims if count},
            "claims_in_all": {kind: count for kind, _, count in self.claims},
            "rejects": {code: count for code, count, _ in self.rejects},
            "passed_over": self.passed,
            "linked": result.linked,
            "across": self.across.to_dict(),
        }


def report(result: "RunResult", seconds: float) -> Report:
    """Reads from the committed snapshot what the run found."""
    tables = {
        table.name: sum(file.rows for file in result.snapshot.files(table.name)) for table in TABLES
    }
    with connect(result.snapshot) as connection:
        claims, speakers, cited, rejects = (
            connection.execute(sql, {"run": result.run["run_id"]}).fetchall()
            for sql in (_CLAIMS, _SPEAKERS, _CITED, _REJECTS)
        )
    across = Across.of(result.snapshot)
    return Report(result, seconds, tables, claims, speakers, cited, rejects, across)


def print_report(found: Report, console: Console) -> None:
    """The closing summary of a run."""
    console.print(_balance(found), soft_wrap=True)
    if found.passed:
        kinds = ", ".join(f"{count:,} {printable(kind)}" for kind, count in found.passed.items())
        console.print(Text(f"passed over, being no articles: {kinds}", "dim"))
    if found.claims:
        console.print()
        beside = Table.grid(padding=(0, 4))
        beside.add_row(_claims(found), Group(*_sources(found)))
        console.print(beside)
    if across := found.across.text():
        console.print()
        console.print(across, soft_wrap=True)
    if found.result.rejected:
        console.print()
        console.print(_rejects(found), soft_wrap=True)
    console.print()
    # Not wrapped: paths and commands are there to be copied.
    console.print(_whereabouts(found), soft_wrap=True)


def _balance(found: Report) -> Text:
    result = found.result
    line = Text.assemble("read ", (f"{result.read:,}", "bold"), " =")
    for sign, name, style in (
        ("", "kept", "bold green"),
        ("+", "unchanged", "bold"),
        ("+", "duplicate", "bold"),
        ("+", "rejected", "bold red"),
    ):
        count = getattr(result, name)
        line.append(f"{sign and ' ' + sign} {name} ")
        line.append(f"{count:,}", style if count else "dim")
    line.append("  (it balances: nothing is lost)", "dim")
    return line


def _claims(found: Report) -> Table:
    # Two columns only where they differ.
    both = any(ours != total for _, ours, total in found.claims)
    table = _list("Claims", *(("this run", "in all") if both else ("",)))
    total = ("total", sum(row[1] for row in found.claims), sum(row[2] for row in found.claims))
    for kind, ours, in_all in [*found.claims, total]:
        shown = (ours, in_all) if both else (ours,)
        style = "bold" if kind == "total" else ""
        table.add_row(Text(kind, style), *(Text(f"{count:,}", style) for count in shown))
    return table


def _sources(found: Report) -> Iterator[RenderableType]:
    if found.speakers:
        table = _list("Top speakers", "claims")
        for speaker, role, claims in found.speakers:
            name = Text(printable(speaker))
            if role:
                name.append(f", {printable(role)}", "dim")
            table.add_row(_short(name), f"{claims:,}")
        yield table
    if found.speakers and found.cited:
        yield ""
    if found.cited:
        table = _list("Cited sources", "articles")
        for source, articles in found.cited:
            table.add_row(_short(Text(printable(source))), f"{articles:,}")
        yield table


def _list(title: str, *counts: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(Text(title, "bold not dim"), no_wrap=True)
    for count in counts:
        table.add_column(count, justify="right", no_wrap=True, min_width=len(count))
    return table


def _short(text: Text) -> Text:
    """Cut to what leaves room for the claims beside it in 80 columns."""
    text.truncate(40, overflow="ellipsis")
    return text


def _rejects(found: Report) -> RenderableType:
    new = sum(count for _, count, _ in found.rejects)
    lines: list[RenderableType] = [Text("Rejects", "bold")]
    for code, count, uris in found.rejects:
        more = f" and {count - len(uris):,} more" if count > len(uris) else ""
        lines.append(Text.assemble("  ", (code, "red"), f" {count:,}: {_joined(uris)}{more}"))
    if found.result.rejected > new:
        again = found.result.rejected - new
        lines.append(Text(f"  {again:,} in the table already, or more than once in the input"))
    return Group(*lines)


def _joined(uris: Iterable[str]) -> str:
    return ", ".join(printable(uri) for uri in uris)


def _whereabouts(found: Report) -> Text:
    snapshot = found.result.snapshot
    return Text.assemble(
        ("Tables ", "bold"),
        printable(snapshot.root),
        (f"  (snapshot {snapshot.manifest.number}, {found.seconds:.1f} s)", "dim"),
        ("\nTry    ", "bold"),
        (found.query, "cyan"),
    )
