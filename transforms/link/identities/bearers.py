"""Bearers of names: the entities of articles, and what their articles tell of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache

from transforms.analyse.gazetteer import folded, peoples_named, places_named
from transforms.link.identities.lists import lines

#: Walks of life that one person hardly has both of; those of any other two, many have.
_APART = frozenset(
    frozenset(pair)
    for pair in (
        ("sport", "arts"),
        ("sport", "science"),
        ("sport", "religion"),
        ("sport", "state"),
        ("arts", "science"),
        ("arts", "religion"),
        ("arts", "state"),
        ("religion", "business"),
    )
)


#: Walks that people of any other have beside it.
_OPEN = frozenset(("business", "media"))


@dataclass(frozen=True)
class Role:
    """An office or trade, as in the table roles: title, organisation and place."""

    title: str
    organisation: str | None = None
    place: str | None = None


@dataclass(frozen=True)
class Bearer:
    """An entity of one article.

    Attributes:
        entity_id: entities.entity_id.
        article_id: Its article.
        label: Its OntoNotes name.
        name: Its fullest name in the article, as printed.
        forms: All its forms as printed, the name included or not.
        roles: The offices and trades printed beside it.
        country_code: Of a place or people: its country.
        geonames_id: Of a place or people: its id in GeoNames.
        story_id: The story of the article.
        neighbours: Folded names of the people and bodies that the article names beside it.
        published_at: Of the article, UTC.
        mentions: Times the article names it.
    """

    entity_id: str
    article_id: str
    label: str
    name: str
    forms: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    country_code: str | None = None
    geonames_id: int | None = None
    story_id: str | None = None
    neighbours: frozenset[str] = frozenset()
    published_at: datetime | None = None
    mentions: int = 1


@dataclass
class Traits:
    """What is known of the life of one or more bearers.

    Attributes:
        walks: Walks of life: sport, arts, science, religion, state, business, media.
        lands: Countries that their offices are of, ISO 3166-1 alpha-2.
        seats: Offices that one holds of one place, with the place.
        posts: Titles with their organisation or country: who holds the same one is likely the same.
    """

    walks: set[str] = field(default_factory=set)
    lands: set[str] = field(default_factory=set)
    seats: set[tuple[str, str]] = field(default_factory=set)
    posts: set[tuple[str, str]] = field(default_factory=set)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known that could speak against another's."""
        return not (self.walks or self.lands or self.seats)

    def add(self, other: "Traits") -> None:
        """Adds what is known of another."""
        self.walks |= other.walks
        self.lands |= other.lands
        self.seats |= other.seats
        self.posts |= other.posts

    def conflicts(self, other: "Traits", common: bool = False) -> bool:
        """Whether it can hardly be the life of one person; less is enough of a `common` name."""
        if self.lands and other.lands and self.lands.isdisjoint(other.lands):
            return True
        if self.seats and other.seats and self.seats.isdisjoint(other.seats):
            titles = {title for title, _ in self.seats} & {title for title, _ in other.seats}
            if titles:
                return True
        return (
            bool(self.walks and other.walks)
            and self.walks.isdisjoint(other.walks)
            and all(
                frozenset((x, y)) in _APART or (common and not {x, y} & _OPEN)
                for x in self.walks
                for y in other.walks
            )
        )


def traits_of(roles: Iterable[Role]) -> Traits:
    """What roles tell of a life."""
    found = Traits()
    for role in roles:
        words = role.title.lower().split(" of ")[0].split()
        if not words:
            continue
        head = words[-1]
        walk = _walks().get(head)
        if walk is not None:
            found.walks.add(walk)
        land = _land(role.place) if role.place else None
        if land and head not in _walks_of("sent"):
            found.lands.add(land[0])
            if head in _walks_of("seats") and land[1]:
                found.seats.add((head, land[1]))
        if role.organisation:
            found.posts.add((head, folded(role.organisation)))
        if land:
            found.posts.add((" ".join(words), land[1] or land[0]))
        elif not role.organisation:
            found.posts.add((role.title.lower(), ""))
    return found


@lru_cache(maxsize=16384)
def _land(place: str) -> tuple[str, str | None] | None:
    """The country of a place as printed in a role, and its region or city."""
    found = [each for each in (*places_named(place), *peoples_named(place)) if each.country]
    if not found:
        return None
    nations = [each for each in found if not each.is_city]
    best = nations[0] if nations else max(found, key=lambda each: each.weight)
    if best.is_city:
        return best.country, folded(place)
    return best.country, best.region


@cache
def _walks() -> dict[str, str]:
    rows = (line.split("\t") for line in lines("roles.tsv"))
    return {
        noun: walk
        for walk, nouns in rows
        if walk not in ("seats", "sent")
        for noun in nouns.split()
    }


@cache
def _walks_of(kind: str) -> frozenset[str]:
    rows = (line.split("\t") for line in lines("roles.tsv"))
    return frozenset(noun for walk, nouns in rows if walk == kind for noun in nouns.split())
