import pytest

from gongkai.web.accounts.errors import Forbidden
from gongkai.web.applications.acts.doing import do
from gongkai.web.audit.acting import CONSOLE
from tests.web.applications.conftest import day


def test_it_leads_on(application, head) -> None:
    thing = application
    do(thing, "request_correction", by=CONSOLE, on=day("2025-03-05"))
    do(thing, "record_correction_notice_received", by=CONSOLE, on=day("2025-03-07"))
    do(thing, "close_uncorrected", by=head, on=day("2025-04-08"))
    assert thing.state == "lapsed"
    assert (thing.outcome, thing.is_open) == ("other.correction_lapsed", False)


def test_it_is_not_for_everyone(application, handler) -> None:
    thing = application
    do(thing, "request_correction", by=CONSOLE, on=day("2025-03-05"))
    do(thing, "record_correction_notice_received", by=CONSOLE, on=day("2025-03-07"))
    version = thing.version
    with pytest.raises(Forbidden, match="请向本机关的系统管理员申请岗位"):
        do(thing, "close_uncorrected", by=handler, on=day("2025-04-08"))
    thing.refresh_from_db()
    assert thing.version == version
