"""Cells and lists on sheets: text stays text, numbers keep their decimals, a list has its heads on every page."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

_DIGITS = 15
"""A workbook's numbers carry no more; a longer one is kept as text."""


def write(sheet: Worksheet, row: int, column: int, value: str | int | Decimal | None) -> Cell:
    """Put text or a number into a cell; None leaves it blank."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError(f"{cell.coordinate} lies under a merged cell")
    if isinstance(value, str):
        _text(cell, value)
    elif value is not None:
        _number(cell, value)
    return cell


def list_rows(
    sheet: Worksheet,
    heads: Sequence[str],
    rows: Iterable[Sequence[str | int | Decimal | None]],
    *,
    widths: Sequence[float],
) -> None:
    """A plain list under a line of heads that stays in sight and is repeated in print."""
    for number, line in enumerate((heads, *rows), 1):
        for column, value in enumerate(line, 1):
            cell = write(sheet, number, column, value)
            if number == 1:
                cell.font = Font(bold=True)
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    fit(sheet)


def fit(sheet: Worksheet) -> None:
    """Printed on A4, as wide as the page and as long as it takes."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = False
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True


def _text(cell: Cell, text: str) -> None:
    """Text stays text, although it begins with the sign of a formula."""
    cell.value = text
    if cell.data_type != "s":
        cell.data_type = "s"
        cell.quotePrefix = True


def _number(cell: Cell, value: int | Decimal) -> None:
    """A number with the decimals it was written with."""
    digits = Decimal(value).as_tuple()
    if len(digits.digits) > _DIGITS:
        _text(cell, f"{value:f}" if isinstance(value, Decimal) else str(value))
        return
    cell.value = value
    decimals = -digits.exponent if isinstance(digits.exponent, int) and digits.exponent < 0 else 0
    cell.number_format = "0." + "0" * decimals if decimals else "0"
