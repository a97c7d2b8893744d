import pytest

from gongkai.web.accounts.errors import Forbidden
from gongkai.web.applications.acts.doing import do
from gongkai.web.audit.acting import CONSOLE
from tests.web.applications.conftest import day


def test_it_leads_on(application, handler) -> None:
    thing = application
    do(thing, "consult_other_organ", by=CONSOLE, on=day("2025-03-05"), fields={"name": "县保密局"})
    do(thing, "record_other_organ_notice_received", by=handler, on=day("2025-03-06"), fields={"name": "县保密局"})
    assert thing.state == "consulting"
    assert thing.waiting_until == day("2025-03-27")


def test_it_is_not_for_everyone(application, clerk) -> None:
    thing = application
    do(thing, "consult_other_organ", by=CONSOLE, on=day("2025-03-05"), fields={"name": "县保密局"})
    version = thing.version
    with pytest.raises(Forbidden, match="请向本机关的系统管理员申请岗位"):
        do(thing, "record_other_organ_notice_received", by=clerk, on=day("2025-03-06"), fields={"name": "县保密局"})
    thing.refresh_from_db()
    assert thing.version == version
