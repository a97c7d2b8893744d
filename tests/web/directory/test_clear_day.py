from datetime import date

import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.directory.organ_acts import clear_day, set_day
from tests.web.directory.conftest import DAY

FESTIVAL = date(2025, 4, 3)


def test_the_national_calendar_holds_again(water, head) -> None:
    set_day(water, by=head, on=DAY, day=FESTIVAL, works=False, reason="本地民族节日放假")
    clear_day(water, by=head, on=DAY, day=FESTIVAL)
    assert dict(water.days.values_list("day", "works")) == {}


def test_it_refuses_a_day_that_was_never_set(water, head) -> None:
    with pytest.raises(NotAllowed, match="没有登记过自定安排"):
        clear_day(water, by=head, on=DAY, day=FESTIVAL)
