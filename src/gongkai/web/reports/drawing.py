"""The three official tables as a page draws them: each number with its heads, its line in the source and its marks.

Screen readers are told the heads of each number outright (`headers`), because in these tables heads stand above,
left and in the middle.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TypeAlias

from gongkai.annual_report.form.layout import Box, Grid, grids
from gongkai.annual_report.reading import Place, Reading
from gongkai.annual_report.report import Value
from gongkai.web.reports.marks import Mark, Marks

CAPTIONS = {
    "table2": "主动公开政府信息情况",
    "table3": "收到和处理政府信息公开申请情况",
    "table4": "政府信息公开行政复议、行政诉讼情况",
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One box. `headers` are the ids of the heads that a number stands under and behind, parted by blanks."""

    box: Box
    id: str
    value: Value = None
    headers: str = ""
    hint: str = ""
    marks: tuple[Mark, ...] = ()

    @property
    def text(self) -> str:
        return self.box.text if self.box.is_head else "" if self.value is None else f"{self.value}"

    @property
    def is_blank(self) -> bool:
        return not self.box.is_head and self.value is None


Lines: TypeAlias = tuple[tuple[Drawn, ...], ...]


@dataclass(frozen=True, slots=True)
class FoundAt:
    """Where the numbers of one row stand in the source."""

    row: str
    lines: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table ready to draw. `marks` are all findings in it, `own_marks` those that name no box of it."""

    name: str
    caption: str
    head: Lines
    body: Lines
    marks: tuple[Mark, ...]
    own_marks: tuple[Mark, ...]
    found_at: tuple[FoundAt, ...]

    @property
    def parts(self) -> tuple[tuple[str, Lines], ...]:
        """The element of each part and its lines; a table without a head of its own has one part."""
        return (("thead", self.head), ("tbody", self.body)) if self.head else (("tbody", self.body),)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A box and the square it fills."""

    box: Box
    row: int
    column: int

    def covers_row(self, row: int) -> bool:
        return self.row <= row < self.row + self.box.rows

    def covers_column(self, column: int) -> bool:
        return self.column <= column < self.column + self.box.columns


def tables(reading: Reading, marks: Marks) -> tuple[Table, ...]:
    """All three tables of a reading, with the rows that its paper prints."""
    report = reading.report
    return tuple(_table(grid, reading, marks) for grid in grids(report.form.year, report.merged))


def _table(grid: Grid, reading: Reading, marks: Marks) -> Table:
    spots = _spots((*grid.head, *grid.body))
    by_row = [[spot for line in spots for spot in line if spot.covers_row(row)] for row in range(len(spots))]
    places = _names(spots, by_row)
    drawn = tuple(tuple(_drawn(spot, grid, by_row, reading, marks.at(places[spot])) for spot in line) for line in spots)
    named = {name for names in places.values() for name in names}
    of_table = marks.within(grid.name)
    return Table(
        name=grid.name,
        caption=CAPTIONS[grid.name],
        head=drawn[: len(grid.head)],
        body=drawn[len(grid.head) :],
        marks=of_table,
        own_marks=tuple(mark for mark in of_table if mark.where not in named),
        found_at=tuple(_found_at(reading, grid.name)),
    )


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


def _heads_of(cell: _Spot, by_row: Sequence[Sequence[_Spot]]) -> tuple[list[_Spot], list[_Spot]]:
    """The heads above (the nearest run of lines without numbers) and the heads left of a number."""
    above = list(reversed(by_row[: cell.row]))
    while above and any(not spot.box.is_head for spot in above[0]):
        above.pop(0)
    run = takewhile(lambda line: all(spot.box.is_head for spot in line), above)
    over = {spot: None for line in run for spot in line if spot.covers_column(cell.column) and spot.box.text}
    left = [spot for spot in by_row[cell.row] if spot.box.is_head and spot.column < cell.column]
    return list(over)[::-1], left


def _names(spots: Sequence[Sequence[_Spot]], by_row: Sequence[Sequence[_Spot]]) -> Mapping[_Spot, set[str]]:
    """What a finding may call each box: a cell by its name, a row by what its cells' names have in common; a column,
    where the wording of its head is meant, by its first cell (marks.HEAD)."""
    names: dict[_Spot, set[str]] = {spot: set() for line in spots for spot in line}
    columns_named: set[_Spot] = set()
    for spot in [spot for line in spots for spot in line if not spot.box.is_head]:
        name = spot.box.cell or ""
        names[spot].add(name)
        over, left = _heads_of(spot, by_row)
        row = name.rpartition(".")[0]
        if left and row.count("."):
            names[left[-1]].add(row)
        if over and over[-1] not in columns_named:
            columns_named.add(over[-1])
            names[over[-1]].add(Marks.head_of(name))
    return names


def _drawn(
    spot: _Spot, grid: Grid, by_row: Sequence[Sequence[_Spot]], reading: Reading, marks: tuple[Mark, ...]
) -> Drawn:
    if spot.box.cell is None:
        return Drawn(spot.box, _id(grid, spot), marks=marks)
    over, left = _heads_of(spot, by_row)
    return Drawn(
        spot.box,
        _id(grid, spot),
        value=reading.report.cells.get(spot.box.cell),
        headers=" ".join(_id(grid, head) for head in (*left, *over)),
        hint=_hint(reading.places.get(spot.box.cell), reading.report.cells.get(spot.box.cell)),
        marks=marks,
    )


def _id(grid: Grid, spot: _Spot) -> str:
    return f"{grid.name}-{spot.row}-{spot.column}"


def _hint(place: Place | None, value: Value) -> str:
    if place is None:
        return ""
    printed = place.printed.strip()
    return f"原文第 {place.line} 行" + (f"，写作“{printed}”" if printed and printed != str(value) else "")


def _found_at(reading: Reading, table: str) -> Iterator[FoundAt]:
    for row in reading.report.form.printed_rows(table, reading.report.merged):
        lines = sorted({reading.places[cell].line for cell in row.cells if cell in reading.places})
        label = " ".join((*row.label.under[1:], row.label.text))
        if lines:
            yield FoundAt(label, f"第 {lines[0]} 行" if len(lines) == 1 else f"第 {lines[0]} 至 {lines[-1]} 行")
        else:
            yield FoundAt(label, "没有找到")
