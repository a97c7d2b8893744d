"""The pages of a paper as one run of blocks: page numbers dropped, torn tables and paragraphs put together again."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from gongkai.annual_report.form.form import NEWEST
from gongkai.annual_report.readers.blocks import Block, Paragraph, Row, Source
from gongkai.annual_report.readers.geometry.furniture import without_furniture
from gongkai.annual_report.readers.geometry.grid import grids_of
from gongkai.annual_report.readers.geometry.lines import Chunk, Line, line_of, lines_of
from gongkai.annual_report.readers.geometry.page import Page, Word
from gongkai.annual_report.readers.geometry.paragraphs import Margins, margins_of, paragraphs_of
from gongkai.annual_report.readers.geometry.table import Table, TableRow, table_of
from gongkai.annual_report.readers.geometry.unruled import is_label, table_extent, with_columns, with_whole_labels
from gongkai.annual_report.readers.sections import section_number
from gongkai.annual_report.simplified import fold

_SAME_EDGE = 6.0
"""Points by which the outer edges of a table's two halves on two pages may differ."""
_SAME_PLACE = 3.0
_APART = 100
"""Between the numbers of the columns of tables that stand at different places of their pages."""
_UNRULED = 1_000_000
"""Unruled columns are numbered from here, so that none is taken for a ruled one."""
_PROSE = frozenset("。，；,;")


def source_of_pages(pages: Sequence[Page]) -> Source:
    """The blocks of a paper, and where among them pages stand that are pictures nobody could read."""
    blocks = tuple(blocks_of_pages(pages))
    unread = {page.number for page in pages if page.is_unread}
    return Source(blocks, tuple(block.line for block in blocks if block.page in unread))


def blocks_of_pages(pages: Iterable[Page]) -> list[Block]:
    """The blocks of a paper, in reading order, numbered from 1."""
    laid_out = without_furniture([_pieces(page) for page in pages])
    pieces = [piece for page in laid_out for piece in page]
    columns = _Columns(piece for piece in pieces if isinstance(piece, Table))
    rows = list(_rows(pieces, columns))
    margins = margins_of(piece for piece in pieces if isinstance(piece, Line))
    blocks: list[Block] = []
    for is_line, group in groupby(rows, key=lambda row: isinstance(row, Line)):
        if is_line:
            _add_lines(blocks, [row for row in group if isinstance(row, Line)], margins)
        else:
            for row in _without_breaks([row for row in group if isinstance(row, TableRow)]):
                blocks.append(_block(len(blocks) + 1, row.page, row.cells))
    return blocks


def _pieces(page: Page) -> list[Line | Table]:
    """The tables of a page and the lines outside them, from top to bottom."""
    if page.is_unread:
        return [_note(page)]
    words: Sequence[Word] = page.words
    pieces: list[tuple[float, Line | Table]] = []
    for grid in grids_of(page):
        table, words = table_of(grid, words, page.number)
        if table.rows:
            pieces.append((table.y0, table))
    for part in lines_of(words):
        line = line_of(part, page.number)
        pieces.append((line.y0, line))
    return [piece for _, piece in sorted(pieces, key=lambda place: place[0])]


def _note(page: Page) -> Line:
    text = f"（第 {page.number} 页是图片，上面的文字没有读出。）"
    return Line(page.number, (Chunk(text, 0.0, 0.0),), 0.0, 0.0, 1.0, text)


class _Columns:
    """One numbering of columns for all tables that are equally wide and stand at the same place of their pages."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self.groups: list[tuple[float, float, list[float]]] = []
        for table in tables:
            group = self._group(table)
            if group is None:
                self.groups.append((table.xs[0], table.xs[-1], list(table.xs)))
            else:
                group.extend(x for x in table.xs if all(abs(x - other) > _SAME_PLACE for other in group))
                group.sort()

    def _group(self, table: Table) -> list[float] | None:
        for left, right, xs in self.groups:
            if abs(left - table.xs[0]) <= _SAME_EDGE and abs(right - table.xs[-1]) <= _SAME_EDGE:
                return xs
        return None

    def number(self, table: Table, row: TableRow) -> TableRow:
        """The row, its columns numbered: those of tables that stand elsewhere have other numbers."""
        xs = self._group(table) or []
        first = _APART * [group is xs for _, _, group in self.groups].index(True)
        cells = [
            Chunk(text, x0, x1, sure, first + bisect_right(xs, x0 + _SAME_PLACE) - 1)
            for text, x0, x1, sure, _ in row.cells
        ]
        return TableRow(row.page, tuple(cells))


def _rows(pieces: Iterable[Line | Table], columns: _Columns) -> Iterator[Line | TableRow]:
    for piece in pieces:
        if isinstance(piece, Line):
            yield piece
            continue
        for row in piece.rows:
            yield columns.number(piece, row) if isinstance(row, TableRow) else row


def _without_breaks(rows: Sequence[TableRow]) -> list[TableRow]:
    """Rows that a page's end cut in two are made one, where their labels together are a label of the form."""
    whole: list[TableRow] = []
    for row in rows:
        torn = whole and whole[-1].page < row.page
        joined = _as_one(whole[-1], row) if torn else None
        if joined:
            whole[-1] = joined
        else:
            whole.append(row)
    return whole


def _as_one(above: TableRow, below: TableRow) -> TableRow | None:
    rest = {cell.column: cell for cell in below.cells}
    cells = [(cell, rest.pop(cell.column, None)) for cell in above.cells]
    torn = [(cell, other) for cell, other in cells if other and cell.text and other.text]
    if not any(is_label(cell.text + other.text) and not is_label(other.text) for cell, other in torn):
        return None
    if any(cell.is_figure or other.is_figure for cell, other in torn):
        return None
    joined = [_whole_cell(cell, other) for cell, other in cells]
    return TableRow(above.page, tuple(sorted((*joined, *rest.values()), key=lambda cell: cell.column)))


def _whole_cell(above: Chunk, below: Chunk | None) -> Chunk:
    return above._replace(text=above.text + below.text, sure=min(above.sure, below.sure)) if below else above


def _add_lines(blocks: list[Block], lines: Sequence[Line], margins: Margins) -> None:
    """Lines outside ruled tables: rows where they stand in a table or show figures in columns, else paragraphs."""
    for stretch in _stretches(lines):
        shaped = with_columns(with_whole_labels(stretch), first=_UNRULED + _APART * len(blocks))
        inside = table_extent(shaped)
        for is_row, group in groupby(enumerate(shaped), key=lambda place: place[0] in inside or _is_row(place[1])):
            if is_row:
                for index, line in group:
                    text = "" if index in inside else line.text
                    blocks.append(_block(len(blocks) + 1, line.page, line.chunks, text))
            else:
                for page, text in paragraphs_of([line for _, line in group], margins):
                    blocks.append(Paragraph(len(blocks) + 1, text, page))


def _stretches(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines from one section's heading to the next: each section has its own table, with its own columns."""
    stretch: list[Line] = []
    for line in lines:
        if stretch and len(line.chunks) == 1 and section_number(fold(line.text), NEWEST):
            yield stretch
            stretch = []
        stretch.append(line)
    if stretch:
        yield stretch


def _is_row(line: Line) -> bool:
    return len(line.chunks) > 1 and not (line.labels and _PROSE.intersection(line.text))


def _block(line: int, page: int, cells: Sequence[Chunk], text: str = "") -> Row:
    sures = tuple(cell.sure for cell in cells)
    return Row(
        line,
        tuple(cell.text for cell in cells),
        text,
        page,
        tuple(cell.column for cell in cells),
        sures if min(sures) < 1 else (),
    )
