"""Units that are one person, body or place, growing while nothing speaks against it."""

from collections import Counter
from collections.abc import Iterable

from transforms.link.identities.bearers import Traits
from transforms.link.identities.likeness import Evidence, Likeness
from transforms.link.identities.names import Kind, kind_of, likeness
from transforms.link.identities.senses import Unit

#: Names of a cluster that a newcomer is held against, those of most articles.
_HELD = 8


class Cluster:
    """Units that are one, with what is known of them together."""

    def __init__(self, unit: Unit) -> None:
        self.units = [unit]
        self.reasons: dict[int, tuple[Evidence, float]] = {}
        self.kind: Kind = kind_of(unit.label)
        self.traits = Traits()
        self.traits.add(unit.traits)
        self.stories = set(unit.stories)
        self.company: Counter[str] = Counter(unit.company)
        self.forms: Counter[str] = Counter(unit.forms)
        self.names: Counter[tuple[Kind, str]] = Counter({(self.kind, unit.name): unit.size})
        self.size = unit.size
        self.least = unit.name, unit.bearers[0].entity_id
        self.articles = unit.articles
        self.places = {unit.place} if unit.place else set()

    def add(self, other: "Cluster", evidence: Evidence, score: float) -> None:
        """Takes in all of another, for that reason."""
        for unit in other.units:
            self.reasons[id(unit)] = other.reasons.get(id(unit), (evidence, score))
        self.units.extend(other.units)
        self.traits.add(other.traits)
        self.stories |= other.stories
        self.company.update(other.company)
        self.forms.update(other.forms)
        self.names.update(other.names)
        self.places |= other.places
        self.size += other.size
        self.least = min(self.least, other.least)
        self.articles |= other.articles

    @property
    def order(self) -> tuple[int, str, str]:
        """The larger first, and equal ones always in one order."""
        return -self.size, *self.least

    def held(self) -> list[tuple[Kind, str]]:
        """Its names, those of most articles."""
        ordered = sorted(self.names, key=lambda name: (-self.names[name], name))
        return ordered[:_HELD]


def conflict(one: Cluster, other: Cluster) -> bool:
    """Whether something speaks against their being one: names, places, lives."""
    ids = {place for place in one.places if place[0] == "geonames"}
    others = {place for place in other.places if place[0] == "geonames"}
    if ids and others:
        return ids.isdisjoint(others)
    if not _names_agree(one, other):
        return True
    if one.traits.conflicts(other.traits):
        return one.kind != "person" or proof(one, other) is None
    return False


def _names_agree(one: Cluster, other: Cluster) -> bool:
    return all(
        kind != other_kind or likeness(name, kind, other_name, other_kind) is not None
        for kind, name in one.held()
        for other_kind, other_name in other.held()
    )


def proof(one: Cluster, other: Cluster) -> Evidence | None:
    """What their articles share: the story, a post, a telling neighbour; None where nothing."""
    if not one.stories.isdisjoint(other.stories):
        return "story"
    if any(of for _, of in one.traits.posts & other.traits.posts):
        return "role"
    small, large = sorted((one.company, other.company), key=len)
    return "neighbours" if any(name in large for name in small) else None


def overlap(one: Cluster, other: Cluster) -> int:
    """How many telling neighbours both have."""
    small, large = sorted((one.company, other.company), key=len)
    return sum(name in large for name in small)


#: How sure a leaning name is where its articles and the full one's share that.
_SURE: dict[Evidence, float] = {"story": 0.9, "role": 0.85, "neighbours": 0.75}
#: A candidate with so many times the articles of the next is the one that is meant.
_LEADS = 20
#: Acronyms of no more letters stand for many names.
_SHORT = 3
#: At or above it a name alone decides.
ENOUGH = 0.5


def choose(
    short: Cluster,
    candidates: Iterable[tuple[Cluster, Likeness]],
    stands_for_many: bool,
    guess: bool = False,
) -> tuple[Cluster, Evidence, float] | None:
    """The one that a name that leans stands for, why, and how sure that is; None where open.

    Args:
        short: A surname, an acronym or another name that leaves something open.
        candidates: Those whose names it can be a part of, and how alike it is to each.
        stands_for_many: It is a surname or an acronym alone. Other names that one article has
            beside a fuller one, it has of somebody else.
        guess: A short acronym is taken for the one name that it fits, though no article has both.
    """
    if not stands_for_many:
        candidates = [each for each in candidates if each[0].articles.isdisjoint(short.articles)]
    able = [each for each in candidates if not _lives_apart(short, each[0])]
    told = _by_post(short, [cluster for cluster, _ in able])
    able = [each for each in able if not each[1].kin]
    told = _told(short, [cluster for cluster, _ in able]) or told
    if told is not None:
        return told
    if not guess:
        able = [each for each in able if _is_called(short, *each)]
    sure = [each for each in able if each[1].score >= ENOUGH]
    if not sure or len(sure) < len(able):
        return None
    weights = [_weight(short, cluster) for cluster, _ in sure]
    best = max(range(len(sure)), key=lambda at: (weights[at], sure[at][1].score))
    if len(sure) > 1 and weights[best] < _LEADS * (sum(weights) - weights[best]):
        return None
    found = sure[best][1]
    return sure[best][0], found.evidence, found.score


def _is_called(short: Cluster, candidate: Cluster, found: Likeness) -> bool:
    """Whether it is no short acronym, or one that articles on the candidate have.

    Three letters are the initials of too many names.
    """
    names = {unit.name.casefold() for unit in short.units}
    if found.evidence != "acronym" or min(map(len, names)) > _SHORT:
        return True
    return any(candidate.forms[name] for name in names)


def _lives_apart(one: Cluster, other: Cluster) -> bool:
    return one.traits.conflicts(other.traits) and proof(one, other) is None


def _told(short: Cluster, able: list[Cluster]) -> tuple[Cluster, Evidence, float] | None:
    """By story, then post, then neighbours: the first that leaves one only."""
    if in_story := [each for each in able if not each.stories.isdisjoint(short.stories)]:
        if len(in_story) == 1:
            return in_story[0], "story", _SURE["story"]
        able = in_story
    if of_post := _of_post(short, able):
        if len(of_post) == 1:
            return of_post[0], "role", _SURE["role"]
        able = of_post
    shared = sorted((overlap(short, each) for each in able), reverse=True)
    if shared and shared[0] and (len(shared) == 1 or shared[0] > shared[1]):
        best = next(each for each in able if overlap(short, each) == shared[0])
        return best, "neighbours", _SURE["neighbours"]
    return None


def _by_post(short: Cluster, able: list[Cluster]) -> tuple[Cluster, Evidence, float] | None:
    found = _of_post(short, able)
    return (found[0], "role", _SURE["role"]) if len(found) == 1 else None


def _of_post(short: Cluster, able: list[Cluster]) -> list[Cluster]:
    """Those who hold a post that it holds too; in its story, if they are `foreign minister`s."""
    posts = {post for post in short.traits.posts if post[1]}
    offices = {post for post in short.traits.posts if " " in post[0]}
    return [
        each
        for each in able
        if not posts.isdisjoint(each.traits.posts)
        or not (offices.isdisjoint(each.traits.posts) or short.stories.isdisjoint(each.stories))
    ]


def _weight(short: Cluster, candidate: Cluster) -> int:
    """In how many articles the candidate is called by the short name as well; else its articles."""
    called = max(candidate.forms[unit.name.casefold()] for unit in short.units)
    return called * _LEADS + candidate.size
