"""Grids and words to the rows of a table."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from gongkai.annual_report.readers.blocks import LONGEST_CELL
from gongkai.annual_report.readers.cells import one_text
from gongkai.annual_report.readers.geometry.grid import Cell, Grid
from gongkai.annual_report.readers.geometry.lines import Chunk, Line, chunks_of, line_in_cells, lines_of, text_of_words
from gongkai.annual_report.readers.geometry.page import Word
from gongkai.annual_report.readers.geometry.unruled import is_label
from gongkai.annual_report.readers.numbers import figure

_ROOM = 1.6
"""Ems of room in a cell that show that a number was not broken for want of it: two narrow margins and a digit."""
_OVERHANG = 0.2
"""Ems by which a word may lie over the border of its cell."""
_FEWEST_FIGURES = 2
"""So many other figures beside a crowded cell show that the rules around it are all there."""
OVER_THE_BORDER = "〔越过边框〕"
_BRACKETS = "（(〔["

Lines: TypeAlias = Mapping[Cell, Sequence[list[Word]]]
"""The printed lines of each cell that has any."""


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


def table_of(grid: Grid, words: Iterable[Word], page: int) -> tuple[Table, list[Word]]:
    """The rows of a grid, filled with the words that stand in it, and the words that do not."""
    filled: dict[Cell, list[Word]] = {}
    outside: list[Word] = []
    for word in words:
        cell = grid.cell_at((word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2)
        if cell:
            filled.setdefault(cell, []).append(word)
        else:
            outside.append(word)
    for cell, inside in filled.items():
        filled[cell] = [_marked(word, grid, cell, filled) for word in inside]
    lines = {cell: lines_of(inside) for cell, inside in filled.items()}
    crowded = _crowded(grid, lines)
    rows = tuple(row for top in range(len(grid.ys) - 1) for row in _rows(grid, top, lines, crowded, page))
    return Table(page, grid.ys[0], grid.xs, rows), outside


def _marked(word: Word, grid: Grid, cell: Cell, filled: Mapping[Cell, Sequence[Word]]) -> Word:
    """The word, marked as no figure where it may be two: a number that reaches into a cell without a word of its own
    may have that cell's figure at its end."""
    if len(word.text) == 1:
        return word
    left, right = word.x0 + word.em * _OVERHANG, word.x1 - word.em * _OVERHANG
    if (grid.xs[cell.left] <= left and right <= grid.xs[cell.right]) or not _is_number(word.text):
        return word
    middle = (word.y0 + word.y1) / 2
    reached = [other for other in (grid.cell_at(left, middle), grid.cell_at(right, middle)) if other]
    return word if all(other in filled for other in reached) else word._replace(text=word.text + OVER_THE_BORDER)


def _crowded(grid: Grid, lines: Lines) -> frozenset[Cell]:
    """The cells that alone hold several figures, in their row and in their columns: nothing shows that a rule is
    missing there. The others with several figures are parts of rows or columns that no rule parts."""
    stacked = [cell for cell in lines if _is_stacked(grid, cell, lines[cell])]
    rows = Counter(cell.top for cell in stacked)
    columns = Counter((cell.left, cell.right) for cell in stacked)
    alone = [cell for cell in stacked if rows[cell.top] == columns[cell.left, cell.right] == 1]
    return frozenset(cell for cell in alone if _is_row_of_the_form(cell, lines))


def _is_row_of_the_form(crowded: Cell, lines: Lines) -> bool:
    """Whether the other cells of this one's row are a row of the form: figures, most of them, behind its whole label
    or without one."""
    texts = [_text(lines[cell]) for cell in lines if cell.top == crowded.top and cell is not crowded]
    words = [text for text in texts if not _is_number(text)]
    return len(texts) - len(words) >= _FEWEST_FIGURES and (not words or any(map(is_label, words)))


def _rows(grid: Grid, top: int, filled: Lines, crowded: Container[Cell], page: int) -> Iterator[TableRow | Line]:
    begun = [cell for cell in dict.fromkeys(grid.owners[top]) if cell.top == top]
    lines = {cell: filled[cell] for cell in begun if cell in filled}
    if not lines:
        return
    if any(cell not in crowded and _is_stacked(grid, cell, lines[cell]) for cell in lines):
        yield from _as_lines(grid, lines, page)
        return
    cells = tuple(_chunk(grid, cell, lines.get(cell, []), is_crowded=cell in crowded) for cell in begun)
    shown = [cell.text for cell in cells if cell.text]
    if len(shown) == 1 and len(shown[0]) > LONGEST_CELL:
        yield from _as_lines(grid, lines, page)
    else:
        yield TableRow(page, cells)


def _as_lines(grid: Grid, cells: Lines, page: int) -> Iterator[Line]:
    """The printed lines of these cells, whatever rows they stand in."""
    for line in lines_of(word for lines in cells.values() for words in lines for word in words):
        of_cells = groupby(line, key=lambda word: bisect_right(grid.xs, (word.x0 + word.x1) / 2))
        yield line_in_cells([list(words) for _, words in of_cells], page)


def _is_stacked(grid: Grid, cell: Cell, lines: Sequence[list[Word]]) -> bool:
    """Figures stand in the cell with other figures beside, or under words: the rules that would part them are missing.

    A number broken for want of room is one figure (every line of it but the last is full), and one with a remark in
    brackets below it stands alone.
    """
    if len(lines) == 1:
        return len(lines[0]) > 1 and sum(_is_number(chunk.text) for chunk in chunks_of(lines[0])) > 1
    texts = [text_of_words(line) for line in lines]
    numbers = [_is_number(text) for text in texts]
    if not any(numbers) or (numbers.count(True) == 1 and numbers[0] and texts[1][0] in _BRACKETS):
        return any(sum(_is_number(chunk.text) for chunk in chunks_of(line)) > 1 for line in lines)
    if not all(numbers):
        return True
    width = grid.xs[cell.right] - grid.xs[cell.left]
    em = max(word.em for line in lines for word in line)
    return any(width - (line[-1].x1 - line[0].x0) > _ROOM * em for line in lines[:-1])


def _is_number(text: str) -> bool:
    printed = figure(text)
    return printed is not None and printed.value is not None


def _chunk(grid: Grid, cell: Cell, lines: Sequence[Sequence[Word]], *, is_crowded: bool) -> Chunk:
    sure = min((word.sure for line in lines for word in line), default=1.0)
    text = _several(lines) if is_crowded else _text(lines)
    return Chunk(text, grid.xs[cell.left], grid.xs[cell.right], sure, cell.left)


def _text(lines: Iterable[Sequence[Word]]) -> str:
    return "".join(map(text_of_words, lines))


def _several(lines: Iterable[Sequence[Word]]) -> str:
    """The text of a crowded cell, in which no two numbers may become one."""
    return one_text([chunk.text for line in lines for chunk in chunks_of(line)])
