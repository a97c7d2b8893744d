"""Many reports on one sheet, a row each."""

from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook

from gongkai.annual_report.interchange import to_rows
from gongkai.annual_report.reading import Reading
from gongkai.annual_report.writers.sheets import list_rows


def xlsx_of_readings(readings: Iterable[Reading]) -> bytes:
    """A workbook of the rows of interchange.to_rows; amounts of money as numbers."""
    names, rows = to_rows(readings)
    book = Workbook()
    sheet = book.create_sheet("报告", 0)
    del book["Sheet"]
    list_rows(sheet, names, ([_value(name, row.get(name)) for name in names] for row in rows), widths=())
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _value(name: str, value: str | int | None) -> str | int | Decimal | None:
    return Decimal(value) if name.startswith("table") and isinstance(value, str) else value
