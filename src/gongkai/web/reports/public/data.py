"""Reports as data: JSON of the shape that all of this program shares, and CSV of one header line and one row."""

import csv
import io
import json

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from gongkai.annual_report import interchange
from gongkai.annual_report.reading import Reading
from gongkai.web.reports.facts import reading_of
from gongkai.web.reports.models import AnnualReport
from gongkai.web.reports.public.views import find

_BYTE_ORDER_MARK = "\ufeff"  # without it spreadsheet programs take Chinese for another encoding


@require_safe
def as_json(request: HttpRequest, organ: str, year: int) -> HttpResponse:
    return _dated(json_file(reading_of(report := find(organ, year)), f"{organ}-{year}"), report)


@require_safe
def as_csv(request: HttpRequest, organ: str, year: int) -> HttpResponse:
    return _dated(csv_file(reading_of(report := find(organ, year)), f"{organ}-{year}"), report)


def json_file(reading: Reading, name: str) -> HttpResponse:
    """The reading as a JSON file to keep."""
    text = json.dumps(interchange.to_data(reading), ensure_ascii=False, indent=1)
    return _file(text, f"{name}.json", "application/json")


def csv_file(reading: Reading, name: str) -> HttpResponse:
    """The reading as a CSV file to keep: names of cells above, one row below."""
    row = interchange.to_row(reading)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(row)
    writer.writerow("" if value is None else _harmless(value) for value in row.values())
    return _file(_BYTE_ORDER_MARK + text.getvalue(), f"{name}.csv", "text/csv; charset=utf-8")


def _harmless(value: object) -> object:
    """Text from a paper must not run as a formula in the reader's spreadsheet."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and not _is_number(value) else value


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdecimal()


def _file(text: str, name: str, content_type: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=content_type, headers=headers)


def _dated(response: HttpResponse, report: AnnualReport) -> HttpResponse:
    response.headers["Last-Modified"] = http_date(report.changed_at.timestamp())
    return response
