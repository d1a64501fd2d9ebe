"""Inputs as people name them → the files to read."""

# A path may be any bytes and stays as it was given, which pathlib would tidy:
# ruff: noqa: PTH111, PTH112, PTH116, PTH118, PTH206

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from functools import partial
from hashlib import sha256
from itertools import chain

import apache_beam as beam
from apache_beam.io.filesystems import FileSystems

from transforms.elements import Reject
from transforms.errors import DocumentError, UsageError
from transforms.fetch.addresses import checked, is_url
from transforms.nursery import allow_network
from transforms.read.files import Source, is_local, open_path, require_regular, trouble
from transforms.refusing import FlatMapOrReject, Outputs, Refusing


@dataclass(frozen=True)
class MatchedFile:
    """A file to read.

    Attributes:
        path: As it was named or found: relative stays relative.
        size: Bytes, when it was found.
        modified_at: When it was last modified, or fetched, aware, in UTC; None where that is not
            known.
        url: The address that it was fetched from; the file is a copy then.
        charset: Its encoding, where a server states it.
    """

    path: str
    size: int
    modified_at: datetime | None
    url: str | None = None
    charset: str | None = None

    @property
    def uri(self) -> str:
        """The address, or the path as text."""
        return self.url or _as_text(self.path)

    def source(self) -> Source:
        """Its bytes."""
        return Source(self.uri, partial(open_path, self.path), self.modified_at)


@dataclass(frozen=True)
class Address:
    """An address to fetch: its URL, as it was named."""

    uri: str


#: What inputs name.
Found = MatchedFile | Address | Reject


def find(given: str) -> list[MatchedFile | Reject]:
    """The files that one input names, and a reject for each that cannot be read; in any order.

    An input is a file, a folder (with all below it), or a glob (`*`, `?`, `[…]`, and `**` for any
    number of folders), on this machine or in a bucket that one of Beam's filesystems reaches. A
    path that exists is never taken for a glob, and an address is no file. Left out of folders and
    of what `**` goes through: names that begin with a point, folders of onrecord's own tables, and
    links to folders.
    """
    if is_url(given):
        return []
    if not is_local(given):
        allow_network()
        return _in_bucket(given)
    path = os.path.expanduser(given)
    if path and ".." not in path.split(
        os.sep
    ):  # a link before `..` leads elsewhere than the text says
        path = os.path.normpath(path)
    if os.path.lexists(path):
        return list(_at(path))
    if "**" in path.split(os.sep):
        return list(_through_folders(path))
    return [file for match in glob.glob(path) for file in _at(match)]


def match(inputs: Sequence[str]) -> list[Found]:
    """The files and addresses of all inputs, each once, ordered by uri."""
    gone = DocumentError("read.missing", "gone")
    return _each_once(
        [Address(given)] if is_url(given) else find(given) or [_refused(given, gone)]
        for given in inputs
    )


def _each_once(found: Iterable[Sequence[Found]]) -> list[Found]:
    files: dict[str, Found] = {}
    for file in chain.from_iterable(found):
        files.setdefault(_identity(file), file)
    return sorted(files.values(), key=lambda file: file.uri)


def check_inputs(inputs: Sequence[str]) -> list[Found]:
    """What the inputs match, as `match` says.

    Raises:
        UsageError: `usage.no_input`, where an input matches nothing at all; `usage.url`.
    """
    found: list[Sequence[Found]] = []
    for given in inputs:
        files = _named(given)
        if not files:
            raise UsageError("usage.no_input", f"nothing matches {_as_text(given)!r}")
        found.append(files)
    return _each_once(found)


def _address(given: str) -> Address:
    try:
        checked(given)
    except DocumentError as error:
        raise UsageError("usage.url", error.message) from error
    return Address(given)


def present(inputs: Sequence[str]) -> list[Found]:
    """What there is of the inputs by now, each once: any may match nothing yet.

    Raises:
        UsageError: `usage.no_input`, where no filesystem reaches an input; `usage.url`.
    """
    return _each_once(map(_named, inputs))


def _named(given: str) -> Sequence[Found]:
    if is_url(given):
        return [_address(given)]
    try:
        FileSystems.get_filesystem(given)
    except ValueError as error:  # no filesystem for gs://, s3:// …: it says what to install
        raise UsageError("usage.no_input", str(error)) from error
    return find(given)


