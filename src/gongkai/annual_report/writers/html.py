"""One self-contained page: semantic tables, no script, a style sheet for the screen, the telephone and paper."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources

from lxml import etree
from lxml.html.builder import E

from gongkai.annual_report.form.layout import grids
from gongkai.annual_report.report import Report
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
from gongkai.annual_report.writers.measures import phrases, shares


def html_of(report: Report) -> bytes:
    """The page in UTF-8."""
    body: list[etree._Element] = []
    for element in manuscript(report):
        body.append(_drawn(element, len(body)))
    page: etree._Element = E.html(
        E.head(
            E.meta(charset="utf-8"),
            E.meta(name="viewport", content="width=device-width, initial-scale=1"),
            E.title(title_of(report) or report.form.title),
            E.style(_style(report.form.year)),
        ),
        E.body(E.main(*body)),
        lang="zh-CN",
    )
    return etree.tostring(page, method="html", encoding="utf-8", doctype="<!DOCTYPE html>")


@cache
def _style(form_year: int) -> str:
    widths = "".join(
        f".{grid.name} col:nth-child({column}) {{ width: {share:.4g}%; }}\n"
        for grid in grids(form_year)
        for column, share in enumerate(shares(grid.name, grid.width), 1)
    )
    return resources.files("gongkai.annual_report.writers").joinpath("report.css").read_text("utf-8") + widths


def _drawn(element: Element, number: int) -> etree._Element:
    match element:
        case Title(lines):
            return _made("h1", *_broken(lines))
        case Heading(text):
            return _made("h2", text)
        case Paragraph(subhead, text):
            return _made("p", *([E.b(subhead)] if subhead else []), text)
        case Table():
            return _table(element, f"table-{number}")


def _made(tag: str, *content: str | etree._Element | dict[str, str], **attributes: str) -> etree._Element:
    element: etree._Element = E(tag, *content, **attributes)
    return element


def _broken(lines: Sequence[str]) -> Iterator[str | etree._Element]:
    """The lines with a break between them, each in phrases that stay whole."""
    for index, line in enumerate(lines):
        if index:
            yield E.br()
        yield from (E.span(phrase) for phrase in phrases(line))


def _table(table: Table, name: str) -> etree._Element:
    """A table in a frame of its own, which scrolls on a narrow screen and can be reached by keyboard."""
    parts = [E.caption(table.caption, id=name), E.colgroup(*(E.col() for _ in range(table.width)))]
    if table.head:
        parts.append(E.thead(*_lines(table.head)))
    parts.append(E.tbody(*_lines(table.body)))
    frame = {"class": "table", "role": "region", "aria-labelledby": name, "tabindex": "0"}
    return _made("div", E.table(*parts, {"class": table.name}), frame)


def _lines(lines: Iterable[Sequence[Entry]]) -> Iterator[etree._Element]:
    for line in lines:
        has_numbers = any(not entry.box.is_head for entry in line)
        yield E.tr(*(_box(entry, has_numbers=has_numbers) for entry in line))


def _box(entry: Entry, *, has_numbers: bool) -> etree._Element:
    box = entry.box
    spans = {"colspan": str(box.columns)} if box.columns > 1 else {}
    spans |= {"rowspan": str(box.rows)} if box.rows > 1 else {}
    if not box.is_head:
        return _made("td", entry.text, spans)
    scope = "row" if has_numbers else "col"
    group = (box.rows if has_numbers else box.columns) > 1
    return _made("th", entry.text, spans, scope=scope + "group" * group)
