from datetime import timedelta

import pytest

from gongkai.regulation.errors import ImpossibleDate, NotAllowed
from gongkai.web.accounts.errors import Hidden
from gongkai.web.accounts.queries import standing_of
from gongkai.web.accounts.roles import Role
from gongkai.web.directory.people_acts import appoint
from tests.web.directory.conftest import DAY, enrolled


def test_he_holds_the_role_from_the_day_to_the_day(water, head) -> None:
    person = enrolled("zhang", at=water)
    last = DAY + timedelta(30)
    appoint(person, by=head, on=DAY, organ=water, role=Role.HANDLER, since=DAY + timedelta(1), until=last)
    held = [len(standing_of(person, on=day).grants) for day in (DAY, DAY + timedelta(1), last, last + timedelta(1))]
    assert held == [0, 1, 1, 0]


def test_a_head_appoints_in_his_own_organ_alone(water, school, head) -> None:
    with pytest.raises(Hidden):
        appoint(head, by=head, on=DAY, organ=school, role=Role.HANDLER, since=DAY)


def test_nobody_holds_a_role_twice_at_a_time(water, head, clerk) -> None:
    with pytest.raises(NotAllowed, match="已经担任这个岗位"):
        appoint(clerk, by=head, on=DAY, organ=water, role=Role.CLERK, since=DAY)


def test_it_refuses_an_end_before_the_beginning(water, head) -> None:
    with pytest.raises(ImpossibleDate):
        appoint(head, by=head, on=DAY, organ=water, role=Role.CLERK, since=DAY, until=DAY - timedelta(1))
