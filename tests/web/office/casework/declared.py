from collections import Counter
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import NotAllowed
from gongkai.web.accounts import access
from gongkai.web.accounts.acts import Act, ActTable
from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.office.desk import DeskItem, Provider
from gongkai.web.office.filters import Choice, Days, Switches, Words
from gongkai.web.office.object_page import Fact, Happened, History, ObjectPage
from gongkai.web.office.worklist import Bulk, Column, Shape, Worklist
from gongkai.web.ui.marks import Mark, Tone
from tests.web.office.casework.models import Case

_LAW = cite("REG 33")
STATES = {"open": "办理中", "closed": "已办结"}
ACTS = {
    "close": Act(
        "close", "办结", frozenset({"open"}), frozenset({"closed"}), frozenset({Role.HANDLER}), _LAW, "办结后不能撤回。"
    ),
    "extend": Act("extend", "延期", frozenset({"open"}), frozenset({"open"}), frozenset({Role.LEADER}), _LAW),
}
TABLE = ActTable("case", "案件", "organ", STATES, ACTS)


def rows(user: User) -> QuerySet[Case]:
    return access.visible_to(user, Case.objects.all())


def close(case: Case, by: User, on: date) -> None:
    access.require(by, "close", case)
    if case.pages > 100:
        raise NotAllowed("超过 100 页的要先核定费用。", _LAW, "请先核定费用。")
    case.state = "closed"
    case.save()


def waiting(user: User, on: date, limit: int) -> list[DeskItem]:
    cases = access.open_to(user, "close", Case.objects.all()).order_by("due_on", "pk")[:limit]
    return [DeskItem(c.title, c.due_on, f"/office/case/{c.number}/", str(c.organ), "等待答复", "办结") for c in cases]


def due_days(user: User, first: date, last: date) -> Counter[date]:
    cases = access.open_to(user, "close", Case.objects.filter(due_on__range=(first, last)))
    return Counter(cases.values_list("due_on", flat=True))


CASES = Worklist(
    name="cases",
    title="案件",
    model=Case,
    rows=rows,
    columns=(
        Column("number", "编号", sorts=True),
        Column("title", "标题", sorts=True),
        Column("state", "状态", lambda case: Mark(STATES[case.state], Tone.CHOICE), Shape.MARK),
        Column("due_on", "到期日", shape=Shape.DUE, sorts=True),
        Column("pages", "页数", shape=Shape.NUMBER),
    ),
    filters=(
        Words(("number", "title")),
        Choice("state", "状态", tuple(STATES.items())),
        Days("due_on", "到期日"),
        Switches("time", "时限", (("late", "已逾期", lambda on: Q(due_on__lt=on, state="open")),)),
    ),
    views={"已逾期": "time=late"},
    order="due_on",
    empty="收到的案件会列在这里。",
    bulk=(Bulk("close", close),),
    link=lambda case: f"/office/case/{case.number}/",
)
PAGE = ObjectPage(
    name="case",
    model=Case,
    key="number",
    facts=lambda case, _: [Fact("页数", str(case.pages))],
    past=lambda _: History([Happened(date(2025, 2, 3), "登记", "李科员", "王科员", "《条例》第三十一条")]),
    form=lambda case, act: f"/office/case/{case.number}/{act.name}/",
    due=lambda case: case.due_on,
)
PROVIDER = Provider("cases", "案件", waiting, due_days, "/office/cases/")
