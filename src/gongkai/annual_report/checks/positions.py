"""Which row and column of the form a cell stands in."""

from collections.abc import Mapping
from functools import cache

from gongkai.annual_report.form.form import Column, Form, Row, form

TABLES = {"table2": "表二", "table3": "表三", "table4": "表四"}


@cache
def _cells(year: int) -> Mapping[str, tuple[str, Row, Column]]:
    official = form(year)
    tables = [(table, row) for table, rows in official.tables.items() for row in rows]
    tables += [("table3", row) for row in official.merged]
    return {
        cell: (table, row, column) for table, row in tables for cell, column in zip(row.cells, row.columns, strict=True)
    }


def row_of(official: Form, cell: str) -> Row:
    """The row that a cell stands in."""
    return _cells(official.year)[cell][1]


def column_of(official: Form, cell: str) -> Column:
    """The column that a cell stands in."""
    return _cells(official.year)[cell][2]


def head_of(official: Form, row: Row) -> str:
    """The name of a row as a place: table3.refused.process, table4.reconsideration."""
    return f"{_cells(official.year)[row.cells[0]][0]}.{row.name}"
