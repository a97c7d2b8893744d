from dataclasses import replace
from datetime import date

import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.workdays import DayKind, Notice, notices
from gongkai.web.accounts.errors import Forbidden, Hidden
from gongkai.web.accounts.roles import Role
from gongkai.web.audit.errors import AlreadyDone
from gongkai.web.audit.models import SideEffect
from gongkai.web.calendar import queries
from gongkai.web.calendar.actions import propose, withdraw_notice
from gongkai.web.calendar.models import HolidayNotice
from tests.web.calendar.conftest import DAY
from tests.web.directory.conftest import enrolled, registered


def test_it_changes_nothing_yet_and_orders_that_due_days_are_tried(first, notice: Notice) -> None:
    row = propose(by=first, on=DAY, notice=notice, source="全文")
    assert (row.key, row.state, row.organ.code, row.notice) == ("2027-1", "proposed", "qingshi", notice)
    assert queries.national().is_provisional(date(2027, 1, 4), date(2027, 1, 4))
    assert SideEffect.objects.get(name="calendar.reckon").payload == {"notice": "2027-1", "purpose": "rehearsal"}


def test_one_of_a_year_waits_at_a_time(first, second, notice: Notice) -> None:
    row = propose(by=first, on=DAY, notice=notice, source="")
    with pytest.raises(NotAllowed, match="等待确认"):
        propose(by=second, on=DAY, notice=notice, source="")
    withdraw_notice(row, by=first, on=DAY)
    assert propose(by=second, on=DAY, notice=notice, source="").key == "2027-2"


def test_of_two_who_enter_at_once_one_is_told(first, notice: Notice, monkeypatch) -> None:
    propose(by=first, on=DAY, notice=notice, source="")
    nothing = HolidayNotice.objects.none()
    with monkeypatch.context() as both_looked_before:
        both_looked_before.setattr(HolidayNotice.objects, "filter", lambda **_: nothing)
        with pytest.raises(AlreadyDone):
            propose(by=first, on=DAY, notice=notice, source="")


def test_what_holds_already_is_not_entered_again(first) -> None:
    with pytest.raises(NotAllowed, match="完全一致"):
        propose(by=first, on=DAY, notice=notices()[2026], source="")


def test_a_paper_against_the_packaged_one_is_entered_with_each_contradiction(first) -> None:
    packaged = notices()[2026]
    other = replace(packaged, breaks=tuple(one for one in packaged.breaks if one.name != "中秋节"))
    propose(by=first, on=DAY, notice=other, source="")
    said = [(change.day, change.before, change.after) for change in queries.contradictions(other)]
    assert said == [
        (date(2026, 9, 25), DayKind.HOLIDAY, DayKind.WEEKDAY),
        (date(2026, 9, 26), DayKind.HOLIDAY, DayKind.WEEKEND),
        (date(2026, 9, 27), DayKind.HOLIDAY, DayKind.WEEKEND),
    ]


def test_it_refuses_a_year_far_off_and_a_day_to_come(first, notice: Notice) -> None:
    with pytest.raises(NotAllowed, match="可以登记 2019 年至 2027 年的"):
        propose(by=first, on=DAY, notice=replace(notice, year=2029), source="")
    with pytest.raises(NotAllowed, match="还没有到"):
        propose(by=first, on=DAY, notice=replace(notice, issued=date(2026, 12, 1)), source="")


def test_where_several_trees_share_the_site_one_of_them_does_not_decide_for_all(first, notice: Notice) -> None:
    registered("baisha", "白沙县人民政府")
    with pytest.raises(Hidden):
        propose(by=first, on=DAY, notice=notice, source="")
    anyone = enrolled("all", Role.OPERATOR, at=None)
    assert propose(by=anyone, on=DAY, notice=notice, source="").organ is None


def test_a_clerk_does_not_enter_one(county, notice: Notice) -> None:
    with pytest.raises((Forbidden, Hidden)):
        propose(by=enrolled("clerk", Role.CLERK, at=county), on=DAY, notice=notice, source="")
