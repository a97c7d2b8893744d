"""Tables of a corpus made for tests: a row is the cells that matter."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from gongkai.annual_report.corpus.table import table_of


def a_row(organ: str = "青石县水利局", year: int = 2024, **more: Any) -> dict[str, Any]:
    file = f"{organ}-{year}.txt"
    row = {"file": file, "source": file, "organ": organ, "year": year, "form": 2021, "errors": 0, "warnings": 0}
    return row | {"findings": []} | more


def outcomes(*, received: int, granted: int, total: int | None = None, carried_out: int = 0) -> dict[str, int]:
    """The totals of table 3 that most indicators ask for."""
    done = received - carried_out if total is None else total
    return {
        "table3.received.total": received,
        "table3.carried_in.total": 0,
        "table3.granted.total": granted,
        "table3.total.total": done,
        "table3.carried_out.total": carried_out,
    }


def written(path: Path, *rows: dict[str, Any]) -> Path:
    pq.write_table(table_of(rows), path)
    return path
