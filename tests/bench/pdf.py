"""How fast a PDF is read, beside what one would use instead."""

from collections.abc import Iterator
from io import BytesIO

import pdfplumber
import pypdfium2

from gongkai.annual_report.corpus.sample.ofd import ofd_of_pdf
from gongkai.annual_report.readers.interpret import interpret
from gongkai.annual_report.readers.ofd import source_of_ofd
from gongkai.annual_report.readers.pdf import source_of_pdf
from tests.annual_report.papers import PROSE, Paper
from tests.annual_report.pdf_papers import Style, has_font, pdf
from tests.bench.measure import Measured, measure

_SIX_PAGES = Style(
    text='font: "Noto Serif CJK SC", size: 16pt, lang: "zh"',
    before="#set par(leading: 14pt)\n#show table: set text(size: 10.5pt)",
    prose={
        1: f"{PROSE[1]}\n" + "落实主动公开基本目录，按季度更新公开指南，先审查后公开，全年审查三百一十二条。\n" * 36
    },
)


def rows() -> Iterator[Measured]:
    if not has_font:
        return
    data = pdf(Paper(), _SIX_PAGES)
    pages = len(pypdfium2.PdfDocument(data))

    def tables() -> None:
        with pdfplumber.open(BytesIO(data)) as document:
            for page in document.pages:
                page.extract_tables()

    def character_boxes() -> None:
        for page in pypdfium2.PdfDocument(data):
            text = page.get_textpage()
            text.get_text_range()
            for index in range(text.count_chars()):
                text.get_charbox(index)

    def report() -> None:
        interpret(source_of_pdf(data).blocks, source="made")

    yield measure(f"read a report of {pages} pages in PDF", report, runs=30, unit="份")
    yield measure("  bare pypdfium2: text and a box for every character", character_boxes, runs=30, unit="份")
    yield measure("  pdfplumber: extract_tables of every page", tables, runs=3, unit="份")
    packed = ofd_of_pdf(data)
    read = lambda: interpret(source_of_ofd(packed).blocks, source="made")  # noqa: E731
    yield measure(f"read a report of {pages} pages in OFD", read, runs=30, unit="份")
