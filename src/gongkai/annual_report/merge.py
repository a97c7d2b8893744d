"""Many reports added up cell by cell (汇总): the sum, what went into it, and what a supervisor should look at first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.annual_report.double_counting import double_counts
from gongkai.annual_report.errors import NotAddable
from gongkai.annual_report.finding import Finding, rules
from gongkai.annual_report.footing import added, on_one_footing
from gongkai.annual_report.form.places import place_in_words
from gongkai.annual_report.interchange import plain, to_data
from gongkai.annual_report.reading import Reading
from gongkai.annual_report.report import Report, Section, Value
from gongkai.regulation.numerals import chinese


@dataclass(frozen=True, slots=True)
class Addend:
    """One report that was added, with the value that each cell of the sum took from it."""

    source: str
    organ: str | None
    year: int | None
    cells: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class RollUp:
    """The sum as a report of its own, and what was added. `reading.findings`: gaps, and probable double counting."""

    reading: Reading
    addends: tuple[Addend, ...]


def merge(readings: Sequence[Reading], *, organ: str | None = None, year: int | None = None) -> RollUp:
    """Add up reports of one year and one form. `organ` and `year` name the sum; the year is that of the reports.

    A cell is the sum of the numbers there are (with a finding where some reports have none), and null where none has.
    Raises NotAddable for fewer than two reports, different years or different forms.
    """
    _require_two(readings)
    _require_one_form(readings)
    years = {reading.report.year for reading in readings if reading.report.year}
    if len(years) > 1:
        raise NotAddable(
            f"要汇总的报告不是同一年的（{_by(readings, lambda reading: f'{reading.report.year} 年')}）。"
            "请只汇总同一年的报告；确要相加，请加 --mixed。"
        )
    if year and years - {year}:
        raise NotAddable(f"报告都是 {years.pop()} 年的，不能汇总成 {year} 年的报告。请核对 --year，或加 --mixed。")
    return _added(readings, organ=organ, year=year or next(iter(years), None))


def merge_mixed(readings: Sequence[Reading], *, organ: str | None = None, year: int | None = None) -> RollUp:
    """`merge` for reports of different years and forms, in the newest of their forms.

    What means something else in another form (table 2) is not added but left null, with a finding.
    """
    _require_two(readings)
    return _added(readings, organ=organ, year=year)


def roll_up_as_data(roll_up: RollUp) -> dict[str, Any]:
    """The sum in the shape of interchange.py, and beside it `added`: source, organ, year and cells of each report."""
    return {
        **to_data(roll_up.reading),
        "added": [
            {
                "source": addend.source,
                "organ": addend.organ,
                "year": addend.year,
                "cells": {cell: plain(value) for cell, value in addend.cells.items()},
            }
            for addend in roll_up.addends
        ],
    }


def _require_two(readings: Sequence[Reading]) -> None:
    if len(readings) < 2:
        raise NotAddable("汇总至少要两份报告。请再给出一份。")


def _require_one_form(readings: Sequence[Reading]) -> None:
    if len({reading.report.form.year for reading in readings}) > 1:
        raise NotAddable(
            f"要汇总的报告格式不同（{_by(readings, lambda reading: f'{reading.report.form.year} 年格式')}）。"
            "两种格式的表二含义不同（一种数事项，一种数决定），不能相加。"
            "请按格式分别汇总；只要表三、表四之和，请加 --mixed。"
        )


def _by(readings: Sequence[Reading], kind: Callable[[Reading], str]) -> str:
    """Which reports are of which kind, a few of each by name."""
    found: dict[str, list[str]] = {}
    for reading in readings:
        found.setdefault(kind(reading), []).append(reading.source)
    return "；".join(f"{name}：{_some(sources)}" for name, sources in sorted(found.items()))


def _added(readings: Sequence[Reading], *, organ: str | None, year: int | None) -> RollUp:
    official = max((reading.report.form for reading in readings), key=lambda form: form.year)
    footing = on_one_footing([reading.report for reading in readings])
    names = next(cells for reading, cells in zip(readings, footing, strict=True) if reading.report.form is official)
    apart = [name for name in names if any(name not in cells for cells in footing)]
    report = Report(
        form=official,
        organ=organ,
        year=year,
        title=f"{organ}{year}年{official.title}" if organ and year else None,
        cells={name: None if name in apart else added(cells[name] for cells in footing) for name in names},
        sections=tuple(
            Section(head.number, f"{chinese(head.number)}、{head.label.text}", "") for head in official.sections
        ),
    )
    findings = (
        *_not_added(apart),
        *_gaps(readings, footing, report),
        *_without_year(readings),
        *double_counts(readings),
    )
    addends = (
        Addend(reading.source, reading.report.organ, reading.report.year, cells)
        for reading, cells in zip(readings, footing, strict=True)
    )
    return RollUp(Reading("汇总", report, {}, {}, findings), tuple(addends))


def _not_added(apart: Sequence[str]) -> Iterator[Finding]:
    if apart:
        message = f"各份报告格式不同，{len(apart)} 个单元格在另一种格式里没有或者含义不同，没有相加，留空。"
        yield Finding(rules()["addends_have_one_form"], apart[0], message, cells=tuple(apart))


def _gaps(readings: Sequence[Reading], footing: Sequence[Mapping[str, Value]], report: Report) -> Iterator[Finding]:
    """A warning for the cells of a table that the same reports leave blank while others do not."""
    gaps: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for cell, total in report.cells.items():
        lack = [reading.source for reading, cells in zip(readings, footing, strict=True) if cells.get(cell) is None]
        if lack and total is not None:
            gaps.setdefault((cell.split(".")[0], tuple(lack)), []).append(cell)
    for (table, sources), cells in gaps.items():
        place = place_in_words(report.form.year, cells[0])
        if len(cells) > 1:
            place = f"{place_in_words(report.form.year, table)} {len(cells)} 个单元格（如{place}）"
        yield Finding(
            rules()["every_addend_has_number"],
            cells[0],
            f"{place}：{_some(sources)}没有填数字，汇总数只是其余报告之和。请向填报单位核实。",
            expected=str(len(readings)),
            found=str(len(readings) - len(sources)),
            cells=tuple(cells),
        )


def _without_year(readings: Sequence[Reading]) -> Iterator[Finding]:
    without = [reading.source for reading in readings if reading.report.year is None]
    if without:
        message = f"{_some(without)}没有写明年份，按同一年汇总。请核对是不是这一年的报告。"
        yield Finding(rules()["addend_names_its_year"], "title", message)


def _some(sources: Sequence[str]) -> str:
    """At most five by name."""
    shown = "、".join(sources[:5])
    return shown if len(sources) <= 5 else f"{shown}等 {len(sources)} 份报告"
