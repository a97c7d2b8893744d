"""A draft as PDF, set by typst: tagged (PDF/UA-1), the same page as the DOCX, the same bytes for the same draft."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from gongkai.annual_report.writers.fonts import families
from gongkai.annual_report.writers.measures import PAGE
from gongkai.annual_report.writers.typeset import typeset
from gongkai.papers.letters.draft import Draft, finished
from gongkai.papers.letters.elements import (
    Addressee,
    Attachments,
    Element,
    Head,
    Heading,
    Line,
    Number,
    Paragraph,
    Signature,
    Table,
    Title,
)
from gongkai.papers.writers.signing import indents, kept_together


def pdf_of(draft: Draft, *, font_folders: tuple[Path, ...] = ()) -> bytes:
    """The letter as PDF. Raises Unfinished where it lacks something, FontMissing where no font shows a character."""
    return set_elements(finished(draft).elements, title=draft.title, author=draft.organ, font_folders=font_folders)


def set_elements(
    elements: Iterable[Element],
    *,
    title: str,
    author: str = "",
    numbered: bool = True,
    font_folders: tuple[Path, ...] = (),
) -> bytes:
    """Any paper of these elements as PDF. numbered: its pages bear numbers of their own."""
    elements = tuple(elements)
    has_head = any(isinstance(element, Head) for element in elements)
    kept = kept_together(elements)
    data = {
        "title": title,
        "author": author,
        "numbered": numbered,
        "faces": families(font_folders),
        "page": asdict(PAGE),
        "kept": [kept.start, kept.stop],
        "elements": [_data(element, has_head=has_head) | _beside(elements, n) for n, element in enumerate(elements)],
    }
    return typeset(_source(), {"letter": json.dumps(data, ensure_ascii=False)}, font_folders)


@cache
def _source() -> bytes:
    return resources.files("gongkai.papers.writers").joinpath("letter.typ").read_bytes()


def _data(element: Element, *, has_head: bool) -> dict[str, Any]:
    match element:
        case Number(text):
            return {"kind": "number", "text": text, "ruled": has_head}
        case Title(text, page):
            return {"kind": "title", "text": text, "page": page}
        case Signature(organ, day):
            organ_in, day_in = indents(organ, day)
            return {"kind": "signature", "organ": organ, "day": day, "organ_in": organ_in, "day_in": day_in}
        case Attachments(names):
            return {"kind": "attachments", "names": list(_attachments(names))}
        case Table():
            return {"kind": "table", "shares": element.shares, "head": element.head, "rows": _rows(element)}
        case Head(text) | Addressee(text) | Line(text) | Heading(text) | Paragraph(text):
            return {"kind": type(element).__name__.lower(), "text": text}


def _beside(elements: tuple[Element, ...], place: int) -> dict[str, bool]:
    """Whether a table touches the one before or after it: together they are one sheet."""
    around = (elements[max(0, place - 1)], elements[min(len(elements) - 1, place + 1)])
    before, after = (one is not elements[place] and isinstance(one, Table) for one in around)
    return {"after_table": before, "before_table": after}


def _attachments(names: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for number, name in enumerate(names, 1):
        label = "附件：" if number == 1 else ""
        mark = f"{number}．" if len(names) > 1 else ""
        room = 1.5 if mark else 0
        yield {"text": f"{label}{mark}{name}", "left": 2 if label else 5, "hanging": (3 if label else 0) + room}


def _rows(table: Table) -> list[list[dict[str, Any]]]:
    return [
        [{"text": cell.text, "span": cell.span, "label": cell.is_label, "tall": cell.tall} for cell in row]
        for row in table.rows
    ]
