"""A table folder as a store of files: on a disk, or in a bucket through Beam's filesystems."""

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from transforms.errors import CommitError


class Store(Protocol):
    """Files under one root, named by relative paths with forward slashes."""

    root: str

    def open(self, path: str) -> BinaryIO:
        """A seekable stream of the file. Raises FileNotFoundError."""

    def write(self, path: str, data: bytes) -> None:
        """Writes the whole file at once: a reader finds the old bytes, the new, or no file.

        On a disk that takes none raises CommitError commit.unwritable.
        """

    def create(self, path: str, data: bytes) -> None:
        """As `write`, but raises FileExistsError where there is a file already."""

    def move(self, source: str, target: str) -> None:
        """Renames the file, over the target if there is one."""

    def delete(self, path: str) -> None:
        """Removes the file, if it is there."""

    def clear(self, folder: str) -> None:
        """Removes the folder and all in it, if it is there."""

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""

    def files(self, folder: str = "") -> Iterator[str]:
        """Every file under the folder, at any depth, in order."""


def open_store(root: str) -> Store:
    """The store at a path or a bucket URL."""
    return BucketStore(root) if "://" in root else LocalStore(root)


def unwritable(root: str, error: OSError) -> CommitError:
    """What it is called here when a table folder takes no file."""
    return CommitError("commit.unwritable", f"{root}: {error.strerror or error}")


def read(store: Store, path: str) -> bytes:
    """The file's bytes. Raises FileNotFoundError."""
    with store.open(path) as stream:
        return stream.read()


class LocalStore:
    """Files on a disk. What is written is on the disk (fsync) before it gets its name."""

    def __init__(self, root: str) -> None:
        self.root = root
        self._root = Path(root)

    def open(self, path: str) -> BinaryIO:
        """A seekable stream of the file. Raises FileNotFoundError."""
        return (self._root / path).open("rb")

    def write(self, path: str, data: bytes) -> None:
        """Writes aside, then renames."""
        aside = self._aside(path, data)
        aside.replace(self._root / path)
        self._sync_folder(aside.parent)

    def create(self, path: str, data: bytes) -> None:
        """Writes aside, then links: link(2) fails where the name is taken."""
        aside = self._aside(path, data)
        try:
            (self._root / path).hardlink_to(aside)
        finally:
            aside.unlink()
        self._sync_folder(aside.parent)

    def move(self, source: str, target: str) -> None:
        """Renames the file, over the target if there is one."""
        destination = self._root / target
        destination.parent.mkdir(parents=True, exist_ok=True)
        (self._root / source).replace(destination)

    def delete(self, path: str) -> None:
        """Removes the file, and the folders it leaves empty."""
        target = self._root / path
        target.unlink(missing_ok=True)
        self._prune(target)

    def clear(self, folder: str) -> None:
        """Removes the folder and all in it, if it is there."""
        target = self._root / folder
        shutil.rmtree(target, ignore_errors=True)
        self._prune(target)

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        return (self._root / path).is_file()

    def files(self, folder: str = "") -> Iterator[str]:
        """Every file under the folder, at any depth, in order."""
        for parent, folders, names in os.walk(self._root / folder):
            folders.sort()
            for name in sorted(names):
                yield (Path(parent) / name).relative_to(self._root).as_posix()

    def _prune(self, removed: Path) -> None:
        """Removes the folders that a removal has left empty."""
        for folder in removed.parents:
            if folder == self._root:
                break
            try:
                folder.rmdir()
            except OSError:  # not empty, or gone already
                break

    def _aside(self, path: str, data: bytes) -> Path:
        folder = (self._root / path).parent
        aside = folder / f".{uuid.uuid4().hex}.aside"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with aside.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            with suppress(OSError):
                aside.unlink(missing_ok=True)
            raise unwritable(self.root, error) from error
        return aside

    def _sync_folder(self, folder: Path) -> None:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class BucketStore:
    """Objects of a bucket, through Beam's filesystems. An object appears whole, when closed.

    Beam offers no conditional write, so `create` looks before it writes: two committers in the
    same instant are told apart only by what `CURRENT` says afterwards.
    """

    def __init__(self, root: str) -> None:
        # Imported where it is used: Beam takes seconds, and a query of local tables needs none.
        from apache_beam.io.filesystem import CompressionTypes
        from apache_beam.io.filesystems import FileSystems

        self.root = root.rstrip("/")
        self._filesystems = FileSystems
        self._plain = CompressionTypes.UNCOMPRESSED

    def open(self, path: str) -> BinaryIO:
        """A seekable stream of the object. Raises FileNotFoundError."""
        if not self.exists(path):
            raise FileNotFoundError(self._url(path))
        return cast(
            BinaryIO,
            self._filesystems.open(self._url(path), compression_type=self._plain),
        )

    def write(self, path: str, data: bytes) -> None:
        """Writes the whole object at once."""
        with self._filesystems.create(self._url(path), compression_type=self._plain) as stream:
            stream.write(data)

    def create(self, path: str, data: bytes) -> None:
        """As `write`, but raises FileExistsError where there is an object already."""
        if self.exists(path):
            raise FileExistsError(self._url(path))
        self.write(path, data)

    def move(self, source: str, target: str) -> None:
        """Copies, then deletes: buckets have no rename."""
        self._filesystems.rename([self._url(source)], [self._url(target)])

    def delete(self, path: str) -> None:
        """Removes the object, if it is there."""
        if self.exists(path):
            self._filesystems.delete([self._url(path)])

    def clear(self, folder: str) -> None:
        """Removes every object under the folder."""
        for path in list(self.files(folder)):
            self.delete(path)

    def exists(self, path: str) -> bool:
        """Whether there is such an object."""
        return bool(self._filesystems.exists(self._url(path)))

    def files(self, folder: str = "") -> Iterator[str]:
        """Every object under the folder, at any depth, in order."""
        pattern = self._url(f"{folder}/**" if folder else "**")
        (matched,) = self._filesystems.match([pattern])
        for path in sorted(metadata.path for metadata in matched.metadata_list):
            yield path[len(self.root) + 1 :]

    def _url(self, path: str) -> str:
        return f"{self.root}/{path}"
