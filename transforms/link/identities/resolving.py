"""Who is who: the bearers of a family of names parted into those that are one.

First the bearers of each name: one, unless their lives are apart (`senses.py`). Then names that say
the same (spellings, forms), the likeliest first, as long as nothing speaks against it. Last the
names that lean on another: surnames alone, acronyms, `the ministry`; each joins the one full name
that its story, else a post, else neighbours tell, or the only one that there is where the name is
rare, and stays by itself where that is open. Bearers are never compared in pairs; only names are,
where they share a key.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from transforms.link.identities.bearers import Bearer
from transforms.link.identities.bodies import is_generic
from transforms.link.identities.body_names import read_body
from transforms.link.identities.clusters import ENOUGH, Cluster, choose, conflict, proof
from transforms.link.identities.generic import apart, choose_body, meetings, parts, scope_of
from transforms.link.identities.likeness import Evidence, Likeness
from transforms.link.identities.names import Kind, akin, keys, kind_of, likeness
from transforms.link.identities.person_names import read_person
from transforms.link.identities.places import is_people
from transforms.link.identities.senses import Unit, components, localities, senses, unit_of
from transforms.link.identities.surnames import is_common

#: So few names are compared all with all.
_FEW = 24
#: Of the names that share a key, each is compared with so many, those of most articles.
_ANCHORS = 64
#: How sure one name is, of many bearers and of few; and a place that is known.
_NAME, _PLACE = 0.9, 0.98

Node = tuple[Kind, str]
_Order = tuple[int, str, str]
_Edge = tuple[float, _Order, _Order, Unit, Unit, Likeness]
Pairs = Mapping[Node, Mapping[Node, Likeness]]


@dataclass(frozen=True)
class Member:
    """A bearer in a group, why it is in it, and how sure that is."""

    bearer: Bearer
    evidence: Evidence
    score: float


@dataclass(frozen=True)
class Group:
    """Bearers that are one person, body or place.

    Attributes:
        name: The fullest of their names, in the spelling of most articles.
        label: The label of most articles.
        members: In the order of their entity ids.
    """

    name: str
    label: str
    members: tuple[Member, ...]


def resolve(bearers: Iterable[Bearer], guess: bool = False) -> list[Group]:
    """The bearers of one family of names, parted into those that are one.

    The outcome is the same in whatever order they come. Groups are in the order of their first
    entity ids.

    Args:
        bearers: Of the names of the family; all of them.
        guess: Acronyms of two or three letters are taken for the one name that they fit, though no
            article has both.
    """
    named: dict[Node, list[Bearer]] = defaultdict(list)
    for bearer in sorted(bearers, key=lambda bearer: bearer.entity_id):
        named[kind_of(bearer.label), bearer.name].append(bearer)
    family = _Family(named, guess)
    family.join_firm()
    family.join_leaning()
    groups = [_group(cluster) for cluster in family.clusters()]
    return sorted(groups, key=lambda group: group.members[0].bearer.entity_id)


def pair_score(a: Bearer, b: Bearer) -> float | None:
    """How sure it is that two bearers are one, where nothing else is known.

    From 0.5 on they are held for one; None where their names cannot be one bearer's. Symmetric.
    """
    groups = resolve((a, b), guess=True)
    if len(groups) == 1:
        return min(member.score for member in groups[0].members)
    found = akin(a.name, a.label, b.name, b.label)
    return None if found is None else min(found, ENOUGH / 2)


class _Family:
    """The names of a family, and the clusters that their units are in."""

    def __init__(self, named: Mapping[Node, Sequence[Bearer]], guess: bool) -> None:
        self.named = named
        self.guess = guess
        self.pairs = _pairs(named)
        self.fuller = {node: _fuller(node, self.pairs[node]) for node in named}
        self.at: dict[int, Cluster] = {}
        self.open: set[int] = set()
        self.units: dict[Node, list[Unit]] = {}

    def clusters(self) -> list[Cluster]:
        """The clusters that there are."""
        return list({id(cluster): cluster for cluster in self.at.values()}.values())

    def place(self, node: Node, units: list[Unit]) -> None:
        """Makes a cluster of each unit of a name."""
        self.units[node] = units
        for unit in units:
            self.at[id(unit)] = Cluster(unit)

    def merge(self, into: Cluster, other: Cluster, evidence: Evidence, score: float) -> None:
        """Makes one cluster of two."""
        into.add(other, evidence, score)
        for unit in other.units:
            self.at[id(unit)] = into

    def join_firm(self) -> None:
        """The names that lean on no other, and those that say the same."""
        for node, bearers in self.named.items():
            if not self.fuller[node]:
                self.place(node, self._alone(node, bearers))
        self._join_places()
        self._join(node for node in self.named if not self.fuller[node])

    def _is_generic(self, node: Node) -> bool:
        """Whether it is the name of a body of every country; names alone are held for one."""
        return not self.guess and scope_of(*node) is not None

    def _alone(self, node: Node, bearers: Sequence[Bearer]) -> list[Unit]:
        """The bearers of a name by itself."""
        return apart(bearers) if self._is_generic(node) else _units(node, bearers)

    def _join_places(self) -> None:
        """What is one place by its id is one, whatever it is called."""
        first: dict[tuple[str, ...], Cluster] = {}
        for cluster in sorted(self.clusters(), key=lambda each: each.order):
            for place in sorted(cluster.places):
                if place[0] == "geonames" and first.setdefault(place, cluster) is not cluster:
                    self.merge(first[place], cluster, "place", _PLACE)

    def _join(self, nodes: Iterable[Node]) -> None:
        """Joins units of names that say the same, the likeliest first."""
        among = set(nodes)
        edges: list[_Edge] = []
        for node in among:
            for other, found in self.pairs[node].items():
                if node < other and other in among and found.score >= ENOUGH and not found.leans:
                    edges.extend(
                        (-found.score, one.order, two.order, one, two, found)
                        for one, two in self._meeting(node, other)
                    )
        for *_, one, two, found in sorted(edges, key=lambda edge: edge[:3]):
            self._try(one, two, found)

    def _meeting(self, node: Node, other: Node) -> Iterable[tuple[Unit, Unit]]:
        """The units of two names that can be one."""
        if not (self._is_generic(node) or self._is_generic(other)):
            return product(self.units[node], self.units[other])
        return meetings(
            *(
                [
                    (unit, self.at[id(unit)])
                    for unit in self.units[each]
                    if id(unit) not in self.open
                ]
                for each in (node, other)
            )
        )

    def _try(self, one: Unit, two: Unit, found: Likeness) -> None:
        first, second = sorted((self.at[id(one)], self.at[id(two)]), key=lambda each: each.order)
        if first is second or conflict(first, second):
            return
        if self._is_open(one) and self._is_open(two) and not _is_proved(first, second):
            return
        self.merge(first, second, found.evidence, found.score)

    def _is_open(self, unit: Unit) -> bool:
        node = kind_of(unit.label), unit.name
        return bool(self.fuller[node]) and stands_for_many(node)

    def join_leaning(self) -> None:
        """The names that lean on a fuller one, the fuller of them first."""
        leaning = sorted((node for node in self.named if self.fuller[node]), key=_fullness)
        for node in leaning:
            self._lean(node)
        self._join(leaning)

    def _lean(self, node: Node) -> None:
        found: dict[int, tuple[Cluster, Likeness]] = {}
        near: dict[str, dict[int, tuple[Cluster, Likeness]]] = defaultdict(dict)
        for other in sorted(self.fuller[node], key=lambda n: (-self.pairs[node][n].score, n)):
            for unit in self.units.get(other, ()):
                cluster = self.at[id(unit)]
                known = cluster, self.pairs[node][other]
                if not self._is_generic(other):
                    found.setdefault(id(cluster), known)
                    continue
                for story in unit.stories:
                    near[story].setdefault(id(cluster), known)
        candidates = sorted(found.values(), key=lambda each: each[0].order)
        if self._is_generic(node):
            self._lean_generic(node, [cluster for cluster, _ in candidates])
            return
        left: list[Bearer] = []
        units: list[Unit] = []
        alone: list[Unit] = []
        for unit in _parts(node, self.named[node], len(candidates) + len(near)):
            cluster = Cluster(unit)
            here = {key: known for each in unit.stories for key, known in near[each].items()}
            more = [here[key] for key in here.keys() - found.keys()]
            able = [*candidates, *sorted(more, key=lambda each: each[0].order)]
            choice = choose(cluster, able, stands_for_many(node), self.guess)
            if choice is None:
                left.extend(unit.bearers)
                alone.append(unit)
                continue
            units.append(unit)
            self.at[id(unit)] = choice[0]
            choice[0].add(cluster, *choice[1:])
        if left and not stands_for_many(node):
            alone = _units(node, left)
        for unit in alone:
            self.at[id(unit)] = Cluster(unit)
        self.units[node] = [*units, *alone]

    def _lean_generic(self, node: Node, candidates: Sequence[Cluster]) -> None:
        """A body of every country joins that of its story or of its article's country."""
        units: list[Unit] = []
        left: list[Bearer] = []
        for unit in parts(self.named[node], candidates):
            choice, could_be_several = choose_body(unit, candidates)
            if choice is not None:
                units.append(unit)
                choice[0].add(Cluster(unit), *choice[1:])
                self.at[id(unit)] = choice[0]
            elif could_be_several:
                lone = [unit_of([bearer]) for bearer in unit.bearers]
                self.open.update(map(id, lone))
                units.extend(lone)
            else:
                left.extend(unit.bearers)
        units.extend(apart(left))
        for unit in units:
            self.at.setdefault(id(unit), Cluster(unit))
        self.units[node] = units


