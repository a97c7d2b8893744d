"""The three official tables as a page draws them: each number with its heads, its line in the source and its marks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from gongkai.annual_report.form.layout import Box
from gongkai.annual_report.reading import Place, Reading
from gongkai.annual_report.report import Value
from gongkai.web.reports.marks import Mark, Marks
from gongkai.web.reports.plan import Plan, PlannedBox, plans

CAPTIONS = {
    "table2": "主动公开政府信息情况",
    "table3": "收到和处理政府信息公开申请情况",
    "table4": "政府信息公开行政复议、行政诉讼情况",
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One box with what a reading puts into it. `hint` says where in the source the number stands."""

    planned: PlannedBox
    value: Value = None
    hint: str = ""
    marks: tuple[Mark, ...] = ()

    @property
    def box(self) -> Box:
        return self.planned.box

    @property
    def text(self) -> str:
        return self.box.text if self.box.is_head else "" if self.value is None else f"{self.value}"

    @property
    def is_blank(self) -> bool:
        return not self.box.is_head and self.value is None

    @property
    def classes(self) -> str:
        """Zeros step back, so that numbers show; what has a finding steps forward."""
        is_zero = not self.box.is_head and not self.value
        return " ".join(name for name, holds in (("marked", self.marks), ("zero", is_zero)) if holds)


Lines: TypeAlias = tuple[tuple[Drawn, ...], ...]


@dataclass(frozen=True, slots=True)
class FoundAt:
    """Where the numbers of one row stand in the source."""

    row: str
    lines: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table ready to draw. `marks` are all findings in it, `own_marks` those that name no box of it."""

    name: str
    caption: str
    head: Lines
    body: Lines
    marks: tuple[Mark, ...]
    own_marks: tuple[Mark, ...]
    found_at: tuple[FoundAt, ...]

    @property
    def parts(self) -> tuple[tuple[str, Lines], ...]:
        """The element of each part and its lines; a table without a head of its own has one part."""
        return (("thead", self.head), ("tbody", self.body)) if self.head else (("tbody", self.body),)


def tables(reading: Reading, marks: Marks) -> tuple[Table, ...]:
    """All three tables of a reading, with the rows that its paper prints."""
    report = reading.report
    return tuple(_table(plan, reading, marks.within(plan.name)) for plan in plans(report.form.year, report.merged))


def _table(plan: Plan, reading: Reading, marks: tuple[Mark, ...]) -> Table:
    head, body = (
        tuple(tuple(_drawn(planned, reading, marks) for planned in line) for line in lines)
        for lines in (plan.head, plan.body)
    )
    return Table(
        name=plan.name,
        caption=CAPTIONS[plan.name],
        head=head,
        body=body,
        marks=marks,
        own_marks=tuple(mark for mark in marks if mark.where not in plan.names),
        found_at=tuple(_found_at(reading, plan.name)),
    )


def _drawn(planned: PlannedBox, reading: Reading, marks: tuple[Mark, ...]) -> Drawn:
    its = tuple(mark for mark in marks if mark.where in planned.names)
    cell = planned.box.cell
    if cell is None:
        return Drawn(planned, marks=its)
    value = reading.report.cells.get(cell)
    return Drawn(planned, value, _hint(reading.places.get(cell), value), its)


def _hint(place: Place | None, value: Value) -> str:
    if place is None:
        return ""
    printed = place.printed.strip()
    return f"原文第 {place.line} 行" + (f"，写作“{printed}”" if printed and printed != str(value) else "")


def _found_at(reading: Reading, table: str) -> Iterator[FoundAt]:
    for row in reading.report.form.printed_rows(table, reading.report.merged):
        lines = sorted({reading.places[cell].line for cell in row.cells if cell in reading.places})
        label = " ".join((*row.label.under[1:], row.label.text))
        if lines:
            yield FoundAt(label, f"第 {lines[0]} 行" if len(lines) == 1 else f"第 {lines[0]} 至 {lines[-1]} 行")
        else:
            yield FoundAt(label, "没有找到")
