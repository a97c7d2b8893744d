"""A worklist as a file, whole and in its order, written while it is read: a million rows need no more room."""

import csv
import tempfile
from collections.abc import Iterator
from typing import IO, Any

from django.db.models import QuerySet
from django.http import HttpResponseBase, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from gongkai.web.office.listing import Listing, written
from gongkai.web.office.paging import in_order
from gongkai.web.office.worklist import Column, Shape
from gongkai.web.ui.clock import today

SHEET_ROWS = 1_048_575
"""Rows that one sheet takes below its head."""
_CHUNK = 64 * 1024
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class TooLong(ValueError):
    """More rows than a sheet takes. The message is for the screen."""


class _Line:
    """What csv writes into; hands each line on."""

    def write(self, text: str) -> str:
        return text


def as_csv(listing: Listing) -> HttpResponseBase:
    """Comma-separated, with the mark by which Excel knows Chinese text."""
    return _attached(_csv_lines(listing), listing, "csv", "text/csv; charset=utf-8")


def _csv_lines(listing: Listing) -> Iterator[str]:
    columns, writer = listing.worklist.columns, csv.writer(_Line())
    yield "\ufeff" + writer.writerow([column.label for column in columns])
    for row in in_order(listing.rows, listing.order):
        yield writer.writerow([_text(column, row) for column in columns])


def as_xlsx(listing: Listing) -> HttpResponseBase:
    """A workbook with one sheet. Raises TooLong before anything is written."""
    rows = listing.rows
    if _is_longer_than(rows, SHEET_ROWS):
        raise TooLong(f"符合条件的超过 {SHEET_ROWS:,} 行，一张工作表放不下。请缩小范围，或者下载 CSV 文件。")
    return _attached(_xlsx_chunks(listing), listing, "xlsx", _XLSX)


def _attached(chunks: Iterator[Any], listing: Listing, ending: str, content_type: str) -> HttpResponseBase:
    response = StreamingHttpResponse(chunks, content_type=content_type)
    name = f"{listing.worklist.name}-{today().isoformat()}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _xlsx_chunks(listing: Listing) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:
        _write_sheet(listing, file)
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def _write_sheet(listing: Listing, file: IO[bytes]) -> None:
    columns, book = listing.worklist.columns, Workbook(write_only=True)
    sheet = book.create_sheet(listing.worklist.title[:31])
    sheet.freeze_panes = "A2"
    sheet.append([_head(sheet, column) for column in columns])
    for row in in_order(listing.rows, listing.order):
        sheet.append([_value(column, row) for column in columns])
    book.save(file)


def _head(sheet: Any, column: Column) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, column.label)
    cell.font = Font(bold=True)
    return cell


def _value(column: Column, row: Any) -> Any:
    """Numbers and days as such, so that the sheet can reckon with them."""
    value = column.of(row)
    return value if column.shape in {Shape.NUMBER, Shape.DAY, Shape.DUE} else _harmless(written(value))


def _text(column: Column, row: Any) -> str:
    text = written(column.of(row))
    return text if column.shape is Shape.NUMBER else _harmless(text)


def _harmless(text: str) -> str:
    """A text that a spreadsheet would run as a formula is told to be text."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _is_longer_than(rows: QuerySet[Any], limit: int) -> bool:
    return rows.order_by()[limit : limit + 1].exists()
