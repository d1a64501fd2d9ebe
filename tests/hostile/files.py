"""Files that are no plain files, cannot be read, or have names that are hard to say."""

import os
from collections.abc import Iterator

from tests.hostile.kinds import File, Trap, kind
from tests.hostile.samples import HTML, TEXT


@kind
def odd_names(trap: Trap) -> Iterator[File]:
    names = [
        *("with\nnewline.txt", "with\ttab.txt", " blank .txt", "-dash.txt", "*.txt", "[a].txt"),
        *("?.txt", "a#b.txt", "a%2Fb.txt", "a\\b.txt", "~.txt", "'quote\".txt", "\x1b[31m.txt"),
        *("é".ljust(120, "é") + ".txt", "x" * 251 + ".txt", "no-end", "UPPER.TXT", "a.b.c.txt"),
        *("e\u0301.txt", "\u202etxt.exe", "a.txt.", "http:", "a.html.gz.txt", "a.tar.gz"),
        os.fsdecode(b"invalid-\xff-utf8.txt"),
    ]
    for name in names:
        yield name, TEXT.encode()
    del trap


@kind
def odd_files(trap: Trap) -> Iterator[File]:
    folder = trap.folder
    (folder / "folder.html").mkdir()
    (folder / "folder.html" / "a.html").write_bytes(HTML)
    yield "folder.html", None
    (folder / "dangling.txt").symlink_to(folder / "nowhere.txt")
    yield "dangling.txt", None
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    yield "loop.txt", None
    os.mkfifo(folder / "pipe.txt")
    yield "pipe.txt", None
    (folder / "device.txt").symlink_to("/dev/zero")
    yield "device.txt", None
    (folder / "process.txt").symlink_to("/proc/self/mem")
    yield "process.txt", None
    yield "unreadable.txt", TEXT.encode()
    (folder / "unreadable.txt").chmod(0)


@kind
def sparse_files(trap: Trap) -> Iterator[File]:
    """Large, and on the disk nothing."""
    for end in (
        "txt",
        "html",
        "xml",
        "json",
        "jsonl",
        "csv",
        "parquet",
        "avro",
        "warc",
        "zip",
        "eml",
    ):
        path = trap.folder / f"sparse.{end}"
        with path.open("wb") as file:
            file.truncate(200 << 20)
        yield path.name, None
