"""A holiday notice moves open applications, and settles what else of their rows hangs on the calendar."""

from datetime import date

import pytest

from gongkai.regulation.receipt import Channel
from gongkai.regulation.workdays import Notice, read_announcement
from gongkai.web.accounts.roles import Role
from gongkai.web.applications import due_days
from gongkai.web.applications.acts import intake
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.models import Application
from gongkai.web.audit import ledger
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.calendar import reckoning
from gongkai.web.calendar.actions import confirm, propose
from gongkai.web.calendar.models import Move, Purpose
from gongkai.web.ui import clock
from tests.regulation.holiday_papers import OF_2027
from tests.web.applications.cases import a_submission
from tests.web.directory.conftest import enrolled
from tests.web.work import work_off

DAY = date(2026, 11, 10)


@pytest.fixture
def notice() -> Notice:
    return read_announcement(OF_2027).notice


def entered(water, *, extended: bool = False) -> Application:
    thing = intake.arrive(water, a_submission(), by=CONSOLE, on=DAY, channel=Channel.IN_PERSON).application
    if extended:
        fields = {"workdays": 20, "approved_on": DAY, "approver": "负责人"}
        do(thing, "extend", by=CONSOLE, on=DAY, fields=fields)
    return thing


def test_what_reaches_into_the_new_year_moves_and_is_no_longer_provisional(water, notice) -> None:
    with clock.fixed(DAY):
        early, late = entered(water), entered(water, extended=True)
        before = late.due_on
        assert (early.due_is_provisional, late.due_is_provisional) == (False, True)
        first, second = (enrolled(name, Role.OPERATOR, at=water) for name in ("first", "second"))
        row = propose(by=first, on=DAY, notice=notice, source=OF_2027)
        work_off()
        confirm(row, by=second, on=DAY)
        work_off()
        done = reckoning.of(row, Purpose.APPLICATION)
        late.refresh_from_db()
        early.refresh_from_db()
        assert (done.done, done.failed) == (2, 0)
        assert late.due_is_provisional is False
        assert done.moved == (late.due_on != before)
        moves = Move.objects.filter(reckoning=done)
        assert [(move.before, move.after) for move in moves] == ([(before, late.due_on)] if done.moved else [])
        assert list(ledger.verify()) == []


def test_closed_ones_are_not_asked(water, notice) -> None:
    with clock.fixed(DAY):
        thing = entered(water)
        do(thing, "withdraw", by=CONSOLE, on=DAY)
        assert due_days.count() == 0
