"""How people and roles follow from their events, and what the law and the house do not allow. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import ImpossibleDate, NotAllowed
from gongkai.web.accounts.roles import AUTHORITIES, Role
from gongkai.web.audit.chain import Recorded

Fields = dict[str, Any]
_STAFF = cite("REG 4 [A]")


def person(events: Sequence[Recorded]) -> Fields:
    """The account of a person. A suspended one cannot sign in."""
    fields: Fields = {"is_demonstration": False}
    for event in events:
        fields |= event.payload
        fields["state"] = "suspended" if event.kind == "suspend" else "active"
    return {**fields, "is_active": fields["state"] == "active"}


def membership(events: Sequence[Recorded]) -> Fields:
    """A role from a day to a day. From the day it is taken on, it is held no more."""
    fields: Fields = {}
    for event in events:
        fields |= event.payload
        if event.kind in {"withdraw", "revoke"}:
            fields |= {"state": "ended", "until": _day_before(event.on)}
        else:
            fields["state"] = "entrusted" if event.kind == "entrust" else "active"
    return fields


def substitution(events: Sequence[Recorded]) -> Fields:
    """Who stands in for whom. From the day it is ended on, it holds no more."""
    fields: Fields = {}
    for event in events:
        fields |= event.payload
        ended = event.kind == "end_substitution"
        fields |= {"state": "ended", "until": _day_before(event.on)} if ended else {"state": "active"}
    return fields


def _day_before(day: date) -> str:
    return (day - timedelta(days=1)).isoformat()


def membership_rule(past: Sequence[Recorded], event: Recorded) -> None:
    """Roles that reach other organs are entrusted by operators, all others are appointed. Raises NotAllowed,
    ImpossibleDate."""
    if event.kind in {"appoint", "entrust"}:
        _in_order(event.payload)
        role = Role(event.payload["role"])
        if (role in AUTHORITIES) != (event.kind == "entrust"):
            wanted = "任命主管部门人员或系统管理员" if role in AUTHORITIES else "任命岗位"
            raise NotAllowed(f"{role.label}不能这样任命。", cite("REG 3.2 [A]"), f"请用“{wanted}”办理。")
    else:
        _after_its_beginning(past, event)


def substitution_rule(past: Sequence[Recorded], event: Recorded) -> None:
    """Nobody stands in for himself, nor for whoever reaches other organs. Raises NotAllowed, ImpossibleDate."""
    if event.kind != "substitute":
        _after_its_beginning(past, event)
        return
    _in_order(event.payload)
    role = Role(event.payload["role"])
    if role in AUTHORITIES:
        instead = "离岗期间由系统管理员另行任命一位同事。"
        raise NotAllowed(f"{role.label}的权限及于其他机关，不能代班。", cite("REG 3.2 [A]"), instead)
    if event.payload["user"] == event.payload["substitute"]:
        raise NotAllowed("自己不能给自己代班。", _STAFF, "请选择另一位同事。")


def _in_order(payload: Mapping[str, Any]) -> None:
    if payload["until"] is not None and payload["until"] < payload["since"]:
        raise ImpossibleDate("结束日期早于开始日期。", _STAFF, "请核对两个日期。")


def _after_its_beginning(past: Sequence[Recorded], event: Recorded) -> None:
    if event.on.isoformat() < past[0].payload["since"]:
        raise ImpossibleDate(
            f"结束的日期早于开始的日期 {past[0].payload['since']}。", _STAFF, "如果从未上岗，请填开始的那一天。"
        )
