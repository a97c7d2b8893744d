"""A document for Word and WPS, set by GB/T 9704 as far as it fits a report: real tables, named faces, page numbers.

Tables keep together where a page holds them; where it does not, their heads are repeated.
"""

from collections.abc import Sequence
from io import BytesIO

import docx
from docx.document import Document
from docx.text.paragraph import Paragraph as Line

from gongkai.annual_report.report import Report
from gongkai.annual_report.writers.docx_table import add_table
from gongkai.annual_report.writers.dress import dress
from gongkai.annual_report.writers.manuscript import (
    Element,
    Heading,
    Paragraph,
    Table,
    Title,
    manuscript,
    title_of,
)
from gongkai.annual_report.writers.measures import phrases

_WIDEST_TITLE = 20
"""Characters of 2号 that one line holds; a longer title breaks between its phrases."""


def docx_of(report: Report) -> bytes:
    """The document as a .docx file."""
    document = docx.Document()
    dress(document)
    _describe(document, report)
    for element in manuscript(report):
        _set(document, element)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _describe(document: Document, report: Report) -> None:
    properties = document.core_properties
    properties.title = title_of(report) or report.form.title
    properties.author = report.organ or ""
    properties.language = "zh-CN"
    properties.comments = properties.last_modified_by = ""


def _set(document: Document, element: Element) -> None:
    match element:
        case Title(lines):
            _title(document.add_paragraph(style="Title"), lines)
        case Heading(text):
            document.add_paragraph(text, style="Heading 1")
        case Paragraph(subhead, text):
            line = document.add_paragraph()
            if subhead:
                line.add_run(subhead, style="Subhead")
            line.add_run(text)
            line.paragraph_format.keep_with_next = True if not text else None
        case Table():
            add_table(document, element)


def _title(line: Line, lines: Sequence[str]) -> None:
    broken = [part for text in lines for part in (phrases(text) if len(text) > _WIDEST_TITLE else (text,))]
    for index, part in enumerate(broken):
        run = line.add_run(part)
        if index + 1 < len(broken):
            run.add_break()
