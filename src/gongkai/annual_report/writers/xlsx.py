"""A workbook: a sheet a table in the official layout, the text on sheets around them, all cells by name at the end.

Numbers are numbers, and there are no formulas: what is filed is what was checked.
"""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import groupby
from math import ceil

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.annual_report.errors import TooLongForSheet
from gongkai.annual_report.form.places import place_in_words
from gongkai.annual_report.interchange import DATA_SHEET
from gongkai.annual_report.report import Report, Value
from gongkai.annual_report.writers.faces import faces
from gongkai.annual_report.writers.manuscript import (
    Element,
    Entry,
    Heading,
    Paragraph,
    Table,
    Title,
    manuscript,
    title_of,
)
from gongkai.annual_report.writers.measures import shares
from gongkai.annual_report.writers.sheets import fit, list_rows, write
from gongkai.annual_report.writers.spread import covered

LONGEST_TEXT = 32_767
"""Characters that one cell of a workbook holds."""
_WIDTH = 84
"""All columns of a sheet together, in characters: what A4 shows upright."""
_LINE = 18
_THIN = Side(style="thin", color="000000")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_NUMBER = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_TEXT = Alignment(horizontal="left", vertical="top", wrap_text=True)


def xlsx_of(report: Report) -> bytes:
    """The workbook. Raises TooLongForSheet."""
    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    book.properties.creator, book.properties.title = report.organ or "", title_of(report) or report.form.title
    for name, elements in _sheets(report):
        _Sheet(book.create_sheet(name)).fill(elements)
    _list(book.create_sheet(DATA_SHEET), report)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _sheets(report: Report) -> Iterator[tuple[str, list[Element]]]:
    """Each section that has a table on a sheet of its own; what stands between such sections together."""
    sections: list[list[Element]] = [[]]
    for element in manuscript(report):
        if isinstance(element, Heading):
            sections.append([])
        sections[-1].append(element)
    for table, group in groupby(filter(None, sections), _table_of):
        elements = [element for section in group for element in section]
        head = next((element.text for element in elements if isinstance(element, Heading)), "正文")
        yield table.caption.split()[0] if table else _sheet_name(head), elements


def _table_of(section: Iterable[Element]) -> Table | None:
    return next((element for element in section if isinstance(element, Table)), None)


def _sheet_name(heading: str) -> str:
    """The heading without its number and without what no sheet may be called."""
    name = "".join(char for char in heading.split("、", 1)[-1] if char not in "\\/*?:[]'")
    return name[:31] or "正文"


class _Sheet:
    """A sheet that is filled from the top."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.row = 1
        self.width = 1

    def fill(self, elements: Sequence[Element]) -> None:
        table = _table_of(elements)
        self.width = table.width if table else 1
        for column, share in enumerate(shares(table.name, table.width) if table else (100.0,), 1):
            self.sheet.column_dimensions[get_column_letter(column)].width = _WIDTH * share / 100
        for element in elements:
            self._put(element)
        fit(self.sheet)

    def _put(self, element: Element) -> None:
        match element:
            case Title(lines):
                for line in lines:
                    self._text(line, Font(faces()["title"].office, 22), _CENTRE, size=22)
            case Heading(text):
                self._text(text, Font(faces()["heading"].office, 14), _LEFT, size=14)
            case Paragraph(subhead, text):
                self._text(f"  {subhead}{text}".strip(), Font(faces()["body"].office, 12), _TEXT, size=12)
            case Table():
                self._table(element)

    def _text(self, text: str, font: Font, alignment: Alignment, *, size: int) -> None:
        if len(text) > LONGEST_TEXT:
            raise TooLongForSheet(
                f"有一段文字长 {len(text):,} 字，超过电子表格一个单元格 {LONGEST_TEXT:,} 字的上限：“{text[:20]}…”。"
                "请分成几段，或改写成 DOCX、HTML、PDF。"
            )
        cell = write(self.sheet, self.row, 1, text)
        cell.font, cell.alignment = font, alignment
        if self.width > 1:
            self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=1, end_column=self.width)
        lines = ceil(len(text) * size * 2 / (_WIDTH * 11)) or 1
        self.sheet.row_dimensions[self.row].height = min(409, lines * size * 1.6)
        self.row += 1

    def _table(self, table: Table) -> None:
        first = self.row
        for line in covered(table):
            for column, entry, begins in line:
                self._box(column + 1, entry, table, begins=begins)
            self.sheet.row_dimensions[self.row].height = _height(line, table)
            self.row += 1
        if table.head:
            self.sheet.print_title_rows = f"{first}:{first + len(table.head) - 1}"

    def _box(self, column: int, entry: Entry, table: Table, *, begins: bool) -> None:
        box = entry.box
        for right in range(box.columns):
            self.sheet.cell(self.row, column + right).border = _BORDER
        if not begins:
            return
        cell = write(self.sheet, self.row, column, entry.text if box.is_head else entry.value)
        cell.font = Font(faces()["body"].office, 11)
        is_label = box.is_head and box.rows == 1 and table.name == "table3" and column <= table.width - 7
        cell.alignment = _LEFT if is_label else _CENTRE if box.is_head else _NUMBER
        if box.rows > 1 or box.columns > 1:
            last = self.row + box.rows - 1, column + box.columns - 1
            self.sheet.merge_cells(start_row=self.row, start_column=column, end_row=last[0], end_column=last[1])


def _height(line: Iterable[tuple[int, Entry, bool]], table: Table) -> float:
    """As many lines as the longest text of one row needs in its columns."""
    widths = shares(table.name, table.width)
    lines = 1
    for column, entry, _ in line:
        if entry.box.is_head and entry.box.rows == 1:
            width = sum(widths[column : column + entry.box.columns]) * _WIDTH / 100
            lines = max(lines, ceil(len(entry.text) * 2 / (width - 1)))
    return lines * _LINE


def _list(sheet: Worksheet, report: Report) -> None:
    """All cells in the form's order, by the names that JSON, CSV and the API use."""
    list_rows(sheet, ["单元格", "位置", "数值"], _named(report), widths=(44, 64, 14))


def _named(report: Report) -> Iterator[tuple[str, str, Value]]:
    for cell, value in report.cells.items():
        yield cell, place_in_words(report.form.year, cell), value
