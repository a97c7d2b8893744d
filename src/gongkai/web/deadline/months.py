"""A reply period as leaves of a calendar: every day with what it is to the clock, and the counted ones numbered."""

from calendar import Calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.regulation.clock import Clock, Mark
from gongkai.regulation.workdays import WorkCalendar

_DECEMBER = 12
_SHOWN = {Mark.COUNTED: "counted", Mark.MAKEUP: "makeup", Mark.REST: "rest", Mark.SUSPENDED: "suspended"}


@dataclass(frozen=True, slots=True)
class Day:
    """One day. kind: the class in the style sheet; sign: what stands under the number; word: what a reader hears."""

    on: date
    kind: str = "outside"
    sign: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """One leaf. A day of a neighbouring month is None."""

    title: str
    weeks: tuple[tuple[Day | None, ...], ...]


def months(clock: Clock, calendar: WorkCalendar) -> Iterator[Month]:
    """Every month from the anchor to the due day."""
    due = clock.due(calendar)
    days = dict(_days(clock, due, calendar))
    year, month = clock.anchor.year, clock.anchor.month
    while (year, month) <= (due.year, due.month):
        yield Month(f"{year}年{month}月", tuple(_weeks(year, month, days)))
        year, month = (year, month + 1) if month < _DECEMBER else (year + 1, 1)


def _days(clock: Clock, due: date, calendar: WorkCalendar) -> Iterator[tuple[date, Day]]:
    yield clock.anchor, Day(clock.anchor, "anchor", "起", "起算日，不计入")
    counted = 0
    for day, mark in clock.marks(calendar):
        kind, sign, word = _SHOWN[mark], mark.sign, mark.word
        if mark in {Mark.COUNTED, Mark.MAKEUP}:
            counted += 1
            sign, word = str(counted), f"{word}，第{counted}个工作日"
        if day == due:
            kind, word = "due", f"最后一日，{word}"
        yield day, Day(day, kind, sign, word)


def _weeks(year: int, month: int, days: Mapping[date, Day]) -> Iterator[tuple[Day | None, ...]]:
    for week in Calendar().monthdatescalendar(year, month):
        yield tuple(days.get(day, Day(day)) if day.month == month else None for day in week)
