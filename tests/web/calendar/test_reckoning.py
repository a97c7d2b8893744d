"""What a notice moves: tried before, done after, in slices that can be cut anywhere."""

from datetime import date

import pytest

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.events import Received
from gongkai.regulation.procedure import standing
from gongkai.web.audit import effects
from gongkai.web.audit.models import SideEffect
from gongkai.web.calendar import due_days, queries, reckoning
from gongkai.web.calendar.actions import confirm, propose
from gongkai.web.calendar.due_days import Held, Provider
from gongkai.web.calendar.models import Move, Purpose
from gongkai.web.housekeeping.effects import reckon_at_once
from gongkai.web.office.models import Notice as Told
from tests.web.calendar.conftest import DAY
from tests.web.calendar.things import Applications

DECEMBER, NOVEMBER = date(2027, 1, 20), date(2026, 11, 2)


@pytest.fixture
def applications(water, second) -> Applications:
    """Three whose period reaches into the Spring Festival of 2027, and two that end before."""
    found = Applications(
        [[Received(day)] for day in (DECEMBER, NOVEMBER, DECEMBER, NOVEMBER, DECEMBER)],
        organ_id=water.pk,
        people=(second.pk,),
    )
    due_days.register(found.provider())
    return found


def work() -> int:
    """As a worker does: every effect ordered, until there is none left."""
    done = 0
    while waiting := list(SideEffect.objects.filter(done_at=None).order_by("pk")):
        for row in waiting:
            effects.run.call([row.pk])
            done += 1
    return done


def test_what_would_move_is_listed_and_nothing_is_moved(applications, first, notice) -> None:
    before = list(applications.due)
    row = propose(by=first, on=DAY, notice=notice, source="")
    work()
    tried = reckoning.of(row, Purpose.REHEARSAL)
    assert (tried.total, tried.done, tried.moved, tried.failed) == (5, 5, 3, 0)
    assert tried.finished_at is not None
    moves = [(move.thing, move.before, move.after) for move in Move.objects.order_by("thing")]
    then = queries.national_with(notice).add(DECEMBER, 20)
    assert moves == [(f"{number:07}", before[number], then) for number in (0, 2, 4)]
    assert applications.due == before


def test_once_confirmed_the_index_is_what_the_new_calendar_says_and_handlers_hear_once(
    applications, first, second, notice
) -> None:
    row = propose(by=first, on=DAY, notice=notice, source="")
    reckon_at_once(row, Purpose.REHEARSAL, seconds=5)
    confirm(row, by=second, on=DAY)
    work()
    assert applications.due == [standing(case, calendar=queries.national()).due for case in applications.cases]
    assert applications.written == 3
    assert [told.title for told in Told.objects.filter(user=second, key__startswith="holiday-notice")] == [
        "2027年放假安排已生效，您承办的事项有到期日变动"
    ]
    assert reckoning.of(row, Purpose.APPLICATION).moved == 3


@pytest.mark.parametrize("size", [1, 2, 5, 6])
def test_it_goes_on_after_any_slice_and_does_nothing_twice(applications, first, notice, monkeypatch, size: int) -> None:
    monkeypatch.setattr(reckoning, "SLICE", size)
    due_days.register(Applications(applications.cases, organ_id=applications.organ_id).provider("another"))
    row = propose(by=first, on=DAY, notice=notice, source="")
    while not reckoning.advance(reckoning.begin(row, Purpose.REHEARSAL)).is_last:
        pass
    work()
    tried = reckoning.of(row, Purpose.REHEARSAL)
    assert (tried.total, tried.done, tried.moved, Move.objects.count()) == (10, 10, 6, 6)


def test_a_slice_that_fails_is_as_if_it_had_not_begun(applications, first, second, notice, monkeypatch) -> None:
    row = propose(by=first, on=DAY, notice=notice, source="")
    reckon_at_once(row, Purpose.REHEARSAL, seconds=5)
    confirm(row, by=second, on=DAY)

    def killed(moves: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(due_days, "_providers", {"applications": Provider(
            "applications", "依申请公开", lambda: 5, applications.held, killed
        )})  # fmt: skip
        with pytest.raises(KeyboardInterrupt):
            reckon_at_once(row, Purpose.APPLICATION, seconds=5)
    assert not Move.objects.filter(reckoning__purpose=Purpose.APPLICATION).exists()
    work()
    assert reckoning.of(row, Purpose.APPLICATION).moved == 3


def test_what_cannot_be_reckoned_is_listed_with_its_reason_and_stops_nothing(
    applications, first, notice, water
) -> None:
    def refuse(calendar: object) -> date:
        raise NotAllowed("记录缺一项。", cite("REG 33"))

    odd = Held("1", "申请甲", "", water.pk, DECEMBER, refuse)
    due_days.register(Provider("odd", "其他", lambda: 1, lambda after, *_: [] if after else [odd], print))
    row = propose(by=first, on=DAY, notice=notice, source="")
    work()
    tried = reckoning.of(row, Purpose.REHEARSAL)
    assert (tried.done, tried.moved, tried.failed) == (6, 3, 1)
    move = Move.objects.get(provider="odd")
    assert (move.before, move.after) == (DECEMBER, DECEMBER)
    assert "记录缺一项" in move.why


def test_a_site_without_due_days_is_done_at_once(first, notice) -> None:
    row = propose(by=first, on=DAY, notice=notice, source="")
    assert reckon_at_once(row, Purpose.REHEARSAL, seconds=1).finished_at is not None
