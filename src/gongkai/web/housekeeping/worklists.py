"""The lists of holiday notices and of organs' settings, and what of them waits on the desk."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Prefetch
from django.urls import reverse

from gongkai.web.accounts import access
from gongkai.web.accounts.acts import table_of
from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.calendar.models import HolidayNotice
from gongkai.web.office import desk, worklist
from gongkai.web.office.desk import DeskItem, Provider
from gongkai.web.office.filters import Choice, Within
from gongkai.web.office.worklist import Column, Shape, Shortcut, Start, Worklist
from gongkai.web.organs.models import Organ
from gongkai.web.rules.models import OrganSettings
from gongkai.web.ui.marks import Mark, Tone


def register() -> None:
    """Once, at the start, after the kinds."""
    worklist.register(_notices())
    worklist.register(_settings())
    desk.register(Provider("holiday-notices", "放假通知", _waiting, _no_due_days, "/office/holiday-notices/"))


def _notices() -> Worklist:
    table = table_of(HolidayNotice)

    def mark(row: HolidayNotice) -> Mark:
        return Mark(table.state_label(row.state), Tone.CHOICE if row.state in {"proposed", "confirmed"} else Tone.PLAIN)

    return Worklist(
        name="holiday-notices",
        title="放假通知",
        icon="clock",
        model=HolidayNotice,
        rows=lambda user: access.visible_to(user, HolidayNotice.objects.defer("source", "holidays")),
        columns=(
            Column("year", "年度", shape=Shape.NUMBER, sorts=True),
            Column("number", "文号"),
            Column("issued", "成文日期", shape=Shape.DAY),
            Column("state", "状态", mark, Shape.MARK),
        ),
        filters=(Choice("state", "状态", tuple(table.states.items())),),
        order="-year",
        empty="每年秋季国务院办公厅公布下一年的放假通知。登记以后，由另一人核对确认，全站的期限随之重新计算。",
        starts=(Start("propose", "housekeeping:propose"),),
        shortcuts=(Shortcut("工作日历", "housekeeping:calendar", frozenset(Role)),),
        link=lambda row: reverse("housekeeping:notice", args=[row.key]),
        roles=table.act("propose").roles,
    )


def _settings() -> Worklist:
    own = Prefetch("settings", OrganSettings.objects.all())

    def mark(organ: Organ) -> Mark:
        return Mark("有自己的设置", Tone.CHOICE) if hasattr(organ, "settings") else Mark("沿用上级")

    return Worklist(
        name="settings",
        title="机关设置",
        icon="gear",
        model=Organ,
        rows=lambda user: access.visible_to(user, Organ.objects.prefetch_related(own)),
        columns=(
            Column("path", "名称", lambda organ: "　" * (organ.depth - 1) + organ.name, sorts=True),
            Column("settings", "设置", mark, Shape.MARK),
        ),
        filters=(Within(("name", "short_name", "code")),),
        order="path",
        empty="登记机关以后，可以在这里设定各机关的办理口径、编号、保存期限、办公时间和文书版头。",
        shortcuts=(Shortcut("全站默认", "housekeeping:site-settings", frozenset({Role.OPERATOR})),),
        link=lambda organ: reverse("housekeeping:settings", args=[organ.code]),
    )


def _waiting(user: User, on: date, limit: int) -> list[DeskItem]:
    """Notices that he may confirm; his own are for another."""
    found = access.open_to(user, "confirm", HolidayNotice.objects.order_by("year"))[:limit]
    return [
        DeskItem(
            title=str(row),
            due_on=None,
            url=reverse("housekeeping:notice", args=[row.key]),
            organ=str(row.organ or "全站"),
            why="由登记人以外的另一人确认后生效",
            act="核对并确认",
        )
        for row in found
    ]


def _no_due_days(user: User, first: date, last: date) -> Mapping[date, int]:
    return {}
