"""The list of applications, what of them waits on somebody's desk, and the days on which it falls due."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse

from gongkai.regulation.outcomes import Outcome, outcome_rule
from gongkai.web.accounts import access
from gongkai.web.accounts.models import Membership, User
from gongkai.web.accounts.queries import in_force
from gongkai.web.accounts.roles import Role
from gongkai.web.applications.acts import keeping
from gongkai.web.applications.board import WAITING, board, workdays_mark
from gongkai.web.applications.models import Application, AppliesAs, Waits
from gongkai.web.applications.personal import of_applicants
from gongkai.web.applications.queries import visible
from gongkai.web.applications.table import table
from gongkai.web.office import desk, worklist
from gongkai.web.office.desk import DeskItem, Provider
from gongkai.web.office.filters import Choice, Days, Own, Switches, Words
from gongkai.web.office.worklist import Bulk, Column, Panel, Shape, Shortcut, Start, Worklist
from gongkai.web.ui.clock import today
from gongkai.web.ui.marks import Mark, Tone

_OUTCOMES = tuple((outcome.value, outcome_rule(outcome).full_label) for outcome in Outcome)
_DOES: Mapping[Role, str] = {
    Role.CLERK: Waits.CLERK, Role.HANDLER: Waits.HANDLER, Role.REVIEWER: Waits.REVIEWER,
    Role.SECRECY_REVIEWER: Waits.SECRECY_REVIEWER, Role.LEADER: Waits.LEADER,
}  # fmt: skip
_TO_DO = {
    Waits.CLERK: "与申请人确认", Waits.HANDLER: "办理", Waits.REVIEWER: "审核", Waits.SECRECY_REVIEWER: "保密审查",
    Waits.LEADER: "审签", Waits.APPLICANT: "认定是否放弃", Waits.OTHERS: "等候意见",
}  # fmt: skip


def register() -> None:
    """Once, at the start, after the kind."""
    worklist.register(_applications())
    desk.register(Provider("applications", "依申请公开", _waiting, _due_days, "/office/applications/?mine=todo"))


def _applications() -> Worklist:
    return Worklist(
        name="applications",
        title="依申请公开",
        icon="inbox",
        is_daily=True,
        model=Application,
        rows=visible,
        columns=(
            Column("number", "编号", lambda row: row.number or "未编号", sorts=True),
            Column("summary", "内容摘要"),
            Column("state", "状态", _state, Shape.MARK),
            Column("due_on", "到期日", shape=Shape.DAY, sorts=True),
            Column("remaining", "时限", _remaining, Shape.MARK),
            Column("waits_for", "轮到", lambda row: row.get_waits_for_display()),
            Column("handler", "承办人", lambda row: row.handler or ""),
            Column("received_on", "收到日期", shape=Shape.DAY, sorts=True),
        ),
        filters=(
            Words(("number", "summary"), label="编号或者摘要开头"),
            Switches("time", "时限", _TIMES),
            Choice("state", "状态", tuple(table().states.items())),
            Choice("waits_for", "轮到", tuple((value, label) for value, label in Waits.choices if value)),
            Choice("applicant_kind", "申请人类型", tuple(AppliesAs.choices)),
            Choice("outcome", "办理结果", _OUTCOMES),
            Days("received_on", "收到日期"),
            _MINE,
        ),
        views={
            "我承办的": "mine=handling", "等我办理": "mine=todo", "待分派": "mine=unassigned", "逾期": "time=late",
            "等候中": "time=waiting", "待归档": "time=to_archive",
        },
        bulk=(Bulk("assign", _assign, _handlers),),
        starts=(Start("record_arrival", "applications:record_arrival"),),
        shortcuts=(Shortcut("转入登记簿", "applications:registers", table().act("record_receipt").roles),),
        personal=of_applicants(),
        order="-due_on",
        empty="收到的申请会按到期先后列在这里。当面、邮寄、传真、网上、口头提出的申请，都从“登记到达的申请”开始。",
        link=lambda row: reverse("applications:case", args=[row.key]),
        panel=Panel("applications/parts/board.html", "applications/applications.css", board),
    )  # fmt: skip


def _handlers(user: User) -> list[tuple[str, str]]:
    """Whom he can give cases to: those who handle them in an organ that he sees."""
    rows = Membership.objects.filter(in_force(today()), role=Role.HANDLER, user__is_active=True)
    organs = access.standing(user).condition(table().act("assign").roles, "organ")
    rows = rows.none() if organs is None else rows.filter(organs)
    people = {row.user.username: row.user.name for row in rows.select_related("user").order_by("user__name")}
    return [(username, f"{name}（{username}）") for username, name in people.items()]


def _assign(row: Application, by: User, on: date, username: str) -> None:
    keeping.assign(row, by=by, on=on, handler=User.objects.get(username=username))


def _state(row: Application) -> Mark:
    return Mark(table().state_label(row.state), Tone.CHOICE if row.is_open else Tone.PLAIN)


def _remaining(row: Application) -> Mark | None:
    if row.is_late:
        return Mark("逾期答复", Tone.RED)
    if not row.is_open or row.replied_on or row.due_on is None:
        return None
    return workdays_mark(row.due_on, today())


_RUNNING = Q(is_open=True, replied_on=None)


def _sunday(on: date) -> date:
    return on + timedelta(6 - on.weekday())


_TIMES = (
    ("open", "未办结", lambda _: Q(is_open=True)),
    ("late", "已经逾期", lambda on: _RUNNING & Q(due_on__lt=on)),
    ("today", "今天到期", lambda on: _RUNNING & Q(due_on=on)),
    ("week", "本周到期", lambda on: _RUNNING & Q(due_on__gt=on, due_on__lte=_sunday(on))),
    ("later", "以后到期", lambda on: _RUNNING & Q(due_on__gt=_sunday(on))),
    ("waiting", "等候中", lambda _: Q(is_open=True, state__in=WAITING)),
    ("to_archive", "待归档", lambda _: Q(is_open=False, archived_on=None)),
)


def _unassigned(user: User, on: date) -> Q:
    return Q(handler=None, is_open=True)


_MINE = Own(
    "mine",
    "归谁",
    (
        ("handling", "我承办的", lambda user, _: Q(handler=user)),
        ("todo", "等我办理", lambda user, _: _todo(user)),
        ("unassigned", "待分派", _unassigned),
    ),
)


def _todo(user: User) -> Q:
    """What waits for him: by role, and of a handler's work what is his or nobody's."""
    wanted = Q(pk__in=())
    for role, waits in _DOES.items():
        condition = access.standing(user).condition({role}, "organ")
        if condition is not None:
            own = Q(handler=user) | Q(handler=None) if role is Role.HANDLER else Q()
            wanted |= condition & Q(waits_for=waits) & own
    return wanted


def todo(user: User) -> QuerySet[Application]:
    """Open or not archived cases in which the next step is his."""
    return Application.objects.filter(_todo(user)).select_related("organ")


def _waiting(user: User, on: date, limit: int) -> Sequence[DeskItem]:
    found = _soonest(todo(user), limit)
    return [_item(row) for row in found]


def _soonest(rows: QuerySet[Application], limit: int) -> Iterable[Application]:
    """By due day, those without one last. Two reads, each along an index."""
    dated = list(rows.filter(next_on__isnull=False).order_by("next_on", "pk")[:limit])
    rest = limit - len(dated)
    return [*dated, *rows.filter(next_on=None).order_by("pk")[:rest]] if rest > 0 else dated


def _item(row: Application) -> DeskItem:
    address = reverse("applications:case", args=[row.key])
    to_do = "归档" if not row.is_open else _TO_DO.get(Waits(row.waits_for), "办理")
    left = workdays_mark(row.next_on, today()) if row.next_on else None
    return DeskItem(str(row), row.next_on, address, str(row.organ), table().state_label(row.state), to_do, left)


def _due_days(user: User, first: date, last: date) -> Mapping[date, int]:
    days = todo(user).filter(next_on__gte=first, next_on__lte=last).order_by().values_list("next_on", flat=True)
    return Counter(days)
