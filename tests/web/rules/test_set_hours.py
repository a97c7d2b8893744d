import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.rules.queries import settings_of
from tests.web.directory.conftest import DAY
from tests.web.rules.setting import set_in


def test_hours_are_set_one_by_one(water, head) -> None:
    set_in(water, head, "set_hours", hours_afternoon_from="13:30", hours_afternoon_to="17:00")
    held = settings_of(water, on=DAY)
    assert (held["hours_morning_from"], held["hours_afternoon_from"]) == ("08:30", "13:30")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"hours_morning_from": "8点半"}, "读不成时间，请写成 08:30 的样子"),
        ({"hours_morning_from": "24:00"}, "读不成时间"),
        ({"hours_morning_to": "15:00"}, "办公时间应当从早到晚"),
    ],
)
def test_hours_that_cannot_be_are_refused(water, head, values: dict[str, str], said: str) -> None:
    with pytest.raises(NotAllowed, match=said):
        set_in(water, head, "set_hours", **values)
