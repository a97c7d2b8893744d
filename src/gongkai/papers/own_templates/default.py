"""The template that an organ downloads, changes in Word or WPS, and uploads: the letter as we write it, with tags."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from gongkai.papers.letters.draft import elements_with
from gongkai.papers.letters.elements import Cell, Element, Paragraph, Signature, Table
from gongkai.papers.own_templates.placeholders import Placeholders
from gongkai.papers.writers.docx import body_of
from gongkai.papers.writers.package import package

ATTACHMENTS = ("{%p for line in enclosures %}", "{{ line }}", "{%p endfor %}")


def default_template(key: str, *, on: date, choice: Mapping[str, Any] | None = None) -> bytes:
    """The template of a letter, with the numbers of the law of that day. choice: for the reply its outcome and
    finding_key; for the application form the applicant_type. Raises BadValue."""
    title, elements, _ = symbolic(key, on=on, choice=choice)
    return package(body_of(elements), title=title, author="")


def symbolic(
    key: str, *, on: date, choice: Mapping[str, Any] | None = None
) -> tuple[str, tuple[Element, ...], Placeholders]:
    """The title, the elements with tags, and the names that were used."""
    title, elements, filling = elements_with(key, {**(choice or {}), "on": on}, Placeholders)
    labels = {field.label: name for name, field in filling.fields.items() if field.kind == "rows"}
    return title, tuple(_looped(elements, labels)), filling


def _looped(elements: tuple[Element, ...], labels: Mapping[str, str]) -> Iterator[Element]:
    for element in elements:
        if isinstance(element, Signature):
            yield from map(Paragraph, ATTACHMENTS)
        if isinstance(element, Table) and element.head:
            name = labels[element.caption]
            yield Paragraph(f"{{%p if {name} %}}")
            yield _table(element, name)
            yield Paragraph("{%p endif %}")
        else:
            yield element


def _table(table: Table, name: str) -> Table:
    """One row of tags becomes a loop of rows."""
    width = len(table.shares)
    row = (Cell("{{ loop.index }}"), *table.rows[-1][1:])
    begin, end = (Cell(f"{{%tr for row in {name} %}}", span=width),), (Cell("{%tr endfor %}", span=width),)
    return Table(table.shares, (*table.rows[:1], begin, row, end), table.caption, table.head)
