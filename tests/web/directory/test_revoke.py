import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.accounts.errors import Forbidden
from gongkai.web.accounts.models import Membership
from gongkai.web.accounts.roles import Role
from gongkai.web.directory.people_acts import appoint, withdraw
from tests.web.directory.conftest import DAY


def test_only_another_operator_takes_it(water, head, operator) -> None:
    row = appoint(head, by=operator, on=DAY, organ=water, role=Role.SUPERVISOR, since=DAY)
    with pytest.raises(NotAllowed, match="不能免去自己的"):
        withdraw(row, by=head, on=DAY)
    with pytest.raises(NotAllowed, match="请由另一位系统管理员办理"):
        withdraw(Membership.objects.get(user=operator), by=operator, on=DAY)
    withdraw(row, by=operator, on=DAY)
    assert row.state == "ended"


def test_a_head_does_not_take_an_operators_role(water, head, operator, clerk) -> None:
    row = appoint(clerk, by=operator, on=DAY, organ=water, role=Role.OPERATOR, since=DAY)
    with pytest.raises(Forbidden):
        withdraw(row, by=head, on=DAY)
