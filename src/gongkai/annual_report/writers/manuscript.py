"""What stands on the paper, in order, whatever the format: title, preface, sections, the three official tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.annual_report.form.layout import Box, Grid, grids
from gongkai.annual_report.interchange import plain
from gongkai.annual_report.report import Report, Section, Value
from gongkai.regulation.numerals import chinese

_TABLE_OF_SECTION = {2: "table2", 3: "table3", 4: "table4"}
_LINES_OF_A_TITLE = 3
_SUBHEAD = re.compile(r"（[一二三四五六七八九十]{1,3}）[^。；;]{1,40}(?:。|$)")
# What no line of any format may hold: controls, lone surrogates, non-characters. Other line breaks become blanks.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff]")
_BREAK = re.compile("[\t\r\x0b\x0c\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Title:
    """The report's title, on as many lines as the paper gives it."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section (一、总体情况)."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `subhead` is the part of it that is set as a heading of the second level: 「（一）主动公开。」."""

    subhead: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One box of a table with what is printed in it: a head's words; a cell's number, never in exponents; nothing where
    it is null."""

    box: Box
    text: str
    value: Value = None


@dataclass(frozen=True, slots=True)
class Table:
    """One of the three official tables."""

    name: str
    caption: str
    head: tuple[tuple[Entry, ...], ...]
    body: tuple[tuple[Entry, ...], ...]
    width: int

    @property
    def lines(self) -> tuple[tuple[Entry, ...], ...]:
        return (*self.head, *self.body)


Element = Title | Heading | Paragraph | Table


def manuscript(report: Report) -> Iterator[Element]:
    """The elements of the paper.

    The title is that of the report; where it has none and organ and year are known, it is composed of them. Every table
    that has a number stands in its section, under the official heading where the report lacks the section. The contact
    follows the preface unless the text names it already.
    """
    yield from _opening(report)
    tables = {grid.name: grid for grid in grids(report.form.year, report.merged)}
    for section in _sections(report):
        yield Heading(clean(section.title) or _official(report, section.no))
        yield from _paragraphs(section.text)
        grid = tables.pop(_TABLE_OF_SECTION.get(section.no, ""), None)
        if grid:
            yield _table(report, grid)


def title_of(report: Report) -> str | None:
    """The title as printed, or as it is composed: 「青石县水利局2024年政府信息公开工作年度报告」."""
    if report.title:
        return clean(report.title)
    return f"{clean(report.organ)}{report.year}年{report.form.title}" if report.organ and report.year else None


def clean(text: str) -> str:
    """One line of text without what no file can carry: control characters go, other breaks become a blank."""
    return _BREAK.sub(" ", _UNPRINTABLE.sub("", text)).strip()


def _opening(report: Report) -> Iterator[Element]:
    lines = [line for line in map(clean, report.preface.split("\n")) if line]
    title = title_of(report)
    start, count = _title_among(lines, title)
    yield from (Paragraph("", line) for line in lines[:start])
    if title:
        yield Title(tuple(lines[start : start + count]) or (title,))
    for line in lines[start + count :]:
        yield from _paragraphs(line)
    if report.contact and not any(report.contact in text for text in (*lines, *_texts(report))):
        yield Paragraph("", clean(report.contact) + "。")


def _texts(report: Report) -> Iterator[str]:
    return (section.text for section in report.sections)


def _title_among(lines: Sequence[str], title: str | None) -> tuple[int, int]:
    """Where the preface prints the title, and on how many lines; (0, 0) where it does not."""
    for count in range(1, _LINES_OF_A_TITLE + 1):
        for start in range(len(lines) - count + 1):
            if "".join(lines[start : start + count]) == title:
                return start, count
    return 0, 0


def _sections(report: Report) -> list[Section]:
    """The report's sections, and those it lacks whose table has numbers, each before the next higher number."""
    sections = list(report.sections)
    for number, table in _TABLE_OF_SECTION.items():
        has_numbers = any(value is not None for cell, value in report.cells.items() if cell.startswith(f"{table}."))
        if has_numbers and report.section(number) is None:
            later = (index for index, section in enumerate(sections) if section.no > number)
            sections.insert(next(later, len(sections)), Section(number, "", ""))
    return sections


def _official(report: Report, number: int) -> str:
    return f"{chinese(number)}、{report.form.sections[number - 1].label.text}"


def _paragraphs(text: str) -> Iterator[Paragraph]:
    for line in filter(None, map(clean, text.split("\n"))):
        match = _SUBHEAD.match(line)
        subhead = match[0] if match else ""
        yield Paragraph(subhead, line[len(subhead) :])


def _table(report: Report, grid: Grid) -> Table:
    head, body = (
        tuple(tuple(_entry(report, box) for box in line) for line in lines) for lines in (grid.head, grid.body)
    )
    return Table(grid.name, report.form.caption(grid.name), head, body, grid.width)


def _entry(report: Report, box: Box) -> Entry:
    value = report.cells.get(box.cell) if box.cell else None
    return Entry(box, box.text if box.is_head else "" if value is None else str(plain(value)), value)
