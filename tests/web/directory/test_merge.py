import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.accounts import access
from gongkai.web.accounts.models import Membership
from gongkai.web.accounts.roles import Role
from gongkai.web.directory.organ_acts import merge
from gongkai.web.organs import queries
from gongkai.web.organs.models import Organ
from tests.web.directory.conftest import DAY, LONG_AGO, enrolled, registered


def test_the_successors_people_go_on_with_what_was_open_and_history_stays(water, school, operator, clerk) -> None:
    merge(water, by=operator, on=DAY, into=school)
    assert (water.state, water.successor) == ("merged", school)
    assert queries.as_of(water, LONG_AGO).name == "青石县水利局"
    row = Membership.objects.get(user=clerk)
    assert access.can(enrolled("school-head", Role.HEAD, at=school), "withdraw", row)


def test_who_had_it_for_successor_gets_its_successor(county, water, school, operator) -> None:
    third = registered("third", "第三局", under=county)
    merge(water, by=operator, on=DAY, into=school)
    merge(school, by=operator, on=DAY, into=third)
    water = Organ.objects.get(pk=water.pk)
    assert (water.state, water.successor.code, water.version) == ("merged", "third", 3)


def test_it_refuses_itself_one_that_has_ended_and_one_with_organs_below(county, water, school, operator) -> None:
    with pytest.raises(NotAllowed, match="不能由自己承继"):
        merge(water, by=operator, on=DAY, into=water)
    with pytest.raises(NotAllowed, match="还有在册的下级机关"):
        merge(county, by=operator, on=DAY, into=registered("city", "云山市"))
    merge(water, by=operator, on=DAY, into=school)
    with pytest.raises(NotAllowed, match="自己已经合并或者撤销"):
        merge(school, by=operator, on=DAY, into=water)
