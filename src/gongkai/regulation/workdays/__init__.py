"""工作日: the official calendar, its yearly notices, an organ's own days."""

from gongkai.regulation.workdays.announcement import Announcement, read_announcement
from gongkai.regulation.workdays.calendar import DayKind, OrganDays, WorkCalendar, each_day
from gongkai.regulation.workdays.notices import Notice, NoticeError, notice_of, notices, plain, read_notice
from gongkai.regulation.workdays.official import national_calendar

__all__ = [
    "Announcement",
    "DayKind",
    "Notice",
    "NoticeError",
    "OrganDays",
    "WorkCalendar",
    "each_day",
    "national_calendar",
    "notice_of",
    "notices",
    "plain",
    "read_announcement",
    "read_notice",
]
