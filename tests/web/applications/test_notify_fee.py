import pytest

from gongkai.web.accounts.errors import Forbidden
from gongkai.web.applications.acts.doing import do
from tests.web.applications.conftest import day


def test_it_leads_on(application, head) -> None:
    thing = application
    do(thing, "notify_fee", by=head, on=day("2025-03-10"), fields={"yuan": 400})
    assert thing.state == "awaiting_payment"
    assert (thing.due_on, thing.waits_for) == (None, "applicant")


def test_it_is_not_for_everyone(application, handler) -> None:
    thing = application
    version = thing.version
    with pytest.raises(Forbidden, match="请向本机关的系统管理员申请岗位"):
        do(thing, "notify_fee", by=handler, on=day("2025-03-10"), fields={"yuan": 400})
    thing.refresh_from_db()
    assert thing.version == version
