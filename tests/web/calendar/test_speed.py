"""A hundred thousand open cases, made of real histories, are reckoned within a minute; the figures are printed."""

from datetime import date

import pytest

from gongkai.web.calendar import due_days, reckoning
from gongkai.web.calendar.actions import propose
from gongkai.web.calendar.models import Move, Purpose
from tests.web.calendar.conftest import DAY
from tests.web.calendar.things import Applications, lived

OPEN, HISTORIES, SECONDS = 100_000, 400, 60


@pytest.fixture(scope="module")
def cases() -> list:
    found = lived(HISTORIES, first=date(2026, 10, 20), days=100)
    return [found[number % HISTORIES] for number in range(OPEN)]


def test_a_hundred_thousand_open_cases_take_less_than_a_minute(cases, water, first, notice, capsys) -> None:
    due_days.register(Applications(cases, organ_id=water.pk).provider())
    row = propose(by=first, on=DAY, notice=notice, source="")
    begun = reckoning.begin(row, Purpose.REHEARSAL)
    while not reckoning.advance(begun).is_last:
        pass
    tried = reckoning.of(row, Purpose.REHEARSAL)
    with capsys.disabled():
        print(f"\n{tried.done:,} 件，{tried.moved:,} 件变动，{tried.failed:,} 件未能推算，"
              f"{tried.milliseconds / 1000:.1f} 秒，每秒 {tried.rate:,} 件")  # fmt: skip
    assert tried.done == OPEN
    assert tried.moved > OPEN // 10
    assert Move.objects.count() == tried.moved + tried.failed
    assert tried.milliseconds < SECONDS * 1000
