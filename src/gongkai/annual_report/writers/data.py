"""The report as data: the JSON of interchange.py, and one row of CSV with the texts beside the cells."""

import csv
import json
from io import StringIO

from gongkai.annual_report.interchange import to_data, to_full_row
from gongkai.annual_report.reading import Reading


def json_of(reading: Reading) -> bytes:
    """The reading, indented for people, in UTF-8."""
    return (json.dumps(to_data(reading), ensure_ascii=False, indent=2) + "\n").encode()


def csv_of(reading: Reading) -> bytes:
    """A head and one row, in UTF-8 with the mark by which spreadsheets know it."""
    row = to_full_row(reading)
    out = StringIO()
    writer = csv.DictWriter(out, list(row), lineterminator="\n")
    writer.writeheader()
    writer.writerow(row)
    return out.getvalue().encode("utf-8-sig")
