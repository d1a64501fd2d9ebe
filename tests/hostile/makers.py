"""All kinds there are: the modules that enter them, and the table."""

from tests.hostile import (  # noqa: F401 - each enters its kinds
    archives,
    breakage,
    files,
    markup,
    material,
    pages,
    records,
    texts,
)
from tests.hostile.kinds import KINDS

__all__ = ["KINDS"]
