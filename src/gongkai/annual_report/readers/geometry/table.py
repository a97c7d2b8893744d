"""Grids and words to the rows of a table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.annual_report.readers.blocks import LONGEST_CELL
from gongkai.annual_report.readers.geometry.grid import Cell, Grid
from gongkai.annual_report.readers.geometry.lines import Chunk, Line, chunks_of, line_of, lines_of, text_of_words
from gongkai.annual_report.readers.geometry.page import Word
from gongkai.annual_report.readers.numbers import figure

_ROOM = 1.6
"""Ems of room in a cell that show that a number was not broken for want of it: two narrow margins and a digit."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a ruled table: the cells that begin in it, their `column` that of the grid."""

    page: int
    cells: tuple[Chunk, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table of one page, top to bottom. A band of the grid that holds several lines of figures, because the
    rules between its rows are missing, is given as lines; so is running prose that a frame surrounds."""

    page: int
    y0: float
    xs: tuple[float, ...]
    rows: tuple[TableRow | Line, ...]


def table_of(grid: Grid, words: Iterable[Word], page: int) -> Table:
    """The rows of a grid, filled with the words that stand in it."""
    filled: dict[Cell, list[Word]] = {}
    for word in words:
        cell = grid.cell_at((word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2)
        if cell:
            filled.setdefault(cell, []).append(word)
    rows = tuple(row for top in range(len(grid.ys) - 1) for row in _rows(grid, top, filled, page))
    return Table(page, grid.ys[0], grid.xs, rows)


def _rows(grid: Grid, top: int, filled: dict[Cell, list[Word]], page: int) -> Iterator[TableRow | Line]:
    begun = [cell for cell in dict.fromkeys(grid.owners[top]) if cell.top == top]
    lines = {cell: lines_of(filled[cell]) for cell in begun if cell in filled}
    if not lines:
        return
    if any(_is_stacked(grid, cell, lines[cell]) for cell in lines):
        yield from _as_lines([word for cell in lines for word in filled[cell]], page)
        return
    cells = tuple(_chunk(grid, cell, lines.get(cell, [])) for cell in begun)
    shown = [cell.text for cell in cells if cell.text]
    if len(shown) == 1 and len(shown[0]) > LONGEST_CELL:
        yield from _as_lines((word for of_cell in lines.values() for line in of_cell for word in line), page)
    else:
        yield TableRow(page, cells)


def _as_lines(words: Iterable[Word], page: int) -> Iterator[Line]:
    for line in lines_of(words):
        yield line_of(line, page)


def _is_stacked(grid: Grid, cell: Cell, lines: Sequence[list[Word]]) -> bool:
    """Several figures stand in the cell: one above the other, or side by side. A number broken for want of room is
    one figure: every line of it but the last is full."""
    if len(lines) == 1 and len(lines[0]) == 1:
        return False
    if any(sum(chunk.is_figure for chunk in chunks_of(line)) > 1 for line in lines):
        return True
    if len(lines) < 2 or not all(figure(text_of_words(line)) for line in lines):
        return False
    width = grid.xs[cell.right] - grid.xs[cell.left]
    return any(width - (line[-1].x1 - line[0].x0) > _ROOM * line[0].em for line in lines[:-1])


def _chunk(grid: Grid, cell: Cell, lines: Sequence[Sequence[Word]]) -> Chunk:
    sure = min((word.sure for line in lines for word in line), default=1.0)
    text = "".join(text_of_words(line) for line in lines)
    return Chunk(text, grid.xs[cell.left], grid.xs[cell.right], sure, cell.left)
