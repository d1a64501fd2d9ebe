"""What one reading of a text finds: attributions and names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from transforms.analyse.attributions import Attribution, Span


@dataclass(frozen=True)
class Named:
    """A name as it was read, before the article's other names are known.

    Attributes:
        span: Where it stands.
        label: Its likeliest label, an OntoNotes name.
        score: How sure that is, 0 to 1.
        shares: Of each label that is at all likely, how likely it is.
    """

    span: Span
    label: str
    score: float
    shares: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Findings:
    """All that is found in one text, each in the order of the text.

    A finder that reads no names has none.
    """

    attributions: Sequence[Attribution]
    named: Sequence[Named] = ()


class Finder(Protocol):
    """What the spaCy component `attribution` calls."""

    #: Name and version, as it stands in claims.model.
    model: str

    def read(self, text: str) -> Findings:
        """What it finds in the text; attributions are ordered by the start of their content."""
        ...