def _is_proved(one: Cluster, other: Cluster) -> bool:
    """Whether more than the names makes them one."""
    if one.kind == "body" and not one.traits.lands.isdisjoint(other.traits.lands):
        return True
    return proof(one, other) is not None


def _parts(node: Node, bearers: Sequence[Bearer], candidates: int) -> list[Unit]:
    """The bearers of a name that leans: what is decided of together."""
    if candidates > 1 or stands_for_many(node):
        return components(bearers)
    return _units(node, bearers)


def _units(node: Node, bearers: Sequence[Bearer]) -> list[Unit]:
    """The bearers of a name by itself."""
    if node[0] in ("place", "people"):
        return localities(bearers)
    if _is_common_alone(node):
        return components(bearers)
    return senses(bearers)


def _is_common_alone(node: Node) -> bool:
    """A surname that many have: `Smith`."""
    person = read_person(node[1]) if node[0] == "person" else None
    return person is not None and person.is_bare and is_common(person.core)


def stands_for_many(node: Node) -> bool:
    """Whether the name says little by itself: one word, an acronym, `Ministry of Defense`."""
    if node[0] == "person":
        person = read_person(node[1])
        return person is not None and person.is_bare
    body = read_body(node[1])
    return bool(body.letters) or is_generic(body)


@lru_cache(maxsize=65536)
def _fullness(node: Node) -> tuple[int, int, Node]:
    """The fuller names first: by their words, without titles, then by their letters."""
    person = read_person(node[1]) if node[0] == "person" else None
    if person is not None:
        words = (*person.words, person.generation) if person.generation else person.words
        return -len(words), -sum(map(len, words)), node
    body = read_body(node[1])
    return -len(body.heavy) - len(body.owners) - len(body.light), -len(body.plain), node


