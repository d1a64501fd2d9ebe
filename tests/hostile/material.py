"""Real and published material in `../shared`, where that is there: what others found hard."""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.hostile.kinds import File, Trap, kind

DATA = Path(__file__).parents[3] / "shared" / "data"


def _linked(trap: Trap, *patterns: str) -> Iterator[File]:
    paths = sorted(path for pattern in patterns for path in DATA.glob(pattern) if path.is_file())
    for number, path in enumerate(paths):
        name = f"{number}-{path.name}"
        (trap.folder / name).symlink_to(path)
        yield name, None


@kind
def real_encodings(trap: Trap) -> Iterator[File]:
    yield from _linked(trap, "hostile/encodings/*/*")


@kind
def ill_formed_feeds(trap: Trap) -> Iterator[File]:
    yield from _linked(
        trap,
        *(f"feeds/feedparser/**/{part}/**/*.xml" for part in ("illformed", "encoding", "entities")),
    )


@kind
def ill_formed_archives(trap: Trap) -> Iterator[File]:
    yield from _linked(trap, "warc/jwarc/**/*", "warc/warcio/**/*", "warc/pywb/**/*")


@kind
def naughty_strings(_: Trap) -> Iterator[File]:
    path = DATA / "hostile" / "naughty_strings" / "blns.json"
    if not path.exists():
        return
    strings = json.loads(path.read_text(encoding="utf-8"))
    yield "all.jsonl", "\n".join(json.dumps({"text": string}) for string in strings).encode()
    for number, string in enumerate(strings[::10]):
        yield f"{number}.txt", string.encode()
        yield f"{number}.html", f"<html><body><h1>{string}</h1><p>{string}</p>".encode()
