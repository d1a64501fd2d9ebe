"""The command line: `onrecord run`, `watch`, `link`, `read`, `query` and `tables`.

What takes long to import (Beam, spaCy, DuckDB) is imported by the command that needs it.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, TextIO

import typer
from rich.console import Console

from pipeline import __version__
from pipeline.arguments import (
    Arguments,
    AsJson,
    Encoding,
    Folder,
    Format,
    KeepSnapshots,
    Map,
    Quiet,
    Runner,
    Verbose,
    Wikidata,
    Words,
    Workers,
    beams_own,
    check_format,
    check_runner,
    interval,
    seconds,
    with_arguments,
)
from pipeline.bulletin import Bulletin
from pipeline.failures import Exit, told
from pipeline.interrupts import Stop, interruptible
from pipeline.logs import duplicate, quietened
from pipeline.terminal import stdout
from transforms.errors import UsageError

if TYPE_CHECKING:
    from pipeline.run import Watcher

app = typer.Typer(
    name="onrecord",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,  # pipeline.failures tells what went wrong
    context_settings={"help_option_names": ["-h", "--help"]},
)

# In these texts rich keeps the line ends, so that a paragraph is one line.
# ruff: noqa: E501

_RUN_HELP = """
Read articles and write tables of who said what, according to whom.

