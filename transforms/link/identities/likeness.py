"""How alike two names are."""

from typing import Literal, NamedTuple

Evidence = Literal["name", "spelling", "acronym", "story", "role", "neighbours", "place"]


class Likeness(NamedTuple):
    """That two names can be one bearer's.

    Attributes:
        score: How sure it is that they are, where nothing else is known, 0 to 1.
        evidence: What makes it so: name, spelling, acronym or place.
        leans: The one is but a part of the other (a surname, an acronym, `the ministry`), and
            could be part of another name as well.
        kin: The other may well be the father or the son, who is in the same stories.
    """

    score: float
    evidence: Evidence
    leans: bool = False
    kin: bool = False
