"""Many reports in one Parquet table, a row each. Needs pyarrow, which the extra `corpus` brings."""

from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from gongkai.annual_report.form.form import FORMS, form

_LARGEST = 2**63 - 1


def parquet_of_rows(names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The rows of interchange.to_row: counts as whole numbers, amounts of money as decimal strings, null as null.

    A column in which any count is not whole, or too large, is written as decimal strings throughout.
    """
    table = pa.table({name: _column(name, [row.get(name) for row in rows]) for name in names})
    out = BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()


def _column(name: str, values: Sequence[Any]) -> pa.Array:
    whole = all(value is None or (isinstance(value, int) and abs(value) <= _LARGEST) for value in values)
    if whole and name not in _texts():
        return pa.array(values, pa.int64())
    return pa.array([None if value is None else str(value) for value in values], pa.string())


@cache
def _texts() -> frozenset[str]:
    """Columns that are text whatever stands in them: names, and amounts of money."""
    amounts = (
        cell
        for year in FORMS
        for row in form(year).rows
        for cell, column in zip(row.cells, row.columns, strict=True)
        if column.unit
    )
    return frozenset(("source", "organ", "title", *amounts))
