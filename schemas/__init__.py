"""What rows look like: one Avro schema a table, and all that is derived from it.

`schemas/*.avsc` is the only place a column is written down. From it come the Arrow schemas of
the Parquet files (`Table.arrow`), the row types that mypy checks (`schemas.rows`, generated), the
data dictionary (`docs/tables.md`, generated) and the validation of Avro payloads (`Table.avro`).
"""

from schemas.tables import PAYLOADS, TABLES, Table, by_name

__all__ = ["PAYLOADS", "TABLES", "Table", "by_name"]