def _fuller(node: Node, others: Mapping[Node, Likeness]) -> frozenset[Node]:
    """The names that it leans on: those that leave less open."""
    return frozenset(
        other
        for other, found in others.items()
        if found.leans and _fullness(other) < _fullness(node)
    )


def _pairs(named: Mapping[Node, Sequence[Bearer]]) -> Pairs:
    found: dict[Node, dict[Node, Likeness]] = {node: {} for node in named}
    for one, other in _candidates(named):
        alike = likeness(one[1], one[0], other[1], other[0])
        if alike is not None:
            found[one][other] = found[other][one] = alike
    return found


def _candidates(named: Mapping[Node, Sequence[Bearer]]) -> Iterator[tuple[Node, Node]]:
    """Pairs of names that share a key, with the names of most articles where many do."""
    nodes = sorted(named, key=lambda node: (-len(named[node]), node))
    if len(nodes) <= _FEW:
        yield from ((a, b) for at, a in enumerate(nodes) for b in nodes[:at])
        return
    blocks: dict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        for key in keys(node[1], named[node][0].label):
            blocks[key].append(node)
    for block in blocks.values():
        for at, node in enumerate(block):
            yield from ((node, other) for other in block[: min(at, _ANCHORS)])


def _group(cluster: Cluster) -> Group:
    name, label = _called(cluster)
    members: list[Member] = []
    for unit in cluster.units:
        evidence, score = cluster.reasons.get(id(unit), ("name", _NAME))
        if unit.name == name:
            evidence, score = "name", max(score, _NAME)
        if unit.place is not None and unit.place[0] == "geonames":
            evidence, score = "place", _PLACE
        members.extend(Member(bearer, evidence, score) for bearer in unit.bearers)
    members.sort(key=lambda member: member.bearer.entity_id)
    return Group(name, label, tuple(members))


def _called(cluster: Cluster) -> tuple[str, str]:
    """The name and label of most articles; a fuller name where there is one."""
    names: dict[str, int] = defaultdict(int)
    mentions: dict[str, int] = defaultdict(int)
    labels: dict[str, int] = defaultdict(int)
    for unit in cluster.units:
        names[unit.name] += unit.size
        for bearer in unit.bearers:
            labels[bearer.label] += 1
            mentions[bearer.name] += bearer.mentions
    label = min(labels, key=lambda each: (-labels[each], each))
    if kind_of(label) == "place" and all(map(is_people, names)):
        # Articles that have `Russian` by itself, and `Russia` somewhere.
        for unit in cluster.units:
            for bearer in unit.bearers:
                for form in bearer.forms:
                    names[form] += 1
    kinds = {unit.name: kind_of(unit.label) for unit in cluster.units}

    def order(name: str) -> tuple[int, bool, int, int, str]:
        kind = kinds.get(name, "place")
        often = -names[name], -mentions[name], name
        if kind in ("place", "people"):
            return is_people(name), name.isupper() and "." not in name, *often
        return _shortness(name, kind, names), False, *often

    return min(names, key=order), label


def _shortness(name: str, kind: Kind, names: Iterable[str]) -> int:
    """How much less than its full form a name is: initials, a surname alone, an acronym."""
    if _is_short(name, kind, names) or scope_of(kind, name):
        return 2
    person = read_person(name) if kind == "person" else None
    return int(person is not None and len(max(person.given, key=len)) == 1)


def _is_short(name: str, kind: Kind, names: Iterable[str]) -> bool:
    """Whether it is a surname alone, or an acronym of another of the names."""
    if kind == "person":
        return stands_for_many((kind, name))
    found = (likeness(name, kind, other, kind) for other in names if other != name)
    return bool(read_body(name).letters) and any(
        each is not None and each.evidence == "acronym" for each in found
    )
