import pytest
from django.core.exceptions import ValidationError

from gongkai.web.accounts.errors import Forbidden, Hidden
from gongkai.web.directory.people_acts import enrol
from tests.web.directory.conftest import DAY


def test_a_head_enrols_people_of_his_organ_alone(water, school, head, clerk) -> None:
    person = enrol(by=head, on=DAY, username="zhang", name="张三", organ=water, password="a-good-password-1")  # noqa: S106
    assert person.check_password("a-good-password-1")
    with pytest.raises(Hidden):
        enrol(by=head, on=DAY, username="li", name="李四", organ=school)
    with pytest.raises(Forbidden):
        enrol(by=clerk, on=DAY, username="li", name="李四", organ=water)


def test_without_a_password_nobody_signs_in_with_one(water, head) -> None:
    assert not enrol(by=head, on=DAY, username="zhang", name="张三", organ=water).has_usable_password()


@pytest.mark.parametrize("field", [{"username": "HEAD"}, {"username": "head"}, {"name": ""}, {"email": "x"}])
def test_it_refuses_what_cannot_be_or_is_taken(water, head, field) -> None:
    with pytest.raises(ValidationError):
        enrol(by=head, on=DAY, organ=water, **{"username": "zhang", "name": "张三", **field})
