import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.accounts.queries import standing_of
from gongkai.web.accounts.roles import Role
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.directory.people_acts import appoint, substitute
from tests.web.directory.conftest import DAY, enrolled


def test_the_substitute_holds_the_role_for_his_colleague(water, head, clerk) -> None:
    other = enrolled("other", at=water)
    substitute(by=head, on=DAY, user=clerk, substitute=other, organ=water, role=Role.CLERK, since=DAY, until=DAY)
    (grant,) = standing_of(other, on=DAY).grants
    assert (grant.role, grant.on_behalf_of) == (Role.CLERK, clerk.pk)


def test_it_refuses_oneself_and_a_role_that_the_colleague_does_not_hold(water, head, clerk, operator) -> None:
    appoint(operator, by=CONSOLE, on=DAY, organ=water, role=Role.OPERATOR, since=DAY)
    words = {"by": head, "on": DAY, "organ": water, "since": DAY, "until": DAY, "user": clerk}
    with pytest.raises(NotAllowed, match="自己不能给自己代班"):
        substitute(substitute=clerk, role=Role.CLERK, **words)
    with pytest.raises(NotAllowed, match="系统管理员的权限及于其他机关，不能代班"):
        substitute(**{**words, "user": operator}, substitute=clerk, role=Role.OPERATOR)
    with pytest.raises(NotAllowed, match="不担任发布人员"):
        substitute(substitute=head, role=Role.PUBLISHER, **words)
