from dataclasses import replace
from datetime import date, timedelta

import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.workdays import DayKind, Notice
from gongkai.web.accounts.roles import Role
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.audit.errors import Stale
from gongkai.web.audit.models import AuditRow
from gongkai.web.calendar import queries, reckoning
from gongkai.web.calendar.actions import confirm, propose, reject
from gongkai.web.calendar.models import HolidayNotice, Purpose
from gongkai.web.directory.organ_acts import set_day
from gongkai.web.directory.people_acts import substitute
from gongkai.web.ui import memory
from tests.web.calendar.conftest import DAY
from tests.web.directory.conftest import enrolled

FRIDAY = date(2027, 10, 1)


def proposed(by, notice: Notice, *, is_tried: bool = True) -> HolidayNotice:
    row = propose(by=by, on=DAY, notice=notice, source="全文")
    while is_tried and not reckoning.advance(reckoning.begin(row, Purpose.REHEARSAL)).is_last:
        pass
    return row


def test_from_then_on_it_holds_for_the_site_and_each_organ(first, second, water, notice: Notice) -> None:
    set_day(water, by=first, on=DAY, day=date(2027, 10, 9), works=False, reason="迁址")
    confirm(proposed(first, notice), by=second, on=DAY)
    assert queries.national().kind(FRIDAY) is DayKind.HOLIDAY
    assert queries.source_of(2027).number == "国办发明电〔2026〕9号"
    kinds = [queries.calendar_of(water).kind(day) for day in (FRIDAY, date(2027, 10, 9), date(2027, 9, 26))]
    assert kinds == [DayKind.HOLIDAY, DayKind.CLOSED, DayKind.MAKEUP]


def test_whoever_entered_it_does_not_confirm_it_nor_does_his_substitute(first, second, county, notice: Notice) -> None:
    row = proposed(second, notice)
    third = enrolled("third", at=county)
    substitute(
        by=first, on=DAY, user=second, substitute=third, organ=county, role=Role.HEAD, since=DAY,
        until=DAY + timedelta(9),
    )  # fmt: skip
    for person in (second, third):
        with pytest.raises(NotAllowed, match="登记人以外的另一人"):
            confirm(row, by=person, on=DAY)
    assert AuditRow.objects.filter(act="confirm", outcome="refused").count() == 2
    confirm(row, by=first, on=DAY)


def test_the_machine_itself_is_one_person(notice: Notice, county) -> None:
    with pytest.raises(NotAllowed, match="另一人"):
        confirm(proposed(CONSOLE, notice), by=CONSOLE, on=DAY)


def test_it_waits_until_all_that_would_move_is_listed(first, second, notice: Notice) -> None:
    with pytest.raises(NotAllowed, match="还没有全部列出"):
        confirm(proposed(first, notice, is_tried=False), by=second, on=DAY)


def test_an_old_page_and_a_second_click_do_nothing(first, second, notice: Notice) -> None:
    row = proposed(first, notice)
    with pytest.raises(Stale):
        confirm(row, by=second, on=DAY, version=0)
    confirm(row, by=second, on=DAY, version=1)
    with pytest.raises(NotAllowed, match="只能在“待确认”时办理"):
        confirm(row, by=second, on=DAY)
    with pytest.raises(NotAllowed, match="只能在“待确认”时办理"):
        reject(row, by=second, on=DAY, why="晚了")


def test_a_later_revision_wins(first, second, notice: Notice) -> None:
    confirm(proposed(first, notice), by=second, on=DAY)
    later = replace(notice, number="国办发明电〔2026〕10号", breaks=notice.breaks[:-1])
    confirm(proposed(second, later), by=first, on=DAY)
    assert queries.national().kind(FRIDAY) is DayKind.WEEKDAY
    assert queries.source_of(2027).number == "国办发明电〔2026〕10号"


def test_a_request_asks_once_and_sees_its_own_confirmation(first, second, notice, django_assert_num_queries) -> None:
    row = proposed(first, notice)

    def view(request: object) -> str:
        assert queries.national().kind(FRIDAY) is DayKind.WEEKDAY
        with django_assert_num_queries(0):
            queries.national()
        confirm(row, by=second, on=DAY)
        assert queries.national().kind(FRIDAY) is DayKind.HOLIDAY
        return "answered"

    assert memory.one_memory_a_request(view)(None) == "answered"


def test_the_calendars_of_many_organs_are_one_query(county, water, django_assert_num_queries) -> None:
    base = queries.national()
    with django_assert_num_queries(1):
        found = queries.calendars_of([county.pk, water.pk, None], base)
    assert set(found) == {county.pk, water.pk, None}
