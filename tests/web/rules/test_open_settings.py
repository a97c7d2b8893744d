import pytest

from gongkai.web.accounts.errors import Forbidden, Hidden
from gongkai.web.accounts.roles import Role
from gongkai.web.audit.errors import AlreadyDone
from gongkai.web.rules.actions import SITE, open_settings
from tests.web.directory.conftest import DAY, enrolled


def test_an_organ_has_its_settings_once(water, head) -> None:
    assert open_settings(by=head, on=DAY, organ=water).key == "qingshi-shuili"
    with pytest.raises(AlreadyDone):
        open_settings(by=head, on=DAY, organ=water)


def test_a_clerk_may_not_and_a_neighbour_learns_nothing(water, school, clerk, head) -> None:
    with pytest.raises(Forbidden):
        open_settings(by=clerk, on=DAY, organ=water)
    with pytest.raises(Hidden):
        open_settings(by=head, on=DAY, organ=school)


def test_the_default_of_the_site_belongs_to_whoever_looks_after_all(operator) -> None:
    with pytest.raises(Hidden):
        open_settings(by=operator, on=DAY, organ=None)
    everywhere = enrolled("all", Role.OPERATOR, at=None)
    assert open_settings(by=everywhere, on=DAY, organ=None).key == SITE
