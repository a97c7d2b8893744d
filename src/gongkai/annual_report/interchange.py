"""A reading as plain data and back: the JSON that the command line, the database and the API share, and one flat row.

    {"source", "organ", "year", "form", "table2", "table3", "table4", "sections": [{"no", "title", "text"}],
     "contact", "findings": [{"rule", "severity", "where", "expected", "found", "message", "reference"}]}

Table 3 is keyed by row (refused.state_secret) and column; amounts of money are decimal strings; a missing number is
null. Where the paper prints one row in place of several, that row stands alone and the several are absent.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from gongkai.annual_report.finding import Finding, Severity, rules
from gongkai.annual_report.form.form import Form, Row, form
from gongkai.annual_report.reading import Place, Reading
from gongkai.annual_report.report import Report, Section, Value


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
        organ=data["organ"],
        year=data["year"],
        title=data.get("title"),
        cells=dict(_cells(official, data)),
        sections=tuple(Section(entry["no"], entry["title"], entry["text"]) for entry in data["sections"]),
        contact=data["contact"],
        preface=data.get("preface", ""),
    )
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


def plain(value: Value) -> int | str | None:
    """A value as JSON has it: whole numbers as they are, amounts of money as decimal strings."""
    return str(value) if isinstance(value, Decimal) else value


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


def _value(entry: int | str | None) -> Value:
    return Decimal(entry) if isinstance(entry, str) else entry


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
