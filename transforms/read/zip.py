"""ZIP archives: each member is read as the file that it is. Nothing is ever unpacked to a disk."""

import hashlib
import io
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from io import BufferedReader
from lzma import LZMAError
from typing import IO, Any, BinaryIO, cast

from transforms.elements import Draft, Passed, RawDocument, Reject
from transforms.errors import DocumentError
from transforms.limits import MB, Limits
from transforms.read.files import Source
from transforms.read.reader import Context
from transforms.read.spool import seekable

# The list of members is held: of 100 bytes for most, it lists 300,000; the smallest have 46.
_DIRECTORY_BYTES = 32 * MB
_TAIL_BYTES = (1 << 16) + 22 + 20 + 56  # a comment, and the records of the end in both sizes
_STEP = 1 << 16  # bytes inflated at once
_SHORT_STEP = 1 << 12  # 4 KiB of bzip2 inflate to 80 MB at most
# Below this much output a high ratio is harmless, as of other compression (`inflate.py`).
_RATIO_FROM = MB
# What `zipfile` raises for broken members, methods it does not know, and more.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError),
)
_ENCRYPTED = 0x1 | 0x40  # bits of a member's flags: encrypted, and strongly so
# Names that formats which are ZIP archives, and no collections of files, always have.
_FORMATS = {
    "[Content_Types].xml": "an Office document (.docx, .xlsx, .pptx)",
    "mimetype": "an e-book or OpenDocument file (.epub, .odt)",
    "META-INF/MANIFEST.MF": "a Java archive (.jar)",
    "AndroidManifest.xml": "an Android application (.apk)",
}


@dataclass(frozen=True)
class ZipReader:
    """Reads the members of `.zip` files, zips among them; their URIs are `a.zip#folder/b.txt`.

    Folders and hidden files are passed over. A member that cannot be read is refused alone.
    """

    name: str = "zip"
    suffixes: tuple[str, ...] = (".zip",)

    def sniff(self, head: bytes) -> bool:
        """Whether it begins with a member, or is an empty archive."""
        return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))

    def split(
        self, stream: BufferedReader, uri: str, context: Context
    ) -> Iterator[RawDocument | Reject | Passed]:
        """The documents of every member.

        Raises DocumentError: `read.nested` for a zip in too many others, `read.format` for what is
        no collection of files, `read.compressed` for a broken archive, `read.too_large` for too
        many members, `parse.empty` for none.
        """
        if context.read is None:
            raise DocumentError("read.nested", f"a ZIP archive within {context.depth} files")
        with seekable(stream) as file:
            size = _checked_size(file)
            try:
                archive = zipfile.ZipFile(file)
            except _BROKEN as error:
                raise DocumentError("read.compressed", f"ZIP archive broken: {error}") from error
            with archive:
                yield from _members(archive, size, uri, context)

    def parse(self, raw: RawDocument, limits: Limits) -> Iterator[Draft]:
        """Never called: no document is of this format. Raises DocumentError `read.format`."""
        del raw, limits
        raise DocumentError("read.format", "a ZIP archive is no article")


def _checked_size(file: BinaryIO) -> int:
    """Bytes of the archive; DocumentError where its list of members is too long to be held."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _TAIL_BYTES))
    tail = file.read(_TAIL_BYTES)
    end, large = tail.rfind(b"PK\x05\x06"), tail.rfind(b"PK\x06\x06")
    listed = int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0
    if large >= 0:
        listed = max(
            listed if listed < 0xFFFFFFFF else 0,
            int.from_bytes(tail[large + 40 : large + 48], "little"),
        )
    if min(listed, size) > _DIRECTORY_BYTES:
        message = f"a list of members with {listed:,} bytes, more than {_DIRECTORY_BYTES:,}"
        raise DocumentError("read.too_large", message)
    file.seek(0)
    return size


def _members(
    archive: zipfile.ZipFile, size: int, uri: str, context: Context
) -> Iterator[RawDocument | Reject | Passed]:
    members = archive.infolist()
    if not members:
        raise DocumentError("parse.empty", "a ZIP archive without members")
    names = {member.filename for member in members}
    if (kind := next((kind for name, kind in _FORMATS.items() if name in names), None)) is not None:
        raise DocumentError("read.format", f"this is {kind}, not a collection of files")
    assert context.read is not None, "split has asked"
    passed, seen, total = Counter[str](), Counter[str](), 0
    for member in members:
        if (passed_as := _passed_over(member)) is not None:
            passed[passed_as] += 1
            continue
        seen[member.filename] += 1
        source = _source(archive, member, seen[member.filename], uri, context)
        if (error := _error(member, total, size, context.limits)) is not None:
            yield _refused(source, member, error)
        else:
            total += member.file_size
            yield from context.read(source)
    yield from (Passed(uri, kind, count) for kind, count in sorted(passed.items()))


def _passed_over(member: zipfile.ZipInfo) -> str | None:
    """What a member is called that is no file to read."""
    if member.filename.endswith("/"):  # `is_dir` fails on a name that is empty
        return "folders"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "links"
    parts = member.filename.split("/")
    if "__MACOSX" in parts or any(part.startswith(".") and part.strip(".") for part in parts):
        return "hidden files"
    return None


def _error(member: zipfile.ZipInfo, total: int, size: int, limits: Limits) -> DocumentError | None:
    """Why a member is not read at all; `total` bytes are of those before it that were."""
    ratio = limits.inflation_ratio
    if member.flag_bits & _ENCRYPTED:
        return DocumentError("read.encrypted", "encrypted with a password")
    if member.file_size > max(_RATIO_FROM, ratio * member.compress_size):
        return DocumentError("read.inflated", f"inflates more than {ratio}-fold")
    # Members may overlap, so that each is small and all of them together are not.
    if total + member.file_size > max(_RATIO_FROM, ratio * size):
        return DocumentError("read.inflated", f"the archive inflates more than {ratio}-fold")
    return None


def _source(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, number: int, uri: str, context: Context
) -> Source:
    # A later member of the same name is told by its number, which leaves the ending as it is.
    name = member.filename if number == 1 else f"{number}:{member.filename}"
    return Source(f"{uri}#{name}", partial(_open, archive, member), context.retrieved_at)


def _open(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> BinaryIO:
    try:
        stream = _Member(archive.open(member), member.compress_type)
    except _BROKEN as error:
        raise _broken(error) from error
    return cast(BinaryIO, stream)


def _broken(error: Exception) -> DocumentError:
    return DocumentError("read.compressed", f"member broken: {error or type(error).__name__}")


def _refused(source: Source, member: zipfile.ZipInfo, error: DocumentError) -> Reject:
    """The reject of a member whose bytes are not to be inflated."""
    return Reject(
        uri=source.uri,
        stage="read",
        code=error.code,
        message=error.message,
        payload=b"",
        reader=None,
        raw_sha256=hashlib.sha256().hexdigest(),
        raw_bytes=member.file_size,
        retrieved_at=source.retrieved_at,
    )


class _Member(io.RawIOBase):
    """The bytes of a member; its errors are ours."""

    def __init__(self, member: IO[bytes], method: int) -> None:
        self._member = member
        # Of other methods `zipfile` inflates what it has read without a limit.
        limited = method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        self._step = _STEP if limited else _SHORT_STEP
        self._error: DocumentError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._error is not None:
            raise self._error
        try:
            data = self._member.read(min(len(buffer), self._step))
        except _BROKEN as error:
            self._error = _broken(error)  # asked again, `zipfile` would tell of an end
            raise self._error from error
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._member.close()
        super().close()
