import pytest

from gongkai.regulation.events import DeliveryWay
from gongkai.web.accounts.errors import Forbidden
from gongkai.web.applications.acts.doing import do
from tests.web.applications.cases import decided
from tests.web.applications.conftest import day


def test_it_leads_on(application, handler) -> None:
    thing = application
    decided(thing, day("2025-03-20"))
    do(thing, "send", by=handler, on=day("2025-03-21"), fields={"way": DeliveryWay.POST})
    assert thing.state == "sent"
    assert (thing.sent_on, thing.is_late) == (day("2025-03-21"), False)


def test_it_is_not_for_everyone(application, clerk) -> None:
    thing = application
    decided(thing, day("2025-03-20"))
    version = thing.version
    with pytest.raises(Forbidden, match="请向本机关的系统管理员申请岗位"):
        do(thing, "send", by=clerk, on=day("2025-03-21"), fields={"way": DeliveryWay.POST})
    thing.refresh_from_db()
    assert thing.version == version
