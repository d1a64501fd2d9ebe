"""Rows of the tables identities and identity_members from a group of bearers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from schemas.rows import IdentitiesRow, IdentityAliasRow, IdentityMembersRow
from transforms.link.identities.bearers import Bearer
from transforms.link.identities.names import keys
from transforms.link.identities.resolving import Group


def identity_row(
    group: Group,
    identity_id: str,
    family: str,
    former_ids: Sequence[str] = (),
    wikidata_id: str | None = None,
) -> IdentitiesRow:
    """The row of a group in identities.

    Args:
        group: As `resolve` gives it.
        identity_id: Its id.
        family: Of its names.
        former_ids: Ids that it had before.
        wikidata_id: Its item in Wikidata, where it is known.
    """
    bearers = [member.bearer for member in group.members]
    first, last = _span(bearer.published_at for bearer in bearers)
    country, place = _place(bearers)
    names = sorted({(bearer.name, bearer.label) for bearer in bearers})
    return {
        "identity_id": identity_id,
        "name": group.name,
        "label": group.label,
        "aliases": aliases(bearers),
        "articles": len({bearer.article_id for bearer in bearers}),
        "mentions": sum(bearer.mentions for bearer in bearers),
        "first_seen": first,
        "last_seen": last,
        "country_code": country,
        "geonames_id": place,
        "wikidata_id": wikidata_id,
        "former_ids": sorted(set(former_ids) - {identity_id}),
        "names": [
            {"name": name, "label": label, "keys": list(keys(name, label))} for name, label in names
        ],
        "family": family,
    }


def member_rows(group: Group, identity_id: str) -> list[IdentityMembersRow]:
    """The rows of a group in identity_members, in the order of their entity ids."""
    return [
        {
            "entity_id": member.bearer.entity_id,
            "article_id": member.bearer.article_id,
            "identity_id": identity_id,
            "name": member.bearer.name,
            "label": member.bearer.label,
            "evidence": member.evidence,
            "score": round(member.score, 4),
        }
        for member in group.members
    ]


def aliases(bearers: Iterable[Bearer]) -> list[IdentityAliasRow]:
    """Every form that they are printed in, that of most articles first."""
    times: dict[str, dict[str, datetime | None]] = defaultdict(dict)
    for bearer in bearers:
        for form in {bearer.name, *bearer.forms}:
            times[form][bearer.article_id] = bearer.published_at
    rows: list[IdentityAliasRow] = []
    for form in sorted(times, key=lambda form: (-len(times[form]), form)):
        first, last = _span(times[form].values())
        rows.append(
            {"text": form, "articles": len(times[form]), "first_seen": first, "last_seen": last}
        )
    return rows


def _span(times: Iterable[datetime | None]) -> tuple[datetime | None, datetime | None]:
    known = [time for time in times if time is not None]
    return (min(known), max(known)) if known else (None, None)


def _place(bearers: Iterable[Bearer]) -> tuple[str | None, int | None]:
    """The country and the id in GeoNames that most of them have."""
    countries: dict[str, int] = defaultdict(int)
    places: dict[int, int] = defaultdict(int)
    for bearer in bearers:
        if bearer.country_code is not None:
            countries[bearer.country_code] += 1
        if bearer.geonames_id is not None:
            places[bearer.geonames_id] += 1
    country = min(countries, key=lambda each: (-countries[each], each), default=None)
    place = min(places, key=lambda each: (-places[each], each), default=None)
    return country, place
