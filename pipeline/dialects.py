"""Writes the views in the dialects of other engines, from `views.sql` beside this module.

Run as `python -m pipeline.dialects`; `--check` fails when a file differs from what this would
write. It needs sqlglot, which comes with the tools of development.
"""

import re
import sys
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

import sqlglot
from sqlglot.errors import ErrorLevel

from pipeline.views import statements, views_text
from schemas.generate import main

FOLDER = Path(__file__).parent.parent / "deploy" / "views"

#: Each dialect, and what its views need.
DIALECTS: Mapping[str, str] = {
    "bigquery": """\
Google BigQuery. They look for the tables in the default dataset of the session: external tables
over the folders, with hive partitions and enable_list_inference.""",
    "spark": """\
Apache Spark 4.1 or later (WITH RECURSIVE); run with 4.3. They look for the tables as views of their
names: spark.read.parquet(folder).createOrReplaceTempView(name).""",
}
_COMMENT = re.compile(r"((?:^--.*\n)+)CREATE OR REPLACE VIEW (\w+)", re.MULTILINE)


def outputs() -> Mapping[Path, str]:
    """Every generated file and its text."""
    return {FOLDER / f"{dialect}.sql": in_dialect(dialect) for dialect in DIALECTS}


def in_dialect(dialect: str) -> str:
    """All views in a dialect.

    Raises:
        sqlglot.errors.UnsupportedError: The dialect lacks something that a view is written with.
    """
    return (
        textwrap.indent(DIALECTS[dialect], "-- ") + "\n"
        "-- Generated from pipeline/views.sql by `python -m pipeline.dialects`.\n\n"
        + "\n".join(_statements(dialect))
    )


def _statements(dialect: str) -> Iterator[str]:
    comments = {found[2]: found[1] for found in _COMMENT.finditer(views_text())}
    for name, statement in statements().items():
        (written,) = sqlglot.transpile(
            statement,
            read="duckdb",
            write=dialect,
            pretty=True,
            unsupported_level=ErrorLevel.RAISE,
        )
        if dialect == "spark":
            written = written.replace("CREATE OR REPLACE VIEW", "CREATE OR REPLACE TEMPORARY VIEW")
        yield f"{comments[name]}{written};\n"


if __name__ == "__main__":
    sys.exit(main(outputs(), "python -m pipeline.dialects", sys.argv[1:]))
