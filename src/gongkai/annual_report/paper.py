"""The one door for papers: bytes in, a checked reading out."""

from dataclasses import replace

from gongkai.annual_report.checks import check
from gongkai.annual_report.readers.data import is_data, reading_of_data
from gongkai.annual_report.readers.decode import decode
from gongkai.annual_report.readers.interpret import interpret
from gongkai.annual_report.readers.plain import blocks_of_text
from gongkai.annual_report.reading import Reading


def read_paper(data: bytes, *, source: str) -> Reading:
    """Read and check one report. `source` is the name by which the reader knows the paper (a file name).

    Raises ReportError where the bytes are no annual report.
    """
    reading = _read(data, source=source)
    found = check(reading.report, reading.places, printed=reading.printed)
    return replace(reading, findings=(*reading.findings, *found))


def _read(data: bytes, *, source: str) -> Reading:
    if is_data(data):
        return reading_of_data(data, source=source)
    return interpret(tuple(blocks_of_text(decode(data))), source=source)
