"""The official look of the three tables: which text or cell stands where, over how many columns and rows.

Screens and writers draw from this one layout, so that a table looks the same on a page, in a letter and in a sheet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from gongkai.annual_report.form.form import Form, Row, form


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a table: a head with a text, or a cell with its full name (table3.granted.total)."""

    text: str = ""
    cell: str | None = None
    columns: int = 1
    rows: int = 1

    @property
    def is_head(self) -> bool:
        return self.cell is None


Line = tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: its heads above, its lines below, and how many columns it is wide."""

    name: str
    head: tuple[Line, ...]
    body: tuple[Line, ...]
    width: int


@cache
def grids(year: int, merged: frozenset[str] = frozenset()) -> tuple[Grid, ...]:
    """The three tables of the form of that year (2021 or 2019), in order, with these merged rows (Report.merged)."""
    official = form(year)
    return _table2(official), _table3(official, merged), _table4(official)


def _table2(official: Form) -> Grid:
    width = 1 + max(len(row.columns) for row in official.tables["table2"])
    lines: list[Line] = []
    for caption, group in groupby(official.tables["table2"], key=lambda row: row.caption):
        rows = tuple(group)
        lines.append((Box(caption or "", columns=width),))
        lines.append((Box(official.heads["table2"]), *_stretched(_heads(rows[0]), width - 1)))
        lines.extend((Box(row.label.text), *_stretched(_cells(row), width - 1)) for row in rows)
    return Grid("table2", (), tuple(lines), width)


def _heads(row: Row) -> list[Box]:
    return [Box(column.label.text) for column in row.columns]


def _cells(row: Row) -> list[Box]:
    return [Box(cell=cell) for cell in row.cells]


def _stretched(boxes: Sequence[Box], width: int) -> Iterable[Box]:
    """The boxes, the last of them widened so that together they fill the width."""
    last = boxes[-1]
    return (*boxes[:-1], Box(last.text, last.cell, columns=width - len(boxes) + 1))


def _table3(official: Form, merged: frozenset[str]) -> Grid:
    rows = tuple(official.printed_rows("table3", merged))
    columns = rows[0].columns
    depth = 1 + max(len(row.label.under) for row in rows)
    inner = [column for column in columns if column.label.under]
    head: tuple[Line, ...] = (
        (
            Box(official.heads["table3"], columns=depth, rows=3),
            Box(official.heads["over_columns"], columns=len(columns) - 1),
            Box(columns[-1].label.text, rows=3),
        ),
        (Box(columns[0].label.text, rows=2), Box(inner[0].label.under[0], columns=len(inner))),
        tuple(Box(column.label.text) for column in inner),
    )
    body = tuple((*_row_heads(rows, index, depth), *_cells(row)) for index, row in enumerate(rows))
    return Grid("table3", head, body, depth + len(columns))


def _row_heads(rows: tuple[Row, ...], index: int, depth: int) -> Iterable[Box]:
    """The heads left of a row: a heading shared with the rows below it is drawn once, over all of them."""
    label = rows[index].label
    for level in range(len(label.under)):
        path = label.under[: level + 1]
        if index == 0 or rows[index - 1].label.under[: level + 1] != path:
            yield Box(path[-1], rows=sum(row.label.under[: level + 1] == path for row in rows))
    yield Box(label.text, columns=depth - len(label.under))


def _table4(official: Form) -> Grid:
    groups = official.tables["table4"]
    over = [
        (heading, len(tuple(group)))
        for heading, group in groupby(groups, key=lambda row: row.label.under[0] if row.label.under else row.label.text)
    ]
    width = len(groups[0].columns)
    alone = [row for row in groups if not row.label.under]
    nested = [row for row in groups if row.label.under]
    head: tuple[Line, ...] = (
        tuple(Box(text, columns=count * width, rows=2 if count == 1 else 1) for text, count in over),
        tuple(Box(row.label.text, columns=width) for row in nested),
        tuple(Box(column.label.text) for row in (*alone, *nested) for column in row.columns),
    )
    return Grid("table4", head, (tuple(box for row in groups for box in _cells(row)),), width * len(groups))
