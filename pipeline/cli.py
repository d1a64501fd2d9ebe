"""The command line: `onrecord run`, `onrecord query`, `onrecord tables`.

What takes long to import (Beam, spaCy, DuckDB) is imported by the command that needs it.
"""

import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer
from rich.console import Console

from pipeline import __version__
from pipeline.failures import Exit, told
from pipeline.flags import split_flags
from pipeline.interrupts import interruptible
from pipeline.logs import quietened
from pipeline.terminal import stdout
from transforms.errors import UsageError
from transforms.limits import Limits

if TYPE_CHECKING:
    from pipeline.run import RunResult, Watcher

app = typer.Typer(
    name="onrecord",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,  # pipeline.failures tells what went wrong
    context_settings={"help_option_names": ["-h", "--help"]},
)

#: Limits by default, for the help.
_LIMITS = Limits()

# In these texts rich keeps the line ends, so that a paragraph is one line.
# ruff: noqa: E501

_RUN_HELP = """
Read articles and write tables of who said what, according to whom.

An INPUT is a file, a folder or a glob of .txt, .jsonl, .csv, .tsv, .parquet and .avro, plain or .gz, or the rejects/*.avro of an earlier run; a bucket path works where the cloud extra is installed. Quote a glob to have it matched here instead of by the shell.

What is committed already is not analysed again. A run commits whole or not at all.

[bold]Examples[/bold]
  onrecord run seeds
  onrecord run 'feeds/2025-11-*.jsonl.gz' notes.txt -o tables --workers 4
  onrecord run feeds --json --max-reject-share 0.01 > result.json
  onrecord run 'gs://b/*.jsonl' -o gs://b/tables --runner DataflowRunner --project p

[bold]Beam's flags[/bold]
Any other --flag goes to Beam, with its value if it takes one.

[bold]Exit codes[/bold]
  0  done
  1  failed or interrupted: the tables are as they were
  2  the command cannot be carried out as it is
  3  done, with a larger share of rejects than --max-reject-share
"""

_QUERY_HELP = """
Run SQL over the tables of a folder.

The SQL is DuckDB's. Every table is a view; those filed by date have the publication date as the column published. Nothing can be written, and no other file read.

[bold]Examples[/bold]
  onrecord query tables "SELECT speaker, count(*) FROM claims GROUP BY ALL"
  onrecord query tables "FROM claims" --format csv > claims.csv
  onrecord query tables - < question.sql
"""


