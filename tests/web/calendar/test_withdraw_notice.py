import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.calendar.actions import propose, withdraw_notice
from tests.web.calendar.conftest import DAY


def test_only_whoever_entered_it_takes_it_back(first, second, notice) -> None:
    row = propose(by=first, on=DAY, notice=notice, source="")
    with pytest.raises(NotAllowed, match="只能由登记人撤回"):
        withdraw_notice(row, by=second, on=DAY)
    withdraw_notice(row, by=first, on=DAY)
    assert row.state == "withdrawn"
