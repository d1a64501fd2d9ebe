"""Ids of Wikidata, from a file that the user supplies.

The file is a table of items with their names, one item a line or more:

- TSV or CSV with a head (`.tsv`, `.csv`), or JSON objects one a line (`.jsonl`, `.ndjson`);
- `item`: the id (`Q7747`), or its address (`http://www.wikidata.org/entity/Q7747`);
- `name` or `label`: its name; `aliases`, if there are: other names, parted by `|`, or a list;
- `type`, if there is: person, organization, place or nationality, or an OntoNotes label (PERSON,
  ORG, GPE, …). An item without a type may be anything.

An identity has the id of an item where one of its names is that item's, and none of them another
item's.
"""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from transforms.analyse.gazetteer import folded
from transforms.errors import UsageError
from transforms.link.identities.names import Kind, kind_of
from transforms.link.identities.resolving import Group, stands_for_many

_ITEM = re.compile(r"(?:https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d{0,11})")
_KINDS: Mapping[str, Kind] = {
    "human": "person",
    "organization": "body",
    "organisation": "body",
    "company": "body",
    "place": "place",
    "country": "place",
    "city": "place",
    "nationality": "people",
    **{label.lower(): kind_of(label) for label in ("PERSON", "ORG", "GPE", "LOC", "NORP")},
}


@dataclass(frozen=True)
class Items:
    """The items of a file by their folded names, each with the kind of thing it is, if known."""

    named: Mapping[str, frozenset[tuple[str, Kind | None]]]

    def of(self, group: Group) -> str | None:
        """The one item that has a name of the group; None where there is none, or several.

        Surnames, acronyms and other names of many things are looked up only where the group has
        no other.
        """
        printed = {(member.bearer.name, member.bearer.label) for member in group.members}
        telling = {each for each in printed if not stands_for_many((kind_of(each[1]), each[0]))}
        kinds = {kind_of(label) for _, label in printed}
        found = {
            item
            for name, _ in telling or printed
            for item, kind in self.named.get(folded(name), ())
            if kind is None or kind in kinds
        }
        return found.pop() if len(found) == 1 else None


def read_items(path: str | Path) -> Items:
    """The items of a file.

    Raises:
        UsageError: `usage.option`: the file cannot be read, or is not in one of the formats.
    """
    path = Path(path)
    named: dict[str, set[tuple[str, Kind | None]]] = defaultdict(set)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for at, row in _rows(path, file):
                item, names, kind = _item(row, f"{path}, line {at}")
                for name in names:
                    if key := folded(name):
                        named[key].add((item, kind))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _unusable(f"{path}: {error}") from error
    return Items({name: frozenset(items) for name, items in named.items()})


def _rows(path: Path, file: Iterable[str]) -> Iterator[tuple[int, Mapping[str, object]]]:
    """The rows by the names of their columns, each with its line."""
    if path.suffix in (".jsonl", ".ndjson"):
        for at, line in enumerate(file, 1):
            if line.strip():
                yield at, _object(line, f"{path}, line {at}")
        return
    if path.suffix not in (".tsv", ".csv"):
        raise _unusable(f"{path}: its name ends in none of .tsv, .csv, .jsonl and .ndjson")
    reader = csv.DictReader(file, delimiter="," if path.suffix == ".csv" else "\t")
    head = set(reader.fieldnames or ())
    if "item" not in head or head.isdisjoint(("name", "label")):
        raise _unusable(f"{path}: its head has no `item`, or neither `name` nor `label`")
    for row in reader:
        if None in row:
            raise _unusable(f"{path}, line {reader.line_num}: more fields than the head has")
        yield reader.line_num, row


def _object(line: str, where: str) -> Mapping[str, object]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _unusable(f"{where}: no JSON: {error}") from error
    if not isinstance(row, dict):
        raise _unusable(f"{where}: no JSON object")
    return row


def _item(row: Mapping[str, object], where: str) -> tuple[str, list[str], Kind | None]:
    item = row.get("item")
    match = _ITEM.fullmatch(item.strip()) if isinstance(item, str) else None
    if match is None:
        raise _unusable(f"{where}: {item!r} is no item of Wikidata")
    names = [*_texts(row.get("name"), where), *_texts(row.get("label"), where)]
    if not names:
        raise _unusable(f"{where}: {match[1]} has no name")
    aliases = row.get("aliases")
    parted = aliases.split("|") if isinstance(aliases, str) else aliases or []
    if not isinstance(parted, list):
        raise _unusable(f"{where}: aliases are neither text nor a list")
    for alias in parted:
        names.extend(_texts(alias, where))
    kinds = _texts(row.get("type"), where)
    if kinds and kinds[0].lower() not in _KINDS:
        raise _unusable(f"{where}: {kinds[0]!r} is none of the types {', '.join(_KINDS)}")
    return match[1], names, _KINDS[kinds[0].lower()] if kinds else None


def _texts(value: object, where: str) -> list[str]:
    """The value as a list of one text, or of none."""
    if value is not None and not isinstance(value, str):
        raise _unusable(f"{where}: {value!r} is no text")
    return [value.strip()] if value and value.strip() else []


def _unusable(message: str) -> UsageError:
    return UsageError("usage.option", message)
