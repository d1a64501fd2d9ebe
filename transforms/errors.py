"""Every error onrecord raises, as one tree.

    OnRecordError
    ├── UsageError                       exit code 2
    │   ├── usage.no_input               nothing matches an input
    │   ├── usage.sql                    the query is not SQL that DuckDB takes
    │   ├── usage.no_snapshot            the folder holds no committed tables
    │   ├── usage.url                    an address that is not fetched
    │   └── usage.option                 an option's value cannot be used
    ├── DocumentError                    becomes a reject: the run goes on
    │   ├── read.missing                 gone, or a dangling link
    │   ├── read.unreadable              permission, or an error of the filesystem
    │   ├── read.format                  no reader knows it
    │   ├── read.too_large               past a limit of bytes
    │   ├── read.inflated                past a limit of inflating: size or ratio
    │   ├── read.compressed              compressed data broken or cut short
    │   ├── read.encrypted               a member of an archive that asks for a password
    │   ├── read.nested                  archives within archives, too deep
    │   ├── fetch.forbidden              an address, scheme or redirect that is not followed
    │   ├── fetch.robots                 the site's robots.txt asks not to
    │   ├── fetch.status                 the server answers with an error
    │   ├── fetch.failed                 no answer, a broken one, or none in time
    │   ├── parse.empty                  no bytes, or nothing but white space
    │   ├── parse.binary                 not text
    │   ├── parse.encoding               no encoding fits
    │   ├── parse.json                   not JSON
    │   ├── parse.not_object             JSON, but not an object
    │   ├── parse.no_text                an object without a text
    │   ├── parse.table                  no table, or one that breaks off
    │   ├── parse.markup                 no XML, HTML or MIME that can be read
    │   ├── parse.feed                   no feed or sitemap, or one without entries
    │   ├── parse.archive                an archive's record that cannot be read
    │   ├── parse.timeout                past the limit of time, and stopped
    │   ├── parse.memory                 past the limit of memory, and stopped
    │   ├── parse.crashed                took its process down
    │   ├── parse.failed                 the reader failed: a fault of ours
    │   ├── normalise.too_long           past the limit of characters
    │   ├── normalise.no_text            nothing was left of the text
    │   ├── normalise.failed             normalising failed: a fault of ours
    │   └── analyse.failed               the analysis failed: a fault of ours
    └── CommitError                      exit code 1: the tables stay as they were
        ├── commit.locked                another run is writing to the folder
        ├── commit.conflict              another run committed first
        ├── commit.damaged               manifest or shard missing or not as recorded
        ├── commit.unwritable            the folder takes no file: permission, a full disk
        └── commit.unbalanced            read ≠ kept + unchanged + duplicate + rejected

Codes are stable: scripts may rely on them. Each error carries a remedy for a person.
"""

import re
from typing import ClassVar


class OnRecordError(Exception):
    """The root: a code, a message, and what to do about it."""

    #: code → remedy, for every code the class may carry.
    remedies: ClassVar[dict[str, str]] = {}

    def __init__(self, code: str, message: str) -> None:
        if code not in self.remedies:
            raise ValueError(f"{code!r} is not a code of {type(self).__name__}")
        super().__init__(message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return f"[{self.code}] {self.message}"

    @property
    def remedy(self) -> str:
        """What a person can do about it."""
        return self.remedies[self.code]

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        return type(self), (self.code, self.message)


class UsageError(OnRecordError):
    """The call cannot be carried out as it is."""

    remedies: ClassVar[dict[str, str]] = {
        "usage.no_input": "Check the path; quote a glob so that the shell leaves it alone.",
        "usage.sql": "`onrecord tables DIR` lists tables and columns.",
        "usage.no_snapshot": "Run `onrecord run INPUT... --output DIR` first, or check the path.",
        "usage.url": "Give an http or https URL, without a user name or password.",
        "usage.option": "--help lists the options and what they take.",
    }


class DocumentError(OnRecordError):
    """One document cannot be used; the run goes on without it."""

    remedies: ClassVar[dict[str, str]] = {
        "read.missing": "Restore the file or mend the link, then run again.",
        "read.unreadable": "Give read permission, then run again.",
        "read.format": "Name the reader with --format.",
        "read.too_large": "Split the input, or raise --max-document-bytes.",
        "read.inflated": "Inflate it yourself if you trust it, or raise --max-inflated-bytes.",
        "read.compressed": "Fetch the file again: it is broken or cut short.",
        "read.encrypted": "Unpack it with its password, then run again.",
        "read.nested": "Unpack the outer archive, then run again.",
        "fetch.forbidden": "Only public http and https addresses are fetched, over two redirects.",
        "fetch.robots": "Ask the publisher, or read a copy you may use.",
        "fetch.status": "Check the address in a browser; the next run tries again.",
        "fetch.failed": "The next run tries again.",
        "parse.empty": "Nothing to do, unless the file should have content: fetch it again.",
        "parse.binary": "Convert it to text, or name the reader with --format.",
        "parse.encoding": "Name the encoding with --encoding.",
        "parse.json": "Mend the line; rejects/*.avro holds it.",
        "parse.not_object": "Each line must be one JSON object.",
        "parse.no_text": "Give each record a `text`.",
        "parse.table": "Write the table, or that row, again; the rows before a break are read.",
        "parse.markup": "Fetch it again, or name the reader with --format.",
        "parse.feed": "Check that the address is the feed's own, or name the reader with --format.",
        "parse.archive": "Nothing to do: the other records of the archive are read.",
        "parse.timeout": "Report it with the payload from rejects/*.avro.",
        "parse.memory": "Split the input, or report it with the payload from rejects/*.avro.",
        "parse.crashed": "Report it with the payload from rejects/*.avro.",
        "parse.failed": "Report it with the payload from rejects/*.avro.",
        "normalise.too_long": "Split the text, or raise --max-characters.",
        "normalise.no_text": "Nothing to do, unless the text should have words.",
        "normalise.failed": "Report it with the payload from rejects/*.avro.",
        "analyse.failed": "Report it with the payload from rejects/*.avro.",
    }


class CommitError(OnRecordError):
    """The tables could not be committed and stay as they were."""

    remedies: ClassVar[dict[str, str]] = {
        "commit.locked": "Wait until the other run has ended, or write to another folder.",
        "commit.conflict": "Run again: it starts from the tables as they are now.",
        "commit.damaged": "Restore the folder from a copy, or write to a fresh one.",
        "commit.unwritable": "Give write permission or free some space, then run again.",
        "commit.unbalanced": "Report it: articles were lost or counted twice, a fault of ours.",
    }


#: Codes of inputs that could not be had: what may come good without anybody's mending it.
TRANSIENT = frozenset({"read.missing", "read.unreadable", "fetch.status", "fetch.failed"})

#: An error of ours as a traceback ends, behind which Beam names its step.
_QUOTED = re.compile(
    r"^(?:[\w.]+Error: )+\[([\w.]+)\] (.*?)(?: \[while running '.*'\])?$", re.MULTILINE
)


def quoted(text: str) -> OnRecordError | None:
    """The last error of ours that a text quotes; Beam makes text of what a step raises."""
    for code, message in reversed(_QUOTED.findall(text)):
        for kind in OnRecordError.__subclasses__():
            if code in kind.remedies:
                return kind(code, message)
    return None
