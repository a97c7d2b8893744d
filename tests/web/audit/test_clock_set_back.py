"""The machine's clock goes back: nothing is recorded before what is there; with the clock right, the act is done."""

from datetime import date

import pytest

from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.audit import effects
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.audit.errors import ClockSetBack
from gongkai.web.audit.kinds import Effect
from gongkai.web.audit.models import AuditRow, Event, SideEffect
from gongkai.web.directory import organ_acts
from gongkai.web.organs.models import Organ
from tests.web.directory.conftest import enrolled, registered
from tests.web.page import page_of
from tests.web.work import work_off

pytestmark = pytest.mark.django_db
EARLIER, LATER = date(2026, 2, 10), date(2026, 2, 25)


@pytest.fixture
def operator(water: Organ) -> User:
    return enrolled("operator", Role.OPERATOR, at=water)


@pytest.fixture
def water(settings) -> Organ:
    settings.TODAY = LATER
    return registered("qingshi-shuili", "青石县水利局")


def test_a_thing_is_not_changed_before_it_was_last_changed(water, operator, settings) -> None:
    settings.TODAY = EARLIER
    with pytest.raises(ClockSetBack, match=r"现在是 2026-02-10，而已经有 2026-02-25 的记录"):
        organ_acts.rename(water, by=operator, on=EARLIER, name="甲局")
    assert (AuditRow.objects.filter(outcome="refused").count(), Event.objects.filter(kind="rename").count()) == (1, 0)
    settings.TODAY = LATER
    organ_acts.rename(water, by=operator, on=EARLIER, name="甲局")


def test_nothing_new_is_made_before_what_was_made_last(water, settings) -> None:
    settings.TODAY = EARLIER
    with pytest.raises(ClockSetBack):
        registered("qingshi-jiaoyu", "青石县教育局")


def test_what_was_typed_stays_on_the_page(client, water, operator, settings) -> None:
    settings.TODAY, settings.MFA_REQUIRED = EARLIER, False
    client.force_login(operator)
    sent = {"on": "2026-02-10", "name": "甲局", "version": "1"}
    answer = client.post("/office/organs/qingshi-shuili/rename/", sent)
    page = page_of(answer)
    assert answer.status_code == 409
    assert "请系统管理员校准时钟" in page.text
    assert 'value="甲局"' in answer.content.decode()


def test_what_follows_an_act_waits_for_the_right_clock(water, settings) -> None:
    def rename(key: str, payload: object) -> None:
        organ_acts.rename(Organ.objects.get(), by=CONSOLE, on=EARLIER, name="甲局")

    effects.register("tests.rename", rename)
    effects.order("key", Effect("tests.rename"))
    settings.TODAY = EARLIER
    work_off()
    assert SideEffect.objects.values_list("attempts", "done_at").get(key="key") == (0, None)
    settings.TODAY = LATER
    effects.retry()
    work_off()
    assert Organ.objects.get().name == "甲局"
