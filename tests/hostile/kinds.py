"""Kinds of hostile files, as a table of what makes them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

MB = 1 << 20

#: A file's name, and its content: bytes, or pieces of it where it is large; None where the maker
#: has made it himself.
File = tuple[str, bytes | Iterable[bytes] | None]


@dataclass(frozen=True)
class Trap:
    """What documents are to reach, and must not.

    Attributes:
        folder: Where the files of the kind are made.
        secret: A file with words that nothing else holds.
        url: An address of this machine, where every connection is counted.
    """

    folder: Path
    secret: Path
    url: str


Maker = Callable[[Trap], Iterator[File]]

KINDS: dict[str, Maker] = {}


def kind(maker: Maker) -> Maker:
    """Enters the maker, whose name is the kind's."""
    assert maker.__name__ not in KINDS
    KINDS[maker.__name__] = maker
    return maker


def make(maker: Maker, trap: Trap) -> list[Path]:
    """The files of a kind."""
    paths = []
    for name, content in maker(trap):
        path = trap.folder / name
        if content is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                file.writelines([content] if isinstance(content, bytes) else content)
        paths.append(path)
    return paths


def repeated(piece: bytes, size: int) -> Iterator[bytes]:
    """The piece again and again, `size` bytes in all, or a little more."""
    block = piece * (MB // len(piece) + 1)
    for _ in range(0, size, len(block)):
        yield block
