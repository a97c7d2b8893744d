import pytest

from gongkai.web.accounts.errors import Forbidden
from gongkai.web.applications.acts.doing import do
from tests.web.applications.conftest import day


def test_it_leads_on(application, handler) -> None:
    thing = application
    do(thing, "consult_joint_organ", by=handler, on=day("2025-03-05"), fields={"name": "县规划局"})
    assert thing.state == "consulting"
    assert thing.due_on > day("2025-03-31")
    assert thing.waits_for == "others"


def test_it_is_not_for_everyone(application, clerk) -> None:
    thing = application
    version = thing.version
    with pytest.raises(Forbidden, match="请向本机关的系统管理员申请岗位"):
        do(thing, "consult_joint_organ", by=clerk, on=day("2025-03-05"), fields={"name": "县规划局"})
    thing.refresh_from_db()
    assert thing.version == version
