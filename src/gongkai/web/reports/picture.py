"""The year at a glance: four figures, and two counts that people would rather look at than read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from gongkai.annual_report.form.form import Row
from gongkai.annual_report.report import Report, Value

_RESULTS = "三、本年度办理结果"
_NUMBER, _REMARK = re.compile(r"^（[一二三四五六七]）"), re.compile(r"（.*$")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its length in per cent of the longest, its share in per cent of all."""

    label: str
    number: int | Decimal
    length: str
    share: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars, what they count, and how many there are in all."""

    title: str
    definition: str
    total: int | Decimal
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """received … carried_out: the key figures; None where the paper has none. share_granted in per cent, or None."""

    received: Value
    carried_in: Value
    handled: Value
    carried_out: Value
    share_granted: str | None
    charts: tuple[Chart, ...]

    @property
    def is_unknown(self) -> bool:
        """The paper gives none of the figures."""
        return self.received is None and self.carried_in is None and self.handled is None

    @property
    def is_zero_year(self) -> bool:
        """No application came in and none was carried in or answered: nothing to draw, and that is no fault."""
        return not self.is_unknown and not (self.received or self.carried_in or self.handled)


def picture(report: Report) -> Picture:
    """The picture of a report, from table 3 alone."""
    cells = report.cells
    handled = cells.get("table3.total.total")
    granted = report.number("table3.granted.total") + report.number("table3.partly_granted.total")
    return Picture(
        received=cells.get("table3.received.total"),
        carried_in=cells.get("table3.carried_in.total"),
        handled=handled,
        carried_out=cells.get("table3.carried_out.total"),
        share_granted=_per_cent(granted, handled) if handled else None,
        charts=(_outcomes(report), _applicants(report)),
    )


def _outcomes(report: Report) -> Chart:
    rows = [
        row
        for row in report.form.printed_rows("table3", report.merged)
        if row.label.under[:1] == (_RESULTS,) and row.name != "total"
    ]
    numbers = [
        (label, sum(report.number(row.cells[-1]) for row in group))
        for label, group in groupby(rows, key=_outcome_group)
    ]
    return _chart("办理结果", "本年度办理完毕的申请（包括上年结转的）各得到哪一类结果；一件申请只计一个结果。", numbers)


def _outcome_group(row: Row) -> str:
    heading = row.label.under[1] if len(row.label.under) > 1 else row.label.text
    return _REMARK.sub("", _NUMBER.sub("", heading))


def _applicants(report: Report) -> Chart:
    row = report.form.row("table3", "received")
    numbers = [
        ("其他组织" if column.name == "other" else column.label.text, report.number(cell))
        for column, cell in zip(row.columns[:-1], row.cells[:-1], strict=True)
    ]
    return _chart("申请人", "本年新收的申请由哪一类申请人提出；上年结转的不在内。", numbers)


def _chart(title: str, definition: str, numbers: Iterable[tuple[str, int | Decimal]]) -> Chart:
    drawn = [(label, max(number, 0)) for label, number in numbers]
    longest, total = max(number for _, number in drawn), sum(number for _, number in drawn)
    bars = tuple(Bar(label, number, _length(number, longest), _per_cent(number, total)) for label, number in drawn)
    return Chart(title, definition, total, bars)


def _length(number: int | Decimal, longest: int | Decimal) -> str:
    return f"{float(100 * number / longest):.2f}" if longest else "0"


def _per_cent(part: int | Decimal, whole: int | Decimal) -> str:
    return f"{float(100 * part / whole):.1f}%" if whole else "—"
