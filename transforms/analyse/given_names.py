"""Which gender a given name mostly has, from the list given_names.tsv that ships.

    python -m pip install names==0.3.0 Faker==40.63.0
    python -m transforms.analyse.given_names

makes that list; a run needs only the list. A name alone decides nothing: it is one reason among
others for whom a pronoun stands.
"""

import importlib
import pkgutil
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Literal

from transforms.analyse.gazetteer import folded
from transforms.analyse.lexicons import lines

Gender = Literal["m", "f"]

_HEAD = """\
# Given names that are mostly men's (m) or mostly women's (f), folded as gazetteer.folded does. From
# the US census of 1990 (public domain) by the package names {names}, and from the lists of the
# package Faker {faker} (MIT) for many countries; made by given_names.py, not by hand.
"""
#: A name counts for a gender that has it so many times as often as the other.
_MOSTLY = 4
#: What a country's list weighs beside a name's share of the census, in per cent of bearers.
_LISTED = 0.01
#: The genders, as the lists call them.
_WORDS: tuple[tuple[str, Gender], ...] = (("male", "m"), ("female", "f"))
_LATIN = re.compile(r"[^\W\d_][\w'’ -]*", re.UNICODE)


def gender_of(name: str) -> Gender | None:
    """What the first word of a full name says; None where it says nothing."""
    words = folded(name).split()
    return _genders().get(words[0]) if words else None


@cache
def _genders() -> dict[str, Gender]:
    pairs = (line.split("\t") for line in lines("given_names.tsv"))
    return {name: "m" if gender == "m" else "f" for name, gender in pairs}


def _census() -> Iterator[tuple[str, Gender, float]]:
    for word, gender in _WORDS:
        text = (files("names") / f"dist.{word}.first").read_text("utf-8")
        for line in text.splitlines():
            name, share, *_ = line.split()
            yield name, gender, float(share)


def _listed() -> Iterator[tuple[str, Gender, float]]:
    package = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"{package.__name__}.{module.name}").Provider
        for word, gender in _WORDS:
            for name in set(getattr(provider, f"first_names_{word}", ())):
                if _LATIN.fullmatch(name):
                    yield name, gender, _LISTED


def name_lines() -> list[str]:
    """The lines of the list, without its head."""
    shares: dict[Gender, dict[str, float]] = {"m": defaultdict(float), "f": defaultdict(float)}
    for name, gender, share in (*_census(), *_listed()):
        words = folded(name).split()
        if len(words) == 1 and len(words[0]) > 1 and words[0].isascii():
            shares[gender][words[0]] += share
    male, female = shares["m"], shares["f"]
    found = {
        **{name: "m" for name in male if male[name] >= _MOSTLY * female.get(name, 0)},
        **{name: "f" for name in female if female[name] >= _MOSTLY * male.get(name, 0)},
    }
    return [f"{name}\t{found[name]}" for name in sorted(found)]


def main() -> int:
    """Writes the list beside this module."""
    head = _HEAD.format(names=version("names"), faker=version("Faker"))
    text = head + "\n".join(name_lines()) + "\n"
    Path(__file__).with_name("given_names.tsv").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
