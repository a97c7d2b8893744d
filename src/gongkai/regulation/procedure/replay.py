"""From recorded events to the facts of the case: wrong records replaced, the rest in the order of their days."""

from collections.abc import Sequence
from datetime import date

from gongkai.regulation.acts import ACTS
from gongkai.regulation.citation import cite
from gongkai.regulation.dates import in_words
from gongkai.regulation.errors import ImpossibleDate, NotAllowed
from gongkai.regulation.events import Event, EventKind, Superseded
from gongkai.regulation.policies import Policies
from gongkai.regulation.procedure.case import Case
from gongkai.regulation.procedure.effects import EFFECTS
from gongkai.regulation.procedure.permits import permit
from gongkai.regulation.workdays import WorkCalendar

_STARTS = frozenset({EventKind.ARRIVED, EventKind.RECEIVED})
_RECORD = ACTS[EventKind.SUPERSEDED]


def replay(events: Sequence[Event], calendar: WorkCalendar, policies: Policies) -> Case:
    """Gather the facts. Raises RegulationError where an event cannot have happened, or was not allowed on its day."""
    case = Case(calendar, policies)
    for event in in_legal_order(in_force(events)):
        act = ACTS[event.kind]
        _check_beginning(case, event, events)
        permit(case, act, event.on)
        EFFECTS[event.kind](case, event)
        case.done.add(event.kind)
    return case


def in_force(events: Sequence[Event]) -> list[Event]:
    """The events as corrected: each wrong one replaced by what was recorded for it later. Raises NotAllowed."""
    current: list[Event | None] = []
    for event in events:
        if isinstance(event, Superseded):
            _check_correction(event, current, events)
            current[event.number - 1] = event.by
            current.append(None)
        else:
            current.append(event)
    return [event for event in current if event is not None]


def in_legal_order(events: Sequence[Event]) -> list[Event]:
    """By day; on one day the beginning of the case first, then as recorded."""
    return sorted(events, key=_legal_place)


def _legal_place(event: Event) -> tuple[date, bool]:
    return event.on, event.kind not in _STARTS


def _check_correction(event: Superseded, current: list[Event | None], events: Sequence[Event]) -> None:
    known = 1 <= event.number <= len(current) and not isinstance(events[event.number - 1], Superseded)
    if not known or isinstance(event.by, Superseded) or not event.reason.strip():
        raise NotAllowed(
            f"{_RECORD.rule}；第 {event.number} 条不是可以这样更正的记录。",
            _RECORD.citation,
            "请核对序号、正确的内容和原因。",
        )


def _check_beginning(case: Case, event: Event, events: Sequence[Event]) -> None:
    """The first event must begin the case."""
    if case.done or event.kind in _STARTS:
        return
    act = ACTS[event.kind]
    begun = next((one.on for one in in_force(events) if one.kind in _STARTS), None)
    if begun:
        raise ImpossibleDate(
            f"“{act.label}”之日 {in_words(event.on)} 早于收到申请之日 {in_words(begun)}。",
            cite("REG 31"),
            "请核对两个日期；收到之日记错的，用“更正记录”改正。",
        )
    raise NotAllowed(f"没有收到申请，不能“{act.label}”。", cite("REG 31"), "先登记收到申请。")