def main() -> None:
    """The console entry."""
    for stream in (sys.stdout, sys.stderr):
        # A file name may hold what the terminal cannot show: that is no reason to fail.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    app()


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def onrecord(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Articles in; Parquet tables of who said what, according to whom, out."""


def _known_encoding(name: str | None) -> str | None:
    try:
        "".encode(name or "utf-8")
    except LookupError as error:
        raise typer.BadParameter(f"no encoding is called {name!r}") from error
    return name


def _folder(path: str) -> str:
    if "://" in path:
        return path
    # As INPUTs are: shells leave `--output=~/x` alone. To pathlib `./~` would be `~`.
    path = os.path.expanduser(path)  # noqa: PTH111
    if Path(path).exists() and not Path(path).is_dir():
        raise typer.BadParameter(f"{path} is a file, not a folder")
    return path


@app.command(
    help=_RUN_HELP,
    short_help="Read articles and write tables.",
    # What is no option of ours comes with the INPUTs, in order, for pipeline.flags to tell apart.
    context_settings={"ignore_unknown_options": True},
)
def run(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="INPUT", help="Files, folders and globs.")],
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="DIR", callback=_folder, help="Folder of the tables."
        ),
    ] = "tables",
    format: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Reader to use (text, jsonl); told by content unless given."
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            callback=_known_encoding,
            help="Encoding of the inputs, such as cp1252; detected unless given.",
        ),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Worker processes on this machine.")] = 1,
    shards: Annotated[int, typer.Option(min=1, help="Files of a table and publication date.")] = 1,
    keep_snapshots: Annotated[
        int, typer.Option(min=1, help="Snapshots to keep, the new one included.")
    ] = 1,
    max_reject_share: Annotated[
        float,
        typer.Option(
            min=0.0,
            max=1.0,
            metavar="SHARE",
            help="Exit with 3 where a larger share of what was read is rejected. With 1 rejects"
            " never change the exit code.",
        ),
    ] = 1.0,
    max_document_bytes: Annotated[
        int, typer.Option(min=1, metavar="BYTES", help="Of one document, as it is read.")
    ] = _LIMITS.document_bytes,
    max_inflated_bytes: Annotated[
        int, typer.Option(min=1, metavar="BYTES", help="Of one compressed file, once inflated.")
    ] = _LIMITS.inflated_bytes,
    max_characters: Annotated[
        int, typer.Option(min=1, metavar="COUNT", help="Of the text of one article.")
    ] = _LIMITS.characters,
    runner: Annotated[
        str,
        typer.Option(metavar="NAME", help="Beam runner; FnApiRunner runs on this machine."),
    ] = "FnApiRunner",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the result as JSON, and nothing else, on stdout.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Print Beam's logs, and tracebacks, on stderr.")
    ] = False,
) -> None:
    """Runs the pipeline and tells what it found."""
    stopped = f"interrupted: nothing was committed, the tables in {output} are as they were"
    started = time.monotonic()
    with (
        told(stopped, verbose),
        quietened(verbose) as errors,
        interruptible(stopped, errors),
        _progress(errors, not (quiet or verbose)) as watch,
    ):
        inputs, flags = split_flags(words, _options_of(context))
        if not inputs:
            raise UsageError("usage.no_input", "no INPUT is given")
        options = {
            "inputs": inputs,
            "output": output,
            "format": format,
            "encoding": encoding,
            "limits": Limits(
                document_bytes=max_document_bytes,
                inflated_bytes=max_inflated_bytes,
                characters=max_characters,
            ),
            "workers": workers,
            "shards": shards,
            "keep_snapshots": keep_snapshots,
            "runner": runner,
            "beam": flags,
        }
        result = _run(options, watch)
    with told("interrupted: the run is committed", verbose):
        from pipeline.report import print_report, report

        found = report(result, time.monotonic() - started)
        if as_json:
            print(json.dumps(found.to_dict(), indent=2))
        elif not quiet:
            print_report(found, stdout())
    if found.reject_share > max_reject_share:
        raise typer.Exit(Exit.REJECTS)


def _run(options: Mapping[str, Any], watch: "Watcher | None") -> "RunResult":
    from apache_beam.runners.runner import create_runner

    from pipeline.options import RunOptions
    from pipeline.run import run as run_pipeline
    from transforms.read import READERS

    name = options["format"]
    if name is not None and name not in READERS:
        raise UsageError("usage.option", f"--format takes {', '.join(READERS)}, not {name}")
    try:
        create_runner(options["runner"])
    except (ValueError, ImportError) as error:  # unknown, or an extra is missing: it says which
        raise UsageError("usage.option", str(error)) from error
    return run_pipeline(RunOptions(**options), watch)


@contextmanager
def _progress(stream: TextIO, wanted: bool) -> Iterator["Watcher | None"]:
    """Progress on the stream where that is a terminal."""
    if not (wanted and stream.isatty()):
        yield None
        return
    from pipeline.progress import progress

    with progress(Console(file=stream)) as watch:
        yield watch


def _options_of(context: typer.Context) -> list[str]:
    return [name for parameter in context.command.params for name in parameter.opts]


_Folder = Annotated[
    str, typer.Argument(metavar="DIR", callback=_folder, help="Folder of the tables.")
]


@app.command(help=_QUERY_HELP, short_help="Run SQL over the tables.")
def query(
    folder: _Folder,
    sql: Annotated[str, typer.Argument(metavar="SQL", help="The query; - reads it from stdin.")],
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="table, csv, json or jsonl.")
    ] = "table",
    number: Annotated[
        int | None,
        typer.Option("--snapshot", metavar="NUMBER", help="An older snapshot that was kept."),
    ] = None,
) -> None:
    """Answers a query."""
    with told():
        from pipeline.formats import Format, print_table, write
        from pipeline.query import ask, connect
        from pipeline.snapshot import Snapshot

        if form not in set(Format):
            raise UsageError("usage.option", f"--format takes {', '.join(Format)}, not {form}")
        with connect(Snapshot.open(folder, number)) as connection:
            answer = ask(connection, sys.stdin.read() if sql == "-" else sql)
            if form == Format.TABLE:
                print_table(answer, stdout())
            else:
                write(answer, Format(form), sys.stdout)


@app.command(short_help="List tables, columns and snapshots.")
def tables(
    folder: _Folder,
    columns: Annotated[
        bool, typer.Option("--columns", "-c", help="List the columns of every table.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """List what stands in a folder of tables: tables, rows, columns and snapshots."""
    with told():
        from pipeline.catalogue import catalogue, print_catalogue

        found = catalogue(folder)
        if as_json:
            print(json.dumps(found.to_dict(), indent=2))
        else:
            print_catalogue(found, stdout(), columns)
