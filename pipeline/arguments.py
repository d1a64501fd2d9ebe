"""Command line arguments that several commands take: each is written once, here."""

import functools
import inspect
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.flags import split_flags
from transforms.errors import UsageError
from transforms.limits import Limits

if TYPE_CHECKING:  # it imports Beam, which takes seconds
    from pipeline.options import RunOptions

#: Limits by default, for the help.
_LIMITS = Limits()


def folder(path: str) -> str:
    """The path of a folder, or of one that can be made. Raises typer.BadParameter."""
    if "://" in path:
        return path
    # As INPUTs are: shells leave `--output=~/x` alone. To pathlib `./~` would be `~`.
    path = os.path.expanduser(path)  # noqa: PTH111
    if Path(path).exists() and not Path(path).is_dir():
        raise typer.BadParameter(f"{path} is a file, not a folder")
    return path


def seconds(text: str) -> float:
    """A time such as `90`, `60s`, `5m` or `1h` in seconds. Raises typer.BadParameter."""
    parts = re.fullmatch(r"(\d+(?:\.\d+)?) ?([smh]?)", str(text).strip())
    if parts is None:
        raise typer.BadParameter(f"{text!r} is no time such as 60s, 5m or 1h")
    return float(parts[1]) * {"": 1, "s": 1, "m": 60, "h": 3600}[parts[2]]


def interval(text: str) -> float:
    """As `seconds`, above zero."""
    found = seconds(text)
    if not found:
        raise typer.BadParameter("a time above zero is needed")
    return found


def _known_encoding(name: str | None) -> str | None:
    try:
        "".encode(name or "utf-8")
    except LookupError as error:
        raise typer.BadParameter(f"no encoding is called {name!r}") from error
    return name


Folder = Annotated[
    str, typer.Argument(metavar="DIR", callback=folder, help="Folder of the tables.")
]
Words = Annotated[
    list[str], typer.Argument(metavar="INPUT", help="Files, folders, globs and URLs.")
]

Format = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="Reader to use (html, feed, jsonl …); told by content unless given."
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        callback=_known_encoding,
        help="Encoding of the inputs, such as cp1252; detected unless given.",
    ),
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        metavar="COLUMN=FIELD",
        help="Field of the inputs' records or tables that fills a column of articles, such as"
        " text=content.body; known by its name unless given. May be given again.",
    ),
]

Workers = Annotated[int, typer.Option(min=1, help="Worker processes on this machine.")]
KeepSnapshots = Annotated[int, typer.Option(min=1, help="Snapshots to keep, the new one included.")]
Wikidata = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Wikidata's items and their names (docs/linking.md)."),
]
Runner = Annotated[
    str, typer.Option(metavar="NAME", help="Beam runner; FnApiRunner runs on this machine.")
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print the result as JSON, and nothing else, on stdout.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Print Beam's logs, and tracebacks, on stderr.")
]


