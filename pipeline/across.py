"""What stands across the articles of a snapshot, in a few figures."""

from dataclasses import asdict, dataclass, fields
from typing import Any

from rich.console import Console
from rich.text import Text

from pipeline.query import connect
from pipeline.snapshot import Snapshot
from pipeline.terminal import printable

_STORIES = """
    SELECT count(*), count(*) FILTER (articles > 1) FROM
    (SELECT count(*) AS articles FROM stories GROUP BY story_id)"""
_KINDS = """
    SELECT count(*) FILTER (relation = 'copy'), count(*) FILTER (relation = 'rewrite')
    FROM stories"""
_IDENTITIES = "SELECT count(*), count(*) FILTER (articles > 1) FROM identities"
_CLAIMS = """
    SELECT count(*) FROM
    (SELECT 1 FROM claim_clusters GROUP BY cluster_id HAVING count(DISTINCT article_id) > 1)"""
_CONFLICTS = "SELECT count(*) FROM claim_links WHERE relation = 'conflicts'"


@dataclass(frozen=True)
class Across:
    """Counts over all articles of a snapshot.

    Attributes:
        stories: Stories.
        stories_shared: Stories that several articles tell.
        copies: Articles that copy another.
        rewrites: Articles that retell another.
        identities: People, bodies and places.
        identities_shared: Those that several articles name.
        claims_shared: Statements that several articles have.
        conflicts: Pairs of claims that cannot both hold.
    """

    stories: int
    stories_shared: int
    copies: int
    rewrites: int
    identities: int
    identities_shared: int
    claims_shared: int
    conflicts: int

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Across":
        """Counts them."""
        with connect(snapshot) as connection:
            queries = (_STORIES, _KINDS, _IDENTITIES, _CLAIMS, _CONFLICTS)
            rows = [connection.execute(sql).fetchone() or () for sql in queries]
        return cls(*(count for row in rows for count in row))

    def to_dict(self) -> dict[str, Any]:
        """For scripts: the names are stable."""
        return asdict(self)

    def text(self) -> Text:
        """Two lines for a person; nothing where no article is linked."""
        if not any(getattr(self, each.name) for each in fields(self)):
            return Text()
        told = f"{_counted(self.stories, 'story', 'stories')} ({self.stories_shared:,} of several"
        return Text.assemble(
            ("Across articles  ", "bold"),
            f"{told} articles, {_counted(self.copies, 'copy', 'copies')}, ",
            f"{_counted(self.rewrites, 'rewrite', 'rewrites')})\n",
            " " * 17,
            f"{_counted(self.identities, 'identity', 'identities')} ",
            f"({self.identities_shared:,} named by several)\n",
            " " * 17,
            f"{_counted(self.claims_shared, 'claim', 'claims')} in several articles, ",
            _counted(self.conflicts, "conflict", "conflicts"),
        )


@dataclass(frozen=True)
class LinkReport:
    """What linking did.

    Attributes:
        snapshot: The tables as they are now.
        linked: Articles that were linked anew; 0 where all were linked as they are.
        seconds: How long it took.
    """

    snapshot: Snapshot
    linked: int
    seconds: float

    def to_dict(self) -> dict[str, Any]:
        """For scripts: the names are stable."""
        return {
            "output": self.snapshot.root,
            "snapshot": self.snapshot.manifest.number,
            "run_id": self.snapshot.manifest.run_id,
            "linked": self.linked,
            "seconds": round(self.seconds, 3),
            "across": Across.of(self.snapshot).to_dict(),
        }

    def print(self, console: Console) -> None:
        """For a person."""
        done = f"linked {_counted(self.linked, 'article', 'articles')}"
        console.print(done if self.linked else "nothing to link: all articles are linked")
        console.print()
        console.print(Across.of(self.snapshot).text(), soft_wrap=True)
        console.print()
        where = f"{printable(self.snapshot.root)}  (snapshot {self.snapshot.manifest.number}"
        console.print(f"[bold]Tables[/bold] {where}, {self.seconds:.1f} s)", soft_wrap=True)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
