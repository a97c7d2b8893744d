import pytest

from gongkai.web.accounts.errors import Forbidden
from gongkai.web.applications.acts.doing import do
from tests.web.applications.conftest import day


def test_it_leads_on(application, handler) -> None:
    thing = application
    do(thing, "request_correction", by=handler, on=day("2025-03-05"), fields={"workdays": 10})
    assert thing.state == "awaiting_correction"
    assert (thing.due_on, thing.waits_for) == (None, "applicant")
    assert thing.lapses_from is not None


def test_it_is_not_for_everyone(application, clerk) -> None:
    thing = application
    version = thing.version
    with pytest.raises(Forbidden, match="请向本机关的系统管理员申请岗位"):
        do(thing, "request_correction", by=clerk, on=day("2025-03-05"), fields={"workdays": 10})
    thing.refresh_from_db()
    assert thing.version == version
