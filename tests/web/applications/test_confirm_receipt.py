import pytest

from gongkai.web.accounts.errors import Forbidden
from gongkai.web.applications.acts.doing import do
from tests.web.applications.conftest import day


def test_it_leads_on(online, clerk) -> None:
    thing = online
    do(thing, "confirm_receipt", by=clerk, on=day("2025-03-05"))
    assert thing.state == "handling"
    assert (thing.received_on, thing.due_on) == (day("2025-03-05"), day("2025-04-02"))


def test_it_is_not_for_everyone(online, leader) -> None:
    thing = online
    version = thing.version
    with pytest.raises(Forbidden, match="请向本机关的系统管理员申请岗位"):
        do(thing, "confirm_receipt", by=leader, on=day("2025-03-05"))
    thing.refresh_from_db()
    assert thing.version == version
