"""What each event does to the facts of the case. Whether it is allowed at all is asked before (permits.py)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from gongkai.regulation.acts import State
from gongkai.regulation.events import (
    EVENT_TYPES,
    Answered,
    Archived,
    Arrived,
    Asked,
    Confirmed,
    CorrectionTimedOut,
    Decided,
    DeliveryWay,
    EventKind,
    FeeTimedOut,
    Merged,
    NoticeReceived,
    Received,
    Registered,
    Sent,
    Served,
    Split,
    Transferred,
    Withdrawn,
)
from gongkai.regulation.outcomes import Outcome
from gongkai.regulation.parameter import parameter
from gongkai.regulation.policies import ElectronicReply
from gongkai.regulation.procedure import rules
from gongkai.regulation.procedure.case import Case
from gongkai.regulation.procedure.letters import answer, ask, notice_received
from gongkai.regulation.procedure.outcomes import obstacle
from gongkai.regulation.procedure.periods import defer, extend, start_period
from gongkai.regulation.receipt import receipt

_REFORM = parameter("correction_notice_period").values[0].since


def _arrived(case: Case, event: Arrived) -> None:
    facts = receipt(
        event.channel,
        arrived_on=event.on,
        submitted_on=event.submitted_on,
        confirmed_on=event.confirmed_on,
        calendar=case.calendar,
    )
    if facts.day:
        case.note(facts.day, rules.RECEIVED_BY[event.channel])
        _start(case, facts.day)
        return
    case.stage, case.confirm_by = State.UNCONFIRMED, facts.confirm_by
    case.note(event.on, rules.ARRIVED_BY[event.channel])
    if facts.confirm_by:
        case.note(facts.confirm_by, rules.CONFIRM_BY)


def _received(case: Case, event: Received | Confirmed) -> None:
    case.note(event.on, rules.RECEIVED)
    _start(case, event.on)


def _start(case: Case, day: date) -> None:
    case.stage, case.receipt, case.confirm_by = State.HANDLING, day, None
    if day >= _REFORM:
        notice = parameter("correction_notice_period").on(day)
        case.correction_notice_by = case.calendar.add(day, notice.value)
        case.note(case.correction_notice_by, rules.CORRECTION_BY, notice.citation, workdays=notice.value)
    start_period(case, day)


def _registered(case: Case, event: Registered) -> None:
    case.note(event.on, rules.REGISTERED, number=f"（{event.number}）" if event.number else "")


def _split(case: Case, event: Split) -> None:
    case.note(event.on, rules.SPLIT, into="、".join(event.into))


def _correction_timed_out(case: Case, event: CorrectionTimedOut) -> None:
    _end(case, event.on, State.LAPSED, Outcome.OTHER_CORRECTION_LAPSED)
    case.note(event.on, rules.CORRECTION_LAPSED)


def _fee_timed_out(case: Case, event: FeeTimedOut) -> None:
    _end(case, event.on, State.LAPSED, Outcome.OTHER_FEE_UNPAID)
    case.note(event.on, rules.FEE_LAPSED)


def _merged(case: Case, event: Merged) -> None:
    _end(case, event.on, State.MERGED, Outcome.OTHER_OTHER)
    case.note(event.on, rules.MERGED, into=event.into)


def _withdrawn(case: Case, event: Withdrawn) -> None:
    _end(case, event.on, State.WITHDRAWN, Outcome.OTHER_OTHER)
    case.note(event.on, rules.WITHDRAWN)


def _transferred(case: Case, event: Transferred) -> None:
    _end(case, event.on, State.DECIDED, Outcome.UNAVAILABLE_NOT_HELD)
    case.note(event.on, rules.TRANSFERRED, to=event.to)


def _decided(case: Case, event: Decided) -> None:
    refusal = obstacle(case, event.outcome, event.on)
    if refusal:
        raise refusal
    if event.outcome is Outcome.REFUSED_THIRD_PARTY and EventKind.THIRD_PARTY_CONSULTED not in case.done:
        case.note(event.on, rules.NOT_CONSULTED)
    _end(case, event.on, State.DECIDED, event.outcome)
    case.note(event.on, rules.DECIDED)


def _end(case: Case, on: date, stage: State, outcome: Outcome) -> None:
    case.stage, case.outcome, case.decided_on = stage, outcome, on
    case.lapses_from = None


def _sent(case: Case, event: Sent) -> None:
    case.stage, case.sent_on, case.way = State.SENT, event.on, event.way
    case.note(event.on, rules.SENT)
    if not _counts_on_arrival(case):
        _check_reply(case, event.on)


def _served(case: Case, event: Served) -> None:
    case.stage, case.served_on = State.SERVED, event.on
    case.note(event.on, rules.SERVED)
    if case.sent_on is None or _counts_on_arrival(case):
        _check_reply(case, event.on)


def _counts_on_arrival(case: Case) -> bool:
    return case.way is DeliveryWay.ELECTRONIC and case.policies.electronic_reply is ElectronicReply.ARRIVAL_DAY


def _check_reply(case: Case, on: date) -> None:
    case.replied_on = on
    due = case.missed(on)
    if due:
        case.note(on, rules.REPLIED_LATE, due=due, late=(on - due).days)


def _archived(case: Case, event: Archived) -> None:
    case.stage = State.ARCHIVED
    case.note(event.on, rules.ARCHIVED)


def _all_of(family: type, effect: Callable[[Case, Any], None]) -> dict[EventKind, Callable[[Case, Any], None]]:
    return {kind: effect for kind, one in EVENT_TYPES.items() if issubclass(one, family)}


EFFECTS: Mapping[EventKind, Callable[[Case, Any], None]] = {
    **_all_of(Asked, ask),
    **_all_of(NoticeReceived, notice_received),
    **_all_of(Answered, answer),
    EventKind.ARRIVED: _arrived,
    EventKind.CONFIRMED: _received,
    EventKind.RECEIVED: _received,
    EventKind.REGISTERED: _registered,
    EventKind.CORRECTION_TIMED_OUT: _correction_timed_out,
    EventKind.FEE_TIMED_OUT: _fee_timed_out,
    EventKind.EXTENDED: extend,
    EventKind.DEFERRED: defer,
    EventKind.SPLIT: _split,
    EventKind.MERGED: _merged,
    EventKind.TRANSFERRED: _transferred,
    EventKind.WITHDRAWN: _withdrawn,
    EventKind.DECIDED: _decided,
    EventKind.SENT: _sent,
    EventKind.SERVED: _served,
    EventKind.ARCHIVED: _archived,
}
"""Every kind but SUPERSEDED, which acts on the record itself (replay.py)."""
