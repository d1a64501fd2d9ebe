"""Whom the articles of a cluster have a claim from: copies and common sources count once.

A hundred copies of an agency's report are one source, and so are three articles that cite one
channel. Two outlets that each quote the minister are two: the speaker is one, but they are two
witnesses to the words, unless the one copies or rewrites the other, or both name the outlet or
the document that they have them from. A source without a name (`officials`) is nobody in common.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from anyascii import anyascii

from transforms.link.claims.comparison import age
from transforms.link.claims.statement import Statement
from transforms.link.claims.words import find_words
from transforms.link.components import UnionFind

#: What articles are joined by: an article, a relay, an identity, and which.
Key = tuple[str, str]

#: Sources that a statement is had from, as against those who make it.
_RELAYS = frozenset(("media", "document", "data"))
#: Words of an outlet's name that are not always printed.
_LOOSE = re.compile(
    r"\b(?:the|tv|channel|television|news|newspaper|network|agency|magazine|radio|online|website)\b"
)


@dataclass(frozen=True)
class Ancestor:
    """A named source that an article has a claim from.

    Attributes:
        name: As printed.
        identity: Who that is over articles; None where it is not known.
        kind: Its source_type.
    """

    name: str
    identity: str | None
    kind: str


@dataclass(frozen=True)
class Origin:
    """Whom a claim is had from.

    Attributes:
        seed: Claims of a cluster that are had from one origin share it.
        name: The common source as named by the earliest article that names one, where another cites
            it too, or all others do; else the outlet of the earliest article; None where the
            article stands by itself.
    """

    seed: str
    name: str | None


def ancestors(
    links: Iterable[Mapping[str, Any]], identities: Mapping[str, str]
) -> dict[str, tuple[Ancestor, ...]]:
    """The named outlets and documents that each claim is had from.

    Args:
        links: Rows of source_links: of `cites` and `via` those that are drawn from a claim.
        identities: The identity_id of each entity_id.
    """
    found: dict[str, list[Ancestor]] = defaultdict(list)
    for link in links:
        if link["relation"] not in ("cites", "via") or link["claim_id"] is None:
            continue
        # `An official told Reuters`: the claim is drawn from the official, and is had from Reuters.
        if link["relation"] == "via" and link["from_type"] == "media":
            _add(found[link["claim_id"]], link, "from", identities)
        if not link["anonymous"]:
            _add(found[link["claim_id"]], link, "to", identities)
    return {claim: tuple(each) for claim, each in found.items() if each}


def _add(
    given: list[Ancestor], link: Mapping[str, Any], end: str, identities: Mapping[str, str]
) -> None:
    name, kind, entity = (link[f"{end}_{each}"] for each in ("name", "type", "entity"))
    if kind in _RELAYS and name:
        each = Ancestor(name, identities.get(entity, entity) if entity else None, kind)
        if each not in given:
            given.append(each)


def origins(
    members: Sequence[Statement],
    copied: Iterable[tuple[str, str]],
    via: Mapping[str, Sequence[Ancestor]],
) -> dict[str, Origin]:
    """The origin of each claim of a cluster.

    Args:
        members: The claims of the cluster.
        copied: Pairs of articles of which the one copies or rewrites the other; articles outside of
            the cluster may stand between.
        via: The named outlets and documents that claims are had from, by claim.
    """
    ordered = sorted(members, key=age)
    groups: UnionFind[Key] = UnionFind()
    for one, other in copied:
        groups.union(("article", one), ("article", other))
    named: dict[str, list[Ancestor]] = defaultdict(list)
    cited = _cited(ordered, via)
    for each in ordered:
        article = ("article", each.article_id)
        for relay in _relays(each, via):
            for key in _keys(relay):
                groups.union(article, key)
            named[each.article_id].append(relay)
        published = ("relay", squashed(each.outlet)) if each.outlet else None
        if published in cited:
            # The outlet that others cite: its article is where they have it from.
            groups.union(article, published)
    return _told(ordered, groups, named)


def squashed(name: str) -> str:
    """The letters of an outlet's name or of its domain, without what is not always printed."""
    plain = anyascii(name).lower()
    if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", plain):
        plain = plain.removeprefix("www.").split(".")[0]
    return re.sub(r"[^a-z0-9]", "", _LOOSE.sub("", plain)) or plain


def _relays(statement: Statement, via: Mapping[str, Sequence[Ancestor]]) -> list[Ancestor]:
    """The named sources that a claim is had from: those of its links, else its own."""
    given = list(via.get(statement.claim_id, ()))
    if not given and statement.source and statement.source_type in _RELAYS:
        given.append(Ancestor(statement.source, statement.speaker_identity, statement.source_type))
    return [each for each in given if each.identity or _is_named(each.name)]


def _is_named(name: str) -> bool:
    """Whether a name says which one it is: `Al Arabiya`, `court records`; not `the report`."""
    words = [word for word in find_words(name, 0, len(name)) if word.weight > 0]
    return any(word.capital for word in words) or len(words) > 1


def _keys(relay: Ancestor) -> list[Key]:
    keys: list[Key] = [("relay", squashed(relay.name))]
    return [*keys, ("identity", relay.identity)] if relay.identity else keys


def _cited(members: Sequence[Statement], via: Mapping[str, Sequence[Ancestor]]) -> frozenset[Key]:
    return frozenset(
        key for each in members for relay in _relays(each, via) for key in _keys(relay)
    )


def _told(
    ordered: Sequence[Statement], groups: UnionFind[Key], named: Mapping[str, Sequence[Ancestor]]
) -> dict[str, Origin]:
    """The origin of each claim, told by the earliest article of its group."""
    group_of = {each.article_id: groups.find(("article", each.article_id)) for each in ordered}
    members: dict[Key, list[Statement]] = defaultdict(list)
    for each in ordered:
        members[group_of[each.article_id]].append(each)
    told = {group: Origin(of[0].article_id, _name(of, named)) for group, of in members.items()}
    return {each.claim_id: told[group_of[each.article_id]] for each in ordered}


def _name(members: Sequence[Statement], named: Mapping[str, Sequence[Ancestor]]) -> str | None:
    """What a group has a claim from, of its claims in order; None of an article by itself.

    A source that a later article names is not where the earliest has it from, unless others have it
    from there too: `Lind told the Herald` stands in the Herald without the name.
    """
    outlets = {each.article_id: each.outlet for each in members}
    relay = next((named[each][0] for each in outlets if named.get(each)), None)
    if relay is not None:
        keys = set(_keys(relay))
        citing = {each for each in outlets if any(keys & {*_keys(r)} for r in named.get(each, ()))}
        own = {each for each, outlet in outlets.items() if outlet and squashed(outlet) in _of(keys)}
        if len(citing) > 1 or citing == outlets.keys() - own:
            return relay.name
    return members[0].outlet if len(outlets) > 1 else None


def _of(keys: set[Key]) -> set[str]:
    return {key[1] for key in keys if isinstance(key, tuple) and key[0] == "relay"}
