import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.directory.organ_acts import abolish, merge, reassign
from tests.web.directory.conftest import DAY


def test_another_organ_goes_on_with_its_duties(county, water, school, operator) -> None:
    merge(water, by=operator, on=DAY, into=school)
    reassign(water, by=operator, on=DAY, successor=county)
    assert (water.state, water.successor) == ("merged", county)
    abolish(school, by=operator, on=DAY, successor=county)
    with pytest.raises(NotAllowed, match="自己已经合并或者撤销"):
        reassign(water, by=operator, on=DAY, successor=school)
