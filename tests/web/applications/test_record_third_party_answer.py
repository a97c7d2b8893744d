import pytest

from gongkai.regulation.events import Opinion
from gongkai.web.accounts.errors import Forbidden
from gongkai.web.applications.acts.consulting import consult_third_party
from gongkai.web.applications.acts.doing import do
from gongkai.web.audit.acting import CONSOLE
from tests.web.applications.conftest import day


def test_it_leads_on(application, handler) -> None:
    thing = application
    consult_third_party(thing, by=CONSOLE, on=day("2025-03-05"), party={"name": "某人"})
    do(
        thing,
        "record_third_party_answer",
        by=handler,
        on=day("2025-03-12"),
        fields={"name": "第三方1", "opinion": Opinion.OBJECTS},
    )
    assert thing.state == "handling"
    assert (thing.due_on, thing.waiting_until) == (day("2025-04-08"), None)


def test_it_is_not_for_everyone(application, clerk) -> None:
    thing = application
    consult_third_party(thing, by=CONSOLE, on=day("2025-03-05"), party={"name": "某人"})
    version = thing.version
    with pytest.raises(Forbidden, match="请向本机关的系统管理员申请岗位"):
        do(
            thing,
            "record_third_party_answer",
            by=clerk,
            on=day("2025-03-12"),
            fields={"name": "第三方1", "opinion": Opinion.OBJECTS},
        )
    thing.refresh_from_db()
    assert thing.version == version
