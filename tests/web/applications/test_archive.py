import pytest

from gongkai.web.accounts.errors import Forbidden
from gongkai.web.applications.acts.doing import do
from gongkai.web.audit.acting import CONSOLE
from tests.web.applications.cases import decided
from tests.web.applications.conftest import day


def test_it_leads_on(application, handler) -> None:
    thing = application
    decided(thing, day("2025-03-20"))
    do(thing, "serve", by=CONSOLE, on=day("2025-03-21"))
    do(thing, "archive", by=handler, on=day("2025-04-01"))
    assert thing.state == "archived"
    assert (thing.archived_on, thing.waits_for) == (day("2025-04-01"), "")


def test_it_is_not_for_everyone(application, clerk) -> None:
    thing = application
    decided(thing, day("2025-03-20"))
    do(thing, "serve", by=CONSOLE, on=day("2025-03-21"))
    version = thing.version
    with pytest.raises(Forbidden, match="请向本机关的系统管理员申请岗位"):
        do(thing, "archive", by=clerk, on=day("2025-04-01"))
    thing.refresh_from_db()
    assert thing.version == version
