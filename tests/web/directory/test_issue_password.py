import pytest

from gongkai.web.accounts.errors import Forbidden
from gongkai.web.accounts.roles import Role
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.directory.people_acts import appoint, correct_person, issue_password
from tests.web.directory.conftest import DAY, LONG_AGO, enrolled


def test_the_new_password_opens_and_is_kept_nowhere(water, operator, clerk) -> None:
    password = issue_password(clerk, by=operator, on=DAY)
    clerk.refresh_from_db()
    assert clerk.check_password(password)
    assert clerk.password_is_issued
    assert password not in str(clerk.__dict__)


def test_nobody_opens_a_door_that_is_higher_than_his_own(county, water, head) -> None:
    below = enrolled("below", Role.OPERATOR, at=water)
    above = enrolled("above", Role.CLERK, at=water)
    issue_password(above, by=below, on=DAY)
    for role, organ in ((Role.OPERATOR, county), (Role.OPERATOR, None)):
        person = enrolled(f"chief-{organ and organ.code}".replace("None", "all"), at=water)
        enrolled_role(person, role, organ)
        with pytest.raises(Forbidden, match="不在您管理的范围内"):
            issue_password(person, by=below, on=DAY)


def test_a_head_opens_the_doors_of_his_own_organ_and_no_other(water, school, head, clerk) -> None:
    issue_password(clerk, by=head, on=DAY)
    authority = enrolled("authority", at=water)
    enrolled_role(authority, Role.OPERATOR, water)
    with pytest.raises(Forbidden, match="由管理那里的系统管理员办理"):
        issue_password(authority, by=head, on=DAY)
    with pytest.raises(Forbidden, match="由管理那里的系统管理员办理"):
        correct_person(authority, by=head, on=DAY, name=authority.name, email="head@qingshi.example")
    elsewhere = enrolled("elsewhere", Role.CLERK, at=school)
    with pytest.raises(Forbidden):
        issue_password(elsewhere, by=head, on=DAY)


def enrolled_role(person, role, organ) -> None:
    from_the_console = {"by": CONSOLE, "on": LONG_AGO, "since": LONG_AGO}
    appoint(person, organ=organ, role=role, **from_the_console)
