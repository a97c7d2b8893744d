import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.applications.acts import joining
from tests.web.applications.conftest import day


def test_the_right_organ_is_named_from_the_directory(application, school, leader) -> None:
    joining.transfer(application, by=leader, on=day("2025-03-05"), to=school, note="由教育局制作")
    assert (application.state, application.outcome) == ("decided", "unavailable.not_held")


def test_some_organ_has_to_be_named_and_not_this_one(application, water, leader) -> None:
    with pytest.raises(NotAllowed, match="应当告知负责公开该信息的机关"):
        joining.transfer(application, by=leader, on=day("2025-03-05"))
    with pytest.raises(NotAllowed, match="选择的是本机关"):
        joining.transfer(application, by=leader, on=day("2025-03-05"), to=water)
