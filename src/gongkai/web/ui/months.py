"""Months as leaves of a calendar: a row a week, each day with its kind, sign and word (ui/parts/months.html)."""

from calendar import Calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

WEEK = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Day:
    """One day. style: the classes in the style sheet; sign: what says it where colour does not; word: what is heard."""

    on: date
    style: str = ""
    sign: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """One leaf. A day of a neighbouring month is None."""

    title: str
    weeks: tuple[tuple[Day | None, ...], ...]
    note: str = ""

    @property
    def week(self) -> str:
        """The heads of the columns."""
        return WEEK


def month(year: int, number: int, day: Callable[[date], Day], *, title: str, note: str = "") -> Month:
    """The leaf of that month, each of its days as `day` has it."""
    weeks = Calendar().monthdatescalendar(year, number)
    return Month(title, tuple(tuple(day(on) if on.month == number else None for on in week) for week in weeks), note)