An INPUT is a file, a folder, a glob or an http(s) URL: pages, feeds, sitemaps, web archives, the formats of news agencies, mail, JSON, tables and text, plain, compressed or zipped, or the rejects/*.avro of an earlier run (docs/reading.md lists all). A bucket path works where the cloud extra is installed. Quote a glob to have it matched here instead of by the shell.

What is committed already is not analysed again. A run commits whole or not at all.

[bold]Examples[/bold]
  onrecord run seeds
  onrecord run 'feeds/2025-11-*.jsonl.gz' notes.txt -o tables --workers 4
  onrecord run feeds --json --max-reject-share 0.01 > result.json
  onrecord run https://example.org/feed.xml --follow-links
  onrecord run export.csv --map text=body --map published_at=ts
  onrecord run 'gs://b/*.jsonl' -o gs://b/tables --runner DataflowRunner --project p

[bold]Beam's flags[/bold]
Any other --flag goes to Beam, with its value if it takes one.

[bold]Exit codes[/bold]
  0  done
  1  failed or interrupted: the tables are as they were
  2  the command cannot be carried out as it is
  3  done, with a larger share of rejects than --max-reject-share
"""

_WATCH_HELP = """
Read articles as they come, again and again, and write tables of who said what.

An INPUT is as for [bold]onrecord run[/bold], and may match nothing yet. Each look reads the files that are new or changed and no longer being written, and commits them as one run; names that end in .part, .tmp, .crdownload or ~ are left. What cannot be had is tried again, less and less often, and holds up nothing else. What was read stands in the table folder: a watch that ends, however it ends, goes on where it was.

Ctrl-C and SIGTERM finish the batch in hand; a second one ends it, uncommitted.

[bold]Examples[/bold]
  onrecord watch incoming -o tables
  onrecord watch 'feeds/*.jsonl' --every 5m --json >> rounds.jsonl
  onrecord watch incoming --rounds 1

[bold]Exit codes[/bold]
  0  ended when it was asked to, or after --rounds
  1  failed, or interrupted twice: the last batch was not committed
  2  the command cannot be carried out as it is
  3  done, with a larger share of rejects than --max-reject-share
"""

_READ_HELP = """
Show what the readers make of an input: nothing is analysed, nothing written.

For every article: where it is from, its metadata, warnings, and first paragraphs; for what is refused, why and what to do. INPUTs are those of onrecord run.

[bold]Examples[/bold]
  onrecord read page.html
  onrecord read crawl.warc.gz --articles 1 --paragraphs 100
  onrecord read export.csv --map text=body --json | jq .title
"""

_LINK_HELP = """
Link what is committed across articles: which tell one story, who is who, which claims state the same.

[bold]onrecord run[/bold] and [bold]watch[/bold] do this at their end with what is new. Here it is done for what they left (--no-link), for tables that an older version linked, with --anew for everything.

[bold]Examples[/bold]
  onrecord link tables
  onrecord link tables --anew --workers 4
  onrecord link tables --wikidata people.tsv

[bold]Exit codes[/bold]
  0  done, or nothing to do
  1  failed or interrupted: the tables are as they were
  2  the command cannot be carried out as it is
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


@app.command(
    help=_RUN_HELP,
    short_help="Read articles and write tables.",
    # What is no option of ours comes with the INPUTs, in order, for pipeline.flags to tell apart.
    context_settings={"ignore_unknown_options": True},
)
@with_arguments
def run(context: typer.Context, words: Words, arguments: Arguments) -> None:
    """Runs the pipeline and tells what it found."""
    output, verbose = arguments.output, arguments.verbose
    stopped = f"interrupted: nothing was committed, the tables in {output} are as they were"
    started = time.monotonic()
    with (
        told(stopped, verbose),
        quietened(verbose) as errors,
        interruptible(stopped, errors),
        _progress(errors, not (arguments.quiet or verbose)) as watch,
    ):
        options = arguments.options(words, context)
        from pipeline.run import run as run_pipeline

        result = run_pipeline(options, watch)
    with told("interrupted: the run is committed", verbose):
        from pipeline.report import print_report, report

        found = report(result, time.monotonic() - started)
        if arguments.as_json:
            print(json.dumps(found.to_dict(), indent=2))
        elif not arguments.quiet:
            print_report(found, stdout())
    if found.reject_share > arguments.max_reject_share:
        raise typer.Exit(Exit.REJECTS)


@app.command(
    help=_WATCH_HELP,
    short_help="Read articles as they come.",
    context_settings={"ignore_unknown_options": True},
)
@with_arguments
def watch(
    context: typer.Context,
    words: Words,
    every: Annotated[
        float,
        typer.Option(
            parser=interval,
            metavar="TIME",
            show_default="60s",
            help="Between two looks: 90, 60s, 5m, 1h.",
        ),
    ] = 60.0,
    settle: Annotated[
        float,
        typer.Option(
            parser=seconds,
            metavar="TIME",
            show_default="2s",
            help="For which a file must not have changed.",
        ),
    ] = 2.0,
    batch: Annotated[int, typer.Option(min=1, help="Files that are read at once, at most.")] = 1000,
    rounds: Annotated[
        int | None, typer.Option(min=1, help="Looks until it ends; without end unless given.")
    ] = None,
    *,
    arguments: Arguments,
) -> None:
    """Watches, and tells of each batch."""
    verbose, stop = arguments.verbose, Stop()
    ended = "interrupted: the batch in hand was not committed"
    with (
        told(ended, verbose),
        duplicate(1) as out,
        quietened(verbose) as errors,
        interruptible(ended, errors, stop),
        Bulletin(out, errors, arguments.as_json, arguments.quiet, not verbose) as bulletin,
    ):
        options = arguments.options(words, context)
        from pipeline.due import Pace
        from pipeline.watch import watch as watch_inputs

        for each in watch_inputs(options, Pace(every, settle, batch, rounds), stop, bulletin.say):
            bulletin.tell(each)
    if bulletin.rejected > arguments.max_reject_share * bulletin.read:
        raise typer.Exit(Exit.REJECTS)


@contextmanager
def _progress(stream: TextIO, wanted: bool) -> Iterator["Watcher | None"]:
    """Progress on the stream where that is a terminal."""
    if not (wanted and stream.isatty()):
        yield None
        return
    from pipeline.progress import progress

    with progress(Console(file=stream)) as watch:
        yield watch


@app.command(
    help=_LINK_HELP,
    short_help="Link stories, identities and claims across articles.",
    context_settings={"ignore_unknown_options": True},
)
def link(
    context: typer.Context,
    folder: Folder,
    flags: Annotated[list[str] | None, typer.Argument(metavar="", hidden=True)] = None,
    anew: Annotated[bool, typer.Option("--anew", help="Link everything anew; ids stay.")] = False,
    wikidata: Wikidata = None,
    workers: Workers = 1,
    keep_snapshots: KeepSnapshots = 1,
    runner: Runner = "FnApiRunner",
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Links, and tells what it found."""
    stopped = f"interrupted: nothing was committed, the tables in {folder} are as they were"
    started = time.monotonic()
    with (
        told(stopped, verbose),
        quietened(verbose) as errors,
        interruptible(stopped, errors),
        _progress(errors, not (quiet or verbose)) as watch,
    ):
        check_runner(runner)
        from pipeline.options import LinkOptions
        from pipeline.run import link_again

        beam = beams_own(flags or (), context)
        options = LinkOptions(folder, wikidata, anew, workers, keep_snapshots, runner, beam)
        result = link_again(options, watch)
    with told("interrupted: the links are committed", verbose):
        from pipeline.across import LinkReport
        from pipeline.snapshot import Snapshot

        linked, snapshot = result.linked if result else 0, Snapshot.open(folder)
        found = LinkReport(snapshot, linked, time.monotonic() - started)
        if as_json:
            print(json.dumps(found.to_dict(), indent=2))
        elif not quiet:
            found.print(stdout())


@app.command(help=_READ_HELP, short_help="Show what the readers make of an input.")
def read(
    inputs: Words,
    format: Format = None,
    encoding: Encoding = None,
    map: Map = None,
    articles: Annotated[
        int, typer.Option("--articles", "-n", min=0, help="Articles to show; the rest is counted.")
    ] = 5,
    paragraphs: Annotated[
        int, typer.Option("--paragraphs", "-p", min=0, help="Paragraphs of each to show.")
    ] = 3,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print everything, a JSON object a line.")
    ] = False,
) -> None:
    """Shows articles, rejects, and what is passed over."""
    with told():
        with quietened(False):  # Beam logs while it is imported
            from pipeline.options import field_map
            from pipeline.preview import Printer, as_record, preview
        check_format(format)
        pieces = preview(inputs, format, encoding, field_map(map or ()))
        if as_json:
            for piece in pieces:
                print(json.dumps(as_record(piece), ensure_ascii=False, default=str))
        else:
            Printer(stdout(), articles, paragraphs).print(pieces)


@app.command(help=_QUERY_HELP, short_help="Run SQL over the tables.")
def query(
    folder: Folder,
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
    folder: Folder,
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
