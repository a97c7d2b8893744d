"""A reply period as months in a terminal: which days are counted, which are not, and why."""

import calendar
from collections.abc import Iterator
from datetime import date
from unicodedata import east_asian_width

from gongkai.regulation.clock import Clock
from gongkai.regulation.workdays import WorkCalendar

LEGEND = "起 起算日，不计入　数字 计入　班 调休上班，计入　休 节假日或周末，不计　停 征求意见，不计　止 最后一日"
_WEEKDAYS = "一二三四五六日"
_CELL = 4
_DECEMBER = 12
_GAP = "  "
_NO_SIGN = "  "


def months(clock: Clock, work_calendar: WorkCalendar) -> Iterator[str]:
    """The lines of every month from the anchor to the due day."""
    signs = {day: mark.sign for day, mark in clock.marks(work_calendar)}
    due = clock.due(work_calendar)
    signs |= {clock.anchor: "起", due: "止"}
    year, month = clock.anchor.year, clock.anchor.month
    while (year, month) <= (due.year, due.month):
        yield from _month(year, month, signs)
        yield ""
        year, month = (year, month + 1) if month < _DECEMBER else (year + 1, 1)


def _month(year: int, month: int, signs: dict[date, str]) -> Iterator[str]:
    yield f"{year}年{month}月"
    yield _row([weekday + _NO_SIGN for weekday in _WEEKDAYS])
    for week in calendar.Calendar().monthdatescalendar(year, month):
        cells = [_cell(day, month, signs) for day in week]
        if any(cells):
            yield _row(cells)


def _cell(day: date, month: int, signs: dict[date, str]) -> str:
    """The day's number and its sign; the sign's place stays open where there is none, so that numbers stand in line."""
    if day.month != month or day not in signs:
        return ""
    return f"{day.day}{signs[day] or _NO_SIGN}"


def _row(cells: list[str]) -> str:
    return _GAP.join(right_aligned(cell, _CELL) for cell in cells).rstrip()


def right_aligned(text: str, width: int) -> str:
    """Filled up on the left to so many columns, a Chinese character taking two."""
    return " " * (width - columns(text)) + text


def columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
