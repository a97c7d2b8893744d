"""From recorded events to the facts of the case: wrong records replaced, the rest in the order of their days."""

from collections.abc import Sequence
from datetime import date

from gongkai.regulation.acts import ACTS
from gongkai.regulation.citation import cite
from gongkai.regulation.dates import in_words
from gongkai.regulation.errors import ImpossibleDate, NotAllowed, RegulationError
from gongkai.regulation.events import Event, EventKind, Superseded
from gongkai.regulation.policies import Policies
from gongkai.regulation.procedure.case import Case
from gongkai.regulation.procedure.effects import EFFECTS
from gongkai.regulation.procedure.permits import permit
from gongkai.regulation.workdays import WorkCalendar

_STARTS = frozenset({EventKind.ARRIVED, EventKind.RECEIVED})
_RECORD = ACTS[EventKind.SUPERSEDED]


def replay(events: Sequence[Event], calendar: WorkCalendar, policies: Policies) -> Case:
    """Gather the facts of events in legal order. Raises RegulationError where one was impossible or not allowed."""
    case = Case(calendar, policies)
    if events and events[0].kind not in _STARTS:
        raise _unbegun(events)
    for event in events:
        kind = event.kind
        permit(case, ACTS[kind], event.on)
        EFFECTS[kind](case, event)
        case.done.add(kind)
    return case


def in_legal_order(events: Sequence[Event]) -> list[Event]:
    """The events as corrected, by day; on one day the beginning first, then as recorded. Raises NotAllowed."""
    return sorted(_in_force(events), key=_legal_place)


def _legal_place(event: Event) -> tuple[date, bool]:
    return event.on, event.kind not in _STARTS


def _in_force(events: Sequence[Event]) -> list[Event]:
    """Each wrong event replaced by what was recorded for it later."""
    if Superseded not in map(type, events):
        return list(events)
    current: list[Event | None] = []
    for event in events:
        if isinstance(event, Superseded):
            _check_correction(event, events[: len(current)])
            current[event.number - 1] = event.by
            current.append(None)
        else:
            current.append(event)
    return [event for event in current if event is not None]


def _check_correction(event: Superseded, before: Sequence[Event]) -> None:
    known = 1 <= event.number <= len(before) and not isinstance(before[event.number - 1], Superseded)
    if not known or isinstance(event.by, Superseded) or not event.reason.strip():
        raise NotAllowed(
            f"{_RECORD.rule}；第 {event.number} 条不是可以这样更正的记录。",
            _RECORD.citation,
            "请核对序号、正确的内容和原因。",
        )


def _unbegun(events: Sequence[Event]) -> RegulationError:
    """Why the first event cannot be the first."""
    first = events[0]
    label = ACTS[first.kind].label
    begun = next((one.on for one in events if one.kind in _STARTS), None)
    if begun:
        return ImpossibleDate(
            f"“{label}”之日 {in_words(first.on)} 早于收到申请之日 {in_words(begun)}。",
            cite("REG 31"),
            "请核对两个日期；收到之日记错的，用“更正记录”改正。",
        )
    return NotAllowed(f"没有收到申请，不能“{label}”。", cite("REG 31"), "先登记收到申请。")
