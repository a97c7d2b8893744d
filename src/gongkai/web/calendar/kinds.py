"""How a holiday notice follows from its events, who may pass it, and what follows."""

from collections.abc import Iterable, Sequence
from importlib import resources
from typing import Any

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import NotAllowed
from gongkai.web.accounts.acts import load
from gongkai.web.accounts.models import User
from gongkai.web.audit.chain import Recorded
from gongkai.web.audit.kinds import Effect, Kind
from gongkai.web.audit.kinds import register as register_kind
from gongkai.web.audit.models import Event
from gongkai.web.calendar.models import HolidayNotice, Purpose

RECKON = "calendar.reckon"
_LAW = cite("HOL [K]")
_STATES = {
    "propose": "proposed", "confirm": "confirmed", "reject": "rejected", "withdraw_notice": "withdrawn",
}  # fmt: skip
_PURPOSES = {"propose": Purpose.REHEARSAL, "confirm": Purpose.APPLICATION}


def register() -> None:
    """Once, at the start. Raises ActsError where the table is not whole."""
    table = load(resources.files("gongkai.web.calendar").joinpath("acts", "holiday_notice.yaml"))
    register_kind(Kind(HolidayNotice, table, "key", replay, rule, effects=effects))


def replay(events: Sequence[Recorded]) -> dict[str, Any]:
    """The fields of the notice. What was entered is never changed; a mistake is a notice of its own."""
    fields = {name: value for name, value in events[0].payload.items() if name != "key"}
    return {**fields, "state": _STATES[events[-1].kind]}


def rule(past: Sequence[Recorded], event: Recorded) -> None:
    """Two people, whatever their roles and for whomever they stand in. Raises NotAllowed."""
    if past:
        check_people(event.kind, _people(past[0]), _people(event))


def _people(event: Recorded) -> set[int | None]:
    """Whoever acted and for whom; at the machine itself, nobody in particular, which is always the same one."""
    return {event.actor_id, event.on_behalf_of_id} - {None} or {None}


def check_people(act: str, entered_by: set[int | None], done_by: set[int | None]) -> None:
    """Whoever entered a notice takes it back; another confirms it or sends it back. Raises NotAllowed."""
    is_the_same = bool(entered_by & done_by)
    if act == "confirm" and is_the_same:
        raise NotAllowed("放假通知要由登记人以外的另一人确认。", _LAW, "请通知另一位有权确认的同事核对。")
    if act == "reject" and is_the_same:
        raise NotAllowed("自己登记的放假通知不能由自己退回。", _LAW, "请用“撤回放假通知”。")
    if act == "withdraw_notice" and not is_the_same:
        raise NotAllowed("放假通知只能由登记人撤回。", _LAW, "认为内容不对的，请用“退回放假通知”。")


def check_person(notice: HolidayNotice, act: str, user: User) -> None:
    """The same asked before, for a page: would the rule let him? Raises NotAllowed."""
    first = Event.objects.filter(stream_kind="holiday_notice", stream_id=notice.key, number=1).first()
    check_people(act, _people(first.recorded) if first else set(), {user.pk})


def effects(event: Recorded) -> Iterable[Effect]:
    """Due days are reckoned: tried when the notice is entered, in earnest when it is confirmed."""
    purpose = _PURPOSES.get(event.kind)
    return () if purpose is None else (Effect(RECKON, {"notice": event.stream_id, "purpose": purpose.value}),)
