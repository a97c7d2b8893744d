"""Counting working days (工作日): official holidays off, make-up weekend days (调休) worked.

Every question is answered from two arrays that are laid out once, so that a due date costs one subtraction and two
look-ups however far it lies away.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from hashlib import sha256
from typing import Self

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import NotAnnounced

_SATURDAY = 5
_YEARS_AHEAD = 10
"""How many years past the last announced one can still be asked about, provisionally: the longest limit of the law that
this program knows (five years, ALL 46) with as much again."""
_SOURCE = cite("CAL")


class DayKind(Enum):
    """Why a day counts or does not."""

    WEEKDAY = "工作日"
    MAKEUP = "调休上班"
    OPENED = "本机关安排上班"
    WEEKEND = "周末"
    HOLIDAY = "法定节假日"
    CLOSED = "本机关停止办公"

    @property
    def is_working(self) -> bool:
        """Whether a day of this kind is counted in a limit of working days."""
        return self in _WORKING


_WORKING = frozenset({DayKind.WEEKDAY, DayKind.MAKEUP, DayKind.OPENED})


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that is not what its weekday says, and the holiday or the reason that made it so."""

    kind: DayKind
    name: str


@dataclass(frozen=True, slots=True)
class OrganDays:
    """An organ's own days on top of the national calendar: when it is closed, when it works though others rest.

    The Regulation counts 工作日 without saying whose; an organ that enters days here answers for them.
    """

    closed: Mapping[date, str] = field(default_factory=dict)
    opened: Mapping[date, str] = field(default_factory=dict)


class WorkCalendar:
    """The working days from 1 January of the first announced year until ten years after the last one.

    A day in a year without an announcement is counted by its weekday, and `is_provisional` says so. A day outside the
    calendar raises NotAnnounced. Calendars are equal when their days are.
    """

    __slots__ = ("_days", "_first", "_special", "_upto", "announced", "version")

    def __init__(self, special: Mapping[date, SpecialDay], announced: Iterable[int]) -> None:
        self.announced = frozenset(announced)
        self._special = dict(special)
        self._first = date(min(self.announced), 1, 1).toordinal()
        self._days: list[date] = []
        self._upto: list[int] = []
        for ordinal in range(self._first, date(max(self.announced) + _YEARS_AHEAD, 12, 31).toordinal() + 1):
            day = date.fromordinal(ordinal)
            if self._kind(day).is_working:
                self._days.append(day)
            self._upto.append(len(self._days))
        self.version = self._digest()

    def with_organ_days(self, days: OrganDays) -> Self:
        """This calendar with an organ's own closing and working days laid over it."""
        closed = {day: SpecialDay(DayKind.CLOSED, why) for day, why in days.closed.items()}
        opened = {day: SpecialDay(DayKind.OPENED, why) for day, why in days.opened.items()}
        return type(self)(self._special | closed | opened, self.announced)

    def is_workday(self, day: date) -> bool:
        """Whether people work on that day. Raises NotAnnounced outside the calendar."""
        self._index(day)
        return self._kind(day).is_working

    def add(self, day: date, count: int) -> date:
        """The count-th working day after that day, which itself is not counted. Raises NotAnnounced, ValueError."""
        if count < 1:
            raise _too_few(count)
        index = day.toordinal() - self._first
        if index < 0:
            raise self._outside(day)
        try:
            return self._days[self._upto[index] + count - 1]
        except IndexError:
            raise self._outside(day) from None

    def subtract(self, day: date, count: int) -> date:
        """The count-th working day before that day, which itself is not counted. Raises NotAnnounced, ValueError."""
        if count < 1:
            raise _too_few(count)
        index = self._index(day)
        before = self._upto[index - 1] if index else 0
        if before < count:
            raise self._outside(day)
        return self._days[before - count]

    def count(self, after: date, upto: date) -> int:
        """How many working days lie after the one day, up to and with the other; negative when that is earlier."""
        return self._upto[self._index(upto)] - self._upto[self._index(after)]

    def on_or_after(self, day: date) -> date:
        """That day, or the next working day where it is none: how a limit that ends on a holiday is moved (CPL 85)."""
        return day if self.is_workday(day) else self.add(day, 1)

    def kind(self, day: date) -> DayKind:
        """What sort of day it is. Raises NotAnnounced outside the calendar."""
        self._index(day)
        return self._kind(day)

    def name(self, day: date) -> str:
        """The holiday (春节) or the organ's reason behind a special day; empty for any other."""
        special = self._special.get(day)
        return special.name if special else ""

    def is_provisional(self, first: date, last: date) -> bool:
        """Whether some day from first to last lies in a year whose holidays have not been announced."""
        return not self.announced.issuperset(range(first.year, last.year + 1))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WorkCalendar) and self.version == other.version

    def __hash__(self) -> int:
        return hash(self.version)

    def _kind(self, day: date) -> DayKind:
        special = self._special.get(day)
        if special:
            return special.kind
        return DayKind.WEEKDAY if day.weekday() < _SATURDAY else DayKind.WEEKEND

    def _index(self, day: date) -> int:
        index = day.toordinal() - self._first
        if 0 <= index < len(self._upto):
            return index
        raise self._outside(day)

    def _digest(self) -> str:
        lines = sorted(f"{day} {special.kind.name} {special.name}" for day, special in self._special.items())
        return sha256("\n".join([*map(str, sorted(self.announced)), *lines]).encode()).hexdigest()[:16]

    def _outside(self, day: date) -> NotAnnounced:
        first, last = date.fromordinal(self._first), date.fromordinal(self._first + len(self._upto) - 1)
        return NotAnnounced(
            f"从 {day} 推算的工作日超出了已知日历（{first} 至 {last}）。",
            _SOURCE,
            "请核对日期是否写错；确需更远的日期，先录入国务院办公厅公布的放假通知。",
        )


def _too_few(count: int) -> ValueError:
    return ValueError(f"工作日数应当至少为 1，收到的是 {count}。")


def each_day(first: date, last: date) -> Iterable[date]:
    """Every day from first to last, both included; none when last is earlier."""
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
