"""Names that are printed differently and name the same: acronyms, countries, peoples, short forms.

People are not looked at here, but in `people.py`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from transforms.analyse.attributions import Span
from transforms.analyse.gazetteer import Candidate, peoples_named, places_named
from transforms.analyse.lexicons import noun_kinds
from transforms.analyse.wordforms import singular

#: `Institute of International Relations (IIR)`: what may stand behind a name.
_BRACKETED = re.compile(r"\s?\((?:the\s)?([A-Z][A-Za-z&-]{1,9})\)")
#: An acronym by itself, which has lost its points.
_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,6}")
_POINTS = re.compile(r"[.\s]")
#: Labels of bodies: what may have an acronym, and be shortened.
_BODIES = frozenset(("ORG", "GPE", "FAC", "EVENT", "LAW"))
#: A name of more words is none that is shortened.
_LONGEST = 10
#: Words that no name is shortened to.
_TOO_COMMON = frozenset(("the", "new", "north", "south", "east", "west", "united", "national"))


class Cluster(NamedTuple):
    """What a name is taken for: its label, and the name that all of one cluster share."""

    label: str
    key: str


def folded_case(name: str) -> str:
    """The name in small letters with single spaces: what is compared."""
    return " ".join(name.casefold().split())


def acronym_spans(text: str, bodies: Iterable[Span]) -> Iterator[Span]:
    """Every place of an acronym that the text puts in brackets behind the name of its body."""
    found: dict[str, None] = {}
    for span in bodies:
        if acronym := _bracketed_acronym(text, span):
            found[acronym] = None
    if found:
        for match in re.finditer(rf"(?<![\w-])(?:{'|'.join(map(re.escape, found))})(?!\w)", text):
            yield Span(*match.span())


def alias_clusters(
    text: str, spans: Sequence[Span], clusters: Sequence[Cluster | None]
) -> list[Cluster | None]:
    """The clusters, those of one thing made one: the one that is printed most fully.

    Args:
        text: The article.
        spans: Its names.
        clusters: What each is taken for; None where it is not resolved.
    """
    printed: dict[Cluster, list[Span]] = defaultdict(list)
    for span, cluster in zip(spans, clusters, strict=True):
        if cluster is not None and cluster.label != "PERSON":
            printed[cluster].append(span)
    forms = {cluster: spans[0].of(text) for cluster, spans in printed.items()}
    same: dict[Cluster, Cluster] = {}
    for found in (
        _bracketed(text, printed),
        _acronyms(forms),
        _countries(forms),
        _peoples(forms),
        _shortened(forms),
    ):
        for short, full in found.items():
            if _root(same, short) != _root(same, full):
                same[_root(same, short)] = _root(same, full)
    return [cluster and _root(same, cluster) for cluster in clusters]


def _root(same: Mapping[Cluster, Cluster], cluster: Cluster) -> Cluster:
    while cluster in same:
        cluster = same[cluster]
    return cluster


def _bracketed(text: str, printed: Mapping[Cluster, Sequence[Span]]) -> dict[Cluster, Cluster]:
    """Acronyms in brackets behind the name whose initials they are."""
    by_key = {cluster.key: cluster for cluster in printed}
    found: dict[Cluster, Cluster] = {}
    for cluster, spans in printed.items():
        for span in spans:
            acronym = _bracketed_acronym(text, span)
            short = by_key.get(folded_case(acronym)) if acronym else None
            if short is not None:
                found[short] = cluster
    return found


def _bracketed_acronym(text: str, span: Span) -> str | None:
    """What stands in brackets behind a name and is its initials."""
    match = _BRACKETED.match(text, span.end)
    return match[1] if match and match[1].casefold() in _initials(span.of(text)) else None


def _acronyms(forms: Mapping[Cluster, str]) -> dict[Cluster, Cluster]:
    """Acronyms that are the initials of just one other name of the article, of the same label."""
    owners: dict[tuple[str, str], set[Cluster]] = defaultdict(set)
    for cluster, form in forms.items():
        if cluster.label in _BODIES and " " in form:
            for initials in _initials(form):
                owners[cluster.label, initials].add(cluster)
    return dict(
        _only(
            (cluster, owners[cluster.label, bare.casefold()])
            for cluster, form in forms.items()
            if cluster.label in _BODIES and _nation(form) is None
            for bare in [_POINTS.sub("", form)]
            if _ACRONYM.fullmatch(bare)
        )
    )


def _initials(name: str) -> tuple[str, str]:
    """Of all words, and of the capitalised ones."""
    words = re.findall(r"[^\W_]+", name)
    return (
        "".join(word[0] for word in words).casefold(),
        "".join(word[0] for word in words if word[0].isupper()).casefold(),
    )


def _countries(forms: Mapping[Cluster, str]) -> dict[Cluster, Cluster]:
    """`U.S.`, `America` and `United States`: names of one country, by the gazetteer."""
    first: dict[Candidate, Cluster] = {}
    found: dict[Cluster, Cluster] = {}
    by_length = sorted(forms, key=lambda cluster: -len(forms[cluster]))
    for cluster in by_length:
        country = _nation(forms[cluster]) if cluster.label == "GPE" else None
        if country is not None and first.setdefault(country, cluster) != cluster:
            found[cluster] = first[country]
    return found


def _nation(name: str) -> Candidate | None:
    """The one country or region of that name; none where a large city shares it."""
    nations = [each for each in places_named(name) if not each.is_city]
    return nations[0] if len(nations) == 1 and nations[0].country else None


def _peoples(forms: Mapping[Cluster, str]) -> dict[Cluster, Cluster]:
    """Peoples and their adjectives: of the country where that is named, else of one another."""
    countries = {
        nation.country: cluster
        for cluster, form in forms.items()
        if cluster.label == "GPE" and (nation := _nation(form)) and nation.region is None
    }
    first: dict[tuple[Candidate, ...], Cluster] = {}
    found: dict[Cluster, Cluster] = {}
    for cluster, form in forms.items():
        people = peoples_named(form) if cluster.label == "NORP" else ()
        people = tuple(each for each in people if each.country)  # Europeans are of none
        if len(people) == 1 and people[0].region is None and people[0].country in countries:
            found[cluster] = countries[people[0].country]
        elif people and first.setdefault(people, cluster) != cluster:
            found[cluster] = first[people]
        elif not people and cluster.key.endswith("s"):
            one = Cluster("NORP", cluster.key[:-1])
            if one in forms:
                found[cluster] = one
    return found


def _shortened(forms: Mapping[Cluster, str]) -> dict[Cluster, Cluster]:
    """`Lehman` of `Lehman Brothers`: the first words of just one longer name of the label.

    And `Foreign Ministry` of `Russian Foreign Ministry`.
    """
    owners: dict[Cluster, set[Cluster]] = defaultdict(set)
    for cluster, form in forms.items():
        words = form.split()
        if cluster.label == "ORG" and len(words) <= _LONGEST:
            for end in range(1, len(words)):
                owners[Cluster("ORG", folded_case(" ".join(words[:end])))].add(cluster)
            if len(words) > 2 and peoples_named(words[0]):
                owners[Cluster("ORG", folded_case(" ".join(words[1:])))].add(cluster)
    return dict(
        _only(
            (cluster, owners[cluster])
            for cluster, form in forms.items()
            if cluster.label == "ORG" and cluster in owners and not _is_common(form)
        )
    )


def _is_common(name: str) -> bool:
    lower = name.lower()
    return lower in _TOO_COMMON or singular(lower) in noun_kinds() or bool(peoples_named(name))


def _only(
    pairs: Iterable[tuple[Cluster, set[Cluster]]],
) -> Iterator[tuple[Cluster, Cluster]]:
    """Those that could be of one other only."""
    for cluster, owners in pairs:
        others = owners - {cluster}
        if len(others) == 1:
            yield cluster, next(iter(others))
