import pytest

from gongkai.web.accounts.errors import Forbidden
from gongkai.web.applications.acts.doing import do
from tests.web.applications.conftest import day


def test_it_leads_on(application, clerk) -> None:
    thing = application
    do(thing, "withdraw", by=clerk, on=day("2025-03-10"))
    assert thing.state == "withdrawn"
    assert (thing.outcome, thing.is_open) == ("other.other", False)


def test_it_is_not_for_everyone(application, leader) -> None:
    thing = application
    version = thing.version
    with pytest.raises(Forbidden, match="请向本机关的系统管理员申请岗位"):
        do(thing, "withdraw", by=leader, on=day("2025-03-10"))
    thing.refresh_from_db()
    assert thing.version == version
