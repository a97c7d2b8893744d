"""A year of the calendar as twelve leaves, each day with its kind, its sign and its word."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from gongkai.regulation.errors import NotAnnounced
from gongkai.regulation.workdays import DayKind, WorkCalendar, each_day
from gongkai.web.ui.months import Day, Month, month

_SIGNS = {DayKind.HOLIDAY: "休", DayKind.MAKEUP: "班", DayKind.CLOSED: "停", DayKind.OPENED: "开"}


@dataclass(frozen=True, slots=True)
class YearPicture:
    """A whole year. special: the days that are not what their weekday says, each with its kind and its holiday."""

    year: int
    months: tuple[Month, ...]
    workdays: int
    special: tuple[tuple[date, str, str], ...]


def picture(year: int, work_calendar: WorkCalendar, today: date) -> YearPicture:
    """Raises NotAnnounced for a year outside the calendar."""
    work_calendar.kind(date(year, 1, 1))
    counts = [_workdays(year, number, work_calendar) for number in range(1, 13)]
    leaves = (
        month(
            year, number, lambda on: _day(on, work_calendar, today), title=f"{number}月", note=f"{count} 个工作日"
        )
        for number, count in enumerate(counts, 1)
    )  # fmt: skip
    special = (
        (on, kind.value, work_calendar.name(on))
        for on in each_day(date(year, 1, 1), date(year, 12, 31))
        if (kind := work_calendar.kind(on)) in _SIGNS
    )
    return YearPicture(year, tuple(leaves), sum(counts), tuple(special))


def _workdays(year: int, number: int, work_calendar: WorkCalendar) -> int:
    last = date(year, number, monthrange(year, number)[1])
    return sum(work_calendar.is_workday(day) for day in each_day(last.replace(day=1), last))


def _day(on: date, work_calendar: WorkCalendar, today: date) -> Day:
    kind, name = work_calendar.kind(on), work_calendar.name(on)
    sign = _SIGNS.get(kind, "")
    word = f"{kind.value}{f'（{name}）' if name else ''}" if sign else ""
    return Day(on, f"{kind.name.lower()} {'today' if on == today else ''}".strip(), sign, word)


def is_known(year: int, work_calendar: WorkCalendar) -> bool:
    """The calendar reaches to that year."""
    try:
        work_calendar.kind(date(year, 1, 1))
    except (NotAnnounced, ValueError):
        return False
    return True
