"""A year of the calendar as twelve months of squares, each with its kind, its sign and its word."""

import calendar as civil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.regulation.errors import NotAnnounced
from gongkai.regulation.workdays import DayKind, WorkCalendar, each_day

WEEK = ("一", "二", "三", "四", "五", "六", "日")
_SIGNS = {DayKind.HOLIDAY: "休", DayKind.MAKEUP: "班", DayKind.CLOSED: "停", DayKind.OPENED: "开"}


@dataclass(frozen=True, slots=True)
class Square:
    """One day."""

    on: date
    kind: DayKind
    name: str
    is_today: bool

    @property
    def sign(self) -> str:
        """The one character that says it where colour does not."""
        return _SIGNS.get(self.kind, "")

    @property
    def words(self) -> str:
        """The kind, and of which holiday, for whoever does not see the colour."""
        return f"{self.kind.value}{f'（{self.name}）' if self.name else ''}" if self.sign else ""

    @property
    def style(self) -> str:
        """The classes that the style sheet knows."""
        return f"{self.kind.name.lower()} {'today' if self.is_today else ''}".strip()


@dataclass(frozen=True, slots=True)
class MonthOfYear:
    """One month: weeks of seven squares, None where a week reaches out of it; and its working days."""

    title: str
    weeks: Sequence[Sequence[Square | None]]
    workdays: int


@dataclass(frozen=True, slots=True)
class YearPicture:
    """A whole year."""

    year: int
    months: tuple[MonthOfYear, ...]

    @property
    def workdays(self) -> int:
        """Working days of the year."""
        return sum(month.workdays for month in self.months)

    @property
    def special(self) -> Iterator[Square]:
        """The days that are not what their weekday says: the same as a table."""
        squares = (square for month in self.months for week in month.weeks for square in week)
        return (square for square in squares if square and square.sign)


def picture(year: int, work_calendar: WorkCalendar, today: date) -> YearPicture:
    """Raises NotAnnounced for a year outside the calendar."""
    work_calendar.kind(date(year, 1, 1))
    return YearPicture(year, tuple(_month(year, number, work_calendar, today) for number in range(1, 13)))


def _month(year: int, number: int, work_calendar: WorkCalendar, today: date) -> MonthOfYear:
    weeks = [
        [_square(day, work_calendar, today) if day.month == number else None for day in week]
        for week in civil.Calendar().monthdatescalendar(year, number)
    ]
    last = date(year, number, civil.monthrange(year, number)[1])
    workdays = sum(work_calendar.is_workday(day) for day in each_day(last.replace(day=1), last))
    return MonthOfYear(f"{number}月", weeks, workdays)


def _square(day: date, work_calendar: WorkCalendar, today: date) -> Square:
    return Square(day, work_calendar.kind(day), work_calendar.name(day), day == today)


def is_known(year: int, work_calendar: WorkCalendar) -> bool:
    """The calendar reaches to that year."""
    try:
        work_calendar.kind(date(year, 1, 1))
    except (NotAnnounced, ValueError):
        return False
    return True
