"""The word lists beside these modules, read once."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Literal, get_args

NounKind = Literal["person", "group", "media", "document", "data", "honorific", "rank"]

CueKind = Literal["endorsing", "distancing", "denying", "hedging", "hedge"]


def lines(name: str, package: str = "transforms.analyse") -> Iterator[str]:
    """The lines of a list that are neither empty nor comments; the list stands in the package."""
    text = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line


@cache
def noun_kinds() -> Mapping[str, NounKind]:
    """What the dictionary form of a common noun stands for as a source (nouns.tsv)."""
    kinds: dict[str, NounKind] = {kind: kind for kind in get_args(NounKind)}
    pairs = (line.split("\t") for line in lines("nouns.tsv"))
    return MappingProxyType({noun: kinds[kind] for noun, kind in pairs})


@cache
def cue_words(kind: CueKind) -> frozenset[str]:
    """Dictionary forms of cues, and of words beside them, of one kind (stance.tsv)."""
    pairs = (line.split("\t") for line in lines("stance.tsv"))
    return frozenset(word for word, listed in pairs if listed == kind)


@cache
def group_names() -> frozenset[str]:
    """People of one party, belief or descent, one each, in small letters (groups.txt)."""
    return frozenset(word for line in lines("groups.txt") for word in line.split())


@cache
def outlet_names() -> Mapping[str, bool]:
    """Outlets as they print their names (outlets.txt); True where the name is sure by itself."""
    return MappingProxyType(
        {line.removeprefix("*"): not line.startswith("*") for line in lines("outlets.txt")}
    )
