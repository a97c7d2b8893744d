"""Cells of several reports on one footing: where one prints a merged row and another its parts, all have the one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import MAX_PREC, localcontext

from gongkai.annual_report.form.form import Row
from gongkai.annual_report.report import Report, Value


def on_one_footing(reports: Sequence[Report]) -> tuple[Mapping[str, Value], ...]:
    """The cells of each report, in its form's order; with the merged row (（六）其他处理) where any has only that.

    A merged cell is the sum of its parts' numbers; null where none of them has one.
    """
    merged = frozenset[str]().union(*(report.merged for report in reports)) | _rows_alone(reports)
    return tuple(_with_merged(report, merged) for report in reports)


def added(numbers: Iterable[Value]) -> Value:
    """The sum of what is there; null where nothing is."""
    present = [number for number in numbers if number is not None]
    with localcontext(prec=MAX_PREC):  # exact, however many digits a paper prints
        return sum(present[1:], present[0]) if present else None


def _with_merged(report: Report, merged: frozenset[str]) -> Mapping[str, Value]:
    cells: dict[str, Value] = {}
    for table in report.form.tables:
        for row in report.form.printed_rows(table, report.merged | merged):
            if row.instead_of and row.name not in report.merged:
                cells.update(_summed(report, row))
            else:
                cells.update((cell, report.cells[cell]) for cell in row.cells)
    return cells


def _rows_alone(reports: Sequence[Report]) -> frozenset[str]:
    """Rows that are merged in one report's form and rows of their own in another's (form 2019)."""
    own = {row.name for report in reports for row in report.form.tables["table3"]}
    return frozenset(row.name for report in reports for row in report.form.merged if row.name in own)


def _summed(report: Report, merged: Row) -> Iterator[tuple[str, Value]]:
    parts = [report.form.row("table3", name) for name in merged.instead_of]
    for index, cell in enumerate(merged.cells):
        yield cell, added(report.cells[part.cells[index]] for part in parts)
