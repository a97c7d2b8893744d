"""A PDF set by typst: tagged for screen readers (PDF/UA-1), its text selectable, every character shown or refused."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from gongkai.annual_report.report import Report
from gongkai.annual_report.writers.fonts import families
from gongkai.annual_report.writers.manuscript import (
    Element,
    Entry,
    Heading,
    Paragraph,
    Table,
    Title,
    manuscript,
    title_of,
)
from gongkai.annual_report.writers.measures import PAGE, TYPE_SIZE, fitting, halves, phrases, shares
from gongkai.annual_report.writers.typeset import typeset


def pdf_of(report: Report, *, font_folders: tuple[Path, ...] = ()) -> bytes:
    """The PDF. Raises FontMissing where no font shows Chinese, or one character of this report."""
    data = {
        "title": title_of(report) or report.form.title,
        "author": report.organ or "",
        "faces": families(font_folders),
        "page": asdict(PAGE),
        "elements": [_data(element) for element in manuscript(report)],
    }
    return typeset(_source(), {"report": json.dumps(data, ensure_ascii=False)}, font_folders)


@cache
def _source() -> bytes:
    return resources.files("gongkai.annual_report.writers").joinpath("report.typ").read_bytes()


def _data(element: Element) -> dict[str, Any]:
    match element:
        case Title(lines):
            return {"kind": "title", "lines": [phrases(line) for line in lines]}
        case Heading(text):
            return {"kind": "heading", "text": text}
        case Paragraph(subhead, text):
            return {"kind": "paragraph", "subhead": subhead, "text": text}
        case Table():
            return {
                "kind": "table",
                "size": TYPE_SIZE[element.name],
                "shares": shares(element.name, element.width),
                "head": [[_box(entry, line, element) for entry in line] for line in element.head],
                "body": [[_box(entry, line, element) for entry in line] for line in element.body],
            }


def _box(entry: Entry, line: Sequence[Entry], table: Table) -> dict[str, Any]:
    has_numbers = any(not other.box.is_head for other in line)
    box = entry.box
    return {
        "text": entry.text,
        "size": TYPE_SIZE[table.name] if box.is_head else fitting(entry.text, table.name, table.width, box.columns),
        "label": box.is_head and has_numbers and box.rows == 1 and len(line) > 7,
        "halves": not has_numbers and halves(entry.text, columns=box.columns, width=table.width),
        "columns": box.columns,
        "rows": box.rows,
    }
