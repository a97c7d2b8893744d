"""Accounts for whoever wants to see the office at work: one a role. They sign in while `gongkai demo` runs, which is on
this machine's own address alone, and nowhere else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction

from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.directory import people_acts
from gongkai.web.organs.models import Organ

_SINCE = date(2019, 5, 15)
_NAMES = {
    Role.CLERK: "收件员", Role.HANDLER: "承办员", Role.REVIEWER: "审核员", Role.SECRECY_REVIEWER: "保密审查员",
    Role.LEADER: "分管领导", Role.PUBLISHER: "发布员", Role.HEAD: "公开办主任", Role.SUPERVISOR: "主管部门",
    Role.OPERATOR: "系统管理员",
}  # fmt: skip
_DEPARTMENT, _ABOVE = "kaifeng-zhengwufuwu", "kaifeng"


class RealData(Exception):
    """The installation holds data of its own: demonstration data must not mix with it."""


@dataclass(frozen=True, slots=True)
class Account:
    """What the start tells of an account."""

    username: str
    role: Role
    where: str


def refuse_to_mix() -> None:
    """Raises RealData where people of one's own are enrolled."""
    own = User.objects.filter(is_demonstration=False).first()
    if own is not None:
        raise RealData(
            f"这里已有正式账号（{own.username}），演示账号不会混进去。"
            "请用 GONGKAI_HOME 另指定一个空目录再运行演示，或者用 gongkai serve 打开正式数据。"
        )


@transaction.atomic
def accounts(password: str) -> list[Account]:
    """One account a role, all with this password; made where missing. Raises RealData."""
    refuse_to_mix()
    made = list(_accounts())
    User.objects.filter(is_demonstration=True).update(password=make_password(password))
    return made


def _accounts() -> Iterator[Account]:
    organs = {organ.code: organ for organ in Organ.objects.filter(code__in=[_DEPARTMENT, _ABOVE])}
    for role, name in _NAMES.items():
        organ = {Role.SUPERVISOR: organs[_ABOVE], Role.OPERATOR: None}.get(role, organs[_DEPARTMENT])
        username = f"demo-{role.value.replace('_', '-')}"
        if not User.objects.filter(username=username).exists():
            _make(username, name, role, organ)
        yield Account(username, role, organ.name if organ else "全站")


def _make(username: str, name: str, role: Role, organ: Organ | None) -> None:
    user = people_acts.enrol(
        by=CONSOLE, on=_SINCE, username=username, name=f"演示{name}", organ=organ, is_demonstration=True
    )
    people_acts.appoint(user, by=CONSOLE, on=_SINCE, organ=organ, role=role, since=_SINCE)
