"""What a run is asked to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields

from apache_beam.options.pipeline_options import PipelineOptions

from pipeline import __version__
from transforms.errors import UsageError
from transforms.fetch.addresses import checked, is_url, place
from transforms.fetch.fetcher import HOST_DELAY, Manners
from transforms.limits import Limits
from transforms.read.record import COLUMNS

#: What servers are told who asks; robots.txt addresses the name before the slash.
USER_AGENT = f"onrecord/{__version__}"

#: Beam's in-process runner, by its own name. `DirectRunner` stands for it too: what Beam 2.77
#: makes of that name depends on the graph, and it may try to download another runner first.
LOCAL_RUNNER = "FnApiRunner"
_LOCAL_NAMES = {"FnApiRunner", "DirectRunner"}

#: Options that say how a run is made, not what its rows say.
_OPERATIONAL = {
    *("workers", "shards", "keep_snapshots", "link", "wikidata", "runner", "beam"),
    *("allow_private_addresses", "user_agent", "host_delay"),
}


@dataclass(frozen=True)
class LinkOptions:
    """Options of linking what is committed.

    Attributes:
        output: The table folder.
        wikidata: File of Wikidata's items and their names; None for none.
        anew: Whether what is linked already is linked anew.
        workers: Local worker processes; 1 runs in this process.
        keep_snapshots: Snapshots kept, the new one included.
        runner: Beam runner.
        beam: Beam's own flags, passed through.
    """

    output: str
    wikidata: str | None = None
    anew: bool = False
    workers: int = 1
    keep_snapshots: int = 1
    runner: str = LOCAL_RUNNER
    beam: tuple[str, ...] = ()

    @property
    def local(self) -> bool:
        """Whether it runs on this machine, on Beam's in-process runner."""
        return self.runner in _LOCAL_NAMES

    def recorded(self) -> dict[str, str]:
        """All options that differ from their defaults, for `runs.options`."""
        return {
            name: str(value)
            for name, value, default in (
                ("wikidata", self.wikidata, None),
                ("anew", self.anew, False),
                ("workers", self.workers, 1),
                ("keep_snapshots", self.keep_snapshots, 1),
                ("runner", self.runner, LOCAL_RUNNER),
                ("beam", " ".join(self.beam), ""),
            )
            if value != default
        }

    def pipeline_options(self) -> PipelineOptions:
        """Beam's view of them. Raises UsageError usage.option, where Beam does not take a flag."""
        return beam_options(self.runner, self.workers, self.beam)


