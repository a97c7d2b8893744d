"""Rows ⇄ values of the annual report: the only file here that knows both."""

from collections import Counter
from decimal import Decimal
from typing import TypedDict

from gongkai.annual_report import interchange
from gongkai.annual_report.finding import Severity
from gongkai.annual_report.reading import Reading
from gongkai.annual_report.report import Value
from gongkai.web.reports.models import AnnualReport


class Figures(TypedDict):
    """What lists show of a report without opening it: an index of the reading, never the truth."""

    received: int | None
    carried_in: int | None
    handled: int | None
    carried_out: int | None
    errors: int
    warnings: int
    notices: int


def figures(reading: Reading) -> Figures:
    """The key figures of a reading."""
    cells = reading.report.cells
    found = Counter(finding.severity for finding in reading.findings)
    return Figures(
        received=_count(cells.get("table3.received.total")),
        carried_in=_count(cells.get("table3.carried_in.total")),
        handled=_count(cells.get("table3.total.total")),
        carried_out=_count(cells.get("table3.carried_out.total")),
        errors=found[Severity.ERROR],
        warnings=found[Severity.WARNING],
        notices=found[Severity.NOTICE],
    )


def reading_of(report: AnnualReport) -> Reading:
    """The reading that was kept with a report."""
    return interchange.from_data(report.reading)


def _count(value: Value) -> int | None:
    """A number of cases as a whole number; a fraction is a fault that its finding reports, and no figure for a list."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else None
    return value
