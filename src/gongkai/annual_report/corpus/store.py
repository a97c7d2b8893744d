"""A finished table to be asked: DuckDB on the Parquet file, nothing copied into memory as a whole."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from gongkai.annual_report.corpus.errors import CorpusError

_NEEDED = frozenset(("file", "organ", "level", "year", "form", "findings", "error", "table3.received.total"))

_VIEW = "CREATE VIEW rows AS SELECT * FROM read_parquet({path})"
_REPORTS = (
    "CREATE VIEW reports AS SELECT * FROM rows WHERE error IS NULL AND organ IS NOT NULL AND year IS NOT NULL "
    "QUALIFY row_number() OVER (PARTITION BY organ, year ORDER BY errors, warnings, file) = 1"
)
_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


@dataclass(frozen=True, slots=True)
class Store:
    """Two views: `rows`, every row of the table; `reports`, one readable report for each organ and year (of copies
    that with the fewest errors)."""

    connection: duckdb.DuckDBPyConnection

    def all(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql, list(values)).fetchall()

    def one(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first column of the first row."""
        return self.all(sql, values)[0][0]


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """The table at that path. Raises CorpusError where there is none, or one that `corpus build` did not make."""
    if not path.is_file():
        raise CorpusError(f"没有文件 {path}。请先用 gongkai corpus build 生成。")
    with duckdb.connect(config=_CLOSED) as connection:
        try:
            connection.execute(_VIEW.format(path=quoted(str(path))))
            columns = {row[0] for row in connection.execute("DESCRIBE rows").fetchall()}
        except duckdb.Error as error:
            raise CorpusError(f"{path} 不是 Parquet 文件。请用 gongkai corpus build 重新生成。") from error
        if not columns >= _NEEDED:
            raise CorpusError(f"{path} 不是 gongkai corpus build 生成的表。请先用它生成。")
        connection.execute(_REPORTS)
        yield Store(connection)


def quoted(text: str) -> str:
    """A text as SQL has it."""
    return "'" + text.replace("'", "''") + "'"


def column(name: str) -> str:
    """A column's name as SQL has it: cells have points in their names."""
    return '"' + name.replace('"', '""') + '"'


def total(cells: Sequence[str]) -> str:
    """The sum of a row's cells; null where one of them is null, because then the sum is not known."""
    return " + ".join(map(column, cells))