@dataclass(frozen=True)
class RunOptions:
    """Options of one run; the command line maps onto them one to one.

    Attributes:
        inputs: Files, folders, globs and URLs, as given.
        output: The table folder.
        format: Name of the reader to force; None to tell by content.
        encoding: Declared encoding of the inputs; None to detect it.
        map: Columns of ours, and the fields of the inputs' records that fill them.
        limits: What one document may cost.
        workers: Local worker processes; 1 runs in this process.
        shards: Files of a table and publication date that has none yet.
        keep_snapshots: Snapshots kept, the new one included.
        link: Whether what is new is linked with all other articles.
        wikidata: File of Wikidata's items and their names; None for none.
        runner: Beam runner.
        follow_links: Whether the page that an entry of a feed links to is fetched, where the entry
            does not carry the article.
        allow_private_addresses: Whether the hosts of URLs among the inputs may be in a private
            network.
        user_agent: What servers are told who asks.
        host_delay: Seconds between two requests to a host.
        beam: Beam's own flags, passed through.
    """

    inputs: tuple[str, ...]
    output: str
    format: str | None = None
    encoding: str | None = None
    map: tuple[tuple[str, str], ...] = ()
    limits: Limits = field(default_factory=Limits)
    workers: int = 1
    shards: int = 1
    keep_snapshots: int = 1
    link: bool = True
    wikidata: str | None = None
    runner: str = LOCAL_RUNNER
    follow_links: bool = False
    allow_private_addresses: bool = False
    user_agent: str = USER_AGENT
    host_delay: float = HOST_DELAY
    beam: tuple[str, ...] = ()

    @property
    def local(self) -> bool:
        """Whether it runs on this machine, on Beam's in-process runner."""
        return self.runner in _LOCAL_NAMES

    def shaping(self) -> dict[str, str]:
        """The options that differ from their defaults and shape what the rows say."""
        chosen: dict[str, str | None] = {"format": self.format, "encoding": self.encoding}
        chosen["map"] = " ".join(map("=".join, self.map)) or None
        chosen["follow_links"] = "True" if self.follow_links else None
        for limit in fields(Limits):
            value = getattr(self.limits, limit.name)
            chosen[limit.name] = None if value == limit.default else str(value)
        return {name: value for name, value in chosen.items() if value is not None}

    def recorded(self) -> dict[str, str]:
        """All options that differ from their defaults, for `runs.options`."""
        return self.shaping() | {
            name: str(value)
            for name, value, default in (  # those of _OPERATIONAL
                ("workers", self.workers, 1),
                ("shards", self.shards, 1),
                ("keep_snapshots", self.keep_snapshots, 1),
                ("link", self.link, True),
                ("wikidata", self.wikidata, None),
                ("runner", self.runner, LOCAL_RUNNER),
                ("allow_private_addresses", self.allow_private_addresses, False),
                ("user_agent", self.user_agent, USER_AGENT),
                ("host_delay", self.host_delay, HOST_DELAY),
                ("beam", " ".join(self.beam), ""),
            )
            if value != default
        }

    def manners(self, run_id: str) -> Manners:
        """How addresses are fetched."""
        urls = [checked(given) for given in self.inputs if is_url(given)]
        allowed = map(place, urls if self.allow_private_addresses else ())
        return Manners(run_id, self.user_agent, self.host_delay, self.limits, frozenset(allowed))

    def pipeline_options(self) -> PipelineOptions:
        """Beam's view of them. Raises UsageError usage.option, where Beam does not take a flag."""
        return beam_options(self.runner, self.workers, self.beam)

    def linking(self) -> LinkOptions:
        """How what this run commits is linked."""
        return LinkOptions(
            output=self.output,
            wikidata=self.wikidata,
            workers=self.workers,
            keep_snapshots=self.keep_snapshots,
            runner=self.runner,
            beam=self.beam,
        )


def beam_options(runner: str, workers: int, flags: tuple[str, ...]) -> PipelineOptions:
    """Beam's view of a runner, of local worker processes and of its own flags.

    Raises:
        UsageError: usage.option, where Beam does not take a flag.
    """
    local = runner in _LOCAL_NAMES
    given: dict[str, object] = {"runner": LOCAL_RUNNER if local else runner}
    if local and workers > 1:
        given |= {"direct_num_workers": workers, "direct_running_mode": "multi_processing"}
    try:
        options = PipelineOptions(list(flags), **given)
        unknown = _unknown_flags(options, flags)
    except SystemExit as error:  # argparse's way of refusing a flag's value
        raise UsageError("usage.option", f"Beam refuses: {' '.join(flags)}") from error
    if unknown:
        raise UsageError("usage.option", f"neither onrecord nor Beam knows {unknown[0]}")
    return options


def shaping_of(recorded: Mapping[str, str]) -> dict[str, str]:
    """Of what `runs.options` holds, the options that shape what the rows say."""
    return {name: value for name, value in recorded.items() if name not in _OPERATIONAL}


def field_map(pairs: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Pairs of a column of ours and a field of a record, as `--map` takes them: `text=body`.

    Raises:
        UsageError: usage.option, where that is no column, or no field is named.
    """
    found = []
    for pair in pairs:
        column, _, name = pair.partition("=")
        if column not in COLUMNS:
            raise UsageError("usage.option", f"--map fills {', '.join(COLUMNS)}, not {column!r}")
        if not name:
            raise UsageError("usage.option", f"--map takes COLUMN=FIELD, not {pair!r}")
        found.append((column, name))
    return tuple(found)


def _unknown_flags(options: PipelineOptions, flags: tuple[str, ...]) -> list[str]:
    known: Mapping[str, object] = options.get_all_options()
    names = [flag.removeprefix("--").partition("=")[0] for flag in flags if flag.startswith("--")]
    return [f"--{name}" for name in names if name.removeprefix("no_") not in known]
