"""答复期限 (Arts 30, 32–35): the one place where a due date is computed.

A clock has an anchor (never counted), a number of working days, and spans of days that are not counted. The due day is
the last of the counted days. Spans that overlap are one span: a day is left out once, however many letters are out.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from gongkai.regulation.parameter import parameter
from gongkai.regulation.policies import SuspendedDays
from gongkai.regulation.workdays import DayKind, WorkCalendar, each_day

_DAY = timedelta(days=1)


class Span(NamedTuple):
    """Days that are not counted, both ends included."""

    first: date
    last: date


def suspended(sent: date, returned: date, rule: SuspendedDays) -> Span | None:
    """The days that one consultation takes out of the period (Art 33(3)), or none."""
    first = sent if rule is SuspendedDays.BOTH_ENDS else sent + _DAY
    last = returned - _DAY if rule is SuspendedDays.BETWEEN else returned
    return Span(first, last) if first <= last else None


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same days as spans that neither overlap nor touch, in order."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.first <= merged[-1].last + _DAY:
            if span.last > merged[-1].last:
                merged[-1] = Span(merged[-1].first, span.last)
        else:
            merged.append(span)
    return tuple(merged)


class Mark(Enum):
    """What a day after the anchor is to the clock: the sign in a printed calendar, and the word."""

    COUNTED = ("", "计入")
    MAKEUP = ("班", "调休上班，计入")
    REST = ("休", "节假日或休息日，不计")
    SUSPENDED = ("停", "征求意见期间，不计")

    def __init__(self, sign: str, word: str) -> None:
        self.sign, self.word = sign, word


class Clock(NamedTuple):
    """One running reply period. spans must be a union; not_before is a day notified under Art 35."""

    anchor: date
    workdays: int
    spans: tuple[Span, ...] = ()
    not_before: date | None = None

    def due(self, calendar: WorkCalendar) -> date:
        """The last day for answering. Raises NotAnnounced beyond the calendar."""
        last, left = self.anchor, self.workdays
        for span in self.spans:
            if span.last <= last:
                continue
            before = span.first - _DAY
            if before > last:
                counted = calendar.count(last, before)
                if counted >= left:
                    break
                left -= counted
            last = span.last
        due = calendar.add(last, left)
        return max(due, self.not_before) if self.not_before else due

    def counted(self, after: date, upto: date, *, calendar: WorkCalendar) -> int:
        """How many counted days lie after the one day, up to and with the other."""
        taken = sum(
            calendar.count(max(span.first - _DAY, after), min(span.last, upto))
            for span in self.spans
            if span.first <= upto and span.last > after
        )
        return calendar.count(after, upto) - taken

    def remaining(self, on: date, calendar: WorkCalendar) -> int:
        """Counted days left after that day; once the period is over, less the working days since then."""
        due = self.due(calendar)
        if on > due:
            return -calendar.count(due, on)
        return self.counted(max(on, self.anchor), due, calendar=calendar)

    def marks(self, calendar: WorkCalendar) -> Iterator[tuple[date, Mark]]:
        """Every day after the anchor up to the due day, and what it was to the clock."""
        for day in each_day(self.anchor + _DAY, self.due(calendar)):
            yield day, self._mark(day, calendar.kind(day))

    def _mark(self, day: date, kind: DayKind) -> Mark:
        if not kind.is_working:
            return Mark.REST
        if any(span.first <= day <= span.last for span in self.spans):
            return Mark.SUSPENDED
        return Mark.COUNTED if kind is DayKind.WEEKDAY else Mark.MAKEUP


def reply_due(received: date, calendar: WorkCalendar) -> date:
    """When an application that nothing interrupts is due (Art 33(2))."""
    return Clock(received, parameter("reply_period").on(received).value).due(calendar)


def carried_over_from(year: int, calendar: WorkCalendar) -> date:
    """The first day of receipt whose undisturbed due day lies in the year after: from here on, 结转下年度 is likely."""
    turn = date(year + 1, 1, 1)
    return calendar.subtract(calendar.on_or_after(turn), parameter("reply_period").on(turn).value)
