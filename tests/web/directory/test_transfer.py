import pytest

from gongkai.web.accounts.errors import Forbidden
from gongkai.web.accounts.models import Membership
from gongkai.web.directory.people_acts import transfer
from tests.web.directory.conftest import DAY


def test_he_is_on_the_staff_of_the_other_organ_and_his_roles_stay_until_taken(
    clerk, water, school, operator, head
) -> None:
    with pytest.raises(Forbidden):
        transfer(clerk, by=head, on=DAY, organ=school)
    transfer(clerk, by=operator, on=DAY, organ=school)
    assert clerk.organ == school
    assert Membership.objects.get(user=clerk).organ == water
