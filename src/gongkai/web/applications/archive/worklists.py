"""保存期满: what is proposed for destruction, each morning anew, to the head of the office; only he destroys."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from gongkai.web.accounts import access
from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.applications.acts import retention
from gongkai.web.applications.acts.retention import closed_on
from gongkai.web.applications.models import Application
from gongkai.web.applications.queries import visible
from gongkai.web.applications.rules_of import months_before
from gongkai.web.office import desk, worklist
from gongkai.web.office.desk import DeskItem, Provider
from gongkai.web.office.filters import Switches, Words
from gongkai.web.office.worklist import Bulk, Column, Shape, Worklist
from gongkai.web.organs.models import Organ
from gongkai.web.rules.queries import settings_of_many
from gongkai.web.ui.clock import today
from gongkai.web.ui.marks import Mark, Tone

HEADS = frozenset({Role.HEAD})
NAME = "retention"


def register() -> None:
    """Once, at the start, after the kind."""
    worklist.register(
        Worklist(
            name=NAME,
            title="保存期满",
            icon="clock",
            model=Application,
            rows=over,
            roles=HEADS,
            is_seldom=True,
            columns=(
                Column("number", "编号", lambda row: row.number or "未编号", sorts=True),
                Column("summary", "内容摘要"),
                Column("closed_on", "办结日期", closed_on, Shape.DAY),
                Column("archived_on", "归档日期", shape=Shape.DAY, sorts=True),
                Column("what", "期满的", _what, Shape.MARK),
            ),
            filters=(Words(("number",), label="编号开头"), Switches("what", "期满的", _WHAT)),
            views={"个人信息": "what=particulars", "案卷文件": "what=file"},
            bulk=(Bulk("erase_particulars", _erase), Bulk("destroy_case_file", _destroy)),
            order="archived_on",
            empty="没有保存期满、可以销毁的。保存期限在“机关设置”中规定；复议、诉讼期间登记了“暂停销毁”的不列入。",
            link=lambda row: reverse("applications:case", args=[row.key]),
        )
    )
    desk.register(Provider(NAME, "保存期满", _waiting, _no_days, f"/office/{NAME}/"))


def _erase(row: Application, by: User, on: date) -> None:
    retention.erase_particulars(row, by=by, on=on)


def _destroy(row: Application, by: User, on: date) -> None:
    retention.destroy_case_file(row, by=by, on=on)


_WHAT = (
    ("particulars", "个人信息", lambda _: Q(erased_on=None)),
    ("file", "案卷文件", lambda _: Q(file_kept_on__isnull=False)),
)


def _what(row: Application) -> Mark:
    if row.erased_on is None:
        return Mark("个人信息", Tone.AMBER)
    return Mark("案卷文件", Tone.AMBER)


def over(user: User) -> QuerySet[Application]:
    """What is archived, held by nothing, and has been kept long enough by the rule of its organ today."""
    kept = visible(user).filter(archived_on__isnull=False, held_on=None)
    condition = access.standing(user).condition(HEADS, "organ")
    if condition is None:
        return kept.none()
    kept = kept.filter(condition).filter(Q(erased_on=None) | Q(file_kept_on__isnull=False))
    wanted = Q(pk__in=())
    for one in _times(kept, today()):
        wanted |= one
    return kept.annotate(closed=Coalesce("served_on", "decided_on", "archived_on")).filter(wanted)


def _times(kept: QuerySet[Application], on: date) -> Iterator[Q]:
    """By how long organs keep: one condition for all organs that keep alike."""
    organs = Organ.objects.filter(pk__in=kept.order_by().values("organ").distinct())
    by_particulars: dict[int, list[int]] = {}
    by_file: dict[int, list[int]] = {}
    for organ, held in settings_of_many(organs, on=on).items():
        for name, found in (("keep_personal_data", by_particulars), ("keep_case_files", by_file)):
            months = held.months_kept(name)
            if months is not None:
                found.setdefault(months, []).append(organ)
    for months, some in by_particulars.items():
        yield Q(organ__in=some, erased_on=None, closed__lte=months_before(on, months))
    for months, some in by_file.items():
        year = months_before(on, months).year
        yield Q(organ__in=some, file_kept_on__isnull=False, closed__lt=date(year, 1, 1))


def _waiting(user: User, on: date, limit: int) -> Sequence[DeskItem]:
    """One item for all of it: how many there are, not each."""
    if not access.standing(user).holds(HEADS) or limit < 1:
        return []
    how_many = over(user).order_by()[:_MOST].count()
    if not how_many:
        return []
    said = f"超过 {_MOST - 1}" if how_many == _MOST else str(how_many)
    why = "个人信息应当在实现目的所必要的最短时间以后删除（个人信息保护法第四十七条）"
    return [DeskItem(f"{said} 件保存期满，待确认销毁", None, f"/office/{NAME}/", "", why, "核对后销毁")]


_MOST = 1001


def _no_days(user: User, first: date, last: date) -> Mapping[date, int]:
    return {}
