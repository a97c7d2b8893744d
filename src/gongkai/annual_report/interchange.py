"""A reading as plain data and back: the JSON that the command line, the database and the API share, and one flat row.

    {"source", "organ", "year", "form", "table2", "table3", "table4", "sections": [{"no", "title", "text"}],
     "contact", "findings": [{"rule", "severity", "where", "expected", "found", "message", "reference"}]}

Table 3 is keyed by row (refused.state_secret) and column; amounts of money are decimal strings; a missing number is
null. Where the paper prints one row in place of several, that row stands alone and the several are absent.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import count
from typing import Any

from gongkai.annual_report.finding import Finding, Severity, rules
from gongkai.annual_report.form.form import Form, Row, form
from gongkai.annual_report.reading import Place, Reading
from gongkai.annual_report.report import Report, Section, Value

_DECIMAL = re.compile(r"-?\d{1,40}(?:\.\d{1,20})?")
_SECTION_NUMBERS = range(1, 7)

DATA_SHEET = "数据"
"""The sheet of a workbook that lists the cells by name: a repetition, no part of the report."""


def to_data(reading: Reading) -> dict[str, Any]:
    """The reading in the shape above, and beside it `title`, `preface`, `places` (cell → the fields of Place)
    and `printed` (label → the words printed in its place)."""
    report = reading.report
    return {
        "source": reading.source,
        "organ": report.organ,
        "year": report.year,
        "form": report.form.year,
        "title": report.title,
        **{table: _table(report, table) for table in report.form.tables},
        "sections": [{"no": section.no, "title": section.title, "text": section.text} for section in report.sections],
        "contact": report.contact,
        "preface": report.preface,
        "findings": [_finding(finding) for finding in reading.findings],
        "places": {cell: list(place) for cell, place in reading.places.items()},
        "printed": dict(reading.printed),
    }


def from_data(data: Mapping[str, Any]) -> Reading:
    """The reading that `to_data` wrote. Raises KeyError or ValueError where the data is not of that shape."""
    official = form(data["form"])
    report = Report(
        form=official,
        organ=_text(data["organ"]),
        year=_year(data["year"]),
        title=_text(data.get("title")),
        cells=dict(_cells(official, data)),
        sections=tuple(_section(entry) for entry in data["sections"]),
        contact=_text(data["contact"]),
        preface=_text(data.get("preface")) or "",
    )
    _require_all_cells(report)
    return Reading(
        source=data["source"],
        report=report,
        places={cell: Place(*place) for cell, place in data.get("places", {}).items()},
        printed=data.get("printed", {}),
        findings=tuple(_finding_from(entry) for entry in data["findings"]),
    )


def to_row(reading: Reading) -> dict[str, Any]:
    """One flat row: source, organ, year, form, title, then every cell by its full name, then counts of findings."""
    report = reading.report
    counts = [finding.severity for finding in reading.findings]
    return {
        "source": reading.source,
        "organ": report.organ,
        "year": report.year,
        "form": report.form.year,
        "title": report.title,
        **{cell: plain(value) for cell, value in report.cells.items()},
        **{f"findings.{severity}": counts.count(severity) for severity in Severity},
    }


def to_rows(readings: Iterable[Reading]) -> tuple[list[str], list[dict[str, Any]]]:
    """`to_row` of each, and every column that any of them has."""
    rows = [to_row(reading) for reading in readings]
    return list(dict.fromkeys(name for row in rows for name in row)), rows


def to_full_row(reading: Reading) -> dict[str, Any]:
    """`to_row` and the texts: contact, preface, and of the n-th section section.n.no, .title and .text."""
    report = reading.report
    texts: dict[str, Any] = {"contact": report.contact, "preface": report.preface}
    for index, section in enumerate(report.sections, 1):
        texts |= {f"section.{index}.no": section.no, f"section.{index}.title": section.title}
        texts[f"section.{index}.text"] = section.text
    return {**to_row(reading), **texts}


def from_row(row: Mapping[str, str]) -> Reading:
    """The reading that a row of `to_full_row` or `to_row` shows, every value as text; findings and places are not kept.

    An empty text is a null, and a cell that the row does not name is one that the paper does not have.
    Raises KeyError or ValueError where the row is not of that shape.
    """
    official = form(int(row["form"]))
    names = (*official.cells, *(cell for merged in official.merged for cell in merged.cells))
    report = Report(
        form=official,
        organ=row["organ"] or None,
        year=int(row["year"]) if row["year"] else None,
        title=row["title"] or None,
        cells={cell: _number(row[cell]) for cell in names if cell in row},
        sections=tuple(_sections(row)),
        contact=row.get("contact") or None,
        preface=row.get("preface", ""),
    )
    _require_all_cells(report)
    return Reading(row["source"], report, {}, {}, ())


def _section(entry: Mapping[str, Any]) -> Section:
    number = entry["no"]
    if number not in _SECTION_NUMBERS:
        raise ValueError(number)
    return Section(number, _text(entry["title"]) or "", _text(entry["text"]) or "")


def _sections(row: Mapping[str, str]) -> Iterable[Section]:
    for index in count(1):
        if not row.get(f"section.{index}.no"):
            return
        title, text = row[f"section.{index}.title"], row[f"section.{index}.text"]
        yield _section({"no": int(row[f"section.{index}.no"]), "title": title, "text": text})


def _number(text: str) -> Value:
    return None if text == "" else _value(text) if "." in text else int(text)


def _require_all_cells(report: Report) -> None:
    """Every row of the form, or the one row that stands for several."""
    for table in report.form.tables:
        for row in report.form.printed_rows(table, report.merged):
            for cell in row.cells:
                if cell not in report.cells:
                    raise KeyError(cell)


def plain(value: Value) -> int | str | None:
    """A value as JSON has it: whole numbers as they are, amounts of money as decimal strings without exponents."""
    return f"{value:f}" if isinstance(value, Decimal) else value


def _table(report: Report, table: str) -> dict[str, Any]:
    return {row.name: _row(report, row) for row in report.form.printed_rows(table, report.merged)}


def _row(report: Report, row: Row) -> Any:
    if len(row.cells) == 1:
        return plain(report.cells[row.cells[0]])
    return {column.name: plain(report.cells[cell]) for column, cell in zip(row.columns, row.cells, strict=True)}


def _cells(official: Form, data: Mapping[str, Any]) -> Iterable[tuple[str, Value]]:
    for table, rows in official.tables.items():
        for row in (*rows, *(official.merged if table == "table3" else ())):
            if row.name not in data[table]:
                continue
            entry = data[table][row.name]
            values = [entry] if len(row.cells) == 1 else [entry[column.name] for column in row.columns]
            yield from zip(row.cells, map(_value, values), strict=True)


def _value(entry: object) -> Value:
    """A number, a decimal string or null; anything else is no value. Raises ValueError."""
    if entry is None or type(entry) is int:
        return entry
    if isinstance(entry, str | Decimal) and _DECIMAL.fullmatch(str(entry)):
        return Decimal(entry)
    raise ValueError(entry)


def _text(entry: object) -> str | None:
    if entry is None or isinstance(entry, str):
        return entry
    raise ValueError(entry)


def _year(entry: object) -> int | None:
    if entry is None or type(entry) is int:
        return entry
    raise ValueError(entry)


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule.name,
        "severity": str(finding.severity),
        "where": finding.where,
        "expected": finding.expected,
        "found": finding.found,
        "message": finding.message,
        "reference": str(finding.rule.citation),
        "cells": list(finding.cells),
    }


def _finding_from(entry: Mapping[str, Any]) -> Finding:
    return Finding(
        rule=rules()[entry["rule"]],
        where=entry["where"],
        message=entry["message"],
        expected=entry["expected"],
        found=entry["found"],
        cells=tuple(entry.get("cells", ())),
    )
