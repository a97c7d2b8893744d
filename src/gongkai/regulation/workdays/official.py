"""The national calendar: what the calendar package carries of the official notices, our own notice files over it."""

from datetime import date
from functools import lru_cache

from chinese_calendar import constants

from gongkai.regulation.workdays.calendar import DayKind, SpecialDay, WorkCalendar
from gongkai.regulation.workdays.notices import Notice, notices


@lru_cache(maxsize=64)
def national_calendar(*later: Notice) -> WorkCalendar:
    """The official working days since 2004. `later` are notices that came after this program, entered by an office."""
    special = _packaged()
    announced = {day.year for day in constants.holidays}
    for notice in (*notices().values(), *later):
        special = {day: what for day, what in special.items() if day.year != notice.year} | _announced(notice)
        announced.add(notice.year)
    return WorkCalendar(special, announced)


def _packaged() -> dict[date, SpecialDay]:
    names = {holiday.value: holiday.chinese for holiday in constants.Holiday}
    off = {day: SpecialDay(DayKind.HOLIDAY, names[name]) for day, name in constants.holidays.items()}
    return off | {day: SpecialDay(DayKind.MAKEUP, names[name]) for day, name in constants.workdays.items()}


def _announced(notice: Notice) -> dict[date, SpecialDay]:
    off = {day: SpecialDay(DayKind.HOLIDAY, one.name) for one in notice.breaks for day in one.days_off()}
    return off | {day: SpecialDay(DayKind.MAKEUP, one.name) for one in notice.breaks for day in one.makeup}
