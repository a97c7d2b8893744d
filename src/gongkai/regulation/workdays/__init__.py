"""工作日: the official calendar, its yearly notices, an organ's own days."""

from gongkai.regulation.workdays.calendar import DayKind, OrganDays, WorkCalendar, each_day
from gongkai.regulation.workdays.notices import Notice, NoticeError, read_notice
from gongkai.regulation.workdays.official import national_calendar

__all__ = [
    "DayKind",
    "Notice",
    "NoticeError",
    "OrganDays",
    "WorkCalendar",
    "each_day",
    "national_calendar",
    "read_notice",
]
