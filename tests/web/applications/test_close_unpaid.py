import pytest

from gongkai.web.accounts.errors import Forbidden
from gongkai.web.applications.acts.doing import do
from gongkai.web.audit.acting import CONSOLE
from tests.web.applications.conftest import day


def test_it_leads_on(application, head) -> None:
    thing = application
    do(thing, "notify_fee", by=CONSOLE, on=day("2025-03-10"), fields={"yuan": 400})
    do(thing, "record_fee_notice_received", by=CONSOLE, on=day("2025-03-11"))
    do(thing, "close_unpaid", by=head, on=day("2025-04-10"))
    assert thing.state == "lapsed"
    assert thing.outcome == "other.fee_unpaid"


def test_it_is_not_for_everyone(application, handler) -> None:
    thing = application
    do(thing, "notify_fee", by=CONSOLE, on=day("2025-03-10"), fields={"yuan": 400})
    do(thing, "record_fee_notice_received", by=CONSOLE, on=day("2025-03-11"))
    version = thing.version
    with pytest.raises(Forbidden, match="请向本机关的系统管理员申请岗位"):
        do(thing, "close_unpaid", by=handler, on=day("2025-04-10"))
    thing.refresh_from_db()
    assert thing.version == version
