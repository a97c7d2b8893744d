"""The lists of organs, people and roles, and what of them waits on the desk: roles and substitutions that end soon."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from gongkai.regulation.organs import KIND_LABELS, LEVEL_LABELS
from gongkai.web.accounts import access
from gongkai.web.accounts.acts import ActTable, table_of
from gongkai.web.accounts.models import Membership, Substitution, User
from gongkai.web.accounts.roles import Role
from gongkai.web.office import desk, worklist
from gongkai.web.office.desk import DeskItem, Provider
from gongkai.web.office.filters import Choice, Switches, Within
from gongkai.web.office.worklist import Column, Shape, Shortcut, Start, Worklist
from gongkai.web.organs.models import Organ
from gongkai.web.ui.marks import Mark, Tone

_INTAKE = Shortcut("用表格导入", "directory:intake", frozenset({Role.OPERATOR, Role.SUPERVISOR, Role.HEAD}))
_ENDS_SOON = timedelta(days=30)
_LEVELS = tuple((level.value, label) for level, label in LEVEL_LABELS.items())
_KINDS = tuple((kind.value, label) for kind, label in KIND_LABELS.items())
_ROLES = tuple((role.value, role.label) for role in Role)


def register() -> None:
    """Once, at the start, after the kinds."""
    for one in (_organs(), _people(), _memberships(), _substitutions()):
        worklist.register(one)
    desk.register(Provider("ending", "将到期的岗位", _ending, _ending_days, "/office/memberships/?time=ending"))


def _state(table: ActTable) -> Column:
    def mark(row: Any) -> Mark:
        is_open = bool(table.open_in(row.state)) and row.state in {"active", "entrusted"}
        return Mark(table.state_label(row.state), Tone.CHOICE if is_open else Tone.PLAIN)

    return Column("state", "状态", mark, Shape.MARK)


def _states(table: ActTable) -> Choice:
    return Choice("state", "状态", tuple(table.states.items()))


def _organs() -> Worklist:
    table = table_of(Organ)
    return Worklist(
        name="organs",
        title="机关",
        icon="organ",
        model=Organ,
        rows=lambda user: access.visible_to(user, Organ.objects.all()),
        columns=(
            Column("path", "名称", lambda organ: "　" * (organ.depth - 1) + organ.name, sorts=True),
            Column("code", "代码", sorts=True),
            Column("level", "层级", lambda organ: organ.get_level_display()),
            Column("kind", "类别", lambda organ: organ.get_kind_display()),
            _state(table),
        ),
        filters=(
            Within(("name", "short_name", "code", "credit_code")),
            Choice("level", "层级", _LEVELS),
            Choice("kind", "类别", _KINDS),
            _states(table),
        ),
        order="path",
        empty="登记的机关会按隶属关系列在这里。可以逐个登记，也可以从“导入”页面用表格导入。",
        starts=(Start("register", "directory:register"),),
        shortcuts=(_INTAKE,),
        link=lambda organ: reverse("directory:organ", args=[organ.code]),
    )


def _people() -> Worklist:
    table = table_of(User)
    return Worklist(
        name="people",
        title="人员",
        icon="people",
        model=User,
        rows=lambda user: access.visible_to(user, User.objects.all()),
        columns=(
            Column("name", "姓名"),
            Column("username", "账号", sorts=True),
            Column("organ", "单位", lambda person: person.organ or "全站"),
            _state(table),
        ),
        filters=(Within(("name", "username", "organ__name")), _states(table)),
        order="username",
        empty="登记的人员会列在这里。可以逐个登记，也可以从“导入”页面用表格导入。",
        starts=(Start("enrol", "directory:enrol"),),
        shortcuts=(_INTAKE,),
        link=lambda person: reverse("directory:person", args=[person.key]),
    )


def _memberships() -> Worklist:
    return Worklist(
        name="memberships",
        title="岗位任职",
        icon="gear",
        model=Membership,
        rows=lambda user: access.visible_to(user, Membership.objects.select_related("user")),
        columns=(
            Column("user", "人员"),
            Column("organ", "机关", lambda row: row.organ or "全站"),
            Column("role", "岗位", lambda row: row.get_role_display()),
            Column("since", "自", shape=Shape.DAY, sorts=True),
            Column("until", "至", shape=Shape.DAY, sorts=True),
            _state(table_of(Membership)),
        ),
        filters=(
            Within(("user__name", "user__username", "organ__name")),
            Choice("role", "岗位", _ROLES),
            Choice("state", "状态", (("active", "在岗"), ("entrusted", "在岗（跨机关）"), ("ended", "已免去"))),
            Switches("time", "任期", (("ending", "三十天内到期", _ends_soon), ("over", "已经届满", _is_over))),
        ),
        views={"三十天内到期": "time=ending"},
        order="-since",
        empty="任命的岗位会列在这里：谁、在哪个机关、担任什么、从哪天到哪天。",
        starts=(Start("appoint", "directory:appoint"), Start("entrust", "directory:entrust")),
        link=lambda row: reverse("directory:person", args=[row.user.key]),
    )


def _substitutions() -> Worklist:
    return Worklist(
        name="substitutions",
        title="代班",
        icon="clock",
        model=Substitution,
        rows=lambda user: access.visible_to(user, Substitution.objects.select_related("user", "substitute")),
        columns=(
            Column("user", "离岗人员"),
            Column("substitute", "代班人员"),
            Column("role", "岗位", lambda row: row.get_role_display()),
            Column("since", "自", shape=Shape.DAY, sorts=True),
            Column("until", "至", shape=Shape.DAY, sorts=True),
            _state(table_of(Substitution)),
        ),
        filters=(Within(("user__name", "substitute__name", "organ__name")), _states(table_of(Substitution))),
        order="-since",
        empty="安排的代班会列在这里：谁离岗、由谁代、从哪天到哪天。",
        starts=(Start("substitute", "directory:substitute"),),
        link=lambda row: reverse("directory:person", args=[row.user.key]),
    )


def _ends_soon(on: date) -> Q:
    return Q(until__range=(on, on + _ENDS_SOON)) & ~Q(state="ended")


def _is_over(on: date) -> Q:
    return Q(until__lt=on)


def _mine(user: User, first: date, last: date) -> Iterator[tuple[str, QuerySet[Any]]]:
    """What ends between two days where he appoints, and what he can still do about it."""
    still = {"until__range": (first, last)}
    for act, rows in (("withdraw", Membership), ("end_substitution", Substitution)):
        found = access.open_to(user, act, rows.objects.filter(**still).select_related("user"))
        yield ("续任或者免去" if act == "withdraw" else "续班或者结束"), found


def _ending(user: User, on: date, limit: int) -> list[DeskItem]:
    found = [
        DeskItem(
            title=f"{row.user}的{row.get_role_display()}{'岗位' if isinstance(row, Membership) else '代班'}将到期",
            due_on=row.until,
            url=reverse("directory:person", args=[row.user.key]),
            organ=str(row.organ or "全站"),
            why="到期以后自动失去权限",
            act=act,
        )
        for act, rows in _mine(user, on, on + _ENDS_SOON)
        for row in rows.order_by("until", "pk")[:limit]
    ]
    return sorted(found, key=lambda item: item.due_on or date.max)[:limit]


def _ending_days(user: User, first: date, last: date) -> Mapping[date, int]:
    return Counter(day for _, rows in _mine(user, first, last) for day in rows.values_list("until", flat=True))
