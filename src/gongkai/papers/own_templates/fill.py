"""A draft written into an organ's own template."""

import zipfile
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateError

from gongkai.papers.errors import BadTemplate
from gongkai.papers.letters.draft import Draft, finished
from gongkai.papers.letters.elements import Attachments
from gongkai.papers.letters.filling import in_line, numbered
from gongkai.papers.letters.sheets import NOTHING
from gongkai.papers.letters.template import template
from gongkai.papers.letters.values import Value
from gongkai.papers.own_templates.check import check_template
from gongkai.papers.own_templates.placeholders import INLINE
from gongkai.papers.own_templates.tags import environment
from gongkai.papers.words import within
from gongkai.papers.writers.package import zipped
from gongkai.papers.writers.proof import flat, text_of_docx


def fill_template(data: bytes, draft: Draft, *, on: date, choice: Mapping[str, Any] | None = None) -> bytes:
    """The letter in the organ's own layout. Raises Unfinished, and BadTemplate where the template cannot be used or
    hides a value that the letter must show."""
    finished(draft)
    if problems := check_template(data, draft.letter.key, on=on, choice=choice):
        raise BadTemplate(problems)
    document = DocxTemplate(BytesIO(data))
    try:
        document.render(context_of(draft), jinja_env=environment(), autoescape=True)
    except TemplateError as error:
        raise BadTemplate([f"模板填写时出错（{error.message}）。请检查循环和条件里的名称。"]) from error
    out = BytesIO()
    document.save(out)
    result = _without_dates(out.getvalue())
    _check_told(draft, text_of_docx(result))
    return result


def context_of(draft: Draft) -> dict[str, Any]:
    """What the tags stand for: words; the lines of a list; the rows of a table."""
    of = template(draft.letter.key)
    names = next((element.names for element in draft.elements if isinstance(element, Attachments)), ())
    context: dict[str, Any] = {"enclosures": attachment_lines(names)}
    if of.is_sheet:
        absent = (field for field in of.fields.values() if not field.required)
        context |= {field.key: [NOTHING] if field.kind == "list" else NOTHING for field in absent}
    for key, value in draft.values.items():
        context |= _tag(key, value, is_sheet=of.is_sheet)
    return context


def _tag(key: str, value: Value, *, is_sheet: bool) -> dict[str, Any]:
    if isinstance(value, str):
        return {key: value}
    inline = {f"{key}{INLINE}": "；".join(within(in_line(line)) for line in value)}
    lines = [line for line in value if isinstance(line, str)]
    if len(lines) < len(value):
        return inline | {
            key: [{name: cell or NOTHING for name, cell in row.items()} for row in value if not isinstance(row, str)]
        }
    return inline | {key: lines if is_sheet else list(numbered(tuple(lines)))}


def attachment_lines(names: tuple[str, ...]) -> list[str]:
    """附件：1．…, 2．…"""
    return [
        f"{'附件：' if number == 1 else ''}{f'{number}．' if len(names) > 1 else ''}{name}"
        for number, name in enumerate(names, 1)
    ]


def _check_told(draft: Draft, text: str) -> None:
    """A condition of the template may hide what the letter must say."""
    found, of = flat(text), template(draft.letter.key)
    for key, field in of.fields.items():
        value = draft.values.get(key)
        if isinstance(value, str) and field.required and key not in of.recorded and flat(value) not in found:
            raise BadTemplate([f"按这个模板写出的文书里没有“{field.label}”。请检查模板里的条件。"])


def _without_dates(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})
