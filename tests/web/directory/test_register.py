import pytest
from django.core.exceptions import ValidationError

from gongkai.regulation.organs import Kind, Level
from gongkai.web.accounts.errors import Forbidden, Hidden
from gongkai.web.accounts.roles import Role
from gongkai.web.directory.organ_acts import register
from gongkai.web.organs import queries
from tests.web.directory.conftest import DAY, enrolled

NEW = {"code": "new", "name": "青石县数据局", "level": Level.COUNTY, "kind": Kind.DEPARTMENT}


def test_it_stands_below_the_organ_above_and_has_its_first_version(county, operator) -> None:
    organ = register(by=operator, on=DAY, under=county, **NEW)
    assert list(queries.above(organ)) == [county]
    assert queries.as_of(organ, DAY).under == county
    assert (organ.state, organ.version) == ("active", 1)


def test_it_is_for_who_looks_after_the_organ_above(county, water, head, operator) -> None:
    with pytest.raises(Forbidden):
        register(by=head, on=DAY, under=water, **NEW)
    with pytest.raises(Hidden):
        register(by=operator, on=DAY, under=None, **NEW)
    register(by=enrolled("all", Role.OPERATOR), on=DAY, under=None, **NEW)


@pytest.mark.parametrize(
    "field", [{"code": "New"}, {"code": "qingshi"}, {"name": ""}, {"credit_code": "91350100M000100Y44"}]
)
def test_it_refuses_what_cannot_be_or_is_taken(county, operator, field) -> None:
    with pytest.raises(ValidationError):
        register(by=operator, on=DAY, under=county, **{**NEW, **field})
