"""Acts on holiday notices. All raise what `perform` does."""

from datetime import date

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.workdays import Notice, plain
from gongkai.web.audit.acting import Actor, perform, together
from gongkai.web.calendar import queries, reckoning
from gongkai.web.calendar.models import HolidayNotice, Purpose
from gongkai.web.organs.models import Organ
from gongkai.web.ui.clock import today

_LAW = cite("HOL [K]")
_FIRST_YEAR = 2019


def propose(*, by: Actor, on: date, notice: Notice, source: str, link: str = "") -> HolidayNotice:
    """Enter a notice. One at a time for a year, and only one that changes something."""
    with together():
        _refuse_impossible(notice)
        revision = HolidayNotice.objects.filter(year=notice.year).count() + 1
        row = HolidayNotice(key=f"{notice.year}-{revision}", year=notice.year, revision=revision, organ=_above_all())
        data = {
            "year": notice.year, "revision": revision, "organ": row.organ.code if row.organ else None,
            "number": notice.number, "issued": notice.issued.isoformat(), "link": link, "holidays": plain(notice),
            "source": source,
        }  # fmt: skip
        perform(act="propose", thing=row, by=by, on=on, data=data)
    return row


def _above_all() -> Organ | None:
    """The organ above all others. None where several trees share the site: then whoever looks after all acts."""
    roots = list(Organ.objects.filter(depth=1, state="active").select_related("successor")[:2])
    return roots[0] if len(roots) == 1 else None


def _refuse_impossible(notice: Notice) -> None:
    last = today().year + 1
    if not _FIRST_YEAR <= notice.year <= last:
        raise NotAllowed(f"{notice.year} 年的放假通知不能登记。", _LAW, f"可以登记 {_FIRST_YEAR} 年至 {last} 年的。")
    if notice.issued > today():
        raise NotAllowed(f"成文日期 {notice.issued} 还没有到。", _LAW, "请与原文核对成文日期。")
    waiting = HolidayNotice.objects.filter(year=notice.year, state="proposed").first()
    if waiting is not None:
        instead = "请先由另一人确认或者退回那一份，也可以由登记人撤回。"
        raise NotAllowed(f"{notice.year} 年已有一份放假通知（{waiting.number}）等待确认。", _LAW, instead)
    if notice.year in queries.national().announced and not queries.changes(notice):
        raise NotAllowed(f"{notice.year} 年现行的安排与这份通知完全一致。", _LAW, "不必再登记。")


def confirm(notice: HolidayNotice, *, by: Actor, on: date, version: int | None = None) -> None:
    """From now on the notice holds. Only once all that it would move has been listed."""
    with together():
        rehearsal = reckoning.of(notice, Purpose.REHEARSAL)
        if rehearsal is None or rehearsal.finished_at is None:
            raise NotAllowed("会变动的到期日还没有全部列出。", _LAW, "请等列完以后看过变动再确认。")
        perform(act="confirm", thing=notice, by=by, on=on, expected_version=version)


def reject(notice: HolidayNotice, *, by: Actor, on: date, why: str, version: int | None = None) -> None:
    """A second person sends it back and says why."""
    perform(act="reject", thing=notice, by=by, on=on, data={"why": why}, expected_version=version)


def withdraw_notice(notice: HolidayNotice, *, by: Actor, on: date, version: int | None = None) -> None:
    """Whoever entered it takes it back."""
    perform(act="withdraw_notice", thing=notice, by=by, on=on, expected_version=version)
