"""Surnames that many families have, from the list surnames.txt that ships.

    python -m pip install names==0.3.0 Faker==40.63.0
    python -m transforms.link.identities.surnames

makes that list; a run needs only the list. Who is called by such a name alone, or by it and an
initial, may be anybody of them.
"""

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from transforms.analyse.gazetteer import folded
from transforms.link.identities.lists import lines, words

_HEAD = """\
# Surnames of many families, in small ASCII letters: the first {most} of the US census of 1990
# (public domain) by the package names {names}, and the lists of the package Faker {faker} (MIT)
# that are short enough to hold only a country's commonest; made by surnames.py, not by hand.
"""
#: So many of the census: each is borne by 4 of 100,000 people or more.
_MOST = 3000
#: A country's list of more holds rare names as well.
_SHORT = 600
_LATIN = re.compile(r"[^\W\d_]{2,}")


def is_common(surname: str) -> bool:
    """Whether many families have it; in small ASCII letters, particles joined to it."""
    return surname in _listed() or surname in words("asian surnames") or len(surname) < 3


@cache
def _listed() -> frozenset[str]:
    return frozenset(lines("surnames.txt"))


def _census() -> Iterator[str]:
    for line in (files("names") / "dist.all.last").read_text("utf-8").splitlines()[:_MOST]:
        yield line.split()[0].lower()


def _faker() -> Iterator[str]:
    package = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"{package.__name__}.{module.name}").Provider
        names = {name for name in getattr(provider, "last_names", ()) if _LATIN.fullmatch(name)}
        if len(names) <= _SHORT:
            yield from names


def surname_lines() -> list[str]:
    """The lines of the list, without its head."""
    names = {folded(name) for name in (*_census(), *_faker())}
    return sorted(name for name in names if name.isascii() and name.isalpha())


def main() -> int:
    """Writes the list beside this module."""
    head = _HEAD.format(most=_MOST, names=version("names"), faker=version("Faker"))
    text = head + "\n".join(surname_lines()) + "\n"
    Path(__file__).with_name("surnames.txt").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
