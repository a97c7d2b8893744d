"""A worklist as a file, whole and in its order, written while it is read: a million rows need no more room."""

import csv
import tempfile
from collections.abc import Iterator, Sequence
from typing import IO, Any

from django.db.models import QuerySet
from django.http import HttpResponseBase, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from gongkai.web.audit.kinds import batched
from gongkai.web.office.listing import Listing, written
from gongkai.web.office.paging import in_order
from gongkai.web.office.provenance import Provenance
from gongkai.web.office.worklist import Column, Personal, Shape
from gongkai.web.ui.clock import today

SHEET_ROWS = 1_048_574
"""Rows that one sheet takes below its mark and its head."""
_CHUNK = 64 * 1024
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula (CWE-1236); the full-width signs in some of its languages."""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class TooLong(ValueError):
    """More rows than a sheet takes. The message is for the screen."""


class Line:
    """What csv writes into; hands each line on."""

    def write(self, text: str) -> str:
        return text


def as_csv(listing: Listing, mark: Provenance) -> HttpResponseBase:
    """Comma-separated, with the mark by which Excel knows Chinese text; the last line says who took it."""
    return _attached(_csv_lines(listing, mark), listing, "csv", "text/csv; charset=utf-8")


def _csv_lines(listing: Listing, mark: Provenance) -> Iterator[str]:
    columns, writer = listing.worklist.columns, csv.writer(Line())
    personal = _personal(listing, mark)
    yield "\ufeff" + writer.writerow([*(column.label for column in columns), *_heads(personal)])
    for row, more in _rows(listing, personal):
        yield writer.writerow([*(_text(column, row) for column in columns), *map(harmless, more)])
    yield writer.writerow([harmless(mark.line)])


def _personal(listing: Listing, mark: Provenance) -> Personal | None:
    return listing.worklist.personal if mark.holds else None


def _heads(personal: Personal | None) -> Sequence[str]:
    return personal.heads if personal else ()


def _rows(listing: Listing, personal: Personal | None) -> Iterator[tuple[Any, Sequence[str]]]:
    """Each row, with what of it is personal where that was asked for."""
    for some in batched(in_order(listing.rows, listing.order)):
        listing.worklist.prepared(listing.user, some)
        more = personal.read(some) if personal else {}
        yield from ((row, more.get(row.pk, ("",) * len(_heads(personal)))) for row in some)


def as_xlsx(listing: Listing, mark: Provenance) -> HttpResponseBase:
    """A workbook with one sheet; who took it stands above the heads and on every printed page. Raises TooLong before
    anything is written."""
    rows = listing.rows
    if _is_longer_than(rows, SHEET_ROWS):
        raise TooLong(f"符合条件的超过 {SHEET_ROWS:,} 行，一张工作表放不下。请缩小范围，或者下载 CSV 文件。")
    return _attached(_xlsx_chunks(listing, mark), listing, "xlsx", _XLSX)


def _attached(chunks: Iterator[Any], listing: Listing, ending: str, content_type: str) -> HttpResponseBase:
    response = StreamingHttpResponse(chunks, content_type=content_type)
    name = f"{listing.worklist.name}-{today().isoformat()}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _xlsx_chunks(listing: Listing, mark: Provenance) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:
        _write_sheet(listing, mark, file)
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def _write_sheet(listing: Listing, mark: Provenance, file: IO[bytes]) -> None:
    columns, book = listing.worklist.columns, Workbook(write_only=True)
    sheet = book.create_sheet(listing.worklist.title[:31])
    personal = _personal(listing, mark)
    sheet.freeze_panes = "A3"
    for place in (sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter):
        place.center.text = mark.line.replace("&", "&&")
    sheet.append([_quiet(sheet, mark.line)])
    sheet.append([_head(sheet, label) for label in (*(column.label for column in columns), *_heads(personal))])
    for row, more in _rows(listing, personal):
        sheet.append([*(_value(column, row) for column in columns), *map(harmless, more)])
    book.save(file)


def _quiet(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, harmless(text))
    cell.font = Font(color="808080", italic=True)
    return cell


def _head(sheet: Any, label: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, label)
    cell.font = Font(bold=True)
    return cell


def _value(column: Column, row: Any) -> Any:
    """Numbers and days as such, so that the sheet can reckon with them."""
    value = column.of(row)
    return value if column.shape in {Shape.NUMBER, Shape.DAY, Shape.DUE} else harmless(written(value))


def _text(column: Column, row: Any) -> str:
    text = written(column.of(row))
    return text if column.shape is Shape.NUMBER else harmless(text)


def harmless(text: str) -> str:
    """A text that a spreadsheet would run as a formula is told to be text."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _is_longer_than(rows: QuerySet[Any], limit: int) -> bool:
    return rows.order_by()[limit : limit + 1].exists()
