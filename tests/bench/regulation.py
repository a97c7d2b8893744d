"""How fast due dates and whole histories are computed."""

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.regulation.clock import reply_due
from gongkai.regulation.events import (
    Corrected,
    CorrectionRequested,
    Decided,
    Event,
    Extended,
    JointOrganAnswered,
    JointOrganConsulted,
    JointOrganNoticeReceived,
    Received,
    Registered,
    Sent,
    ThirdPartyAnswered,
    ThirdPartyConsulted,
)
from gongkai.regulation.outcomes import Outcome
from gongkai.regulation.procedure import standing
from gongkai.regulation.workdays import WorkCalendar, national_calendar
from tests.bench.measure import Measured, measure

_DAYS = 10_000
_HISTORIES = 100


def rows() -> Iterator[Measured]:
    national = national_calendar()
    national_calendar.cache_clear()
    yield measure("lay out the national calendar once", _laid_out, runs=20)
    days = [date(2024, 1, 1) + timedelta(days=number % 900) for number in range(_DAYS)]
    due = lambda: [national.add(day, 20) for day in days]  # noqa: E731
    yield measure(f"{_DAYS:,} times the 20th working day after a day", due, runs=20, units=_DAYS, unit="日")
    replies = lambda: [reply_due(day, national) for day in days]  # noqa: E731
    yield measure(f"{_DAYS:,} due dates by the law of their day", replies, runs=20, units=_DAYS, unit="件")
    histories = [_history(date(2025, 1, 6) + timedelta(days=number)) for number in range(_HISTORIES)]
    replayed = lambda: [standing(events, calendar=national).due for events in histories]  # noqa: E731
    what = f"{_HISTORIES} histories of 12 events to where they stand"
    yield measure(what, replayed, runs=30, units=_HISTORIES, unit="件")
    told = lambda: [(step.what, step.why) for step in standing(histories[0], calendar=national).steps]  # noqa: E731
    yield measure("one of them with its derivation written out", told)


def _laid_out() -> WorkCalendar:
    national_calendar.cache_clear()
    return national_calendar()


def _history(received: date) -> tuple[Event, ...]:
    """Correction, two overlapping consultations, an extension, a decision."""
    day = [received + timedelta(days=number) for number in range(80)]
    return (
        Received(day[0]),
        Registered(day[1], "2025-1号"),
        CorrectionRequested(day[4], day[6]),
        Corrected(day[14]),
        ThirdPartyConsulted(day[15], day[17]),
        JointOrganConsulted(day[16]),
        JointOrganNoticeReceived(day[18]),
        ThirdPartyAnswered(day[25]),
        JointOrganAnswered(day[30]),
        Extended(day[31], 20),
        Decided(day[70], Outcome.GRANTED),
        Sent(day[71]),
    )
