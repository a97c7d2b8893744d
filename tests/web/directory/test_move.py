import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.accounts import access
from gongkai.web.accounts.errors import Forbidden
from gongkai.web.accounts.roles import Role
from gongkai.web.directory.organ_acts import move
from gongkai.web.organs import queries
from gongkai.web.organs.models import Organ
from tests.web.directory.conftest import DAY, LONG_AGO, enrolled, registered


def test_those_below_go_with_it_and_its_supervisor_changes(county, water, operator) -> None:
    city = registered("city", "云山市人民政府")
    station = registered("station", "水利站", under=water)
    chief = enrolled("chief", Role.OPERATOR)
    move(water, by=chief, on=DAY, under=city)
    station = Organ.objects.get(pk=station.pk)
    assert [organ.code for organ in queries.above(station)] == ["city", "qingshi-shuili"]
    assert queries.as_of(water, LONG_AGO).under == county
    assert not access.can(operator, "rename", station)
    assert access.can(enrolled("s", Role.SUPERVISOR, at=city), "rename", station)


def test_it_can_become_a_root(county, water) -> None:
    move(water, by=enrolled("chief", Role.OPERATOR), on=DAY, under=None)
    assert Organ.objects.get(pk=water.pk).is_root()


def test_it_cannot_stand_below_itself(county, water) -> None:
    with pytest.raises(NotAllowed, match="本机关或者它的下级"):
        move(county, by=enrolled("chief", Role.OPERATOR), on=DAY, under=water)


def test_it_is_not_for_a_supervisor(county, water) -> None:
    with pytest.raises(Forbidden):
        move(water, by=enrolled("s", Role.SUPERVISOR, at=county), on=DAY, under=None)
