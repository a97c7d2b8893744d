from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gongkai.web.directory.organ_acts import set_day
from tests.web.directory.conftest import DAY

FESTIVAL = date(2025, 4, 3)


def test_the_organ_rests_on_a_day_of_its_own(water, head) -> None:
    set_day(water, by=head, on=DAY, day=FESTIVAL, works=False, reason="本地民族节日放假")
    set_day(water, by=head, on=DAY, day=date(2025, 4, 12), works=True, reason="补班")
    assert dict(water.days.values_list("day", "works")) == {FESTIVAL: False, date(2025, 4, 12): True}


def test_it_asks_for_a_reason(water, head) -> None:
    with pytest.raises(ValidationError, match="请写明原因"):
        set_day(water, by=head, on=DAY, day=FESTIVAL, works=False, reason=" ")
