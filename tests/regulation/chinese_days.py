"""A calendar of official working days for tests that need one."""

from datetime import date, timedelta
from functools import cache

import chinese_calendar


@cache
def _is_workday(day: date) -> bool:
    return bool(chinese_calendar.is_workday(day))


class OfficialDays:
    """The State Council's working days, looked up day by day."""

    def is_workday(self, day: date) -> bool:
        return _is_workday(day)

    def add(self, day: date, n: int) -> date:
        return self._walk(day, n, timedelta(days=1))

    def subtract(self, day: date, n: int) -> date:
        return self._walk(day, n, timedelta(days=-1))

    def count(self, a: date, b: date) -> int:
        return sum(self.is_workday(a + timedelta(days=n)) for n in range(1, (b - a).days + 1))

    def _walk(self, day: date, n: int, step: timedelta) -> date:
        while n:
            day += step
            n -= self.is_workday(day)
        return day
