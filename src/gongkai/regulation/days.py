"""Counting days for limits outside the clock of an application: publication, payment, reconsideration, litigation.

The first day is never counted; a limit in natural days or months that ends on a holiday ends on the next working day
(CPL 85); a limit in working days counts working days only and needs no such rule.
"""

import calendar as civil
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from gongkai.regulation.citation import Citation, cite
from gongkai.regulation.dates import in_words
from gongkai.regulation.errors import ImpossibleDate
from gongkai.regulation.parameter import Value, parameter

ROLL_OVER = cite("CPL 85")


class WorkingDays(Protocol):
    """What a calendar of official working days (法定工作日, 调休 included) can answer."""

    def is_workday(self, day: date, /) -> bool:
        """Whether people work on that day."""

    def add(self, day: date, n: int, /) -> date:
        """The n-th working day after that day, which itself is not counted."""

    def subtract(self, day: date, n: int, /) -> date:
        """The n-th working day before that day."""

    def count(self, a: date, b: date, /) -> int:
        """How many working days lie after a, up to and including b."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation: which day, what falls on it, why, and by which article."""

    day: date
    what: str
    why: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Limit:
    """A last day, with the steps that lead to it."""

    day: date
    steps: tuple[Step, ...]


def value_on(name: str, day: date) -> Value:
    """A number of the law on that day. Raises ImpossibleDate before the first one that we know."""
    found = parameter(name)
    first = found.values[0]
    if day < first.since:
        rule = f"{in_words(day)}不能适用现有的{found.label}规定：所载最早的规定自{in_words(first.since)}起施行。"
        raise ImpossibleDate(rule, first.citation, "请核对日期；更早的事项请按当时的规定另行计算。")
    return found.on(day)


def add_months(day: date, months: int) -> date:
    """The same day of the month that many months later, or that month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, civil.monthrange(year, month + 1)[1]))


def working_limit(start: Step, days: int, calendar: WorkingDays, *, what: str, citation: Citation) -> Limit:
    """The last of so many working days after the start."""
    day = calendar.add(start.day, days)
    return Limit(day, (start, Step(day, what, f"自次日起第{days}个工作日。", citation)))


def natural_limit(start: Step, days: int, calendar: WorkingDays, *, what: str, citation: Citation) -> Limit:
    """The last of so many natural days after the start, moved past holidays."""
    end = Step(start.day + timedelta(days=days), what, f"自次日起第{days}日。", citation)
    return _rolled((start, end), calendar)


def monthly_limit(start: Step, months: int, calendar: WorkingDays, *, what: str, citation: Citation) -> Limit:
    """The day that many months after the start, moved past holidays."""
    span = f"{months // 12}年" if months % 12 == 0 else f"{months}个月"
    end = Step(add_months(start.day, months), what, f"{span}届满；届满之月没有对应日的，为该月最后一日。", citation)
    return _rolled((start, end), calendar)


def _rolled(steps: tuple[Step, ...], calendar: WorkingDays) -> Limit:
    end = steps[-1].day
    if calendar.is_workday(end):
        return Limit(end, steps)
    day, why = calendar.add(end, 1), f"{in_words(end)}不是工作日，顺延至其后第一个工作日。"
    return Limit(day, (*steps, Step(day, "顺延后的最后一日", why, ROLL_OVER)))
