"""Many reports on one sheet, a row each."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from gongkai.annual_report.writers.sheets import list_rows


def xlsx_of_rows(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """A workbook of the rows of interchange.to_row; amounts of money as numbers."""
    book = Workbook()
    sheet = book.create_sheet("报告", 0)
    del book["Sheet"]
    list_rows(sheet, names, ([_value(name, row.get(name)) for name in names] for row in rows), widths=())
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _value(name: str, value: str | int | None) -> str | int | Decimal | None:
    return Decimal(value) if name.startswith("table") and isinstance(value, str) else value