@dataclass(frozen=True)
class Arguments:
    """What every command that reads articles takes, in the order of its help."""

    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="DIR", callback=folder, help="Folder of the tables."
        ),
    ] = "tables"
    format: Format = None
    encoding: Encoding = None
    map: Map = None
    workers: Workers = 1
    shards: Annotated[int, typer.Option(min=1, help="Files of a table and publication date.")] = 1
    keep_snapshots: KeepSnapshots = 1
    max_reject_share: Annotated[
        float,
        typer.Option(
            min=0.0,
            max=1.0,
            metavar="SHARE",
            help="Exit with 3 where a larger share of what was read is rejected. With 1 rejects"
            " never change the exit code.",
        ),
    ] = 1.0
    max_document_bytes: Annotated[
        int, typer.Option(min=1, metavar="BYTES", help="Of one document, as it is read.")
    ] = _LIMITS.document_bytes
    max_inflated_bytes: Annotated[
        int, typer.Option(min=1, metavar="BYTES", help="Of one compressed file, once inflated.")
    ] = _LIMITS.inflated_bytes
    max_characters: Annotated[
        int, typer.Option(min=1, metavar="COUNT", help="Of the text of one article.")
    ] = _LIMITS.characters
    follow_links: Annotated[
        bool,
        typer.Option(
            "--follow-links",
            help="Fetch the page that a feed's entry links to, where the feed does not carry it.",
        ),
    ] = False
    allow_private_addresses: Annotated[
        bool,
        typer.Option(
            "--allow-private-addresses",
            help="Fetch INPUTs from hosts of a private network too: from those named, no others.",
        ),
    ] = False
    user_agent: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="What servers are told who asks: product/version."),
    ] = None
    host_delay: Annotated[
        float,
        typer.Option(min=0.0, metavar="SECONDS", help="Between two requests to one host."),
    ] = 1.0
    link: Annotated[
        bool,
        typer.Option(
            "--link/--no-link",
            help="Link what is new with all other articles: stories, identities, claims.",
        ),
    ] = True
    wikidata: Wikidata = None
    runner: Runner = "FnApiRunner"
    as_json: AsJson = False
    quiet: Quiet = False
    verbose: Verbose = False

    def options(self, words: Sequence[str], context: typer.Context) -> "RunOptions":
        """What a run is asked to do.

        Args:
            words: INPUTs, and Beam's flags with their values.
            context: Of the command, whose own options are suggested for a misspelt one.

        Raises:
            UsageError: usage.no_input, usage.option.
        """
        inputs, flags = split_flags(words, _ours(context))
        if not inputs:
            raise UsageError("usage.no_input", "no INPUT is given")
        check_format(self.format)
        check_runner(self.runner)
        from pipeline.options import USER_AGENT, RunOptions, field_map

        return RunOptions(
            inputs=inputs,
            output=self.output,
            format=self.format,
            encoding=self.encoding,
            map=field_map(self.map or ()),
            limits=Limits(
                document_bytes=self.max_document_bytes,
                inflated_bytes=self.max_inflated_bytes,
                characters=self.max_characters,
            ),
            workers=self.workers,
            shards=self.shards,
            keep_snapshots=self.keep_snapshots,
            link=self.link,
            wikidata=self.wikidata,
            runner=self.runner,
            follow_links=self.follow_links,
            allow_private_addresses=self.allow_private_addresses,
            user_agent=self.user_agent or USER_AGENT,
            host_delay=self.host_delay,
            beam=flags,
        )


def _ours(context: typer.Context) -> list[str]:
    """The command's own options, to be suggested for a misspelt one."""
    return [name for parameter in context.command.params for name in parameter.opts]


def beams_own(words: Sequence[str], context: typer.Context) -> tuple[str, ...]:
    """Beam's flags with their values, of a command that takes nothing else.

    Raises:
        UsageError: usage.option.
    """
    others, flags = split_flags(words, _ours(context))
    if others:
        raise UsageError("usage.option", f"nothing takes {others[0]}")
    return flags


def check_runner(name: str) -> None:
    """Raises UsageError usage.option where Beam has no runner of the name."""
    from apache_beam.runners.runner import create_runner

    try:
        create_runner(name)
    except (ValueError, ImportError) as error:  # unknown, or an extra is missing: it says which
        raise UsageError("usage.option", str(error)) from error


def check_format(name: str | None) -> None:
    """Raises UsageError usage.option where no reader has the name."""
    from transforms.read import READERS

    if name is not None and name not in READERS:
        raise UsageError("usage.option", f"--format takes {', '.join(READERS)}, not {name}")


def with_arguments(command: Callable[..., None]) -> Callable[..., None]:
    """Spreads the last parameter of a command, `arguments`, into one option a field of it."""
    *own, _ = inspect.signature(command).parameters.values()
    shared = list(inspect.signature(Arguments).parameters.values())

    @functools.wraps(command)
    def spread(**given: Any) -> None:
        arguments = Arguments(**{each.name: given.pop(each.name) for each in shared})
        command(**given, arguments=arguments)

    # Typer reads a command's options off its signature.
    keyword = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in (*own, *shared)]
    spread.__signature__ = inspect.Signature(keyword)  # type: ignore[attr-defined]
    return spread
