"""A reply period as leaves of a calendar: every day with what it is to the clock, and the counted ones numbered."""

from collections.abc import Iterator
from datetime import date

from gongkai.regulation.clock import Clock, Mark
from gongkai.regulation.workdays import WorkCalendar
from gongkai.web.ui.months import Day, Month, month

_DECEMBER = 12
_SHOWN = {Mark.COUNTED: "counted", Mark.MAKEUP: "makeup", Mark.REST: "weekend", Mark.SUSPENDED: "suspended"}


def months(clock: Clock, calendar: WorkCalendar) -> Iterator[Month]:
    """Every month from the anchor to the due day."""
    due = clock.due(calendar)
    days = dict(_days(clock, due, calendar))
    year, number = clock.anchor.year, clock.anchor.month
    while (year, number) <= (due.year, due.month):
        yield month(year, number, lambda on: days.get(on, Day(on, "outside")), title=f"{year}年{number}月")
        year, number = (year, number + 1) if number < _DECEMBER else (year + 1, 1)


def _days(clock: Clock, due: date, calendar: WorkCalendar) -> Iterator[tuple[date, Day]]:
    yield clock.anchor, Day(clock.anchor, "anchor", "起", "起算日，不计入")
    counted = 0
    for day, mark in clock.marks(calendar):
        style, sign, word = _SHOWN[mark], mark.sign, mark.word
        if mark in {Mark.COUNTED, Mark.MAKEUP}:
            counted += 1
            sign, word = str(counted), f"{word}，第{counted}个工作日"
        if day == due:
            style, word = "due", f"最后一日，{word}"
        yield day, Day(day, style, sign, word)
