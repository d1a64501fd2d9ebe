"""The views that an analyst reads first: what views.sql beside this module says, part by part."""

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

_VIEW = re.compile(r"^CREATE OR REPLACE VIEW (?P<name>\w+) AS\n.*?;$", re.MULTILINE | re.DOTALL)


@cache
def views_text() -> str:
    """All of them in DuckDB's dialect, over views of the tables by their names."""
    return resources.files("pipeline").joinpath("views.sql").read_text(encoding="utf-8")


@cache
def view_names() -> tuple[str, ...]:
    """Their names, in the order in which each needs the others."""
    return tuple(statements())


def statements() -> Mapping[str, str]:
    """The statement that makes each of them."""
    return {found["name"]: found[0] for found in _VIEW.finditer(views_text())}
