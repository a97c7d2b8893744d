"""A made paper before it is printed: title, text and tables as they will stand there, and what they truly say."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from gongkai.annual_report.corpus.sample.narrative import Narrative
from gongkai.annual_report.form.form import Form
from gongkai.annual_report.form.layout import Grid, grids
from gongkai.annual_report.interchange import plain
from gongkai.annual_report.report import Report, Section, Value
from gongkai.regulation.numerals import chinese

_TABLES = {2: "table2", 3: "table3", 4: "table4"}


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of a printed table: what it shows, over how many columns and rows, and which cell of the form it is."""

    text: str
    cell: str | None = None
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed table: its lines, each as long as the source has cells."""

    name: str
    lines: tuple[tuple[Square, ...], ...]
    width: int
    caption: str = ""

    def map(self, change: Callable[[Square], Square]) -> "Sheet":
        return replace(self, lines=tuple(tuple(change(square) for square in line) for line in self.lines))

    def spread(self) -> Iterator[list[tuple[str, bool]]]:
        """Every line over the width it fills: each position's text, and whether a cell begins there."""
        below: dict[int, int] = {}
        for line in self.lines:
            squares = iter(line)
            positions: list[tuple[str, bool]] = []
            while len(positions) < self.width:
                at = len(positions)
                if below.get(at, 0):
                    below[at] -= 1
                    positions.append(("", False))
                    continue
                square = next(squares, None)
                if square is None:
                    break
                below |= {at + offset: square.rows - 1 for offset in range(square.columns)}
                positions += [(square.text, True), *[("", False)] * (square.columns - 1)]
            yield positions


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section as printed: heading, paragraphs, then its table in one piece or several. number 0: prose only."""

    number: int
    heading: str
    paragraphs: tuple[str, ...] = ()
    sheets: tuple[Sheet, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """title: its lines. before: what stands above it on the page. named: whether a heading says whose report it is.
    undecided: cells whose column the paper no longer shows, so that a reader can only leave them out."""

    form: Form
    organ: str
    year: int
    cells: Mapping[str, Value]
    title: tuple[str, ...]
    preface: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    contact: str
    before: tuple[str, ...] = ()
    named: bool = True
    undecided: frozenset[str] = frozenset()

    def chapter(self, number: int) -> Chapter:
        return next(chapter for chapter in self.chapters if chapter.number == number)

    def with_chapter(self, number: int, change: Callable[[Chapter], Chapter]) -> "Draft":
        changed = tuple(change(chapter) if chapter.number == number else chapter for chapter in self.chapters)
        return replace(self, chapters=changed)

    def with_sheets(self, change: Callable[[Sheet], Sheet]) -> "Draft":
        """The draft with every table changed."""
        chapters = (replace(chapter, sheets=tuple(map(change, chapter.sheets))) for chapter in self.chapters)
        return replace(self, chapters=tuple(chapters))

    def with_cells(self, shown: Mapping[str, tuple[str, Value]]) -> "Draft":
        """The draft with these cells printed so and truly saying that."""

        def written(square: Square) -> Square:
            said = shown.get(square.cell) if square.cell else None
            return replace(square, text=said[0]) if said else square

        return replace(
            self.with_sheets(lambda sheet: sheet.map(written)),
            cells={**self.cells, **{cell: value for cell, (_, value) in shown.items()}},
        )

    def with_labels(self, change: Callable[[str], str]) -> "Draft":
        """The draft with its heads and labels in other words."""

        def reworded(square: Square) -> Square:
            return square if square.cell else replace(square, text=change(square.text))

        return self.with_sheets(lambda sheet: sheet.map(reworded))

    def with_prose(self, number: int, pattern: str, instead: str) -> "Draft":
        """The draft with the first match of the pattern in that section replaced. Raises ValueError without one."""
        paragraphs = list(self.chapter(number).paragraphs)
        for index, text in enumerate(paragraphs):
            changed, count = re.subn(pattern, instead, text, count=1)
            if count:
                paragraphs[index] = changed
                return self.with_chapter(number, lambda chapter: replace(chapter, paragraphs=tuple(paragraphs)))
        raise ValueError(f"第 {number} 部分没有与 {pattern} 相符的文字。")

    def shows(self, cell: str) -> bool:
        """Whether a table of the paper has this cell."""
        return any(
            square.cell == cell
            for chapter in self.chapters
            for sheet in chapter.sheets
            for line in sheet.lines
            for square in line
        )

    def with_blurred_blanks(self) -> "Draft":
        """The draft as a print leaves it that drops or adds blank cells: a row with one no longer shows its columns."""
        lines = (line for chapter in self.chapters for sheet in chapter.sheets for line in sheet.lines)
        torn = (line for line in lines if any(square.cell and not square.text.strip() for square in line))
        undecided = {square.cell for line in torn for square in line if square.cell}
        return replace(self, undecided=self.undecided | undecided)

    def truth(self) -> Report:
        """The report that the paper truly is: a cell that no table shows is None."""
        shown = {
            square.cell
            for chapter in self.chapters
            for sheet in chapter.sheets
            for line in sheet.lines
            for square in line
        }
        return Report(
            form=self.form,
            organ=self.organ if self.named else None,
            year=self.year,
            title="".join(self.title) or None,
            cells={cell: value if cell in shown else None for cell, value in self.cells.items()},
            sections=tuple(
                Section(chapter.number, chapter.heading, "\n".join(chapter.paragraphs)) for chapter in self.chapters
            ),
            contact=self.contact or None,
            preface="\n".join((*self.title, *self.preface)),
        )


def draft(*, form: Form, organ: str, year: int, cells: Mapping[str, Value], text: Narrative) -> Draft:
    """The paper in the official layout."""
    merged = frozenset(row.name for row in form.merged if row.cells[0] in cells)
    sheets = {grid.name: _sheet(grid, cells) for grid in grids(form.year, merged)}
    return Draft(
        form=form,
        organ=organ,
        year=year,
        cells=cells,
        title=(f"{organ}{year}年政府信息公开工作年度报告",),
        preface=(text.preface,),
        chapters=tuple(
            Chapter(
                head.number,
                f"{chinese(head.number)}、{head.label.text}",
                tuple(text.sections.get(head.number, ())),
                (sheets[_TABLES[head.number]],) if head.number in _TABLES else (),
            )
            for head in form.sections
        ),
        contact=text.contact,
    )


def shown(value: Value) -> str:
    """A value as a cell prints it."""
    return "" if value is None else str(plain(value))


def rows_of(form: Form, cells: Collection[str]) -> Iterator[tuple[str, ...]]:
    """The rows of table 3 that a paper with these cells prints, each as its seven cells."""
    merged = frozenset(row.name for row in form.merged if row.cells[0] in cells)
    return (row.cells for row in form.printed_rows("table3", merged))


def _sheet(grid: Grid, cells: Mapping[str, Value]) -> Sheet:
    lines = tuple(
        tuple(Square(shown(cells[box.cell]) if box.cell else box.text, box.cell, box.columns, box.rows) for box in line)
        for line in (*grid.head, *grid.body)
    )
    return Sheet(grid.name, lines, grid.width)
