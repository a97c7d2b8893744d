import pytest

from gongkai.web.accounts.errors import Forbidden
from gongkai.web.applications.acts.doing import do
from gongkai.web.audit.acting import CONSOLE
from tests.web.applications.conftest import day


def test_it_leads_on(application, clerk) -> None:
    thing = application
    do(thing, "request_correction", by=CONSOLE, on=day("2025-03-05"))
    do(thing, "record_correction_notice_received", by=clerk, on=day("2025-03-07"))
    assert thing.state == "awaiting_correction"
    assert thing.waiting_until == day("2025-03-28")


def test_it_is_not_for_everyone(application, leader) -> None:
    thing = application
    do(thing, "request_correction", by=CONSOLE, on=day("2025-03-05"))
    version = thing.version
    with pytest.raises(Forbidden, match="请向本机关的系统管理员申请岗位"):
        do(thing, "record_correction_notice_received", by=leader, on=day("2025-03-07"))
    thing.refresh_from_db()
    assert thing.version == version
