"""The day and the moment, in a rehearsal and out of one."""

from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from gongkai.web.ui import clock

DAY = date(2026, 2, 14)


def test_without_a_rehearsal_it_is_now() -> None:
    assert clock.rehearsed() is None
    assert clock.today() == timezone.localdate()
    assert abs((clock.now() - timezone.now()).total_seconds()) < 5


def test_a_rehearsal_holds_day_and_moment(settings) -> None:
    settings.TODAY = DAY
    assert clock.today() == DAY
    assert timezone.localdate(clock.now()) == DAY
    assert timezone.is_aware(clock.now())


def test_a_file_moves_a_rehearsal_on_from_day_to_day(settings, tmp_path: Path) -> None:
    settings.TODAY = tmp_path / "day"
    for day in ("2026-02-14", "2026-02-24"):
        settings.TODAY.write_text(f"{day}\n")
        assert clock.today().isoformat() == day


def test_a_file_without_a_day_gives_no_day(settings, tmp_path: Path) -> None:
    settings.TODAY = tmp_path / "day"
    settings.TODAY.write_text("明天", "utf-8")
    with pytest.raises(ValueError, match="ascii"):
        clock.today()
