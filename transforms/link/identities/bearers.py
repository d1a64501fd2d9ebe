"""Bearers of names: the entities of articles, and what their articles tell of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache

from transforms.analyse.gazetteer import folded, peoples_named, places_named
from transforms.link.identities.body_names import read_body
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
#: Walks that people of another come to, or leave, in their country: otherwise they are namesakes.
_MOVES = frozenset(("business", "private"))


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
        setting: The country that most of the places of the article are in, where that is clear.
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
    setting: str | None = None


@dataclass
class Traits:
    """What is known of the life of one or more bearers.

    Attributes:
        walks: Walks of life: sport, arts, science, religion, state, business, media, private.
        lands: Countries that their offices are of, ISO 3166-1 alpha-2.
        homes: Countries that their organisations are of.
        scenes: Countries that their articles are set in.
        seats: Offices that one holds of one place, with the place.
        posts: Titles with their organisation or country: who holds the same one is likely the same.
    """

    walks: set[str] = field(default_factory=set)
    lands: set[str] = field(default_factory=set)
    seats: set[tuple[str, str]] = field(default_factory=set)
    posts: set[tuple[str, str]] = field(default_factory=set)
    homes: set[str] = field(default_factory=set)
    scenes: set[str] = field(default_factory=set)

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
        self.homes |= other.homes
        self.scenes |= other.scenes

    def conflicts(self, other: "Traits", common: bool = False) -> bool:
        """Whether it can hardly be the life of one person; less is enough of a `common` name."""
        if self.lands and other.lands and self.lands.isdisjoint(other.lands):
            return True
        if self.seats and other.seats and self.seats.isdisjoint(other.seats):
            titles = {title for title, _ in self.seats} & {title for title, _ in other.seats}
            if titles:
                return True
        if not (self.walks and other.walks and self.walks.isdisjoint(other.walks)):
            return False
        pairs = [frozenset((x, y)) for x in self.walks for y in other.walks]
        if all(pair in _APART or (common and not pair & _OPEN) for pair in pairs):
            return True
        return all(_is_a_move(pair, common) for pair in pairs) and not self._is_near(other, common)

    def _is_near(self, other: "Traits", common: bool) -> bool:
        """Whether they are of one country; of a common name, by their offices alone."""
        mine, others = self.lands | self.homes, other.lands | other.homes
        if not common:
            mine, others = mine | self.scenes, others | other.scenes
        return not mine.isdisjoint(others)


def _is_a_move(pair: frozenset[str], common: bool) -> bool:
    """Whether who has both walks is mostly a namesake where nothing is shared."""
    if pair in _APART or (common and not pair & _OPEN):
        return True
    return bool(pair & _MOVES) and (common or "media" not in pair)


def traits_of(roles: Iterable[Role]) -> Traits:
    """What roles tell of a life."""
    found = Traits()
    for role in roles:
        words = role.title.lower().split(" of ")[0].split()
        if not words:
            continue
        head = words[-1]
        walk = walk_of(role.title, role.organisation)
        if walk is not None:
            found.walks.add(walk)
        land = _land(role.place) if role.place else None
        if land and head not in _nouns("sent"):
            found.lands.add(land[0])
            if head in _nouns("seats") and land[1]:
                found.seats.add((head, land[1]))
        if role.organisation:
            found.posts.add((head, folded(role.organisation)))
            found.homes |= _lands_of_body(role.organisation)
        if land:
            found.posts.add((" ".join(words), land[1] or land[0]))
        elif not role.organisation:
            found.posts.add((role.title.lower(), ""))
    return found


@lru_cache(maxsize=16384)
def walk_of(title: str, organisation: str | None = None) -> str | None:
    """The walk of life of an office or trade: by its noun, and of `chief` by what is before it.

    Args:
        title: As printed: `chief financial officer`, `head of research`.
        organisation: As printed.
    """
    main, _, of = title.lower().partition(" of ")
    words = main.split()
    head = words[-1] if words else ""
    if head not in _walks() and head not in _nouns("open"):
        head = head.rpartition("-")[2]
    if head in _nouns("open"):
        told = [*reversed(words[:-1]), *of.split(), *(organisation or "").lower().split()]
        for word in told:
            field_of = _fields().get(word.strip(".,'’"))
            if field_of is not None:
                return field_of
    return None if head in _nouns("unsaid") else _walks().get(head)


@lru_cache(maxsize=16384)
def _lands_of_body(name: str) -> frozenset[str]:
    """The countries in the name of an organisation: Ghana's of `Ghana Privacy League`."""
    return frozenset(country_of_owner(owner) for owner in read_body(name).owners) - {""}


def country_of_owner(owner: str) -> str:
    """The country of `@US` and `@US-TX`; none of `@UN` and `@EU`."""
    return "" if owner in ("@UN", "@EU") else owner[1:3]


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
    return {
        noun: walk
        for walk, nouns in _rows()
        if walk not in ("open", "unsaid", "seats", "sent") and not walk.startswith("field ")
        for noun in nouns.split()
    }


@cache
def _fields() -> dict[str, str]:
    return {
        word: walk.removeprefix("field ")
        for walk, words in _rows()
        if walk.startswith("field ")
        for word in words.split()
    }


@cache
def _nouns(kind: str) -> frozenset[str]:
    return frozenset(noun for walk, nouns in _rows() if walk == kind for noun in nouns.split())


def _rows() -> list[tuple[str, str]]:
    rows = (line.partition("\t") for line in lines("roles.tsv"))
    return [(kind, words) for kind, _, words in rows]
