"""The plan of the official tables on a page: where each box stands, which heads a number has, what each box is called.

The plan depends on the form and its merged rows alone, so it is made once and filled for every reading (drawing.py).
Screen readers are told the heads of each number outright (`headers`), because in these tables heads stand above,
left and in the middle.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from gongkai.annual_report.form.layout import Box, Grid, grids
from gongkai.web.reports.marks import Marks


@dataclass(frozen=True, slots=True)
class PlannedBox:
    """One box. `headers` are the ids of the heads that a number stands under and behind, parted by blanks.

    names: what a finding may call it: a cell by its name; a row by what its cells' names have in common (in table 4,
    which prints its rows side by side, the head over them); a column, where the wording of its head is meant, by its
    first cell (Marks.head_of).
    """

    box: Box
    id: str
    headers: str
    names: frozenset[str]


PlannedLine = tuple[PlannedBox, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """One table, and all names that its boxes go by."""

    name: str
    head: tuple[PlannedLine, ...]
    body: tuple[PlannedLine, ...]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A box and the rectangle that it fills."""

    box: Box
    row: int
    column: int

    def covers_row(self, row: int) -> bool:
        return self.row <= row < self.row + self.box.rows

    def covers_column(self, column: int) -> bool:
        return self.column <= column < self.column + self.box.columns


@dataclass(frozen=True, slots=True)
class _Heads:
    above: tuple[_Spot, ...]
    left: tuple[_Spot, ...]


@cache
def plans(year: int, merged: frozenset[str]) -> tuple[Plan, ...]:
    """The three tables of the form of that year with these merged rows."""
    return tuple(_plan(grid) for grid in grids(year, merged))


def _plan(grid: Grid) -> Plan:
    spots = _spots((*grid.head, *grid.body))
    heads = _all_heads(spots)
    names = _names(spots, heads)
    lines = tuple(tuple(_planned(grid.name, spot, heads, names) for spot in line) for line in spots)
    depth = len(grid.head)
    return Plan(grid.name, lines[:depth], lines[depth:], frozenset().union(*names.values()))


def _spots(lines: Sequence[Sequence[Box]]) -> list[list[_Spot]]:
    taken: set[tuple[int, int]] = set()
    spots: list[list[_Spot]] = []
    for row, line in enumerate(lines):
        column, placed = 0, []
        for box in line:
            while (row, column) in taken:
                column += 1
            placed.append(_Spot(box, row, column))
            taken.update((row + down, column + right) for down in range(box.rows) for right in range(box.columns))
        spots.append(placed)
    return spots


def _all_heads(spots: Sequence[Sequence[_Spot]]) -> dict[_Spot, _Heads]:
    """The heads of every number."""
    rows = [[spot for line in spots for spot in line if spot.covers_row(row)] for row in range(len(spots))]
    return {spot: _heads(spot, rows) for line in spots for spot in line if not spot.box.is_head}


def _heads(cell: _Spot, rows: Sequence[Sequence[_Spot]]) -> _Heads:
    """Above: in the nearest run of lines without numbers, the outermost first. Left: in the cell's own line."""
    above = list(reversed(rows[: cell.row]))
    while above and any(not spot.box.is_head for spot in above[0]):
        above.pop(0)
    run = takewhile(lambda line: all(spot.box.is_head for spot in line), above)
    over = {spot: None for line in run for spot in line if spot.covers_column(cell.column) and spot.box.text}
    left = tuple(spot for spot in rows[cell.row] if spot.box.is_head and spot.column < cell.column)
    return _Heads(tuple(over)[::-1], left)


def _names(spots: Sequence[Sequence[_Spot]], heads: dict[_Spot, _Heads]) -> dict[_Spot, set[str]]:
    names: dict[_Spot, set[str]] = {spot: set() for line in spots for spot in line}
    named_columns: set[_Spot] = set()
    for spot, its in heads.items():
        cell = spot.box.cell or ""
        names[spot].add(cell)
        row = cell.rpartition(".")[0]
        if "." in row:
            names[its.left[-1] if its.left else its.above[-2]].add(row)
        if its.above and its.above[-1] not in named_columns:
            named_columns.add(its.above[-1])
            names[its.above[-1]].add(Marks.head_of(cell))
    return names


def _planned(table: str, spot: _Spot, heads: dict[_Spot, _Heads], names: dict[_Spot, set[str]]) -> PlannedBox:
    its = heads.get(spot)
    over = (*its.left, *its.above) if its else ()
    headers = " ".join(_id(table, head) for head in over)
    return PlannedBox(spot.box, _id(table, spot), headers, frozenset(names[spot]))


def _id(table: str, spot: _Spot) -> str:
    return f"{table}-{spot.row}-{spot.column}"
