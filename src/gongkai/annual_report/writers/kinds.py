"""The one door for files: a reading in, the bytes of a file out."""

from enum import StrEnum
from pathlib import Path

from gongkai.annual_report.reading import Reading
from gongkai.annual_report.writers.data import csv_of, json_of
from gongkai.annual_report.writers.docx import docx_of
from gongkai.annual_report.writers.html import html_of
from gongkai.annual_report.writers.pdf import pdf_of
from gongkai.annual_report.writers.text import text_of
from gongkai.annual_report.writers.xlsx import xlsx_of


class Kind(StrEnum):
    """What a report is written to; the value is the file's suffix."""

    DOCX = "docx"
    HTML = "html"
    XLSX = "xlsx"
    PDF = "pdf"
    JSON = "json"
    CSV = "csv"
    TEXT = "txt"


def write(reading: Reading, kind: Kind, *, font_folders: tuple[Path, ...] = ()) -> bytes:
    """The report as a file of that kind. JSON keeps the whole reading, findings included; the others keep the report.

    font_folders: where a PDF's fonts are looked for beside the system's own.
    Raises ReportError where the kind cannot carry the report (FontMissing, TooLongForSheet).
    """
    report = reading.report
    match kind:
        case Kind.DOCX:
            return docx_of(report)
        case Kind.HTML:
            return html_of(report)
        case Kind.XLSX:
            return xlsx_of(report)
        case Kind.PDF:
            return pdf_of(report, font_folders=font_folders)
        case Kind.JSON:
            return json_of(reading)
        case Kind.CSV:
            return csv_of(reading)
        case Kind.TEXT:
            return text_of(report).encode()
