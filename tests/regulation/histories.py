"""Histories that an organ could live through: walks along the acts that are allowed, day after day."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from gongkai.regulation.events import (
    EVENT_TYPES,
    Answered,
    Arrived,
    Asked,
    Decided,
    Deferred,
    DeliveryWay,
    Event,
    EventKind,
    Extended,
    Merged,
    NoticeReceived,
    Received,
    Sent,
    Split,
    Transferred,
)
from gongkai.regulation.policies import (
    ElectronicReply,
    Extensions,
    Policies,
    ReasonsDemand,
    SuspendedDays,
    YesNo,
)
from gongkai.regulation.procedure import Standing, standing
from gongkai.regulation.receipt import Channel
from gongkai.regulation.workdays import national_calendar

NATIONAL = national_calendar()
receipt_days = st.dates(date(2021, 1, 4), date(2026, 6, 30))
policies = st.builds(
    Policies,
    suspended_days=st.sampled_from(SuspendedDays),
    unproved_receipt_days=st.sampled_from([0, 3]),
    mail_allowance_days=st.sampled_from([0, 3]),
    reasons_demand=st.sampled_from(ReasonsDemand),
    other_organ_suspends=st.sampled_from(YesNo),
    extensions=st.sampled_from(Extensions),
    electronic_reply=st.sampled_from(ElectronicReply),
)
starts = st.builds(Received, receipt_days) | st.builds(Arrived, receipt_days, st.sampled_from(Channel))
_ENDS = {EventKind.WITHDRAWN, EventKind.MERGED, EventKind.TRANSFERRED, EventKind.DECIDED, EventKind.ARCHIVED}
"""Acts that a walk takes once in five times only, so that most histories grow long before they end."""
turns = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10**6), st.integers(0, 59)), max_size=9)


def lived(start: Event, turns: Sequence[tuple[int, int, int]], chosen: Policies) -> list[Event]:
    """Each turn is, some days later, one of the acts allowed then, with facts that fit; the archive leaves no turn."""
    events = [start]
    for wait, choice, detail in turns:
        now = standing(events, calendar=NATIONAL, policies=chosen)
        day = now.on + timedelta(days=wait)
        kinds = [one.act.records for one in now.acts(day) if one.is_allowed]
        kinds.remove(EventKind.SUPERSEDED)
        if choice % 5:
            kinds = [kind for kind in kinds if kind not in _ENDS] or kinds
        if kinds:
            events.append(_event(kinds[choice % len(kinds)], now, day=day, detail=detail))
    return events


def _event(kind: EventKind, now: Standing, *, day: date, detail: int) -> Event:
    cls: Any = EVENT_TYPES[kind]
    if cls in _SPECIAL:
        return _SPECIAL[cls](now, day, detail)
    if issubclass(cls, Asked):
        taken = [one.name for one in now.letters if one.inquiry is cls.inquiry and not one.answered_on]
        free = [name for name in ("", "甲公司", "乙公司", "丙公司")[bool(taken) :] if name not in taken]
        received = None if detail % 2 else day + timedelta(days=detail % 5)
        return cls(day, received, free[detail % len(free)] if free else f"第{len(taken)}家")
    if issubclass(cls, NoticeReceived | Answered):
        waiting = [one for one in now.letters if one.inquiry is cls.inquiry and one.answered_on is None]
        fitting = [one for one in waiting if issubclass(cls, Answered) or not one.proved]
        letter = fitting[detail % len(fitting)]
        arrived = letter.received_on if letter.proved and issubclass(cls, Answered) else day
        return cls(max(day, arrived), name=letter.name)
    return cls(day)


def _decided(now: Standing, day: date, detail: int) -> Event:
    possible = [outcome for outcome, refusal in now.outcomes(day).items() if refusal is None]
    return Decided(day, possible[detail % len(possible)])


_SPECIAL: Mapping[type[Event], Callable[[Standing, date, int], Event]] = {
    Extended: lambda _, day, detail: Extended(day, 1 + detail % 20),
    Deferred: lambda now, day, detail: Deferred(day, (now.due or day) + timedelta(days=1 + detail)),
    Split: lambda _, day, detail: Split(day, ("2号", f"{detail}号")),
    Merged: lambda _, day, detail: Merged(day, f"{detail}号"),
    Transferred: lambda _, day, detail: Transferred(day, f"第{detail}局"),
    Sent: lambda _, day, detail: Sent(day, list(DeliveryWay)[detail % len(DeliveryWay)]),
    Decided: _decided,
}
