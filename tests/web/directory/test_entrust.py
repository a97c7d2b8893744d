import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.accounts.errors import Forbidden
from gongkai.web.accounts.models import Membership
from gongkai.web.accounts.roles import Role
from gongkai.web.audit.acting import perform
from gongkai.web.directory.people_acts import appoint
from tests.web.directory.conftest import DAY


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.OPERATOR])
def test_only_an_operator_gives_a_role_that_reaches_other_organs(water, head, operator, role) -> None:
    with pytest.raises(Forbidden):
        appoint(head, by=head, on=DAY, organ=water, role=role, since=DAY)
    assert appoint(head, by=operator, on=DAY, organ=water, role=role, since=DAY).state == "entrusted"


def test_the_act_for_staff_does_not_serve_as_a_side_door(water, head) -> None:
    row = Membership(user=head, organ=water, role="operator", since=DAY)
    data = {"user": str(head.key), "organ": water.code, "role": "operator", "since": "2025-02-17", "until": None}
    with pytest.raises(NotAllowed, match="系统管理员不能这样任命"):
        perform(act="appoint", thing=row, by=head, on=DAY, data=data)