def _as_text(path: str) -> str:
    """The path as text that can be stored: bytes that are no UTF-8 are written as escapes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _identity(file: Found) -> str:
    """The same for one file named in several ways."""
    if not isinstance(file, MatchedFile) or not is_local(file.path):
        return file.uri
    folder, name = os.path.split(file.path)
    return os.path.join(os.path.realpath(folder), name)


def _at(path: str) -> Iterator[MatchedFile | Reject]:
    return _folder(path) if os.path.isdir(path) else iter([_file(path)])


def _file(path: str) -> MatchedFile | Reject:
    path = path.removeprefix("./")
    try:
        info = os.stat(path)
        require_regular(info.st_mode)
    except (OSError, DocumentError) as error:
        return _refused(path, error)
    return MatchedFile(path, info.st_size, _time(info.st_mtime))


def _folder(root: str) -> Iterator[MatchedFile | Reject]:
    errors: list[OSError] = []
    for folder, folders, names in os.walk(root, onerror=errors.append):
        if "CURRENT" in names and "manifests" in folders:  # tables: see pipeline.snapshot
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith("."):
                yield _file(os.path.join(folder, name))
    for error in errors:
        yield _refused(str(error.filename or root).removeprefix("./"), error)


def _through_folders(pattern: str) -> Iterator[MatchedFile | Reject]:
    # Not glob's own `**`, which follows links to folders round in circles.
    parts = pattern.split(os.sep)
    depth = parts.index("**")
    for base in glob.glob(os.sep.join(parts[:depth]) or (os.sep if depth else ".")):
        for file in _folder(base):
            path = file.path if isinstance(file, MatchedFile) else file.uri
            below = path if base == "." else path[len(base) :].lstrip(os.sep)
            if isinstance(file, Reject) or _fits(below.split(os.sep), parts[depth:]):
                yield file


def _fits(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    if not pattern or not parts:
        return not parts and all(part == "**" for part in pattern)
    if pattern[0] == "**":
        return _fits(parts, pattern[1:]) or _fits(parts[1:], pattern)
    return fnmatchcase(parts[0], pattern[0]) and _fits(parts[1:], pattern[1:])


def _in_bucket(given: str) -> list[MatchedFile | Reject]:
    try:
        [matched] = FileSystems.match([given])
        if not matched.metadata_list or given.endswith("/"):
            given = given.rstrip("/") + "/**"
            [matched] = FileSystems.match([given])
    except Exception as error:  # any client library of a bucket may raise its own
        return [_refused(given, error)]
    files = [
        MatchedFile(item.path, item.size_in_bytes, _time(item.last_updated_in_seconds))
        for item in matched.metadata_list
    ]
    root, stars, _ = given.partition("**")
    return _visible(files, root) if stars else list(files)


def _visible(files: Sequence[MatchedFile], root: str) -> list[MatchedFile | Reject]:
    """Those that are neither hidden nor in a folder of tables, told from all paths at once."""
    paths = {file.path for file in files}
    folders = {path.partition("/manifests/")[0] for path in paths if "/manifests/" in path}
    tables = tuple(f"{folder}/" for folder in folders if f"{folder}/CURRENT" in paths)
    return [
        file
        for file in files
        if not file.path.startswith(tables)
        and not any(part.startswith(".") for part in file.path[len(root) :].split("/"))
    ]


def _time(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC) if seconds else None
    except (ValueError, OverflowError, OSError):
        return None


def _refused(path: str, error: Exception) -> Reject:
    known = trouble(error)
    return Reject(
        uri=_as_text(path),
        stage="read",
        code=known.code,
        message=known.message,
        payload=b"",
        reader=None,
        raw_sha256=sha256().hexdigest(),
        raw_bytes=0,
        retrieved_at=None,
    )


@dataclass(eq=False)
class MatchInputs(Refusing):
    """At the root of a graph: inputs → MatchedFile, Address and rejects, each once.

    Attributes:
        inputs: Files, folders, globs, bucket paths and URLs.
        found: What they name, where that is settled; None to match them.
    """

    inputs: Sequence[str]
    found: Sequence[Found] | None = None

    def expand(self, begin: beam.pvalue.PBegin) -> Outputs:
        """Matches when the graph runs: what has gone by then is a reject."""
        once = begin | "Once" >> beam.Create([None])
        # The inputs travel with the function: a name of any bytes has no coder.
        found = None if self.found is None else tuple(self.found)
        outputs: Outputs = once | "Match" >> FlatMapOrReject(
            partial(_match_once, tuple(self.inputs), found)
        )
        return outputs


def _match_once(inputs: Sequence[str], found: Sequence[Found] | None, _: None) -> Sequence[Found]:
    return match(inputs) if found is None else found
