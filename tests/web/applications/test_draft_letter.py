"""拟写文书: what the handler writes stands in the letter that the leader signs."""

import pytest
from django.urls import reverse

from gongkai.regulation.organs import Kind
from gongkai.web.applications.acts.lettering import draft_letter
from gongkai.web.applications.queries import events_of
from gongkai.web.organs.models import Organ
from gongkai.web.ui import clock
from tests.web.applications.cases import passed
from tests.web.applications.conftest import day
from tests.web.directory.conftest import registered
from tests.web.directory.test_pages import filled as inputs
from tests.web.page import page_of

WORDS = {"contact": "公开办，0378-1", "how_supplied": "邮寄"}


@pytest.fixture
def water() -> Organ:
    county = registered("qingshi", "青石县人民政府", kind=Kind.GOVERNMENT)
    return registered("qingshi-shuili", "青石县水利局", under=county)


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.MFA_REQUIRED = False
    with clock.fixed(day("2025-03-20")):
        yield


def filled(page) -> dict[str, str]:
    """The form as a browser sends it: its box is ticked."""
    return {**inputs(page), "makes_letter": "on"}


def address(name: str, thing) -> str:
    return reverse(f"applications:{name}", args=[thing.key])


def test_the_leader_sees_the_letter_and_signs_at_once(client, application, handler, leader) -> None:
    passed(application, day("2025-03-10"))
    draft_letter(application, by=handler, on=day("2025-03-11"), letter="reply", given=WORDS)
    client.force_login(leader)
    page = page_of(client.get(address("decide", application)))
    assert "政府信息公开申请答复书" in page.text
    assert "本答复以邮寄方式提供" in page.text
    assert "（制作时编定文号）" in page.text
    answer = client.post(address("decide", application), {**filled(page), "confirmed": "1"})
    assert answer.status_code == 302, page_of(answer).text
    application.refresh_from_db()
    assert application.state == "decided"
    assert events_of(application).last().kind == "make_letter"


def test_a_letter_with_a_missing_field_is_not_signed_and_says_where_it_is_filled_in(
    client, application, leader
) -> None:
    passed(application, day("2025-03-10"))
    client.force_login(leader)
    page = page_of(client.get(address("decide", application)))
    assert "文书还缺" in page.text
    answer = client.post(address("decide", application), {**filled(page), "confirmed": "1"})
    assert answer.status_code == 409
    assert "缺少“联系方式”" in page_of(answer).text
    application.refresh_from_db()
    assert application.state != "decided"


def test_a_page_that_is_stale_signs_nothing(client, application, handler, leader) -> None:
    passed(application, day("2025-03-10"))
    draft_letter(application, by=handler, on=day("2025-03-11"), letter="reply", given=WORDS)
    client.force_login(leader)
    form = filled(page_of(client.get(address("decide", application))))
    draft_letter(application, by=handler, on=day("2025-03-12"), letter="reply", given={**WORDS, "finding": "已改"})
    answer = client.post(address("decide", application), {**form, "confirmed": "1"})
    assert answer.status_code == 409
    application.refresh_from_db()
    assert application.state != "decided"


def test_with_the_clock_set_back_nothing_is_decided_before_it_was_reviewed(
    client, application, handler, leader
) -> None:
    passed(application, day("2025-03-10"))
    draft_letter(application, by=handler, on=day("2025-03-11"), letter="reply", given=WORDS)
    client.force_login(leader)
    form = {**filled(page_of(client.get(address("decide", application)))), "on": "2025-03-08", "confirmed": "1"}
    answer = client.post(address("decide", application), form)
    assert answer.status_code == 409
    assert "早于" in page_of(answer).text


def test_a_letter_is_chosen_seen_and_made_on_its_own_page(client, application, handler) -> None:
    client.force_login(handler)
    page = page_of(client.get(address("make_letter", application)))
    assert "检索记录单" in page.text
    where = f"{address('make_letter', application)}?letter=correction_notice"
    form = {**filled(page_of(client.get(where))), "letter_unclear": "哪一年", "letter_guidance": "写文号"}
    form |= {"letter_period": "10", "letter_contact": "公开办"}
    seen = page_of(client.post(where, form))
    assert "哪一年" in seen.text
    assert events_of(application).filter(kind="make_letter").count() == 0
    assert client.post(where, {**form, "confirmed": "1"}).status_code == 302
    case = page_of(client.get(address("case", application)))
    assert "补正告知书" in case.text


def test_the_act_and_its_letter_are_one_page(client, application, handler) -> None:
    client.force_login(handler)
    form = filled(page_of(client.get(address("request_correction", application))))
    form |= {"workdays": "10", "letter_unclear": "哪一年", "letter_guidance": "写文号", "letter_contact": "公开办"}
    seen = page_of(client.post(address("request_correction", application), form))
    assert "补正告知书" in seen.text
    assert "自收到本告知书之日起10个工作日内" in seen.text
    answer = client.post(address("request_correction", application), {**form, "confirmed": "1"})
    assert answer.status_code == 302, page_of(answer).text
    application.refresh_from_db()
    assert application.state == "awaiting_correction"
