"""The one door for papers: bytes in, a checked reading out."""

from dataclasses import replace

from gongkai.annual_report.checks import check
from gongkai.annual_report.readers.data import is_csv, is_json, reading_of_csv, reading_of_json
from gongkai.annual_report.readers.decode import decode
from gongkai.annual_report.readers.interpret import interpret
from gongkai.annual_report.readers.plain import blocks_of_text
from gongkai.annual_report.reading import Reading


def read_paper(data: bytes, *, source: str) -> Reading:
    """Read and check one report. `source` is the name by which the reader knows the paper (a file name).

    Raises ReportError where the bytes are no annual report.
    """
    reading = _read(decode(data), source=source)
    found = check(reading.report, reading.places, printed=reading.printed)
    return replace(reading, findings=(*reading.findings, *found))


def _read(text: str, *, source: str) -> Reading:
    if is_json(text):
        return reading_of_json(text, source=source)
    if is_csv(text):
        return reading_of_csv(text, source=source)
    return interpret(tuple(blocks_of_text(text)), source=source)
