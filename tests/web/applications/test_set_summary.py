import pytest
from django.core.exceptions import ValidationError

from gongkai.web.applications.acts import keeping
from tests.web.applications.cases import PHONE
from tests.web.applications.conftest import day


def test_it_changes_what_lists_show(application, handler) -> None:
    keeping.set_summary(application, by=handler, on=day("2025-03-04"), summary="泵站验收鉴定书")
    assert str(application) == "qingshi-shuili-2025-00001 泵站验收鉴定书"


@pytest.mark.parametrize("summary", ["", "摘" * 121, f"电话{PHONE}的申请"])
def test_it_refuses_one_that_is_empty_too_long_or_tells_who(application, handler, summary) -> None:
    with pytest.raises(ValidationError):
        keeping.set_summary(application, by=handler, on=day("2025-03-04"), summary=summary)
