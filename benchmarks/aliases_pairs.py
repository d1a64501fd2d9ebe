"""The pairs of tests/transforms/link/identities/aliases.tsv, and what is made of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Literal

from transforms.link.identities.bearers import Bearer, Role
from transforms.link.identities.resolving import pair_score

FILE = Path(__file__).parent.parent / "tests" / "transforms" / "link" / "identities" / "aliases.tsv"
#: From here on two bearers are held for one.
_ENOUGH = 0.5

Half = Literal["tune", "check"]


@dataclass(frozen=True)
class Pair:
    """Two bearers, whether they are one, and what kind of pair they are."""

    same: bool
    kind: str
    one: Bearer
    other: Bearer

    @property
    def half(self) -> Half:
        """Which half it is in: by its names alone, so that pairs may be added."""
        names = "|".join(sorted((self.one.name, self.other.name)))
        return "check" if blake2b(names.encode(), digest_size=1).digest()[0] % 2 else "tune"

    def found(self) -> bool:
        """Whether they are held for one."""
        score = pair_score(self.one, self.other)
        return score is not None and score >= _ENOUGH

    def __str__(self) -> str:
        return f"{self.one.name} | {self.other.name} ({self.kind})"


@dataclass(frozen=True)
class Score:
    """Pairs held for one rightly and wrongly, and those missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Of those held for one, the part that is."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Of those that are one, the part that is held for one."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def read_pairs(path: Path = FILE) -> list[Pair]:
    """The pairs of a file in the format that its head tells."""
    return list(_pairs(path.read_text(encoding="utf-8").splitlines()))


def _pairs(lines: Iterable[str]) -> Iterator[Pair]:
    for line in lines:
        if not line or line.startswith("#"):
            continue
        same, kind, *rest = line.split("\t")
        labels, names, story = rest[0:4:2], rest[1:4:2], rest[4]
        roles, others, countries = rest[5:7], rest[7:9], rest[9:11]
        one, other = (
            Bearer(
                f"{at}",
                f"article {at}",
                labels[at],
                names[at],
                roles=_roles(roles[at]),
                country_code=countries[at] or None,
                story_id="story" if story == "yes" else None,
                neighbours=frozenset(filter(None, others[at].lower().split(", "))),
            )
            for at in (0, 1)
        )
        yield Pair(same == "yes", kind, one, other)


def _roles(printed: str) -> tuple[Role, ...]:
    if not printed:
        return ()
    title, organisation, place = (part.strip() for part in printed.split(";"))
    return (Role(title, organisation or None, place or None),)


def score_pairs(pairs: Iterable[Pair]) -> Score:
    """What is made of the pairs."""
    found = [(pair.same, pair.found()) for pair in pairs]
    return Score(found.count((True, True)), found.count((False, True)), found.count((True, False)))
