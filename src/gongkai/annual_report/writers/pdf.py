"""A PDF set by typst: tagged for screen readers (PDF/UA-1), its text selectable, every character shown or refused."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

import typst

from gongkai.annual_report.errors import FontMissing
from gongkai.annual_report.report import Report
from gongkai.annual_report.writers.fonts import FOLDERS, at_hand, families
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

_STANDARD: Final = "ua-1"
"""Accessible, and the engine refuses characters that no font shows."""
_NOT_SHOWN = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def pdf_of(report: Report, *, font_folders: tuple[Path, ...] = ()) -> bytes:
    """The PDF. Raises FontMissing where no font shows Chinese, or one character of this report."""
    data = {
        "title": title_of(report) or report.form.title,
        "author": report.organ or "",
        "faces": families(font_folders),
        "page": asdict(PAGE),
        "elements": [_data(element) for element in manuscript(report)],
    }
    try:
        return typst.compile(
            _source(),
            format="pdf",
            font_paths=at_hand(font_folders),
            ignore_system_fonts=True,
            pdf_standards=_STANDARD,
            sys_inputs={"report": json.dumps(data, ensure_ascii=False)},
            timestamp=0,
        )
    except typst.TypstError as error:
        match = _NOT_SHOWN.search(error.message)
        if match is None:
            raise
        raise FontMissing(_not_shown(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), match["text"]))) from error


@cache
def _source() -> bytes:
    return resources.files("gongkai.annual_report.writers").joinpath("report.typ").read_bytes()


def _not_shown(text: str) -> str:
    codes = "、".join(f"U+{ord(char):04X}" for char in text[:8])
    return (
        f"现有的字体都没有“{text[:8]}”（{codes}）这个字，写不出 PDF（不能让文字变成空框）。"
        f"请安装收字更全的中文字体（如 fonts-noto-cjk），用环境变量 {FOLDERS} 指出所在的文件夹，或者改用别的字。"
    )


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
