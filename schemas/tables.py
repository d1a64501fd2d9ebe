"""The tables, read from their Avro schemas."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from importlib import resources
from typing import Any

import pyarrow as pa

_PRIMITIVES: Mapping[str, pa.DataType] = {
    "string": pa.string(),
    "long": pa.int64(),
    "double": pa.float64(),
    "boolean": pa.bool_(),
    "bytes": pa.binary(),
}


@dataclass(frozen=True)
class Table:
    """One table: its Avro schema and what is read off it.

    Beside the Avro standard's own attributes a schema carries `key` (the columns that identify a
    row), `sort` (the order of rows in a file), `partition` (`published` where rows are filed by
    the publication date of their article) and `storage` (`avro` for the payloads of rejects).
    """

    avro: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Name of the table and of its folder."""
        return str(self.avro["name"])

    @property
    def doc(self) -> str:
        """What one row is."""
        return str(self.avro["doc"])

    @property
    def columns(self) -> tuple[str, ...]:
        """Column names, in order."""
        return tuple(field["name"] for field in self.avro["fields"])

    @property
    def defaults(self) -> Mapping[str, Any]:
        """What columns hold in rows that were written before there were such columns."""
        fields = self.avro["fields"]
        return {field["name"]: field["default"] for field in fields if "default" in field}

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that identify a row."""
        return tuple(self.avro["key"])

    @property
    def sort(self) -> tuple[str, ...]:
        """The columns that rows of one file are ordered by."""
        return tuple(self.avro["sort"])

    @property
    def partitioned(self) -> bool:
        """Whether rows are filed in `published=YYYY-MM-DD` folders."""
        return self.avro.get("partition") == "published"

    @cached_property
    def arrow(self) -> pa.Schema:
        """The Arrow schema, with the docs as field metadata."""
        return pa.schema([_arrow_field(field) for field in self.avro["fields"]])

    @cached_property
    def fingerprint(self) -> str:
        """32 hex characters that change when a column's name, type or nullability does."""
        shape = [(f.name, str(f.type), f.nullable) for f in self.arrow]
        return blake2b(json.dumps(shape).encode(), digest_size=16).hexdigest()


def _arrow_field(field: Mapping[str, Any]) -> pa.Field:
    kind, nullable = split_null(field["type"])
    return pa.field(
        field["name"], _arrow_type(kind), nullable=nullable, metadata={"doc": field["doc"]}
    )


def split_null(kind: Any) -> tuple[Any, bool]:
    """The type without its null branch, and whether there was one."""
    if isinstance(kind, list):
        (only,) = [branch for branch in kind if branch != "null"]
        return only, True
    return kind, False


def _arrow_type(kind: Any) -> pa.DataType:
    if isinstance(kind, str):
        return _PRIMITIVES[kind]
    match kind:
        case {"logicalType": "date"}:
            return pa.date32()
        case {"logicalType": "timestamp-micros"}:
            return pa.timestamp("us", tz="UTC")
        case {"type": "array", "items": items}:
            return pa.list_(pa.field("element", _arrow_type(items), nullable=False))
        case {"type": "map", "values": values}:
            return pa.map_(pa.string(), _arrow_type(values))
        case {"type": "record", "fields": fields}:
            return pa.struct([_arrow_field(field) for field in fields])
    raise TypeError(f"no Arrow type for the Avro type {kind!r}")


def _load(name: str) -> Table:
    text = resources.files("schemas").joinpath(f"{name}.avsc").read_text(encoding="utf-8")
    return Table(json.loads(text))


#: The Parquet tables, in the order people meet them.
TABLES: tuple[Table, ...] = tuple(
    _load(name)
    for name in (
        "articles",
        "claims",
        "source_links",
        "entities",
        "mentions",
        "roles",
        "stories",
        "identities",
        "identity_members",
        "claim_links",
        "claim_clusters",
        "signatures",
        "rejects",
        "inputs",
        "runs",
    )
)

#: The Avro files beside the rejects.
PAYLOADS: Table = _load("reject_payloads")

_BY_NAME: Mapping[str, Table] = {table.name: table for table in (*TABLES, PAYLOADS)}


def by_name(name: str) -> Table:
    """The table of that name.

    Raises:
        KeyError: There is none.
    """
    return _BY_NAME[name]
