"""The texts that labels are of: PolNeAR's training half, and news of ECB+ and NewsWCL50."""

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[Path, typer.Option(help="The folder that holds PolNeAR's splits.")]
Stories = Annotated[Path, typer.Option(help="The folder with ecbplus and newswcl50, .jsonl.gz.")]
#: A corpus and the name of an article in it.
Key = tuple[str, str]

_POLNEAR = "polnear"


def texts_of(articles: Iterable[Key], data: Path, stories: Path) -> Iterator[tuple[Key, str]]:
    """The texts of these articles."""
    wanted = set(articles)
    for corpus, name in sorted(wanted):
        if corpus == _POLNEAR:
            path = data / "train" / "text" / f"{name}.txt"
            yield (corpus, name), path.read_text(encoding="utf-8")
    for corpus in sorted({corpus for corpus, _ in wanted} - {_POLNEAR}):
        with gzip.open(stories / f"{corpus}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for story in map(json.loads, lines):
                if (corpus, story["id"]) in wanted:
                    yield (corpus, story["id"]), story["text"]
