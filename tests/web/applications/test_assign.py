import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.applications import notices
from gongkai.web.applications.acts import keeping
from gongkai.web.audit.models import SideEffect
from gongkai.web.office.models import Notice
from tests.web.applications.conftest import day


def test_it_becomes_his_and_he_is_told(application, clerk, handler) -> None:
    keeping.assign(application, by=clerk, on=day("2025-03-04"), handler=handler)
    assert application.handler == handler
    effect = SideEffect.objects.get(name="applications.tell")
    notices.tell(effect.key, effect.payload)
    notice = Notice.objects.get(user=handler)
    assert notice.title == "qingshi-shuili-2025-00001：分派给您办理"
    assert str(application.key) in notice.url


def test_someone_who_does_not_handle_applications_there_is_refused(application, clerk, leader) -> None:
    with pytest.raises(NotAllowed, match="没有承办人员岗位"):
        keeping.assign(application, by=clerk, on=day("2025-03-04"), handler=leader)
