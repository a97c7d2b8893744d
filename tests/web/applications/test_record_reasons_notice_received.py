import pytest

from gongkai.web.accounts.errors import Forbidden
from gongkai.web.applications.acts.doing import do
from gongkai.web.audit.acting import CONSOLE
from tests.web.applications.conftest import day


def test_it_leads_on(application, clerk) -> None:
    thing = application
    do(thing, "demand_reasons", by=CONSOLE, on=day("2025-03-10"))
    do(thing, "record_reasons_notice_received", by=clerk, on=day("2025-03-11"))
    assert thing.state == "awaiting_reasons"
    assert thing.waiting_until == day("2025-03-25")


def test_it_is_not_for_everyone(application, leader) -> None:
    thing = application
    do(thing, "demand_reasons", by=CONSOLE, on=day("2025-03-10"))
    version = thing.version
    with pytest.raises(Forbidden, match="请向本机关的系统管理员申请岗位"):
        do(thing, "record_reasons_notice_received", by=leader, on=day("2025-03-11"))
    thing.refresh_from_db()
    assert thing.version == version
