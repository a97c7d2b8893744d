import pytest
from django.core.exceptions import ValidationError

from gongkai.web.directory.people_acts import correct_person
from tests.web.directory.conftest import DAY


def test_it_corrects_name_and_address(clerk, head) -> None:
    correct_person(clerk, by=head, on=DAY, name="张三", email="zhang@qingshi.gov.cn")
    assert (clerk.name, clerk.email) == ("张三", "zhang@qingshi.gov.cn")
    with pytest.raises(ValidationError):
        correct_person(clerk, by=head, on=DAY, name="", email="")
