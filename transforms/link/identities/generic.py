"""Bodies that every country or town has one of: `Defence Ministry`, `Supreme Court`, `police`.

Such a name tells whose body it is only by its article: by the body of a country that its story
has, or by the country that the article is set in. Otherwise it is apart from all others.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import permutations
from typing import Literal

from transforms.link.identities.bearers import Bearer
from transforms.link.identities.body_names import read_body, words_of
from transforms.link.identities.clusters import Cluster
from transforms.link.identities.likeness import Evidence
from transforms.link.identities.names import Kind
from transforms.link.identities.senses import Unit, unit_of

#: How sure it is whose body a name is: the only one of its story, the one of its article's country.
_STORY, _SETTING = 0.85, 0.75
#: Longer names tell whose body it is.
_MOST = 5

Scope = Literal["country", "story"]
Choice = tuple[Cluster, Evidence, float]


@lru_cache(maxsize=65536)
def scope_of(kind: Kind, name: str) -> Scope | None:
    """Where a body of that name is the only one: in its country, or its story; None of others."""
    if kind not in ("body", "thing"):
        return None
    body = read_body(name)
    heavy = set(body.heavy)
    if body.owners or body.numbers or not 0 < len(heavy) <= _MOST:
        return None
    joined = {"-".join(each) for count in (2, 3) for each in permutations(body.heavy, count)}
    if joined & words_of("known"):
        return None
    national = words_of("national") & (heavy | joined)
    local = words_of("local") & heavy
    if not (national or local):
        return None
    if not heavy - words_of("national") - words_of("local") <= words_of("common"):
        return None
    if "department" in heavy and heavy & words_of("american"):
        return None
    return "country" if national else "story"


def setting_of(bearer: Bearer) -> str | None:
    """The country whose body it is taken for, where it is one that a country has one of."""
    return bearer.setting if scope_of("body", bearer.name) == "country" else None


def apart(bearers: Sequence[Bearer]) -> list[Unit]:
    """Bearers of one such name that are one: of articles set in one country, else of one story."""
    by_country: dict[str, set[str]] = defaultdict(set)
    for bearer in bearers:
        if bearer.story_id is not None and (setting := setting_of(bearer)):
            by_country[bearer.story_id].add(setting)
    found: dict[tuple[str | None, str | None], list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        settings = by_country.get(_story(bearer), set())
        setting = setting_of(bearer) or (min(settings) if len(settings) == 1 else None)
        found[setting, None if setting else _story(bearer)].append(bearer)
    units = [_unit(each, setting) for (setting, _), each in found.items()]
    return sorted(units, key=lambda unit: unit.order)


def _story(bearer: Bearer) -> str:
    return bearer.story_id or bearer.article_id


def _unit(bearers: Iterable[Bearer], setting: str | None) -> Unit:
    unit = unit_of(bearers)
    if setting is not None:
        unit.traits.lands.add(setting)
    return unit


def parts(bearers: Sequence[Bearer], candidates: Sequence[Cluster]) -> list[Unit]:
    """Bearers of one such name that are decided of together.

    Those of one story and country, beside the same bodies that their articles name in full.
    """
    beside: dict[str, list[int]] = defaultdict(list)
    for at, cluster in enumerate(candidates):
        for article_id in cluster.articles:
            beside[article_id].append(at)
    found: dict[tuple[str | None, str, tuple[int, ...]], list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        named = tuple(beside.get(bearer.article_id, ()))
        found[setting_of(bearer), _story(bearer), named].append(bearer)
    units = [_unit(each, setting) for (setting, *_), each in found.items()]
    return sorted(units, key=lambda unit: unit.order)


def choose_body(short: Unit, candidates: Sequence[Cluster]) -> tuple[Choice | None, bool]:
    """The body that such a name is, if any; and whether it could be several of its story."""
    setting = next(iter(short.traits.lands), None)
    articles = short.articles
    here = [each for each in candidates if not each.stories.isdisjoint(short.stories)]
    beside = [each for each in candidates if not each.articles.isdisjoint(articles)]
    able = [each for each in here if setting is None or _land(each) in (None, setting)]
    if len(able) > 1 and setting is not None:
        able = [each for each in able if owners_of(each) == {f"@{setting}"}]
    if len(able) == 1 and able[0] not in beside:
        return (able[0], "story", _STORY), False
    if setting is not None and not able:
        able = [each for each in candidates if owners_of(each) == {f"@{setting}"}]
        if len(able) == 1 and able[0] not in beside:
            return (able[0], "place", _SETTING), False
    return None, bool(beside) or (setting is None and len(here) > 1)


def owners_of(cluster: Cluster) -> set[str]:
    """Whose body it is, by its names."""
    return {owner for _, name in cluster.names for owner in read_body(name).owners}


def _land(cluster: Cluster) -> str | None:
    """The country of the body, of a region of it too."""
    lands = {owner[1:3] for owner in owners_of(cluster) if owner not in ("@UN", "@EU")}
    return min(lands) if len(lands) == 1 else None


def meetings(
    units: Iterable[tuple[Unit, Cluster]], others: Iterable[tuple[Unit, Cluster]]
) -> Iterator[tuple[Unit, Unit]]:
    """Units of two such names that one story or one country has, each cluster once."""
    ours, theirs = _places(units), _places(others)
    seen: set[tuple[int, int]] = set()
    for place in ours.keys() & theirs.keys():
        for one_id, one in ours[place].items():
            for two_id, two in theirs[place].items():
                if one_id != two_id and (one_id, two_id) not in seen:
                    seen.add((one_id, two_id))
                    yield one, two


def _places(units: Iterable[tuple[Unit, Cluster]]) -> dict[Hashable, dict[int, Unit]]:
    found: dict[Hashable, dict[int, Unit]] = defaultdict(dict)
    for unit, cluster in units:
        lands: Collection[str] = unit.traits.lands if scope_of("body", unit.name) else ()
        for place in (*(("story", each) for each in unit.stories), *(("land", x) for x in lands)):
            found[place].setdefault(id(cluster), unit)
    return found
